"""Date words of the languages whose grammar is not ours: days, weekdays and months, out of dateparser.

dateparser's tables are read, not its parser: its reading of bare hours and spans is what this package is
here to replace, and a look into a table costs nothing.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import import_module
from typing import cast

from bot.phrase.words import Value

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RELATIVE = {"0 day ago": 0, "in 1 day": 1, "in 2 day": 2, "1 day ago": -1, "2 day ago": -2}
# dateparser knows two hundred languages; with all of them "Jana" would be a day and "bear" as well.
_LANGUAGES = [
    "it",
    "pt",
    "nl",
    "da",
    "nb",
    "pl",
    "cs",
    "sk",
    "hu",
    "ro",
    "et",
    "lv",
    "lt",
    "hr",
    "sl",
    "sr",
    "bg",
    "uk",
    "ru",
    "be",
    "el",
    "tr",
    "ca",
    "is",
    "id",
    "ja",
    "zh",
    "ko",
    "ar",
    "he",
    "hi",
    "fa",
    "vi",
    "th",
    "ka",
    "hy",
]
# Shorter words in plain letters mean too many things in too many languages.
_SHORTEST = 4

Kinds = Mapping[str, Value]


@lru_cache(maxsize=1)
def foreign_words() -> Mapping[str, Kinds]:
    """Every such word by how it is written in lower case; words that languages disagree on are left out."""
    known: dict[str, dict[str, Value]] = {}
    disputed: set[str] = set()
    for code in _LANGUAGES:
        for word, kind, value in _entries(_table(code)):
            before = known.setdefault(word, {kind: value})
            if before != {kind: value}:
                disputed.add(word)
    return {word: {**kinds, "shy": 1} for word, kinds in known.items() if word not in disputed}


def _table(code: str) -> Mapping[str, object]:
    module = import_module(f"dateparser.data.date_translation_data.{code}")
    return cast("Mapping[str, object]", module.info)


def _entries(table: Mapping[str, object]) -> Iterable[tuple[str, str, int]]:
    for kind, names in (("month", _MONTHS), ("weekday", _WEEKDAYS)):
        for place, name in enumerate(names):
            first = 1 if kind == "month" else 0
            for word in _usable(table.get(name)):
                yield word, kind, place + first
    relative = table.get("relative-type")
    if isinstance(relative, dict):
        for name, days in _RELATIVE.items():
            for word in _usable(relative.get(name)):
                yield word, "day", days


def _usable(words: object) -> Iterable[str]:
    if not isinstance(words, list):
        return
    for word in words:
        low = str(word).lower().strip(".")
        if low.isalpha() and (len(low) >= _SHORTEST or not low.isascii()):
            yield low
