"""Alternatives that are still there when clicked: eight people refused at one moment, again and again."""

from benchmarks.torture_verdict import Stage, Verdict
from booking_core import faults, make_engine
from tests.house import House, StillClock, furnish
from tests.offering import PEOPLE, play

_ROUNDS = 500  # on each database


def offers_taken_up(stage: Stage) -> Verdict:
    """Each is offered something else, and the best is theirs whenever they click within its minute."""
    rounds = 40 if stage.short else _ROUNDS
    lost: list[str] = []
    taken_up = 0
    for seed, url in enumerate((stage.database(), f"sqlite:///{stage.room() / 'varaus.db'}")):
        engine = make_engine(url)
        house = House(**vars(furnish(engine)), engine=engine, clock=StillClock())
        try:
            taken_up += play(house, rounds, seed)
        except AssertionError as broken:
            lost.append(f"a promise broken on {engine.dialect.name}: {broken}")
        with engine.connect() as connection:
            lost += [fault.code for fault in faults(connection, house.clock.now)]
        engine.dispose()
    tried = f"{PEOPLE} people refused one slot at one moment, {rounds} rounds on either database"
    return Verdict(tried, f"{taken_up} offers clicked within their minute, all granted", lost)
