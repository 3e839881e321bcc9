"""The words of all languages in one index, and which language a text is written in."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from bot.phrase.words import LANGUAGES, Value

Meanings = Mapping[str, Value]
"""What one word may mean: kind of word to value, as the pages under `words` say."""

NOTHING: Meanings = {}

# A word of five letters or more is also known without its accents; "mån" is no English "man".
_BARE_FROM = 5

# "Sprint planning" is said in every language; such words do not make a text English.
_ABROAD = frozenset({"meeting", "title", "zone", "area", "glue", "lead", "look", "room", "any"})

# Kinds of words that show that a language is spoken, even amid another.
_TELLING = frozenset(
    """day weekday month unit clock length tonight todaypart plural meeting hmark halfto
    from to at between every next hence""".split()  # noqa: SIM905
)

# Kinds that say what a word is not, or that are only asked about: they mean nothing to the grammar.
_ASIDE = frozenset("shy tail undated mid weekno tie tieafter capital choosy choosyafter than".split())  # noqa: SIM905


def bare(word: str) -> str:
    """The word without accents: `lördag` becomes `lordag`."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def _forms(words: str) -> Iterable[tuple[str, ...]]:
    for word in words.split():
        form = word.replace("_", " ").strip()
        yield tuple(form.split())
        plain = bare(form)
        if plain != form and len(plain) >= _BARE_FROM:
            yield tuple(plain.split())


class Lexicon:
    """Every word and phrase of every language, looked up by how it is written in lower case."""

    def __init__(self) -> None:
        self.words: dict[tuple[str, ...], dict[str, dict[str, Value]]] = {}
        self.shy: dict[str, set[str]] = {}
        self.longest: dict[str, int] = {}
        for language, kinds in LANGUAGES.items():
            self._join(language, kinds)
            self.shy[language] = set(" ".join(kinds.get("shy", {}).values()).split())
            for kind, values in kinds.items():
                if kind not in _ASIDE:
                    self._learn(language, kind, values)
        self.votes = {form: tuple(self._votes(form)) for form in self.words}
        """How much each word tells of a language being spoken, by language."""
        self.telling = {form: next(iter(known)) for form, known in self.words.items() if self._tells(form)}
        """The language of each word that only one of them knows, and that says something of time."""

    def _join(self, language: str, kinds: Mapping[str, Mapping[Value, str]]) -> None:
        """Learn `Freitagnachmittag`: weekdays with a part of the day at their end."""
        for part, tails in kinds.get("tail", {}).items():
            for weekday, names in kinds["weekday"].items():
                for word in (name + tail for name in names.split() for tail in tails.split()):
                    for form in _forms(word):
                        known = self.words.setdefault(form, {}).setdefault(language, {})
                        known.update({"weekday": weekday, "part": part})

    def _learn(self, language: str, kind: str, values: Mapping[Value, str]) -> None:
        for value, words in values.items():
            for form in _forms(words):
                known = self.words.setdefault(form, {}).setdefault(language, {})
                known.setdefault(kind, value)
                self.longest[form[0]] = max(self.longest.get(form[0], 1), len(form))

    def of(self, word: str) -> dict[str, dict[str, Value]]:
        """What the word means, by language; empty for a word nobody knows."""
        return self.words.get((word,), {})

    def spoken(self, words: Iterable[tuple[str, ...]], locale: str) -> tuple[str, ...]:
        """The languages of the text, the likeliest first; the locale, then English, break a tie.

        Words that several languages share, and shy ones, count for little. A language is spoken, too,
        where one word is its alone and names a day or a length: "please book Aurora de 9h à 11h vendredi".
        """
        votes = dict.fromkeys(LANGUAGES, 0.0)
        votes["en"] += 0.005
        home = locale[:2].lower()
        if home in votes:
            votes[home] += 0.01
        certain: set[str] = set()
        for form in words:
            for language, vote in self.votes.get(form, ()):
                votes[language] += vote
            if form in self.telling:
                certain.add(self.telling[form])
        main = max(votes, key=votes.__getitem__)
        others = certain - {main}
        return (main, *sorted(others, key=lambda one: -votes[one])) if others else (main,)

    def _is_shy(self, form: tuple[str, ...], language: str) -> bool:
        return form[0] in self.shy[language] and len(form) == 1

    def _votes(self, form: tuple[str, ...]) -> Iterable[tuple[str, float]]:
        known = self.words[form]
        share = 1 / len(known)
        for language, kinds in known.items():
            if (language != "en" and "en" not in known) or not kinds.keys() <= _ABROAD:
                yield language, 0.06 * share if self._is_shy(form, language) else share * len(form)

    def _tells(self, form: tuple[str, ...]) -> bool:
        known = self.words[form]
        return len(known) == 1 and not any(
            self._is_shy(form, language) or _TELLING.isdisjoint(kinds) for language, kinds in known.items()
        )

    def meanings(self, form: tuple[str, ...], languages: tuple[str, ...]) -> Meanings:
        """What the word means in a text of those languages; English is understood everywhere."""
        known = self.words.get(form)
        if not known:
            return NOTHING
        spoken = [known[language] for language in dict.fromkeys((*languages, "en")) if language in known]
        if len(spoken) == 1:
            return spoken[0]
        if spoken:
            return {kind: value for kinds in reversed(spoken) for kind, value in kinds.items()}
        for other, found in known.items():
            if not self._is_shy(form, other):
                return found
        # A shy word of another language still means its weekday beside a number ("Sisu ke 10-11").
        for found in known.values():
            if "weekday" in found:
                return {"weekday": found["weekday"], "shy": 1}
        return NOTHING


LEXICON = Lexicon()

Forms = Mapping[str, tuple[tuple[str, ...], ...]]


@lru_cache(maxsize=16)
def aside(kind: str) -> Forms:
    """The words of a kind that is kept out of the grammar, in all languages, by the first word of each."""
    known: dict[str, set[tuple[str, ...]]] = {}
    for kinds in LANGUAGES.values():
        for form in _forms(" ".join(kinds.get(kind, {}).values())):
            known.setdefault(form[0], set()).add(form)
    return {first: tuple(sorted(forms, key=len, reverse=True)) for first, forms in known.items()}
