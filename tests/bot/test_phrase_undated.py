"""Days with a name and no date we know, other zones, rooms that are only compared: all asked about."""

import pytest

from tests.bot.test_phrase import asked, said, when

UNDATED = {
    "en": """christmas|new year's eve|on easter monday|Good Friday|May Day|payday|someday|all week|both days|
        mornings|w13|week 13|mid april|mid-april|end of year|next quarter|one of these days|in the summer""",
    "de": "an Weihnachten|Heiligabend|Ostermontag|Karfreitag|Silvester|KW 13|KW13|Mitte April|"
    "die ganze Woche|"
    "beide Tage|Ende des Jahres|irgendwann",
    "fi": "juhannuksena|vappuna|jouluaattona|pitkäperjantaina|viikolla 13|vk 13|"
    "huhtikuun puolivälissä|koko viikon|"
    "molempina päivinä|lauantaihin asti|vuoden lopussa|aamuisin",
    "sv": "midsommar|på nyårsafton|långfredag|på jul|vecka 13|v 13|v.13|i mitten av april|"
    "hela veckan|båda dagarna|"
    "slutet av året|på lönedag",
    "fr": "à noël|lundi de Pâques|vendredi saint|semaine 13|mi-avril|toute la semaine|les deux jours|"
    "fin d'année",
    "es": "en navidad|nochevieja|viernes santo|semana 13|mediados de abril|toda la semana|ambos días|"
    "fin de año",
}
DAYS = [(language, day.strip()) for language, days in UNDATED.items() for day in days.split("|")]


@pytest.mark.parametrize(("language", "day"), DAYS)
def test_a_day_that_nobody_computes_is_asked_about(language: str, day: str) -> None:
    for text in (f"Aurora {day} 13:00-14:00", f"13:00-14:00 Aurora {day}", f"{day} Aurora 13:00-14:00"):
        reading = said(text, locale=language)

        assert (text, reading.outcome, reading.room, asked(reading)) == (text, "ask", "Aurora", {"day": []})


@pytest.mark.parametrize(
    "text",
    [
        "Aurora 2026-03-20T10:00/2026-03-20T11:00",
        "Aurora 2026-03-20/2026-03-22 10-11",
        "Aurora 2026-03-20T10:00/PT1H",
        "Aurora monday after easter 10-11",
        "Aurora friday before christmas 10-11",
        "Aurora montag nach ostern 10-11",
        "Aurora maanantai pääsiäisen jälkeen 10-11",
        "Aurora lundi avant noël 10h-11h",
        "Aurora friday week 20 10-11",
        "Aurora every monday 10-11 until christmas",
        "Aurora joka maanantai 10-11 jouluun asti",
        "Aurora varje måndag 10-11 till jul",
        "Aurora jeden Montag 10-11 bis Weihnachten",
        "Aurora april 10:00-11:00",
    ],
)
def test_a_day_that_hangs_on_such_a_day_is_asked_about(text: str) -> None:
    reading = said(text)

    assert (reading.outcome, reading.start, asked(reading)) == ("ask", None, {"day": []})


@pytest.mark.parametrize(
    "title",
    [
        "Christmas party planning",
        "Easter Monday planning",
        "Week 12 review",
        "W12 planning",
        "payday run",
        "end of year review",
        "UTC migration",
        "team ET",
    ],
)
def test_beside_a_day_of_its_own_such_a_name_is_a_title(title: str) -> None:
    reading = said(f"{title} Aurora tomorrow 10-11")

    assert (reading.outcome, reading.title, when(reading)) == ("book", title, "Thu 19 Mar 10:00-11:00")


def test_in_quotes_such_a_name_is_a_title() -> None:
    reading = said('Aurora 10-11 "Christmas"')

    assert (reading.outcome, reading.title, when(reading)) == ("book", "Christmas", "Wed 18 Mar 10:00-11:00")


def test_a_title_that_is_asked_about_stays_whole() -> None:
    assert said("Aurora 10-11 Christmas party planning").title == "Christmas party planning"


