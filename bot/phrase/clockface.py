"""A time as it was said, before it is known which half of the day it means."""

from typing import NamedTuple

NOON, DAY, HOUR = 12, 24, 60


class Clock(NamedTuple):
    """A time as it was said; which half of the day it means may still be open."""

    hour: int
    minute: int = 0
    half: str = ""
    """"am" or "pm" where that was said."""
    fixed: bool = False
    """True where it can mean one time of the day only: `15`, `09:00`, `3pm`, `noon`."""
    word: bool = False
    """True for noon and midnight."""
    bare: bool = False
    """True for a number that only its surroundings make a time."""
    other: tuple[int, int] | None = None
    """The other time these words mean to other people: `half two`."""
