"""A race track: a database of its own, sixteen clients in it, and what became of their race."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from booking_core import Booking, Keep, Offered, Span, faults
from booking_core.schema import METADATA
from tests.builders import TOMORROW, at
from tests.house import House
from tests.racers import CLIENTS, Ask, Outcome, Racers

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Track:
    """A database of the race's own, and the clients in it."""

    house: House
    clients: Racers

    def race(self, *asks: Ask) -> list[Outcome]:
        """What all clients got; the asks go round until each client has one."""
        return self.clients.race([asks[number % len(asks)] for number in range(CLIENTS)])

    def forward(self, **amount: float) -> None:
        """It is later, for the house and for the clients."""
        self.house.clock.forward(**amount)
        self.clients.enter(self.url, self.house.clock.now)

    @property
    def url(self) -> str:
        """Where the clients find the database."""
        return self.house.engine.url.render_as_string(hide_password=False)

    def rows(self) -> dict[str, int]:
        """How many bookings, claims for good and lines of bookings' history there are."""
        tables = METADATA.tables
        counts = {name: select(func.count()).select_from(tables[name]) for name in ("bookings", "claims")}
        counts["claims"] = counts["claims"].where(tables["claims"].c.kept_as.is_(None))
        counts["history"] = select(func.count()).where(tables["history"].c.booking_id.is_not(None))
        with self.house.engine.connect() as connection:
            assert faults(connection, self.house.clock.now) == ()
            return {name: connection.execute(count).scalar_one() for name, count in counts.items()}


def slot(number: int) -> Span:
    """An hour of its own for each round."""
    start = at("00:00", TOMORROW) + number * HOUR
    return Span(start, start + HOUR)


def kinds(outcomes: Sequence[Outcome]) -> Counter[str]:
    """How many got a booking, an offer or time that is kept, and how many which refusal."""
    return Counter(_kind(outcome) for outcome in outcomes)


def _kind(outcome: Outcome) -> str:
    match outcome:
        case Booking():
            return outcome.state
        case Keep():
            return "kept"
        case Offered():
            return "offered"
    return outcome
