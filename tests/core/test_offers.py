"""What is offered to one who was refused: the best is kept for them, the others go to nobody else."""

from datetime import timedelta

from booking_core import (
    Alternative,
    Desk,
    Keep,
    Offered,
    alternatives,
    book,
    close_room,
    faults,
    offer,
    rooms,
)
from booking_core.errors import RoomTaken
from tests.builders import at, refused, span, told, wish
from tests.databases import Database
from tests.house import House
from tests.offering import play


def test_the_best_way_out_is_kept_for_a_minute(ada: Desk, bob: Desk, chandra: Desk, house: House) -> None:
    ada.run(book, wish(house.aurora))

    offered = bob.run(offer, wish(house.aurora))

    best = Alternative(house.borealis, span("10:00", "11:00"), "other_room")
    assert (offered.ways[0], offered.until) == (best, at("09:21"))
    kept = Keep(house.borealis, best.span, house.bob, at("09:21"), "offer")
    assert refused(chandra, book, wish(house.borealis)) == told(
        RoomTaken(house.borealis, best.span, None, kept)
    )
    house.clock.forward(seconds=59.999)
    assert bob.run(book, wish(house.borealis)).span == best.span


def test_after_its_minute_it_is_anyones(ada: Desk, bob: Desk, chandra: Desk, house: House) -> None:
    ada.run(book, wish(house.aurora))
    bob.run(offer, wish(house.aurora))
    house.clock.forward(minutes=1)

    assert chandra.run(offer, wish(house.aurora)).ways[0].room == house.borealis
    assert refused(bob, book, wish(house.borealis))[0] is RoomTaken


def test_a_newer_offer_takes_the_place_of_the_older(
    ada: Desk, bob: Desk, chandra: Desk, house: House
) -> None:
    ada.run(book, wish(house.aurora))
    ada.run(book, wish(house.aurora, "14:00", "15:00"))
    bob.run(offer, wish(house.aurora))

    bob.run(offer, wish(house.aurora, "14:00", "15:00"))

    assert chandra.run(book, wish(house.borealis)).state == "booked"
    assert refused(chandra, book, wish(house.borealis, "14:00", "15:00"))[0] is RoomTaken


def test_the_others_are_offered_to_nobody_else_but_had_by_name(
    ada: Desk, bob: Desk, chandra: Desk, house: House
) -> None:
    ada.run(book, wish(house.aurora))
    for_bob = bob.run(offer, wish(house.aurora))

    for_chandra = chandra.run(offer, wish(house.aurora))

    shown = {(way.room.name, way.span) for way in for_bob.ways}
    assert shown & {(way.room.name, way.span) for way in for_chandra.ways} == set()
    second = for_bob.ways[1]
    assert chandra.run(book, wish(second.room)).span == second.span
    assert second not in chandra.run(alternatives, wish(house.aurora))


def test_an_offer_for_this_very_minute_can_be_taken_up_in_the_next(
    ada: Desk, bob: Desk, house: House
) -> None:
    house.clock.now = at("10:00:50")
    ada.run(book, wish(house.aurora))
    bob.run(offer, wish(house.aurora))
    house.clock.forward(seconds=40)

    assert bob.run(book, wish(house.borealis)).span == span("10:00", "11:00")


def test_nothing_is_kept_where_nothing_is_to_be_had(ada: Desk, bob: Desk, house: House) -> None:
    for room in ada.run(rooms):
        ada.run(close_room, room.id)

    assert bob.run(offer, wish(house.aurora)) == Offered((), None)


def test_of_eight_who_are_refused_at_one_moment_each_is_offered_something_else_that_is_kept(
    database: Database,
) -> None:
    """`make torture` plays a thousand rounds of it."""
    with database.house() as house:
        assert play(house, rounds=12, seed=1) > 0
        with house.engine.connect() as connection:
            assert faults(connection, house.clock.now + timedelta(minutes=1)) == ()
