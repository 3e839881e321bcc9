"""To share a booking is noted in its history, once for each request."""

from booking_core import Desk, Room, book, history_of, share
from booking_core.errors import NotYours
from tests.builders import refused, told, wish
from tests.house import House


def test_a_booking_that_is_shared_says_so_in_its_history(ada: Desk, aurora: Room) -> None:
    booking = ada.run(book, wish(aurora))

    assert ada.run(share, booking.id) == (booking, True)
    assert [entry.what for entry in ada.run(history_of, booking.id)] == ["booked", "shared"]


def test_the_same_request_shares_once_and_another_shares_again(house: House, ada: Desk, aurora: Room) -> None:
    booking = ada.run(book, wish(aurora))
    first, second = (house.desk(house.ada, request_key) for request_key in ("k1", "k2"))

    shared = [desk.run(share, booking.id)[1] for desk in (first, first, second)]

    assert shared == [True, False, True]


def test_who_may_not_change_a_booking_may_not_share_it(ada: Desk, bob: Desk, aurora: Room) -> None:
    booking = ada.run(book, wish(aurora))

    assert refused(bob, share, booking.id) == told(NotYours(booking))
