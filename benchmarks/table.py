"""The one table in which everything measured stands: a figure, what it is beside, and their ratio."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

HEAD: Final = ("what", "measured", "beside", "that one", "ratio", "wanted")


@dataclass(frozen=True)
class Wanted:
    """What the figure or the ratio is wanted to be: at least or at most so much."""

    of: Literal["figure", "ratio"]
    sign: Literal["≥", "≤"]
    bound: float

    def __str__(self) -> str:
        return f"{self.of} {self.sign} {self.bound:g}"

    def kept(self, line: "Line") -> bool:
        """Whether that line is as wanted."""
        value = line.figure if self.of == "figure" else line.ratio
        return value is not None and (value >= self.bound if self.sign == "≥" else value <= self.bound)


@dataclass(frozen=True)
class Line:
    """One line of the table; `other` is the figure of what it stands beside, in the same unit."""

    what: str
    figure: float
    unit: str
    beside: str = ""
    other: float | None = None
    wanted: Wanted | None = None

    @property
    def ratio(self) -> float | None:
        """How many of the other figure the figure is."""
        return None if not self.other else self.figure / self.other

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as it is printed, a mark behind what was wanted and is not so."""
        return (
            self.what,
            _written(self.figure, self.unit),
            self.beside,
            "" if self.other is None else _written(self.other, self.unit),
            "" if self.ratio is None else f"{self.ratio:.2f}",
            "" if self.wanted is None else f"{self.wanted}{'' if self.wanted.kept(self) else ': MISSED'}",
        )

    def plain(self) -> dict[str, Any]:
        """The line as JSON."""
        kept = None if self.wanted is None else self.wanted.kept(self)
        return {**asdict(self), "ratio": self.ratio, "kept": kept}


def table(lines: Sequence[Line]) -> str:
    """The lines as a table of Markdown that is as well read as it stands."""
    rows = [HEAD, *(line.cells for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    ruler = "|".join(
        "-" * (width + 1) + (":" if column in (1, 3, 4) else "-") for column, width in enumerate(widths)
    )
    written = ["| " + " | ".join(map(_aligned, range(len(HEAD)), row, widths)) + " |" for row in rows]
    return "\n".join([written[0], f"|{ruler}|", *written[1:]])


def _aligned(column: int, cell: str, width: int) -> str:
    return cell.rjust(width) if column in (1, 3, 4) else cell.ljust(width)


def _written(figure: float, unit: str) -> str:
    digits = 0 if figure >= 100 else 1 if figure >= 10 else 2 if figure >= 0.1 else 3
    return f"{figure:,.{digits}f} {unit}"
