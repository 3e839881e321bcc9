"""What all refusals are."""

from typing import ClassVar


class Refusal(Exception):
    """Something that people asked for and that is not done. `field` is the fact at fault, if one is."""

    code: ClassVar[str]
    field: ClassVar[str | None] = None
