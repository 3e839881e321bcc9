"""Room, day, time and title in any order, in six languages: booked as meant or asked about, never wrongly."""

import random
from datetime import date, datetime, time

import pytest

from bot.phrase import Reading
from tests.bot.test_phrase import HELSINKI, ROOMS, said

APRIL = date(2026, 4, 2)
THURSDAY, FRIDAY, SATURDAY = date(2026, 3, 19), date(2026, 3, 20), date(2026, 3, 21)
MONDAY, TUESDAY = date(2026, 3, 23), date(2026, 3, 24)
Table = tuple[dict[str, date], dict[str, tuple[str, str]], tuple[str, ...]]

SAYINGS: dict[str, Table] = {
    "en": (
        {"tomorrow": THURSDAY, "on friday": FRIDAY, "next monday": MONDAY, "2 April": APRIL, "2.4.": APRIL}
        | {"April 2nd": APRIL, "in 3 days": SATURDAY, "2026-04-02": APRIL, "day after tomorrow": FRIDAY},
        {"10-11": ("10:00", "11:00"), "2-3pm": ("14:00", "15:00"), "between 1 and 3": ("13:00", "15:00")}
        | {"at 3pm for 1h": ("15:00", "16:00"), "11-1": ("11:00", "13:00"), "1030-1130": ("10:30", "11:30")}
        | {"at half past two for 30 min": ("14:30", "15:00"), "10.30-11.15": ("10:30", "11:15")},
        (
            *("Standup", "Sprint 24 planning", "1:1 Bob", "Sun & Moon", "Lunch & learn", "Top 10 risks"),
            *("R&D sync", "Phase 2 kickoff", "iOS 18.3 rollout", "24/7 support", "90 day plan", "A/B tests"),
            "day 2 workshop",
        ),
    ),
    "de": (
        {"morgen": THURSDAY, "am Freitag": FRIDAY, "nächsten Montag": MONDAY, "am 2. April": APRIL}
        | {"nächste Woche Dienstag": TUESDAY, "in 3 Tagen": SATURDAY, "Mo": MONDAY},
        {"von 9 bis 11 Uhr": ("09:00", "11:00"), "um 10 Uhr für eine Stunde": ("10:00", "11:00")}
        | {"um halb drei für 30 Minuten": ("14:30", "15:00"), "14:30-15:30": ("14:30", "15:30")},
        ("Planung", "Besprechung mit Kunden", "Sprint 24", "Q2 Planung"),
    ),
    "fi": (
        {"huomenna": THURSDAY, "perjantaina": FRIDAY, "ensi maanantaina": MONDAY, "2. huhtikuuta": APRIL}
        | {"ensi viikon tiistaina": TUESDAY, "kolmen päivän päästä": SATURDAY, "pe": FRIDAY},
        {"klo 13-14.30": ("13:00", "14:30"), "puoli kolmelta tunniksi": ("14:30", "15:30")}
        | {"klo 9 45 min": ("09:00", "09:45"), "kahdesta neljään": ("14:00", "16:00")},
        ("palaveri", "viikkopalaveri", "Sprint 24 suunnittelu"),
    ),
    "sv": (
        {"imorgon": THURSDAY, "på fredag": FRIDAY, "nästa måndag": MONDAY, "den 2 april": APRIL}
        | {"om tre dagar": SATURDAY},
        {"kl 10-11": ("10:00", "11:00"), "från 9 till 11": ("09:00", "11:00")}
        | {"halv tre i en timme": ("14:30", "15:30")},
        ("möte", "avstämning", "Sprint 24"),
    ),
    "fr": (
        {"demain": THURSDAY, "vendredi": FRIDAY, "lundi prochain": MONDAY, "le 2 avril": APRIL}
        | {"dans 3 jours": SATURDAY},
        {"de 9h à 11h": ("09:00", "11:00"), "à 10h pendant une heure": ("10:00", "11:00")}
        | {"entre 14h et 16h": ("14:00", "16:00")},
        ("réunion", "point projet", "Sprint 24"),
    ),
    "es": (
        {"mañana": THURSDAY, "el viernes": FRIDAY, "el próximo lunes": MONDAY, "el 2 de abril": APRIL}
        | {"en 3 días": SATURDAY},
        {"de 9 a 11": ("09:00", "11:00"), "a las 10 por una hora": ("10:00", "11:00")}
        | {"a las 3 de la tarde por 45 minutos": ("15:00", "15:45")},
        ("reunión", "reunión de equipo", "Sprint 24"),
    ),
}
PAST = (
    "yesterday",
    "17.3.",
    "last friday",
    "gestern",
    "viime maanantaina",
    "igår",
    "hier",
    "ayer",
    "2026-03-17",
)
UNCERTAIN = ("07/08", "Tuesday 25 March", "31 April", "30.2.", "next week", "ensi viikolla", "32 March")


def _at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=HELSINKI)


def _said(dice: random.Random, language: str) -> tuple[Reading, tuple[str, datetime, datetime], str]:
    """A reading, what was meant, and the text."""
    days, times, titles = SAYINGS[language]
    room, day, clock = dice.choice(ROOMS), dice.choice(list(days)), dice.choice(list(times))
    parts = [room, day, clock]
    dice.shuffle(parts)
    parts.insert(dice.choice([0, len(parts), dice.randrange(len(parts))]), dice.choice(titles))
    text = dice.choice(["", "please book ", "can I get "]) + dice.choice([" ", ", "]).join(parts)
    start, end = times[clock]
    return said(text), (room, _at(days[day], start), _at(days[day], end)), text


@pytest.mark.parametrize("language", list(SAYINGS))
def test_whatever_the_order_nothing_is_booked_wrongly(language: str) -> None:
    dice = random.Random(language)
    rounds = [_said(dice, language) for _ in range(250)]

    booked = [(reading, meant, text) for reading, meant, text in rounds if reading.outcome == "book"]
    wrong = [text for reading, meant, text in booked if (reading.room, reading.start, reading.end) != meant]

    assert wrong == []
    assert len(booked) > 0.97 * len(rounds)


@pytest.mark.parametrize("day", PAST)
def test_a_day_that_has_gone_is_never_booked(day: str) -> None:
    for text in (f"Aurora {day} 10-11", f"{day} 14:00-15:00 Sisu standup", f"Sprint 24 Helmi 2-3pm {day}"):
        assert (text, said(text).outcome) == (text, "refuse:past")


@pytest.mark.parametrize("day", UNCERTAIN)
def test_an_uncertain_day_is_never_booked(day: str) -> None:
    for text in (f"Aurora {day} 10-11", f"{day} 14:00-15:00 Sisu standup", f"Sprint 24 Helmi {day} 2-3pm"):
        assert (text, said(text).outcome) == (text, "ask")
