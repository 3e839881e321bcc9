"""`python -m bot doctor`: nothing where all is well, and a line for each fault, with exit code 1."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Connection, delete, update

from booking_core import Booking, Office, Span, Wish, book, guard, make_engine, system_clock
from booking_core.schema import BookingRow, ClaimRow, HistoryRow
from sandbox.people import Install
from sandbox.slack import Slack
from tests.databases import Database
from tests.house import House, StillClock
from tests.shell import Shell
from tests.workplace import served_slack


@pytest.fixture
def booked(sqlite: Database, shell: Shell, house: House) -> tuple[Booking, Booking]:
    """Ada has Aurora, and Bob has Borealis, tomorrow at this time, in the database of the shell."""
    shell.env["DATABASE_URL"] = sqlite.url()
    engine = make_engine(shell.env["DATABASE_URL"])
    start = system_clock() + timedelta(days=1)
    span = Span(start, start + timedelta(hours=1))
    office = Office(engine)
    first = office.desk(house.ada).run(book, Wish(house.aurora.id, span))
    second = office.desk(house.bob).run(book, Wish(house.borealis.id, span))
    engine.dispose()
    return first, second


@pytest.fixture
def broken(shell: Shell, booked: tuple[Booking, Booking]) -> Iterator[Connection]:  # noqa: ARG001
    """The same database with its guard down: what is done in it is there once the connection commits."""
    engine = make_engine(shell.env["DATABASE_URL"])
    with engine.connect() as connection:
        guard.take_down(connection)
        yield connection
    engine.dispose()


@pytest.mark.usefixtures("slack", "booked")
def test_nothing_is_found_where_all_is_well(shell: Shell) -> None:
    assert shell.prints("doctor") == "All is well.\n"


@pytest.mark.usefixtures("slack")
def test_two_claims_that_overlap_are_found(
    shell: Shell, broken: Connection, booked: tuple[Booking, Booking]
) -> None:
    first, second = booked
    for row, key in ((ClaimRow, ClaimRow.booking_id), (BookingRow, BookingRow.id)):
        broken.execute(update(row).where(key == second.id).values(room_id=first.room.id))
    broken.commit()

    assert shell.fails("doctor") == [
        f"two claims on one room overlap, of the bookings {first.id}, {second.id}"
    ]


@pytest.mark.usefixtures("slack")
def test_a_booking_without_its_claim_is_found(
    shell: Shell, broken: Connection, booked: tuple[Booking, Booking]
) -> None:
    broken.execute(delete(ClaimRow).where(ClaimRow.booking_id == booked[0].id))
    broken.commit()

    assert shell.fails("doctor") == [f"a booking that stands has no claim of its time: {booked[0].id}"]


@pytest.mark.usefixtures("slack")
def test_a_claim_without_its_booking_is_found(
    shell: Shell, broken: Connection, booked: tuple[Booking, Booking]
) -> None:
    broken.execute(update(BookingRow).where(BookingRow.id == booked[1].id).values(state="cancelled"))
    broken.commit()

    assert shell.fails("doctor") == [
        f"a room is taken by a booking that does not stand, or not then: {booked[1].id}"
    ]


@pytest.mark.usefixtures("slack")
def test_a_booking_without_history_is_found(
    shell: Shell, broken: Connection, booked: tuple[Booking, Booking]
) -> None:
    broken.execute(delete(HistoryRow).where(HistoryRow.booking_id == booked[0].id))
    broken.commit()

    assert shell.fails("doctor") == [f"a booking stands in no history: {booked[0].id}"]


@pytest.mark.usefixtures("slack")
def test_an_old_schema_is_found(shell: Shell) -> None:
    assert shell.fails("doctor") == [
        "the database is at schema none, this version needs 0004: run `python -m bot migrate`"
    ]


@pytest.mark.usefixtures("slack")
def test_a_database_that_does_not_answer_is_found(shell: Shell) -> None:
    shell.env["DATABASE_URL"] = f"sqlite:///{shell.folder}/nowhere/varaus.db"

    assert shell.fails("doctor") == [
        "I can’t reach my bookings at the moment, so I have done nothing. Please try again."
    ]


@pytest.mark.usefixtures("booked")
def test_a_token_that_slack_refuses_is_found(shell: Shell, slack: Slack) -> None:
    shell.env["SLACK_BOT_TOKEN"] = "xoxb-other"

    assert shell.fails("doctor") == ["SLACK_BOT_TOKEN: Slack says invalid_auth"]
    assert [fault.error for fault in slack.faults] == ["invalid_auth"]


@pytest.mark.usefixtures("booked", "slack")
def test_a_slack_that_cannot_be_reached_is_found(shell: Shell) -> None:
    shell.env["SLACK_API_URL"] = "http://127.0.0.1:9/api/"

    assert shell.fails("doctor") == ["Slack is not reached: URLError"]


@pytest.mark.usefixtures("booked")
def test_an_app_token_is_tried_as_well(shell: Shell) -> None:
    with served_slack(StillClock(), Install(socket_mode=True)) as slack:
        shell.env |= {
            "SLACK_BOT_TOKEN": slack.install.bot_token,
            "SLACK_APP_TOKEN": slack.install.app_token,
            "SLACK_API_URL": f"{slack.base_url}/api/",
        }
        assert shell.prints("doctor") == "All is well.\n"

        shell.env["SLACK_APP_TOKEN"] = "xapp-other"
        assert shell.fails("doctor") == ["SLACK_APP_TOKEN: Slack says invalid_auth"]


def test_every_fault_is_told(shell: Shell, slack: Slack) -> None:
    shell.env["SLACK_BOT_TOKEN"] = "xoxb-other"

    assert shell.fails("doctor") == [
        "the database is at schema none, this version needs 0004: run `python -m bot migrate`",
        "SLACK_BOT_TOKEN: Slack says invalid_auth",
    ]
    assert len(slack.faults) == 1


def test_without_tokens_the_doctor_says_what_is_missing(shell: Shell) -> None:
    assert [line.split(":")[0] for line in shell.fails("doctor")] == [
        "SLACK_BOT_TOKEN",
        "SLACK_SIGNING_SECRET",
    ]
