"""The short references: unique among what stands, typed in any way, given out again after a cancel."""

from itertools import pairwise

import pytest

from booking_core import Desk, Room, book, booking_referred, cancel, references
from booking_core.errors import NoSuchBooking
from booking_core.references import ALPHABET, candidates
from tests.builders import refused, told, wish
from tests.house import House


def test_a_reference_is_four_characters_none_of_which_can_be_mistaken(ada: Desk, house: House) -> None:
    slots = [f"{hour}:{minute}" for hour in range(10, 18) for minute in ("00", "15", "30", "45")]
    booked = [ada.run(book, wish(house.aurora, start, end)).reference for start, end in pairwise(slots)]

    assert len(set(booked)) == len(booked)
    assert {len(reference) for reference in booked} == {4}
    assert set("".join(booked)) <= set(ALPHABET)
    assert not set("01IO") & set(ALPHABET)


@pytest.mark.parametrize("typed", ["{}", " {} ", "#{}", "\t#{}\n", "\x00{}"])
def test_a_booking_is_found_by_its_reference_however_it_is_typed(ada: Desk, aurora: Room, typed: str) -> None:
    booking = ada.run(book, wish(aurora))

    assert ada.run(booking_referred, typed.format(booking.reference.lower())) == booking


@pytest.mark.parametrize("typed", ["", "#", "ZZZZZZZ", "K7M2' OR '1'='1", "\x00", "💻"])
def test_a_reference_that_nothing_bears_is_refused(ada: Desk, aurora: Room, typed: str) -> None:
    ada.run(book, wish(aurora))

    assert refused(ada, booking_referred, typed) == told(NoSuchBooking(typed))


def test_what_stands_is_found_before_what_was_cancelled_and_of_that_the_latest(
    ada: Desk, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(references, "ALPHABET", "K")
    first = ada.run(cancel, ada.run(book, wish(house.aurora)).id)
    house.clock.forward(minutes=1)
    second = ada.run(cancel, ada.run(book, wish(house.aurora)).id)
    assert first.reference == second.reference == "KKKK"
    assert ada.run(booking_referred, "KKKK") == second

    standing = ada.run(book, wish(house.borealis, "12:00", "13:00"))

    assert ada.run(booking_referred, "kkkk") == standing


def test_a_reference_that_is_in_use_is_not_given_out_and_a_longer_one_is(
    ada: Desk, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(references, "ALPHABET", "K")

    booked = [ada.run(book, wish(room)).reference for room in (house.aurora, house.borealis, house.helmi)]

    assert booked == ["KKKK", "KKKKK", "KKKKKKK"]


def test_a_reference_that_was_taken_in_the_same_instant_is_chosen_anew(
    ada: Desk, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The question for a free one is answered before the other commits; the database refuses the write."""
    first = ada.run(book, wish(house.aurora))
    chosen = iter([first.reference, "K7M2"])
    names = candidates()
    monkeypatch.setattr("booking_core.ledger.candidates", lambda: dict.fromkeys(names, next(chosen)))

    assert ada.run(book, wish(house.borealis)).reference == "K7M2"


def test_another_workspace_may_use_the_same_reference(
    ada: Desk, other_chandra: Desk, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(references, "ALPHABET", "K")

    ours, theirs = ada.run(book, wish(house.aurora)), other_chandra.run(book, wish(house.elsewhere))

    assert ours.reference == theirs.reference == "KKKK"
    assert ada.run(booking_referred, "KKKK") == ours
    assert other_chandra.run(booking_referred, "KKKK") == theirs
