"""Every refusal has its sentence, in plain text and in mrkdwn, and says nothing but what it should."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from booking_core import Refusal, errors
from bot import objections
from bot.sentences import plain, sentence
from bot.wording import Rich
from tests.builders import HELSINKI, NEW_YORK, span
from tests.house import House
from tests.refusals import NAME, booking, examples, hold, room


def leaves(above: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    for kind in above.__subclasses__():
        below = tuple(leaves(kind))
        yield from below or (kind,)


def test_each_refusal_has_its_sentence(house: House) -> None:
    for refusal, text, mrkdwn in examples(house):
        assert plain(refusal, house.ada) == text, type(refusal)
        assert sentence(refusal, Rich(HELSINKI), house.ada) == mrkdwn, type(refusal)


def test_no_refusal_is_without_a_sentence(house: House) -> None:
    told = {type(refusal) for refusal, _, _ in examples(house)}

    homes = (errors.__name__, objections.__name__)
    ours = {kind for kind in leaves() if kind.__module__.startswith(homes)}
    assert errors.RoomTaken in ours
    assert ours - told == set()


def test_every_refusal_has_a_code_for_the_log(house: House) -> None:
    for refusal, _, _ in examples(house):
        assert refusal.code.replace("_", "").isalpha()


def test_a_refusal_unheard_of_is_a_bug() -> None:
    class Unheard(Refusal):
        code = "unheard_of"

    with pytest.raises(NotImplementedError, match="unheard_of"):
        plain(Unheard(), None)


def test_to_who_reads_elsewhere_plain_text_says_whose_clock_it_is(house: House) -> None:
    taken = errors.RoomTaken(room(house), span("10:30", "11:30"), booking(house))

    assert plain(taken, replace(house.chandra, zone=NEW_YORK)) == (
        f"{NAME} has {NAME} until 11:00 (Helsinki) ({NAME})."
    )


def test_to_its_booker_a_clash_is_their_own(house: House) -> None:
    taken = errors.RoomTaken(room(house), span("10:30", "11:30"), booking(house))

    assert plain(taken, house.bob) == (
        f"You have {NAME} already: Wed 18 Mar 10:00–11:00 (Helsinki) ({NAME}), K7M2."
    )


def test_to_who_holds_it_a_hold_is_their_own(house: House) -> None:
    taken = errors.RoomTaken(room(house), span("10:30", "11:30"), hold(house))

    assert plain(taken, house.bob) == (
        f"You hold {NAME} already: Wed 18 Mar 10:00–11:00 (Helsinki) ({NAME}), K7M2. "
        "Unless it is confirmed, that lapses at 09:25 (Helsinki)."
    )


def test_without_a_reader_a_sentence_can_be_said_all_the_same(house: House) -> None:
    for refusal, _, _ in examples(house):
        assert plain(refusal, None)
