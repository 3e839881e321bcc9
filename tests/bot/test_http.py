"""What comes in over HTTP: what Slack signed is taken, everything else is refused, and nothing is a 500."""

import hashlib
import hmac
import http.client
import json
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import httpx
import pytest

from booking_core import Office, make_engine
from sandbox.people import ADA, Install
from tests.house import House
from tests.slack import User, unreferenced
from tests.workplace import Workplace, at_work

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def refused(outcome: str) -> dict[str, str]:
    return {"what": "http", "outcome": outcome, "event": "request", "level": "info"}


def posted(workplace: Workplace, body: bytes, kind: str = FORM, **headers: str) -> tuple[int, bytes]:
    """The status and body that is answered to those bytes, signed, with other headers where given."""
    stamp = str(int(workplace.slack.now()))
    secret = workplace.slack.install.signing_secret.encode()
    signature = hmac.new(secret, b"v0:%b:%b" % (stamp.encode(), body), hashlib.sha256).hexdigest()
    signed = {
        "Content-Type": kind,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={signature}",
    }
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    status, _, answer = workplace.slack.deliver(body, signed | named)
    return status, answer


def test_what_slack_signed_is_taken(ada: User) -> None:
    assert ada.runs("/book Aurora tomorrow 10-11").delivery.status == 200


def test_the_signature_is_computed_as_in_slacks_own_example(house: House) -> None:
    house.clock.now = datetime.fromtimestamp(1531420618, UTC)
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F"
        b"96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    secret = "8f742231b10e8888abcd99yyyzzz85a5"
    signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"

    with at_work(house, install=Install(signing_secret=secret)) as workplace:
        status, _ = posted(workplace, body, X_Slack_Signature=signature)
        assert workplace.complaints() == ["users.info: user_not_found"]

    assert status == 200  # taken for Slack’s, and answered that nobody of that name is known


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Slack_Signature": "v0=" + "0" * 64},
        {"X_Slack_Signature": "v0=ä"},
        {"X_Slack_Signature": ""},
        {"X_Slack_Request_Timestamp": "0"},
        {"X_Slack_Request_Timestamp": ""},
        {"X_Slack_Request_Timestamp": "soon"},
        {"X_Slack_Request_Timestamp": "-1"},
        {"X_Slack_Request_Timestamp": "1e9"},
        {"X_Slack_Request_Timestamp": "9" * 30},
    ],
)
@pytest.mark.parametrize("body", [b"command=%2Fbook&text=Aurora+secret", b"\xff\xfe secret", b""])
def test_what_slack_did_not_sign_is_refused(
    workplace: Workplace, headers: dict[str, str], body: bytes
) -> None:
    assert posted(workplace, body, **headers) == (401, b"not_signed")
    assert workplace.lines == [refused("not_signed")]
    assert "secret" not in workplace.log


def test_a_request_without_slacks_headers_is_refused(workplace: Workplace) -> None:
    status, _, answer = workplace.slack.deliver(b"command=%2Fbook", {"Content-Type": FORM})

    assert (status, answer) == (401, b"not_signed")


def test_a_body_that_was_tampered_with_is_refused(workplace: Workplace, ada: User) -> None:
    request = ada.runs("/rooms").delivery.request

    status, _, answer = workplace.slack.deliver(request.body + b"&text=more", request.headers)

    assert (status, answer) == (401, b"not_signed")


@pytest.mark.parametrize(("seconds", "status"), [(-301, 401), (-300, 200), (300, 200), (301, 401)])
def test_a_signature_is_good_for_five_minutes(
    workplace: Workplace, ada: User, seconds: int, status: int
) -> None:
    payload = ada.runs("/rooms help").delivery.payload

    request = workplace.slack.signed(payload, at=workplace.slack.now() + seconds)

    assert workplace.slack.deliver(request.body, request.headers)[0] == status


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", FORM),
        (b"secret", FORM),
        (b"\xff\xfe", FORM),
        (b"a=secret", FORM),
        (b"payload=secret", FORM),
        (b"payload=%5B%5D", FORM),
        (b"command=%2Fbook&text=secret", FORM),
        (b"", JSON),
        (b"{secret", JSON),
        (b"[1, 2]", JSON),
        (b'"secret"', JSON),
        (b"\xff", JSON),
        (b"[" * 100_000, JSON),
        (b'{"type": ["secret"]}', JSON),
        (b'{"type": "event_callback", "event": "secret"}', JSON),
        (b'{"type": "block_actions", "user": {"id": "U"}, "container": {"a": 1}, "actions": []}', JSON),
        (b'{"type": "view_submission", "user": "U0ADA", "view": {"id": "V"}}', JSON),
        (b'{"type": "block_suggestion"}', JSON),
    ],
)
def test_what_is_signed_but_malformed_is_refused(workplace: Workplace, body: bytes, kind: str) -> None:
    assert posted(workplace, body, kind) == (400, b"malformed")
    assert workplace.lines == [refused("malformed")]
    assert "secret" not in workplace.log


