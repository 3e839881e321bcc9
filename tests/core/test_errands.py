"""What is to be told is claimed in the database: one process at a time, and none of it is lost."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from booking_core import (
    Desk,
    Errand,
    Office,
    Wish,
    book,
    book_at_once,
    cancel,
    errand_done,
    errand_later,
    hold,
    next_errand_at,
    open_home,
    spread,
    sweep,
    take_errands,
)
from booking_core.errands import add
from booking_core.schema import ClaimRow
from tests.builders import at, in_vain, refused, wish
from tests.house import OTHER_WORKSPACE, WORKSPACE, House


def leave(desk: Desk, kind: str, **more: object) -> None:
    desk.run(add, kind, kind, **more)  # type: ignore[arg-type]


def taken(office: Office, most: int = 10) -> list[str]:
    return [errand.kind for errand in take_errands(office, WORKSPACE, most)]


def done(office: Office, errand: Errand) -> None:
    office.desk(errand.member).run(errand_done, errand)


def test_an_errand_is_left_with_the_change_and_not_without_it(ada: Desk, bob: Desk, house: House) -> None:
    ada.run(book, wish(house.aurora, people=("U0BOB",)))
    refused(bob, book, wish(house.aurora))
    with in_vain(bob) as work:
        book(work, wish(house.helmi, people=("U0ADA",)))

    assert [(errand.kind, errand.member) for errand in take_errands(house.office, WORKSPACE, 9)] == [
        ("change", house.ada)
    ]


def test_what_one_process_has_taken_no_other_takes_within_a_minute(bob: Desk, house: House) -> None:
    leave(bob, "home")

    assert taken(house.office) == ["home"]
    assert taken(house.office) == []
    house.clock.forward(seconds=59)
    assert taken(house.office) == []
    house.clock.forward(seconds=1)
    assert taken(house.office) == ["home"]


def test_two_who_take_at_one_moment_share_what_is_due(bob: Desk, house: House) -> None:
    for number in range(6):
        leave(bob, f"kind {number}")

    assert [len(take_errands(house.office, WORKSPACE, 2)) for _ in range(4)] == [2, 2, 2, 0]


def test_the_longest_due_comes_first_and_what_is_not_due_not_at_all(bob: Desk, house: House) -> None:
    leave(bob, "later", due_at=at("09:20:30"))
    leave(bob, "now", due_at=at("09:20"))
    leave(bob, "before", due_at=at("09:19"))

    assert taken(house.office) == ["before", "now"]
    assert next_errand_at(house.office, WORKSPACE) == at("09:20:30")
    house.clock.forward(seconds=30)
    assert taken(house.office) == ["later"]
    assert next_errand_at(house.office, WORKSPACE) is None


def test_what_is_done_is_gone_unless_it_was_asked_for_again_meanwhile(bob: Desk, house: House) -> None:
    leave(bob, "home")
    [first] = take_errands(house.office, WORKSPACE, 1)
    leave(bob, "home")
    assert taken(house.office) == []  # one at a time: the second is not begun before the first is done

    done(house.office, first)
    [second] = take_errands(house.office, WORKSPACE, 1)
    done(house.office, second)

    house.clock.forward(hours=1)
    assert taken(house.office) == []


def test_what_failed_is_tried_later_by_anyone(bob: Desk, house: House) -> None:
    leave(bob, "home")
    [errand] = take_errands(house.office, WORKSPACE, 1)

    house.office.desk(errand.member).run(errand_later, errand, at("09:25"))

    assert next_errand_at(house.office, WORKSPACE) == at("09:25")
    house.clock.now = at("09:25")
    assert [again.tries for again in take_errands(house.office, WORKSPACE, 1)] == [2]


def test_what_would_come_too_late_is_dropped(bob: Desk, house: House) -> None:
    leave(bob, "remind", worthless_at=at("09:30"))
    house.clock.now = at("09:30")

    assert taken(house.office) == []
    assert next_errand_at(house.office, WORKSPACE) is None


def test_a_booking_that_concerns_its_booker_alone_leaves_a_reminder_if_it_is_long_enough(
    bob: Desk, house: House
) -> None:
    bob.run(book, wish(house.helmi, "10:00", "10:29"))
    assert next_errand_at(house.office, WORKSPACE) is None

    bob.run(book, wish(house.aurora, "10:00", "10:30"))
    assert next_errand_at(house.office, WORKSPACE) == at("10:20")

    house.clock.now = at("10:20")
    [reminder] = take_errands(house.office, WORKSPACE, 9)
    assert (reminder.kind, reminder.member) == ("remind", house.bob)
    house.clock.now = at("10:30")
    assert taken(house.office) == []  # which comes too late by then


@pytest.mark.parametrize("book_it", [book_at_once, lambda desk, wish: desk.run(book, wish)])
def test_a_commit_that_left_something_to_tell_now_rings_the_bell(
    house: House, book_it: Callable[[Desk, Wish], object]
) -> None:
    office = house.office
    ada, bob, bell = office.desk(house.ada), office.desk(house.bob), office.bell
    bob.run(cancel_nothing)
    assert not bell.is_set()
    book_it(bob, wish(house.aurora))
    assert not bell.is_set()  # there is a reminder, for later
    book_it(ada, wish(house.helmi, people=("U0BOB",)))
    assert bell.is_set()

    bell.clear()
    bob.run(open_home)
    assert bell.is_set()

    bell.clear()
    book_it(ada, wish(house.helmi, "11:00", "12:00"))
    assert not bell.is_set()
    book_it(bob, wish(house.helmi, "12:00", "13:00"))
    assert bell.is_set()


def cancel_nothing(_work: object) -> None:
    """Read, and write nothing."""


def test_a_hold_leaves_an_errand_for_when_it_lapses_until_it_is_given_up(bob: Desk, house: House) -> None:
    held = bob.run(hold, wish(house.aurora))
    spread_all(house.office)
    assert next_errand_at(house.office, WORKSPACE) == at("09:25")

    bob.run(cancel, held.id)
    spread_all(house.office)

    assert next_errand_at(house.office, WORKSPACE) is None


def spread_all(office: Office) -> None:
    while errands := take_errands(office, WORKSPACE, 9):
        for errand in errands:
            office.desk(errand.member).run(spread, errand)


def test_what_has_passed_is_swept_away(bob: Desk, house: House) -> None:
    bob.run(book, wish(house.aurora, "10:00", "11:00"))
    bob.run(hold, wish(house.helmi, "14:00", "15:00"))
    bob.run(book, wish(house.sisu, "14:00", "15:00"))
    house.clock.now = at("11:00")

    sweep(house.office)

    with house.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(ClaimRow)).scalar_one() == 1


def test_whoever_tells_in_one_workspace_takes_nothing_of_another(
    bob: Desk, other_chandra: Desk, house: House
) -> None:
    leave(bob, "home")
    leave(other_chandra, "home")

    assert [one.member for one in take_errands(house.office, OTHER_WORKSPACE, 9)] == [house.other_chandra]
    assert next_errand_at(house.office, OTHER_WORKSPACE) is None
    assert next_errand_at(house.office, WORKSPACE) == house.clock.now


def test_what_was_asked_for_again_while_it_failed_is_tried_at_once(bob: Desk, house: House) -> None:
    leave(bob, "home")
    [errand] = take_errands(house.office, WORKSPACE, 1)
    leave(bob, "home")

    bob.run(errand_later, errand, at("09:25"))

    assert taken(house.office) == ["home"]
