"""To add, change, close and reopen a room, and to find one by name."""

from dataclasses import replace
from datetime import timedelta

import pytest

from booking_core import (
    Desk,
    Policy,
    Room,
    RoomDetails,
    Work,
    add_room,
    book,
    bring_in,
    cancel,
    change_room,
    close_room,
    reopen_room,
    room_named,
    rooms,
    standing_in,
)
from booking_core.errors import (
    AdminsOnly,
    BadPolicy,
    BadRoomName,
    BadSeats,
    DeadlinePassed,
    NoSuchRoom,
    RoomNameTaken,
)
from tests.builders import HELSINKI, NEW_YORK, refused, told, wish
from tests.house import House, StillClock

KALEVA = RoomDetails("Kaleva", 10, HELSINKI, "third floor", ("screen", "phone"), Policy(timedelta(hours=4)))


def test_an_added_room_is_open_and_stands_among_the_others_by_name(ada: Desk, house: House) -> None:
    kaleva = ada.run(add_room, KALEVA)

    assert (kaleva.details, kaleva.open, kaleva.workspace_id) == (KALEVA, True, house.ada.workspace_id)
    assert ada.run(rooms) == (
        house.aurora,
        house.borealis,
        house.helmi,
        kaleva,
        house.sauna,
        house.sisu,
        house.taiga,
    )


def test_what_an_admin_says_of_a_room_is_cleaned(ada: Desk) -> None:
    typed = replace(
        KALEVA, name=" Kaleva\x00 ", place="third \n floor", features=("screen", " phone", "", "screen")
    )

    assert ada.run(add_room, typed).details == KALEVA


@pytest.mark.parametrize("typed", ["Aurora", "aurora", " AURORA ", "\uff21\uff35\uff32\uff2f\uff32\uff21"])
def test_a_room_is_found_by_its_name_in_any_spelling(bob: Desk, aurora: Room, typed: str) -> None:
    assert bob.run(room_named, typed) == aurora


def test_a_name_that_no_room_bears_is_refused(bob: Desk) -> None:
    assert refused(bob, room_named, "Auror") == told(NoSuchRoom("Auror"))


@pytest.mark.parametrize("typed", ["Aurora", "aUrora\x00", "\uff21urora"])
def test_a_second_room_of_one_name_is_refused(ada: Desk, borealis: Room, typed: str) -> None:
    cleaned = typed.replace("\x00", "")
    before = ada.run(rooms)

    assert refused(ada, add_room, replace(KALEVA, name=typed)) == told(RoomNameTaken(cleaned))
    assert refused(ada, change_room, borealis.id, replace(KALEVA, name=typed)) == told(RoomNameTaken(cleaned))
    assert ada.run(rooms) == before


@pytest.mark.parametrize(
    ("details", "refusal"),
    [
        (replace(KALEVA, name=" \x00 "), BadRoomName("", 60)),
        (replace(KALEVA, name="x" * 61), BadRoomName("x" * 61, 60)),
        (replace(KALEVA, seats=0), BadSeats(0, 10_000)),
        (replace(KALEVA, seats=10_001), BadSeats(10_001, 10_000)),
        (
            replace(KALEVA, policy=Policy(timedelta(seconds=59))),
            BadPolicy("longest", timedelta(seconds=59), timedelta(days=31)),
        ),
        (
            replace(KALEVA, policy=Policy(horizon=timedelta(days=3651))),
            BadPolicy("horizon", timedelta(days=3651), timedelta(days=3650)),
        ),
    ],
)
def test_a_room_that_cannot_be_is_refused(
    ada: Desk, aurora: Room, details: RoomDetails, refusal: BadRoomName | BadSeats | BadPolicy
) -> None:
    assert refused(ada, add_room, details) == told(refusal)
    assert refused(ada, change_room, aurora.id, details) == told(refusal)


