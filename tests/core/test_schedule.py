"""Who has which room when: days of 23 and 25 hours, rooms in other zones, meetings across midnight."""

from datetime import date, timedelta

import pytest
from uuid_utils.compat import uuid7

from booking_core import Desk, Room, RoomDay, Span, Wish, book, cancel, close_room, room_day, rooms_day
from booking_core.errors import NoSuchRoom
from tests.builders import HELSINKI, NEW_YORK, TODAY, TOMORROW, YESTERDAY, at, refused, span, told, wish
from tests.house import House, StillClock

SPRING = date(2026, 3, 29)  # 23 hours in Helsinki
AUTUMN = date(2026, 10, 25)  # 25


def whole(day: date, room: Room) -> Span:
    return Span(at("00:00", day, room.zone), at("00:00", day + timedelta(days=1), room.zone))


def test_a_rooms_day_has_what_stands_in_it_by_start(ada: Desk, bob: Desk, house: House) -> None:
    late = ada.run(book, wish(house.aurora, "14:00", "15:00"))
    early = bob.run(book, wish(house.aurora, "10:00", "11:00"))
    ada.run(cancel, ada.run(book, wish(house.aurora, "12:00", "13:00")).id)
    ada.run(book, wish(house.borealis))
    ada.run(book, wish(house.aurora, day=TOMORROW))

    day = bob.run(room_day, house.aurora.id, TODAY)

    assert day == RoomDay(house.aurora, TODAY, whole(TODAY, house.aurora), (early, late))


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25)])
def test_a_day_on_which_the_clocks_change_is_shown_whole(
    ada: Desk, aurora: Room, day: date, hours: int
) -> None:
    first = ada.run(book, wish(aurora, "00:00", "01:00", day=day))
    change = ada.run(book, wish(aurora, "02:00", "05:00", day=day))
    last = ada.run(book, wish(aurora, "23:00", "00:00", day=day))
    ada.run(book, wish(aurora, "00:00", "01:00", day=day + timedelta(days=1)))

    shown = ada.run(room_day, aurora.id, day)

    assert shown == RoomDay(aurora, day, whole(day, aurora), (first, change, last))
    assert shown.span.length == timedelta(hours=hours)
    assert change.span.length == timedelta(hours=3 + hours - 24)


def test_a_meeting_across_midnight_stands_on_both_days_and_on_no_other(ada: Desk, aurora: Room) -> None:
    night = ada.run(book, wish(aurora, "23:00", "01:00"))

    for day, bookings in ((YESTERDAY, ()), (TODAY, (night,)), (TOMORROW, (night,))):
        assert ada.run(room_day, aurora.id, day).bookings == bookings


def test_a_meeting_that_ends_at_midnight_does_not_stand_on_the_next_day(ada: Desk, aurora: Room) -> None:
    ada.run(book, wish(aurora, "23:00", "00:00"))

    assert ada.run(room_day, aurora.id, TOMORROW).bookings == ()


def test_a_meeting_of_days_is_found_on_each_of_them(ada: Desk, aurora: Room) -> None:
    """Of all that starts earlier only the last can reach into a day; the short ones before it cannot."""
    ada.run(book, wish(aurora, "10:00", "10:30"))
    night = ada.run(book, wish(aurora, "18:00", "06:00"))
    morning = ada.run(book, wish(aurora, "06:00", "07:00", day=TOMORROW))

    assert ada.run(room_day, aurora.id, TOMORROW).bookings == (night, morning)


def test_a_rooms_day_is_its_own_zones_day(ada: Desk, bob: Desk, taiga: Room) -> None:
    evening = bob.run(book, Wish(taiga.id, span("23:00", "23:30", zone=NEW_YORK)))  # tomorrow in Helsinki

    assert evening.span.start.astimezone(HELSINKI).date() == TOMORROW
    assert ada.run(room_day, taiga.id, TODAY) == RoomDay(taiga, TODAY, whole(TODAY, taiga), (evening,))
    assert ada.run(room_day, taiga.id, TOMORROW).bookings == ()


def test_the_day_of_all_rooms_has_each_open_room_by_name_with_its_own_day(
    ada: Desk, bob: Desk, house: House
) -> None:
    booked = {
        house.aurora: ada.run(book, wish(house.aurora, "00:00", "01:00", day=TOMORROW)),
        house.borealis: bob.run(book, wish(house.borealis, "23:00", "00:30")),
        house.taiga: bob.run(book, Wish(house.taiga.id, span("23:00", "23:30", TOMORROW, NEW_YORK))),
    }
    ada.run(book, wish(house.helmi, "10:00", "11:00"))
    bob.run(book, Wish(house.taiga.id, span("20:00", "21:00", TODAY, NEW_YORK)))
    ada.run(close_room, house.sauna.id)
    open_rooms = (house.aurora, house.borealis, house.helmi, house.sisu, house.taiga)

    days = ada.run(rooms_day, TOMORROW)

    assert days == tuple(
        RoomDay(room, TOMORROW, whole(TOMORROW, room), (booked[room],) if room in booked else ())
        for room in open_rooms
    )
    assert days == tuple(ada.run(room_day, room.id, TOMORROW) for room in open_rooms)


def test_a_workspace_without_open_rooms_has_no_day(other_chandra: Desk, house: House) -> None:
    other_chandra.run(close_room, house.elsewhere.id)

    assert other_chandra.run(rooms_day, TODAY) == ()


def test_a_room_that_does_not_exist_has_no_day(ada: Desk) -> None:
    unknown = uuid7()

    assert refused(ada, room_day, unknown, TODAY) == told(NoSuchRoom(str(unknown)))


def test_a_day_tells_who_has_the_room_who_is_next_and_when_it_is_free(
    ada: Desk, aurora: Room, clock: StillClock
) -> None:
    first = ada.run(book, wish(aurora, "10:00", "11:00"))
    second = ada.run(book, wish(aurora, "11:00", "11:30"))
    third = ada.run(book, wish(aurora, "12:00", "13:00"))
    day = ada.run(room_day, aurora.id, TODAY)

    assert [day.booking_at(at(t)) for t in ("09:59", "10:00", "10:59", "11:00", "11:30")] == [
        None,
        first,
        first,
        second,
        None,
    ]
    assert [day.next_after(at(t)) for t in ("09:59", "10:00", "11:30", "12:00")] == [
        first,
        second,
        third,
        None,
    ]
    assert [day.free_from(at(t)) for t in ("09:20", "10:15", "11:30", "12:59")] == [
        at("09:20"),
        at("11:30"),
        at("11:30"),
        at("13:00"),
    ]
    assert clock.now == at("09:20")
