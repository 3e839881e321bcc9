"""The house in which all tests happen: who works there, which rooms it has, and a clock that stands still."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine

from booking_core import Desk, Member, Office, Room, RoomDetails, add_room, migrate
from tests.builders import HELSINKI, NEW_YORK, at

WORKSPACE = "T0VARAUS"
OTHER_WORKSPACE = "T0OTHER"


@dataclass
class StillClock:
    """Wednesday morning, 09:20 in Helsinki, until someone moves it."""

    now: datetime = field(default_factory=lambda: at("09:20"))

    def __call__(self) -> datetime:
        """What the clock shows."""
        return self.now

    def forward(self, **amount: float) -> datetime:
        """The clock later by that much: `clock.forward(minutes=5)`."""
        self.now += timedelta(**amount)
        return self.now


@dataclass(frozen=True)
class Furnishing:
    """Who and what is there before a test begins; another Chandra works elsewhere, and has one room."""

    ada: Member
    bob: Member
    chandra: Member
    other_chandra: Member
    aurora: Room
    borealis: Room
    helmi: Room
    sauna: Room
    sisu: Room
    taiga: Room
    elsewhere: Room


@dataclass(frozen=True)
class House(Furnishing):
    """A furnished database of a test's own, and the office in it."""

    engine: Engine
    clock: StillClock

    @property
    def office(self) -> Office:
        """The way into the core."""
        return Office(self.engine, self.clock)

    def desk(self, member: Member, request_key: str | None = None) -> Desk:
        """Where that person asks."""
        return self.office.desk(member, request_key=request_key)


def furnish(engine: Engine) -> Furnishing:
    """Migrate an empty database and let people and rooms move in."""
    migrate(engine)
    office = Office(engine, StillClock())
    ada = office.enrol(WORKSPACE, "U0ADA", name="Ada", zone=HELSINKI, admin=True)
    other = office.enrol(OTHER_WORKSPACE, "U0OTHER", name="Chandra", zone=HELSINKI, admin=True)

    def room(name: str, seats: int, *features: str, by: Member = ada) -> Room:
        zone = NEW_YORK if name == "Taiga" else HELSINKI
        return office.desk(by).run(add_room, RoomDetails(name, seats, zone, features=features))

    return Furnishing(
        ada=ada,
        bob=office.enrol(WORKSPACE, "U0BOB", name="Bob", zone=NEW_YORK, admin=False),
        chandra=office.enrol(WORKSPACE, "U0CHANDRA", name="Chandra", zone=HELSINKI, admin=False),
        other_chandra=other,
        aurora=room("Aurora", 6, "screen"),
        borealis=room("Borealis", 8, "screen", "whiteboard"),
        helmi=room("Helmi", 4),
        sauna=room("Sauna", 12, "Whiteboard"),
        sisu=room("Sisu", 2),
        taiga=room("Taiga", 8, "screen"),
        elsewhere=room("Elsewhere", 20, by=other),
    )
