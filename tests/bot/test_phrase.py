"""What a text means: rooms, people, titles, questions and refusals."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.phrase import DateOrder, Reading, read

HELSINKI = ZoneInfo("Europe/Helsinki")
NOW = datetime(2026, 3, 18, 9, 20, tzinfo=HELSINKI)
ROOMS = ("Aurora", "Borealis", "Helmi", "Sauna", "Sisu", "Taiga", "Board Room", "4.12 Blue")


def said(
    text: str,
    *,
    now: datetime = NOW,
    rooms: tuple[str, ...] = ROOMS,
    order: DateOrder = "DMY",
    locale: str = "en-GB",
) -> Reading:
    """What the text means on that Wednesday morning in Helsinki."""
    return read(text, now=now, zone=HELSINKI, rooms=rooms, date_order=order, locale=locale)


def when(reading: Reading) -> str:
    """The start and end as one string: `Thu 19 Mar 10:00-11:30`, with a star where it ends on another day."""
    if reading.start is None:
        return ""
    start = f"{reading.start:%a} {reading.start.day} {reading.start:%b %H:%M}"
    if reading.end is None:
        return start
    return f"{start}-{reading.end:%H:%M}{'*' if reading.end.date() > reading.start.date() else ''}"


def asked(reading: Reading) -> dict[str, list[str]]:
    """What is asked, and the starts or rooms among which one may choose."""
    return {
        question.field: [
            (option.room or "?") if question.field == "room" else when(option) for option in question.options
        ]
        for question in reading.ask
    }


def test_a_whole_sentence_is_a_booking() -> None:
    reading = said("hi! could you please book the board room for me tomorrow between 1 and 3? thanks")

    assert reading == Reading(
        outcome="book",
        room="Board Room",
        day=datetime(2026, 3, 19, tzinfo=HELSINKI).date(),
        start=datetime(2026, 3, 19, 13, tzinfo=HELSINKI),
        end=datetime(2026, 3, 19, 15, tzinfo=HELSINKI),
    )


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("Aurora tomorrow 10-11", "Aurora"),
        ("tomorrow 10-11 AURORA", "Aurora"),
        ("boardroom tomorrow 10-11", "Board Room"),
        ("board-room tomorrow 10-11", "Board Room"),
        ("412 blue tomorrow 10-11", "4.12 Blue"),
        ("4.12 Blue tomorrow 10-11", "4.12 Blue"),
        ("Auroa tomorrow 10-11", "Aurora"),
        ("Hemli tomorrow 10-11 planning", "Helmi"),
        ("Borialis tomorrow 10-11", "Borealis"),
        ("Bord Room tomorrow 10-11", "Board Room"),
        ("Helmissä huomenna klo 10-11", "Helmi"),
        ("Auroraan huomenna klo 10-11", "Aurora"),
        ("Helmi handover in Aurora tomorrow 10-11", "Aurora"),
    ],
)
def test_a_room_is_found_however_it_is_written(text: str, room: str) -> None:
    reading = said(text)

    assert (reading.outcome, reading.room, when(reading)) == ("book", room, "Thu 19 Mar 10:00-11:00")


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("Kelo tomorrow 10-11", []),
        ("in Kelo tomorrow 10-11", []),
        ("Room 5 tomorrow 10-11", []),
        ("S tomorrow 10-11", ["Sauna", "Sisu"]),
        ("Aurora or Borealis tomorrow 10-11", ["Aurora", "Borealis"]),
        ("Sauna/Sisu tomorrow 10-11", ["Sauna", "Sisu"]),
        ("tomorrow 10-11", []),
    ],
)
def test_a_doubtful_room_is_asked_about(text: str, options: list[str]) -> None:
    reading = said(text)

    assert (reading.outcome, reading.room, reading.title) == ("ask", None, None)
    assert (when(reading), asked(reading)) == ("Thu 19 Mar 10:00-11:00", {"room": options})


@pytest.mark.parametrize(
    ("text", "seats"),
    [
        ("any room tomorrow 10-11", None),
        ("need a room tomorrow 10-11", None),
        ("something for 6 tomorrow 10-11", 6),
        ("a room with 12 seats tomorrow 10-11", 12),
        ("room for 6 people tomorrow 10-11", 6),
        ("ein Raum für 6 Personen morgen 10-11", 6),
        ("mikä tahansa huone huomenna 10-11", None),
        ("ett rum för 6 personer imorgon 10-11", 6),
        ("une salle pour 6 personnes demain 10h-11h", 6),
        ("cualquier sala mañana 10-11", None),
    ],
)
def test_any_room_will_do(text: str, seats: int | None) -> None:
    reading = said(text)

    assert (reading.outcome, reading.room, reading.any_room, reading.seats) == ("book", None, True, seats)
    assert when(reading) == "Thu 19 Mar 10:00-11:00"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('Aurora tomorrow 10-11 "Friday 14-15 retro"', "Friday 14-15 retro"),
        ("Aurora tomorrow 10-11 “Helmi kickoff”", "Helmi kickoff"),
        ("Aurora tomorrow 10-11 title: Helmi friday", "Helmi friday"),
        ("Aurora tomorrow 10-11 2027 budget", "2027 budget"),
        ("Aurora tomorrow 10-11 May release planning", "May release planning"),
        ("May release planning, Aurora, tomorrow 10-11", "May release planning"),
        ("Aurora tomorrow 10-11 March planning", "March planning"),
        ("Aurora tomorrow 10-11 1:1 Bob", "1:1 Bob"),
        ("1:1 Bob tomorrow 10-11 Aurora", "1:1 Bob"),
        ("Aurora tomorrow 10-11 Sprint 24", "Sprint 24"),
        ("Aurora tomorrow 10-11 Sun & Moon", "Sun & Moon"),
        ("Aurora tomorrow 10-11 Friday demo prep", "Friday demo prep"),
        ("Aurora tomorrow 10-11 Monday.com training", "Monday.com training"),
        ("Aurora tomorrow 10-11 2 for 1 promo review", "2 for 1 promo review"),
        ("Aurora tomorrow 10-11 Lunch & learn", "Lunch & learn"),
        ("Aurora tomorrow 10-11 lunch and learn", "lunch and learn"),
        ("Aurora tomorrow 10-11 morning coffee", "morning coffee"),
        ("Aurora tomorrow 10-11 weekly sync", "weekly sync"),
        ("Aurora tomorrow 10-11 Ada/Bob catch-up", "Ada/Bob catch-up"),
        ("can I get Aurora tomorrow 10-11 for 1:1 with Bob", "1:1 with Bob"),
        ("Aurora | tomorrow | 10-11 | Standup", "Standup"),
        ("Aurora tomorrow 10-11 Research &amp; Development", "Research & Development"),
        ("Aurora tomorrow 10-11 &lt;draft&gt; budget", "<draft> budget"),
        ("Aurora tomorrow 10-11 :tada: Launch party :tada:", ":tada: Launch party :tada:"),
        ("Aurora tomorrow 10-11 <https://example.com/doc|Q2 plan>", "Q2 plan"),
        ("Aurora tomorrow 10-11 https://example.com/14-15", "https://example.com/14-15"),
    ],
)
def test_what_is_left_is_the_title_as_typed(text: str, title: str) -> None:
    reading = said(text)

    assert (reading.outcome, reading.room, reading.title) == ("book", "Aurora", title)
    assert when(reading) == "Thu 19 Mar 10:00-11:00"


@pytest.mark.parametrize(
    ("text", "people", "title"),
    [
        ("Aurora tomorrow 10-11 with <@U123> and <@U456|bob>", ("U123", "U456"), None),
        ("Aurora tomorrow 10-11 w/ <@U123> &amp; <@U456> sync", ("U123", "U456"), "sync"),
        ("Aurora tomorrow 10-11 1:1 <@U123|ada>", ("U123",), "1:1"),
        ("with @ada and @bob lunch Aurora tomorrow 10-11", ("ada", "bob"), "lunch"),
    ],
)
def test_people_are_those_mentioned(text: str, people: tuple[str, ...], title: str | None) -> None:
    reading = said(text)

    assert (reading.people, reading.title, when(reading)) == (people, title, "Thu 19 Mar 10:00-11:00")


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("Aurora", {"day": [], "time": []}),
        ("Aurora friday", {"time": []}),
        ("Aurora tomorrow morning", {"time": []}),
        ("Aurora sometime next week for 2 hours", {"day": [], "time": []}),
        ("Aurora tomorrow at 7", {"time": ["Thu 19 Mar 07:00", "Thu 19 Mar 19:00"]}),
        ("Aurora tomorrow 6-7", {"time": ["Thu 19 Mar 06:00-07:00", "Thu 19 Mar 18:00-19:00"]}),
        ("Aurora half two", {"time": ["Wed 18 Mar 14:30", "Wed 18 Mar 13:30"]}),
        ("Aurora tomorrow 10 or 11", {"time": ["Thu 19 Mar 10:00", "Thu 19 Mar 11:00"]}),
        ("Aurora 07/08 10-11", {"day": ["Fri 7 Aug 10:00-11:00", "Wed 8 Jul 10:00-11:00"]}),
        ("Aurora Tuesday 25 March 10-11", {"day": ["Wed 25 Mar 10:00-11:00", "Tue 24 Mar 10:00-11:00"]}),
        ("Aurora tomorrow friday 10-11", {"day": ["Thu 19 Mar 10:00-11:00", "Fri 20 Mar 10:00-11:00"]}),
        ("Aurora 31 April 10-11", {"day": []}),
        ("Aurora 3 February 10-11", {"day": ["Wed 3 Feb 10:00-11:00"]}),
        ("Aurora 10-12 April", {"day": [], "time": []}),
        ("Aurora 8-9", {"day": ["Thu 19 Mar 08:00-09:00"]}),
        ("Aurora tomorrow 10 for 30", {"length": ["Thu 19 Mar 10:00-10:30", "Thu 19 Mar 10:00"]}),
        ("Aurora tomorrow 10-11 EST", {"time": ["Thu 19 Mar 10:00-11:00"]}),
        ("Aurora tomorrow 10-11 Europe/London", {"time": ["Thu 19 Mar 10:00-11:00"]}),
        ("Aurora 29 March 03:30", {"time": []}),
        ("Aurora 25 October 03:30", {"time": ["Sun 25 Oct 03:30", "Sun 25 Oct 03:30"]}),
    ],
)
def test_doubt_is_asked_about(text: str, questions: dict[str, list[str]]) -> None:
    reading = said(text)

    assert (reading.outcome, asked(reading)) == ("ask", questions)


def test_an_option_is_a_reading_that_may_be_booked_as_it_is() -> None:
    (question,) = said("Aurora tomorrow at 7 for 1h standup").ask

    assert [(o.outcome, o.room, when(o), o.title, o.ask) for o in question.options] == [
        ("book", "Aurora", "Thu 19 Mar 07:00-08:00", "standup", ()),
        ("book", "Aurora", "Thu 19 Mar 19:00-20:00", "standup", ()),
    ]


def test_the_two_times_of_a_night_of_clock_change_differ() -> None:
    (question,) = said("Aurora 25 October 03:30").ask

    assert [option.start.isoformat() for option in question.options if option.start] == [
        "2026-10-25T03:30:00+03:00",
        "2026-10-25T03:30:00+02:00",
    ]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Aurora yesterday 10-11", "refuse:past"),
        ("Aurora today 8-9", "refuse:past"),
        ("Aurora 17.3. 10-11", "refuse:past"),
        ("Aurora last friday 10-11", "refuse:past"),
        ("Aurora tomorrow 15:00-14:00", "refuse:order"),
        ("Aurora tomorrow 10:30-10:00", "refuse:order"),
        ("Aurora tomorrow 10-10", "refuse:order"),
        ("", "help"),
        ("help", "help"),
        ("apua", "help"),
        ("what's free tomorrow 14-15", "schedule"),
        ("who has Aurora tomorrow?", "schedule"),
        ("is Aurora free tomorrow at 10?", "schedule"),
        ("show Aurora friday", "schedule"),
    ],
)
def test_what_is_no_booking(text: str, outcome: str) -> None:
    assert said(text).outcome == outcome


def test_what_was_understood_is_told_whatever_the_outcome() -> None:
    reading = said("what's free friday 14-15 for 6 people")

    assert (reading.outcome, reading.seats, when(reading)) == ("schedule", 6, "Fri 20 Mar 14:00-15:00")
    assert str(reading.day) == "2026-03-20"


def test_the_order_of_dates_tells_which_reading_is_likelier() -> None:
    assert when(said("Aurora 7/8/2026 10-11", order="MDY")) == "Wed 8 Jul 10:00-11:00"
    assert when(said("Aurora 7/8/2026 10-11")) == "Fri 7 Aug 10:00-11:00"
    assert when(said("Aurora 4/13 10-11")) == "Mon 13 Apr 10:00-11:00"
    assert asked(said("Aurora 07/08 10-11", order="MDY")) == {
        "day": ["Wed 8 Jul 10:00-11:00", "Fri 7 Aug 10:00-11:00"]
    }


def test_the_locale_breaks_a_tie_between_languages() -> None:
    assert when(said("Aurora to 10-11", locale="fi-FI")) == "Thu 19 Mar 10:00-11:00"
    assert when(said("Aurora la 10-11", locale="fi-FI")) == "Sat 21 Mar 10:00-11:00"


def test_without_rooms_the_time_is_read_all_the_same() -> None:
    reading = said("tomorrow 10-11 standup", rooms=())

    assert (reading.outcome, reading.room, when(reading)) == ("book", None, "Thu 19 Mar 10:00-11:00")


def test_the_trace_says_which_words_became_what() -> None:
    steps = [(step.words, step.kind) for step in said("Aurora tomorrow at 10 for 1h standup").trace]

    assert steps == [("Aurora", "room"), ("tomorrow", "day"), ("at 10", "clock"), ("for 1h", "length")]
