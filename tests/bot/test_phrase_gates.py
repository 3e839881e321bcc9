"""What keeps a page of the grammar from being asked (`…_BEGINS`, `…_NEEDS`) keeps nothing from being read."""

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import phrase
from bot.phrase import Reading
from bot.phrase.line import Line
from bot.phrase.resolve import reading
from bot.phrase.scan import Piece, scan
from bot.phrase.words import LANGUAGES
from tests.bot.test_phrase import HELSINKI, NOW, ROOMS

# A text for nearly each sign: with the sign taken out of its gate, the text would be read otherwise.
SAID = """
10 | at noon | klo puoli kolme | halb drei | half past two | half two | viertel vor drei | quarter to 3
dreiviertel 6 | a quarter past 4 | viertel drei | seitsemään 14 | ten past three | at 3ish | 3 o'clock
14.30 Uhr | 12 Uhr mittags | sechs et demie | à 10 heures | 3 a.m. | 11p | 3pm | mittags | seis y media
puolelta kolme | à dix heures | from 10 | 3 in the pm
14:00~15:00 | 9>10 | 10-11 | between 1 and 3 | the 10-11 | now until 11 | until 11 | now to 11 | bis zum 11
ab sofort bis 11 | jetzt - 11 | noon to 3:30 | half two - 3 | half past 4 - 6:30 | halb drei bis vier
puoli kolme - neljä | seitsemästä kuuteen | kuuteen - ten thirty | quarter to 3 - 4 | viertel drei bis vier
dreiviertel drei bis vier | a quarter to 3 until 4 | from 3 in the morning until 5pm | 02:00 kuuteen
at 10-11 | klo 10-11 | puolelta 9-10
½ hour | halva timmen | half an hour | quarter of an hour | three quarters of an hour | an hour
pari tuntia | yhteen tunti | for 45 min | +90min | a kvart | kvart | for an hour | 90' | two hours
in 20 minutes | dans demi heure | now + 40 minutes | 3 hrs from now | in 90' | now | in einer Viertelstunde
at least 8 people | with 8 people | and 8 people | for 8 | ten personas | dos asientos | at 8 people
mindestens 8 Personen | minst 8 personer | kahteen henkilöä
on the 15th | am 15. | on 15, 10-11 | the fifteenth | the 15 | 15th | this March 3 | 3 March | March 3
segundo junio | on 15 at 10 | kolmeen dec | 15-th
3rd wednesday in november | the 3rd wednesday of march | first monday of next month | last day of october
the last friday of march | kuukauden viimeinen perjantai | at the end of the month | end of may
the end of next week | début de mars | beginning of april | at end of month
kommenden Montag | kommande vecka | next week | this week | last week | week after next | übernächste Woche
the week after next | in the next week | of next week | semana que viene | ensi viikolla
sitä seuraavana maanantaina | sista måndag | last friday | next friday | this friday | the friday | friday
to 10-11
tänä aamuna | huomisaamuna | i eftermiddag | this morning | tonight | tomorrow | the day after monday
the pasado mañana | day after tomorrow | days after today | sunday after next wed
the sunday after next wed | weekend | the weekend | this weekend | next weekend | next month | helg
in november | november | pari päivää maanantaista | several weeks from now | half a week from now
½ week from now | quarter of a year from now | in 3 days | the 3 days from now | days from now
a week on tuesday | 2 sundays from now | in two fridays | two mondays from now | kolmeen päivää from now
for tomorrow | from tomorrow | of tomorrow | in march 3 | on friday | under tisdagen | in two friday
2 friday from now
10-11 april | april | title: sync | "sync" | any room | sometime | morning | in the morning | @ada | <@U123>
not tomorrow 10-11 | standup not tomorrow 10-11 | 10:00 CET | 10am ET | 10am IST
tomorrow 10:00 London time | tomorrow 10 Europe/London
help | Aurora free | is Aurora taken? | who has Aurora | who booked Aurora | what is free tomorrow at 10
10 minutes ago | 3 hours from now
every monday at 10 | varannan måndag 10-11 | mondays 10-11 | daily 10-11 | workdays 10-11
un lundi sur deux 10-11 | demain 10h pour une heure et demie | dos horas y media
"""
TEXTS = [text for line in SAID.strip().splitlines() for text in line.split(" | ")]

# The tokens that no page of words knows.
WRITTEN = {
    "number": "0 1 2 3 8 9 10 11 14 15 30 45 90 2026 1030 10:30 9-17 2pm 15h 1h30 13.4. 4/13 2026-04-02",
    "fraction": "½ ¼",
    "quote": '"sync"',
    "handle": "@ada",
    "people": "<@U123>",
}


def signs() -> set[str]:
    """Every sign of every gate."""
    pages = [import_module(f"bot.phrase.{page.name}") for page in iter_modules(phrase.__path__)]
    return {
        sign
        for page in pages
        for name, gate in vars(page).items()
        if name.endswith(("BEGINS", "NEEDS"))
        for sign in gate
    }


def words_of(kind: str) -> list[str]:
    """The words of that kind in all languages; a sign that is no kind is a word or a mark itself."""
    written = WRITTEN.get(kind, "").split()
    pages = (values for page in LANGUAGES.values() for values in page.get(kind, {}).values())
    return written + [word.replace("_", " ") for words in pages for word in words.split()] or [kind]


def words(kinds: Iterable[str]) -> st.SearchStrategy[str]:
    """A word of one of these kinds, each kind as often as another."""
    by_kind = {kind: st.sampled_from(words_of(kind)) for kind in sorted(kinds)}
    return st.sampled_from(list(by_kind)).flatmap(by_kind.__getitem__)


KINDS = {kind for page in LANGUAGES.values() for kind in page}
WORDS = st.one_of(
    words(signs()),
    words(signs()),
    words(["number", "unit", "weekday"]),
    words(KINDS),
    st.sampled_from([*ROOMS, *".,:/-'+%x", "Ada"]),
)
SPACED = st.tuples(WORDS, st.sampled_from(["", " ", " ", " ", " ", " "])).map("".join)
LOCALES = st.sampled_from(list(LANGUAGES))


def found(text: str, locale: str) -> tuple[list[Piece], Reading]:
    """The pieces of the text, and what they mean."""
    scanned = scan(text, NOW, HELSINKI, ROOMS, "DMY", locale)
    return list(scanned.pieces), reading(scanned)


def check(text: str, locale: str) -> None:
    gated = found(text, locale)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Line, "says", lambda _line, _signs: True)
        patch.setattr(Line, "asked", lambda _line, pages: [page for page, _needs in pages])
        patch.setattr(Line, "begins", lambda _line, _index, _signs: True)
        assert found(text, locale) == gated


@pytest.mark.parametrize("locale", list(LANGUAGES))
def test_what_people_say_is_read_the_same_without_gates(locale: str) -> None:
    for text in TEXTS:
        check(text, locale)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(TEXTS), WORDS, LOCALES)
def test_a_word_among_what_people_say_is_read_the_same_without_gates(
    text: str, word: str, locale: str
) -> None:
    said = text.split()

    for place in range(len(said)):
        check(" ".join([*said[:place], word, *said[place + 1 :]]), locale)
        check(" ".join([*said[:place], word, *said[place:]]), locale)


@settings(max_examples=400, deadline=None)
@given(st.lists(SPACED, min_size=1, max_size=8).map("".join), LOCALES)
def test_any_words_are_read_the_same_without_gates(text: str, locale: str) -> None:
    check(text, locale)
