"""The pages of words: every kind is explained where a new language would look."""

import re

import pytest

from bot.phrase import words


@pytest.mark.parametrize("language", list(words.LANGUAGES))
def test_every_kind_on_a_page_is_explained(language: str) -> None:
    explained = set(re.findall(r"`([a-z]+)`", words.__doc__ or ""))

    assert set(words.LANGUAGES[language]) - explained == set()


@pytest.mark.parametrize("language", list(words.LANGUAGES))
def test_a_page_names_all_days_and_months(language: str) -> None:
    page = words.LANGUAGES[language]

    assert (set(page["weekday"]), set(page["month"])) == (set(range(7)), set(range(1, 13)))


@pytest.mark.parametrize("language", list(words.LANGUAGES))
def test_words_are_written_as_they_are_looked_up(language: str) -> None:
    odd = [
        word
        for values in words.LANGUAGES[language].values()
        for names in values.values()
        for word in names.split()
        if word != word.lower() or word.strip("_") != word
    ]

    assert odd == []