@pytest.mark.parametrize(
    "zone",
    [
        *(
            "ET",
            "PT",
            "(CET)",
            "CET",
            "BST",
            "GMT",
            "UTC+2",
            "Europe/London",
            "London time",
            "MEZ",
            "Suomen aikaa",
        ),
        *("Londoner Zeit", "svensk tid", "heure de Paris", "hora de Madrid"),
    ],
)
def test_another_zone_beside_a_clock_is_asked_about(zone: str) -> None:
    for text in (f"Aurora tomorrow 10:00 {zone}", f"Aurora 10:00 {zone} tomorrow for 1h standup"):
        assert (text, said(text).outcome, list(asked(said(text)))) == (text, "ask", ["time"])


@pytest.mark.parametrize("text", ["Aurora 10am ET 1h", "Aurora tomorrow 10am pt", "Aurora 2026-03-20T10:00Z"])
def test_a_zone_may_be_short(text: str) -> None:
    assert list(asked(said(text))) == ["time"]


@pytest.mark.parametrize(
    "room",
    [
        *("biggest room", "the same room", "another room", "a bigger room", "a bigger room than Sisu"),
        *("largest available room", "best free meeting room", "our room", "the big room", "something else"),
        *("der größte Raum", "ein anderer Raum", "unser Raum", "isoin huone", "toinen huone", "oma huone"),
        *(
            "samma rum",
            "ett större rum",
            "vårt rum",
            "la plus grande salle",
            "une autre salle",
            "notre salle",
        ),
        *("la sala más grande", "otra sala", "nuestra sala"),
    ],
)
def test_a_room_that_is_only_compared_is_asked_about(room: str) -> None:
    reading = said(f"{room} 20.3. 13-14")

    assert (reading.outcome, reading.room, reading.any_room) == ("ask", None, False)
    assert (when(reading), asked(reading)) == ("Fri 20 Mar 13:00-14:00", {"room": []})


def test_a_room_with_a_number_does_not_take_the_end_away() -> None:
    reading = said("10-11 meeting room 5 kickoff")

    assert (when(reading), reading.title) == ("Wed 18 Mar 10:00-11:00", "kickoff")
    assert [(question.field, question.about) for question in reading.ask] == [("room", "meeting room 5")]


def test_an_hour_of_the_night_when_clocks_go_back_comes_twice() -> None:
    (question,) = said("Aurora 25.10. 3:30-4:30").ask

    assert question.sentence.startswith("The clocks go back that night")
    assert [option.start.isoformat() for option in question.options if option.start] == [
        "2026-10-25T03:30:00+03:00",
        "2026-10-25T03:30:00+02:00",
        "2026-10-25T15:30:00+02:00",
    ]


@pytest.mark.parametrize(
    ("said_hours", "meant"),
    [
        *(("0:00-12:00", "00:00-12:00"), ("0-12", "00:00-12:00"), ("00:30-12:30", "00:30-12:30")),
        *(("01:00-12:00", "01:00-12:00"), ("0:00-1:00", "00:00-01:00"), ("09:00-5", "09:00-17:00")),
    ],
)
def test_what_begins_after_midnight_counts_to_twenty_four(said_hours: str, meant: str) -> None:
    assert when(said(f"Aurora tomorrow {said_hours}")) == f"Thu 19 Mar {meant}"


@pytest.mark.parametrize("title", ["foo &amp;", "foo &lt;", "R&amp;D", "&nbsp; foo"])
def test_a_typed_entity_stays_as_it_was_typed(title: str) -> None:
    assert said("Aurora tomorrow 10-11 " + title.replace("&", "&amp;")).title == title


def test_the_options_of_a_repeat_are_told_apart_by_it() -> None:
    (question,) = said("Aurora tomorrow 10-11 weekly").ask

    assert [option.repeat for option in question.options] == [None, "FREQ=WEEKLY;BYDAY=TH"]
