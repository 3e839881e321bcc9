"""The unforeseen: people get a short reference that also stands in the log, and no exception's text."""

import json
import re
from collections.abc import Iterator

import pytest

from sandbox.people import ADA, GENERAL, Json, Person
from tests.house import House
from tests.slack import User
from tests.workplace import Workplace, at_work

SORRY = re.compile(
    r"Something went wrong here\. Please try again, or tell your admin (?P<reference>[0-9A-F]{6})\."
)
NONSENSE = "nonsense-in-a-button"


def logged(workplace: Workplace) -> list[Json]:
    return [json.loads(line) for line in workplace.log.splitlines()]


def assert_told(workplace: Workplace, said: str) -> None:
    """What was said is the sentence and no more, and the log has its reference with the whole story."""
    found = SORRY.fullmatch(said.removeprefix(":warning: "))
    assert found, said
    error, request = logged(workplace)[-2:]
    assert error["request"] == request["request"] == found["reference"]
    assert (error["event"], error["level"], request["outcome"]) == ("unforeseen", "error", "unforeseen")
    assert error["error"].endswith("Error")
    assert "/bot/" in error["trace"]
    assert NONSENSE not in workplace.log
    assert workplace.complaints() == ["unforeseen"]


def test_a_click_is_answered_beside_what_was_clicked(workplace: Workplace, ada: User) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11")

    answer = receipt.clicks_forged("Cancel", value=NONSENSE)

    assert_told(workplace, answer.reads)
    assert ada.reads(GENERAL) == f"{receipt.reads}\n---\n{answer.reads}"


def test_a_form_is_answered_at_its_first_field(workplace: Workplace, ada: User) -> None:
    form = ada.runs("/book")
    with ada.unheard():
        payload = form.submit().delivery.payload

    answer = ada.sends(payload, view={**payload["view"], "private_metadata": NONSENSE})

    assert answer.delivery.answer["response_action"] == "errors"
    assert list(answer.delivery.answer["errors"]) == ["room"]
    assert_told(workplace, answer.delivery.answer["errors"]["room"])


def test_a_form_without_fields_becomes_the_answer(workplace: Workplace, ada: User) -> None:
    form = ada.runs("/rooms close Aurora")
    with ada.unheard():
        payload = form.submit().delivery.payload

    answer = ada.sends(payload, view={**payload["view"], "private_metadata": NONSENSE})

    assert answer.delivery.answer["response_action"] == "update"
    [block] = answer.delivery.answer["view"]["blocks"]
    assert_told(workplace, block["text"]["text"])


class Unheard(Person):
    """Someone of whom Slack tells nothing at all, once it is asked for the second time."""

    known = False

    def as_user(self, now: float, *, with_locale: bool = False) -> Json:
        told = {} if Unheard.known else super().as_user(now, with_locale=with_locale)
        Unheard.known = True
        return told


@pytest.fixture
def unheard(house: House) -> Iterator[Workplace]:
    Unheard.known = False
    with at_work(house, people=[Unheard(**vars(ADA))]) as workplace:
        yield workplace


def test_a_command_is_answered_with_a_message(unheard: Workplace) -> None:
    unheard.ada.runs("/rooms")
    unheard.clock.forward(minutes=10)

    answer = unheard.ada.runs(f"/book Aurora tomorrow 10-11 {NONSENSE}")

    assert answer.message.only_for == ADA.id
    assert_told(unheard, answer.reads)


def test_a_searched_menu_stays_empty(unheard: Workplace) -> None:
    form = unheard.ada.runs("/rooms add")
    unheard.clock.forward(minutes=10)

    assert form.types("zone", "hels") == []
    assert unheard.complaints() == ["unforeseen"]


@pytest.mark.parametrize("value", ["", "null", "{}", "[]", "1|2|3", "x" * 2000])
@pytest.mark.parametrize("words", ["Change", "Cancel", "Share"])
def test_whatever_stands_in_a_button_is_answered(
    workplace: Workplace, ada: User, words: str, value: str
) -> None:
    receipt = ada.runs("/book Aurora tomorrow 10-11")

    answer = receipt.clicks_forged(words, value=value)

    assert SORRY.fullmatch(answer.reads.removeprefix(":warning: "))
    assert workplace.complaints() == ["unforeseen"]
