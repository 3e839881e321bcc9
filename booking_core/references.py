"""The short reference of a booking, such as K7M2: people read it out and type it."""

import secrets
from functools import cache
from itertools import accumulate
from typing import Final

from sqlalchemy import BindParameter, ColumnElement, String, bindparam, case, exists
from sqlalchemy.sql.expression import Exists

from booking_core.lookup import stands
from booking_core.policy import clean_text
from booking_core.schema import BookingRow

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32 without 0 and 1, so that nothing in it can be taken for a letter it is not."""

LENGTHS: Final = (4, 5, 7)
"""Of four characters there are 810,000; one that a standing booking bears makes way for a longer one."""

_PARTS: Final = tuple(
    (f"short_{number}", end - length, end)
    for number, (length, end) in enumerate(zip(LENGTHS, accumulate(LENGTHS), strict=True))
)


def free_reference() -> ColumnElement[str]:
    """A column that answers with the first of `candidates` that no standing booking of `workspace_id` bears.

    Two that ask at one moment may still get the same one: the database refuses the second, and the
    unit of work is run again.
    """
    *tries, last = (bindparam(f"short_{number}", type_=String) for number in range(len(LENGTHS)))
    return case(*((~_in_use(reference), reference) for reference in tries), else_=last)


def candidates() -> dict[str, str]:
    """References by chance, as values for `free_reference`."""
    # All letters at once, since to draw each by itself took longer than the database to write the booking.
    # Some come up by an eighth more often than others, which makes no reference harder to find or to type.
    letters = secrets.token_bytes(sum(LENGTHS)).translate(_letters(ALPHABET)).decode()
    return {name: letters[begin:end] for name, begin, end in _PARTS}


@cache
def _letters(alphabet: str) -> bytes:
    """The letter for each byte."""
    return bytes(ord(alphabet[byte % len(alphabet)]) for byte in range(256))


def normal_reference(text: str) -> str:
    """What was typed, as references are written: `k7m2` and `#K7M2` are K7M2."""
    return clean_text(text).lstrip("#").upper()


def _in_use(reference: BindParameter[str]) -> Exists:
    return exists().where(
        BookingRow.workspace_id == bindparam("workspace_id"),
        BookingRow.reference == reference,
        stands(),
    )
