"""The log: one line for each request, with what helps, and nothing that people typed or that opens doors."""

import contextlib
import io
import json
import re

import pytest
import structlog

from bot.logs import set_up
from tests.builders import TOMORROW
from tests.slack import User
from tests.workplace import Workplace

SECRET = "Secret merger"


def test_a_request_leaves_one_line_with_all_that_helps(workplace: Workplace, ada: User) -> None:
    ada.runs("/book Aurora tomorrow 10-11 Standup")

    [line] = [json.loads(line) for line in workplace.log.splitlines()]
    assert re.fullmatch(r"[0-9A-F]{6}", line.pop("request"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", line.pop("timestamp"))
    assert 0 < line.pop("milliseconds") < 3000
    assert line == {
        "event": "request",
        "level": "info",
        "what": "/book",
        "outcome": "ok",
        "workspace": "T0VARAUS",
        "booking": ada.booking.reference,
    }


def test_each_way_of_asking_is_named(workplace: Workplace, ada: User) -> None:
    receipt = ada.runs("/book").submit(room="Aurora", day=TOMORROW, start="10:00", end="11:00")
    receipt.click("Change").submit(end="12:00").click("Cancel")
    ada.runs("/rooms add").types("zone", "hels")

    assert [line["what"] for line in workplace.lines] == [
        "/book",
        "action:day",
        "action:start",
        "action:end",
        "view_submission:new_booking",
        "action:change_booking",
        "action:end",
        "view_submission:changed_booking",
        "action:cancel_booking",
        "/rooms",
        "options:zone",
    ]


def test_the_outcome_is_the_code_of_the_refusal(workplace: Workplace, ada: User, bob: User) -> None:
    ada.runs("/book Aurora tomorrow 10-11")
    bob.runs("/book Aurora tomorrow 10-11")
    bob.runs(f"/cancel {ada.booking.reference}")
    bob.runs("/rooms add")
    bob.runs("/book Aurora yesterday 10-11")
    bob.runs("/rooms Kelo")

    assert [line["outcome"] for line in workplace.lines] == [
        "ok",
        "room_taken",
        "not_yours",
        "admins_only",
        "in_the_past",
        "no_such_room",
    ]


@pytest.mark.parametrize("form", ["json", "text"])
def test_nothing_that_was_typed_and_no_key_stands_in_the_log(
    workplace: Workplace, ada: User, bob: User, form: str
) -> None:
    log = io.StringIO()
    with contextlib.redirect_stderr(log):
        set_up("DEBUG", form)

    ada.runs(f"/book Aurora tomorrow 10-11 {SECRET}")
    bob.runs(f"/book Aurora tomorrow 10-11 {SECRET}").click("Book")
    taken = bob.runs("/book").submit(room="Aurora", day=TOMORROW, start="10:00", end="11:00", title=SECRET)
    taken.click("Book")
    ada.runs(f"/cancel {SECRET}")
    ada.runs(f"/rooms {SECRET}")
    ada.runs("/book Helmi tomorrow 10-11").clicks_forged("Cancel", value=SECRET)
    workplace.slack.fails("views.open")
    ada.runs(f"/book {SECRET}")
    workplace.slack.fails("users.info")
    workplace.clock.forward(minutes=10)
    ada.runs(f"/book Sisu tomorrow 10-11 {SECRET}")

    said = log.getvalue()
    assert said.count("request ") + said.count('"request", ') >= 9
    payloads = [delivery.payload for delivery in workplace.slack.deliveries]
    keys = {
        payload[name] for payload in payloads for name in ("trigger_id", "response_url") if name in payload
    }
    install = workplace.slack.install
    for secret in ("Secret", "merger", install.bot_token, install.signing_secret, *keys):
        assert secret not in said


def test_text_is_for_eyes(workplace: Workplace, ada: User) -> None:
    log = io.StringIO()
    with contextlib.redirect_stderr(log):
        set_up("INFO", "text")

    ada.runs("/rooms help")

    assert re.fullmatch(
        r"\S+Z \[info     \] request +booking=None milliseconds=[\d.]+ outcome=ok "
        r"request=[0-9A-F]{6} what=/rooms workspace=T0VARAUS\n",
        log.getvalue(),
    )
    assert workplace.log == ""


def test_what_is_below_the_level_is_not_said(workplace: Workplace, ada: User) -> None:
    log = io.StringIO()
    with contextlib.redirect_stderr(log):
        set_up("WARNING", "json")

    ada.runs("/rooms help")

    assert log.getvalue() == workplace.log == ""


@pytest.mark.parametrize("form", ["json", "text"])
def test_an_exception_is_told_without_the_values_around_it(workplace: Workplace, form: str) -> None:
    token = workplace.settings.slack_bot_token
    log = io.StringIO()
    with contextlib.redirect_stderr(log):
        set_up("INFO", form)

    try:
        int("gone")
    except ValueError:
        structlog.get_logger().exception("unforeseen")

    assert "ValueError: invalid literal" in log.getvalue()
    assert token not in log.getvalue()