def test_a_body_of_more_than_a_megabyte_is_refused_unread(workplace: Workplace) -> None:
    large = b"payload=" + b"x" * 1_000_000

    assert posted(workplace, large) == (413, b"too_large")
    assert posted(workplace, large[:1_000_000]) == (400, b"malformed")
    assert workplace.lines == [refused("too_large"), refused("malformed")]


def test_a_body_that_comes_in_pieces_without_its_length_is_counted_too(workplace: Workplace) -> None:
    parts = urlsplit(workplace.bot_url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    try:
        connection.request("POST", "/slack/events", iter([b"x" * 100_000] * 11), encode_chunked=True)
        assert connection.getresponse().status == 413
    finally:
        connection.close()


@pytest.mark.parametrize("word", ["payload", "Payload review", "the payload=1&x payload"])
def test_a_command_with_the_word_payload_is_no_less_a_command(ada: User, word: str) -> None:
    assert ada.runs(f"/book Aurora tomorrow 10-11 {word}").delivery.status == 200
    assert ada.booking.title == word


def test_slacks_question_whether_the_url_is_ours_is_answered(workplace: Workplace) -> None:
    body = json.dumps({"type": "url_verification", "token": "x", "challenge": "3eZbrw1a"}).encode()

    assert posted(workplace, body, JSON) == (200, b"3eZbrw1a")
    assert posted(workplace, body, JSON, X_Slack_Signature="v0=0") == (401, b"not_signed")


def test_a_command_that_nobody_listens_to_is_not_found(ada: User) -> None:
    answer = ada.runs("/nothing")

    assert (answer.delivery.status, answer.delivery.refusal) == (404, "http_client_error")


@pytest.mark.parametrize(("method", "path"), [("GET", "/slack/events"), ("POST", "/health"), ("GET", "/")])
def test_other_doors_are_closed(workplace: Workplace, method: str, path: str) -> None:
    assert httpx.request(method, workplace.bot_url + path).status_code in {404, 405}


def test_who_lives_and_is_ready_says_so(workplace: Workplace) -> None:
    said = {path: httpx.get(workplace.bot_url + path) for path in ("/health", "/ready")}

    assert {path: (one.status_code, one.text) for path, one in said.items()} == {
        "/health": (200, "alive"),
        "/ready": (200, "ready"),
    }


def test_without_its_database_the_bot_lives_and_is_not_ready(house: House, tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'gone' / 'varaus.db'}")

    with at_work(house, office=Office(engine, house.clock)) as workplace:
        ready = httpx.get(f"{workplace.bot_url}/ready")
        alive = httpx.get(f"{workplace.bot_url}/health")
        asked = workplace.user(ADA).runs("/book Aurora tomorrow 10-11")
    engine.dispose()

    assert (ready.status_code, ready.text) == (503, "the database does not answer")
    assert (alive.status_code, alive.text) == (200, "alive")
    assert unreferenced(asked.reads) == (
        ":no_entry_sign: I can’t reach my bookings at the moment, so I have done nothing. Please try again."
    )


def test_a_body_is_encoded_as_slack_encodes_it(workplace: Workplace, ada: User) -> None:
    payload = ada.runs("/rooms help").delivery.payload

    status, answer = posted(workplace, urlencode(payload).encode(), f"{FORM}; charset=utf-8")

    assert (status, json.loads(answer)["response_type"]) == (200, "ephemeral")


@pytest.mark.parametrize("odd", [{"authorizations": "none"}, {"channel": 7}, {"user": "U"}])
def test_a_payload_that_is_signed_and_yet_none_of_slacks_is_malformed(
    workplace: Workplace, ada: User, odd: dict[str, object]
) -> None:
    payload = ada.runs("/book Aurora tomorrow 10-11").click("Change").delivery.payload

    body = urlencode({"payload": json.dumps(payload | odd)}).encode()
    status, answer = posted(workplace, body)

    assert (status, answer) == (400, b"malformed")
