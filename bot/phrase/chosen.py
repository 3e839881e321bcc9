"""The pieces that make a reading, sorted by what they say."""

from dataclasses import dataclass, field

from bot.phrase.rule import Limit, Repeat
from bot.phrase.scan import Piece, Scanned

TIMES = ("hours", "clock", "moment")


@dataclass(slots=True)
class Chosen:
    """The pieces that make the reading."""

    scanned: Scanned
    days: list[Piece] = field(default_factory=list)
    times: list[Piece] = field(default_factory=list)
    lengths: list[Piece] = field(default_factory=list)
    parts: list[Piece] = field(default_factory=list)
    rooms: list[Piece] = field(default_factory=list)
    others: list[Piece] = field(default_factory=list)
    repeats: list[Piece] = field(default_factory=list)
    """The rule, and what bounds it."""
    undated: list[Piece] = field(default_factory=list)
    """Names of days that nobody computes, and that must be asked about."""
    either: bool = False
    """True where `or` stands between two times."""
    length_doubt: int = 0
    """The number in `for 30`, which may be minutes as well as people."""
    repeat_doubt: Repeat | None = None
    """The rule that a word like "weekly" would be, were it no name."""

    @property
    def repeat(self) -> Repeat | None:
        """The rule, if there is one."""
        rules = [piece.value for piece in self.repeats if isinstance(piece.value, Repeat)]
        return rules[0] if rules else None

    @property
    def spans(self) -> list[Piece]:
        """The times that have an end."""
        return [piece for piece in self.times if piece.kind == "hours"]

    @property
    def limits(self) -> list[Limit]:
        """What bounds the rule."""
        return [piece.value for piece in self.repeats if isinstance(piece.value, Limit)]

    @property
    def used(self) -> list[Piece]:
        """All chosen pieces, in the order of the text."""
        undated = [piece for piece in self.undated if not piece.bare]
        groups = (
            self.days,
            self.times,
            self.lengths,
            self.parts,
            self.rooms,
            self.others,
            self.repeats,
            undated,
        )
        return sorted((piece for group in groups for piece in group), key=lambda piece: piece.first)
