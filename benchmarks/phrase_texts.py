"""Texts to measure the phrase by: what people say, what is made of that, and what nobody says."""

import json
import re
from functools import cache
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
LONGEST = 4_000
ROOMS = ("Aurora", "Borealis", "Board Room", "4.12 Blue", "Sauna", "Sisu", "Taiga", "Helmi")
MANY_ROOMS = tuple(f"{floor}.{door:02} {name}" for floor in range(25) for door, name in enumerate(ROOMS))

# What is repeated to the full length, beside every printable character of ASCII; `_` is a space.
_REPEATED = """
10- 1- 10-11 10:30 10.30 1030 1:1 1. 1/ 1h 1h30 1a a1 1_ a- a_ a. a.com a.b.c ½ 1½ +90min x2 15th 2026- 13.4.
07/08 at at_ every every_ every_other_ monday_and_ mondays_and_ mon, first_of_ last_of_ until_ until_june_
next_ next_week_ between_and_ between_1_and_ from_to_ from_10_to_ to_ or_ 10_or_ for_ for_30_min_ half_
half_past_ quarter_to_ an_hour_and_a_half_ in_3_days_ after_tomorrow_ 3_march_ march_ 6_times_ twenty-one_
ten_to_six_ one_hundred_ aurora_ auror_ 4.12_ 4_ b_o_a_r_d_ board_ in_ room_ title title:_ please_ ?
monday tomorrow tomorrow_ klo_10_ halb_drei_ puoli_ tunniksi_ viertel_vor_ jeden_montag_ à_et_demie_
moins_le_quart_ las_y_media_ varje_ <@U1> <@U123|chandra>_ <@U <@ @ @a_ @ada <!here|x> <#C1| <http://a|b>
<http: <mailto:a http:// https://a_ www. &amp; &amp;amp; &lt; &lt;@U1&gt; & ;&lt "a_ "a"_ 'a'_ 'a '_ «a» “a ”_
:a: :tada: :a ::a d' l'a_ l'heure_ ä é_ e\u0301 \u0300 \u0131 ﬁ ß İ ǅ 😀 👩\u200d👩\u200d👧_ ٣ \u0966 ² ₁ Ⅷ
\uff08 火曜日 明日_ \u202e \ue000 \ue001 \ue000U1\ue001 \ue000U1 \x00 \ud800 \u0600
""".split()  # noqa: SIM905 — a table of words reads better as words

_WORDS = """
Aurora Helmi board room tomorrow tommorow friday next week after on in at for from to until between and every
other mondays daily first last 15th 3 march 13.4. 2026-04-02 20260320 07/08 10 10:30 11 1030 2pm 9-17 22-02
15h noon midnight half past quarter an hour 45 min 1h30 +90min morning tonight now sometime 6 people any with
@ada <@U123> <@U9|chandra> &amp; &lt; title: morgen um halb drei viertel vor jeden huomenna klo puoli tunniksi
torstaisin imorgon kvart varje demain à et demie moins le mañana las y media cada lunes , - – . : / ' " ? ! ½
24:00 25:61 31.2. 29.2. 0 00 999999999 :tada: not move cancel help who free or either weekly monthly times x8
year month end of this 6 3:30 2:30 1:1 v2 #7 $5
""".split()  # noqa: SIM905

_ODD = (
    "\u00a0\u200b\u202e\u0301\ufeff\ue000\ue001\x00\n\t\u0131\u2018“”„«»’–—…→½²٣Ⅷ火曜日İßﬁ😀\ud800"
    "~^|\\`*_{}[]()<>&;@#:'\""
)
_ESCAPES = """
&amp; &lt; &gt; &amp;lt; <@U123> <@U9|chandra> <!here> <#C1|room> <https://a.example/b?c=1|link>
<mailto:a@b.example|a@b> :tada: <@ > &
""".split()  # noqa: SIM905


