"""What gets its turn too late is not begun: a booking that its booker was told failed is worse than none."""

from collections.abc import Iterator
from typing import Any

import pytest

from booking_core import Office, rooms
from sandbox.people import GENERAL, PEOPLE, Person
from tests.builders import TOMORROW
from tests.house import House, StillClock
from tests.slack import unreferenced
from tests.waiting import Entrance, answers_after
from tests.workplace import Workplace, at_work

SORRY = "I’m too busy to answer in time, so I have done nothing. Please try again."


class Slow:
    """How long Slack takes to say who someone is, when it is slow."""

    clock: StillClock
    seconds = 0.0


class SlowlyKnown(Person):
    """Someone about whom Slack takes its time."""

    def as_user(self, now: float, *, with_locale: bool = False) -> dict[str, Any]:
        Slow.clock.forward(seconds=Slow.seconds)
        return super().as_user(now, with_locale=with_locale)


@pytest.fixture
def slow(house: House) -> Iterator[Workplace]:
    people = [SlowlyKnown(**vars(person)) for person in PEOPLE]
    Slow.clock, Slow.seconds = house.clock, 0.0
    with at_work(house, people=people) as workplace:
        yield workplace


def after(workplace: Workplace, seconds: float) -> None:
    """From here on Slack takes so long; whom the bot knew it asks about again."""
    workplace.clock.forward(minutes=10)
    Slow.seconds = seconds


def test_a_command_is_in_time_up_to_two_and_a_half_seconds(slow: Workplace) -> None:
    after(slow, 2.5)
    assert slow.ada.runs("/book Aurora tomorrow 10-11").reads.startswith(":white_check_mark: Aurora")

    after(slow, 2.51)
    assert unreferenced(slow.ada.runs("/book Helmi tomorrow 10-11").reads) == f":no_entry_sign: {SORRY}"
    assert slow.ada.runs("/book Helmi tomorrow 10-11").reads.startswith(":white_check_mark: Helmi is yours")
    assert [line["outcome"] for line in slow.lines] == ["ok", "deadline_passed", "ok"]


def test_whoever_closes_a_form_is_never_written_to_about_it(slow: Workplace) -> None:
    form = slow.ada.runs("/book").fill(room="Aurora", day=TOMORROW, start="10:00", end="11:00")
    after(slow, 2.6)

    slow.ada.looks_up()

    assert form.form is None
    assert slow.ada.direct_messages == ""


def test_a_form_that_comes_late_books_nothing_and_can_be_sent_again(slow: Workplace) -> None:
    form = slow.ada.runs("/book").fill(room="Aurora", day=TOMORROW, start="10:00", end="11:00")
    after(slow, 2.6)

    refused = form.submit()
    assert unreferenced(refused.errors["room"]) == SORRY
    assert slow.ada.bookings == ()

    assert refused.submit().reads.splitlines()[1].startswith(":white_check_mark: Aurora is yours: ")


def test_a_click_that_comes_late_books_nothing_and_leaves_its_button(slow: Workplace) -> None:
    offered = slow.chandra.runs("/rooms tomorrow 10-11 for 6")
    after(slow, 2.6)

    late = offered.click("Book")
    booked = offered.click("Book")

    assert unreferenced(late.reads) == f":no_entry_sign: {SORRY}"
    assert booked.reads.startswith(":white_check_mark: Aurora is yours: ")


def test_a_late_click_cancels_nothing(slow: Workplace) -> None:
    receipt = slow.ada.runs("/book Aurora tomorrow 10-11")
    after(slow, 2.6)

    assert unreferenced(receipt.click("Cancel").reads) == f":no_entry_sign: {SORRY}"
    assert slow.ada.booking.state == "booked"


def test_a_late_form_adds_no_room(slow: Workplace) -> None:
    form = slow.ada.runs("/rooms add Kelo").fill(seats="4")
    after(slow, 2.6)

    assert unreferenced(form.submit().errors["name"]) == SORRY
    assert "Kelo" not in [room.name for room in slow.ada.desk.run(rooms)]


def test_who_waits_for_their_turn_behind_others_is_late_as_well(house: House) -> None:
    """With one worker, and someone who holds the database, the next request comes in at once and waits."""
    entrance = Entrance(house.clock)
    with at_work(house, office=Office(house.engine, entrance), varaus_concurrency=1) as workplace:
        answers = answers_after(2.6, workplace, entrance)

        sorry = {who: unreferenced(answer) for who, answer in answers.items()}
        assert sorry == {"Ada": f":no_entry_sign: {SORRY}", "Chandra": f":no_entry_sign: {SORRY}"}
        assert workplace.ada.bookings == workplace.chandra.bookings == ()


@pytest.mark.parametrize(("seconds", "end"), [(1.1, "12:00"), (1.2, "11:00")])
def test_a_receipt_is_renewed_only_where_the_answer_comes_in_time_all_the_same(
    slow: Workplace, seconds: float, end: str
) -> None:
    form = slow.ada.runs("/book Aurora tomorrow 10-11").click("Change").fill(end="12:00")
    after(slow, seconds)

    answer = form.submit()

    assert answer.reads.splitlines()[1] == ":white_check_mark: Aurora is changed: Tomorrow 10:00–12:00"
    assert slow.ada.reads(GENERAL).splitlines()[0].endswith(f": Tomorrow 10:00–{end}")