def test_a_changed_room_keeps_its_bookings(ada: Desk, aurora: Room) -> None:
    booking = ada.run(book, wish(aurora))
    details = replace(aurora.details, name="Aurora Borealis", seats=3, zone=NEW_YORK)

    changed = ada.run(change_room, aurora.id, details)

    assert changed == replace(aurora, details=details) == ada.run(room_named, "aurora borealis")
    assert ada.run(standing_in, aurora.id) == (replace(booking, room=changed),)


def test_a_room_may_be_given_its_own_name_in_another_spelling(ada: Desk, aurora: Room) -> None:
    details = replace(aurora.details, name="AURORA")

    assert ada.run(change_room, aurora.id, details) == replace(aurora, details=details)


def test_closing_a_room_lists_what_still_stands_in_it_by_start(
    ada: Desk, bob: Desk, aurora: Room, borealis: Room, clock: StillClock
) -> None:
    ada.run(book, wish(aurora, "09:20", "09:30"))
    later = ada.run(book, wish(aurora, "14:00", "15:00"))
    cancelled = ada.run(book, wish(aurora, "12:00", "13:00"))
    ada.run(cancel, cancelled.id)
    under_way = bob.run(book, wish(aurora, "09:30", "10:30"))
    bob.run(book, wish(borealis))
    clock.forward(minutes=10)
    closed = replace(aurora, open=False)

    listed = ada.run(close_room, aurora.id)

    assert listed == (replace(under_way, room=closed), replace(later, room=closed))
    assert ada.run(close_room, aurora.id) == listed
    assert ada.run(room_named, "Aurora") == closed


def test_a_reopened_room_can_be_booked_again(ada: Desk, bob: Desk, aurora: Room) -> None:
    ada.run(close_room, aurora.id)

    assert ada.run(reopen_room, aurora.id) == aurora
    assert ada.run(reopen_room, aurora.id) == aurora
    assert bob.run(book, wish(aurora)).room == aurora


def test_only_admins_add_change_close_and_reopen(bob: Desk, ada: Desk, aurora: Room) -> None:
    before = ada.run(rooms)

    assert refused(bob, add_room, KALEVA) == told(AdminsOnly())
    assert refused(bob, change_room, aurora.id, KALEVA) == told(AdminsOnly())
    assert refused(bob, close_room, aurora.id) == told(AdminsOnly())
    assert refused(bob, reopen_room, aurora.id) == told(AdminsOnly())
    assert refused(bob, bring_in, [KALEVA]) == told(AdminsOnly())
    assert ada.run(rooms) == before


def test_bringing_rooms_in_adds_the_new_and_changes_the_others_but_for_their_policy(
    ada: Desk, aurora: Room
) -> None:
    strict = replace(aurora.details, policy=Policy(timedelta(hours=1)))
    ada.run(change_room, aurora.id, strict)
    bigger = RoomDetails("AURORA", 7, HELSINKI)

    assert ada.run(bring_in, [KALEVA, bigger]) == (1, 1)
    assert ada.run(bring_in, [KALEVA, bigger]) == (0, 0)
    assert ada.run(room_named, "Aurora").details == replace(bigger, policy=strict.policy)
    assert ada.run(room_named, "Kaleva").details == KALEVA


def test_bringing_rooms_in_is_all_or_nothing(ada: Desk) -> None:
    before = ada.run(rooms)

    assert refused(ada, bring_in, [KALEVA, replace(KALEVA, name="Väinö", seats=0)]) == told(
        BadSeats(0, 10_000)
    )
    assert ada.run(rooms) == before


def test_rooms_that_come_in_too_late_do_not_come_in(ada: Desk, house: House) -> None:
    def dawdle(work: Work) -> None:
        bring_in(work, [KALEVA])
        house.clock.forward(seconds=2)

    late = house.office.desk(house.ada, deadline=house.clock.now + timedelta(seconds=1))

    assert refused(late, dawdle) == told(DeadlinePassed())
    assert refused(ada, room_named, "Kaleva") == told(NoSuchRoom("Kaleva"))