@cache
def said() -> tuple[str, ...]:
    """What people say: the development tables, and the examples of the documentation."""
    texts = []
    for name in ("bookings.jsonl", "spans.jsonl"):
        lines = (ROOT / "tests" / "data" / "language" / name).read_text(encoding="utf-8").splitlines()
        texts += [str(json.loads(line)["text"]) for line in lines]
    page = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("|")]
    texts += [found[1] for row in rows if (found := re.match(r"\| `([^`]+)` ", row))]
    return tuple(dict.fromkeys(texts))


def nasty() -> tuple[str, ...]:
    """Texts of the full length, each of one thing over and over, and what people say said too often."""
    things = [chr(code) for code in range(32, 127)] + [thing.replace("_", " ") for thing in _REPEATED]
    things += ["\u00a0", "\u200b", "\n", "\r\n", "\u2013", *(f"{text} " for text in said())]
    texts = [(thing * LONGEST)[:LONGEST] for thing in dict.fromkeys(things)]
    rng = Random(4)
    texts += [" ".join(rng.choices(_WORDS, k=1_000))[:LONGEST] for _ in range(50)]
    texts += ["".join(rng.choices(_ODD, k=LONGEST)) for _ in range(20)]
    return tuple(texts)


def words(rng: Random) -> str:
    """Words of every language in no order, with spaces or without."""
    return rng.choice((" ", " ", "")).join(rng.choices(_WORDS, k=rng.randint(1, 14)))


def characters(rng: Random) -> str:
    """Characters of no meaning: any of Unicode, the odd ones, or digits and marks."""
    size = rng.randint(0, 60)
    match rng.randrange(3):
        case 0:
            return "".join(chr(rng.randrange(0x11_0000)) for _ in range(size))
        case 1:
            return "".join(rng.choices(_ODD + "0123456789 ah", k=size))
        case _:
            return "".join(rng.choices("0123456789:.-/ ,hapm'\"", k=size))


def mutated(rng: Random) -> str:
    """What somebody says, with one to six changes."""
    text = rng.choice(said())
    for _ in range(rng.randint(1, 6)):
        text = rng.choice(_CHANGES)(text, rng)
    return text[:LONGEST]


def long(rng: Random) -> str:
    """A mutated text over and over, or many of them in a row."""
    if rng.random() < 0.5:
        return (f"{mutated(rng)} " * LONGEST)[: rng.randint(200, LONGEST)]
    return " ".join(mutated(rng) for _ in range(rng.randint(5, 60)))[:LONGEST]


def _cut(text: str, rng: Random) -> tuple[int, int]:
    start = rng.randint(0, len(text))
    return start, min(len(text), start + rng.randint(1, 8))


def _swapped(text: str, rng: Random) -> str:
    if rng.random() < 0.5:
        parts = text.split(" ")
        rng.shuffle(parts)
        return " ".join(parts)
    start = rng.randint(0, len(text))
    return text[:start] + text[start : start + 2][::-1] + text[start + 2 :]


def _deleted(text: str, rng: Random) -> str:
    start, end = _cut(text, rng)
    return text[:start] + text[end:]


def _doubled(text: str, rng: Random) -> str:
    start, end = _cut(text, rng)
    return text[:end] + text[start:end] * rng.randint(1, 4) + text[end:]


def _spliced(text: str, rng: Random) -> str:
    other = rng.choice(said())
    return text[: rng.randint(0, len(text))] + rng.choice(("", " ")) + other[rng.randint(0, len(other)) :]


def _inserted(text: str, rng: Random, thing: str) -> str:
    start = rng.randint(0, len(text))
    return text[:start] + thing + text[start:]


def _odd(text: str, rng: Random) -> str:
    return _inserted(text, rng, rng.choice(_ODD) if rng.random() < 0.7 else chr(rng.randrange(0x11_0000)))


def _escaped(text: str, rng: Random) -> str:
    return _inserted(text, rng, rng.choice(_ESCAPES))


def _worded(text: str, rng: Random) -> str:
    return _inserted(text, rng, f" {rng.choice(_WORDS)} ")


def _cased(text: str, rng: Random) -> str:
    return rng.choice((str.upper, str.lower, str.title, str.swapcase))(text)


_CHANGES = (_swapped, _deleted, _doubled, _spliced, _odd, _escaped, _worded, _cased)
