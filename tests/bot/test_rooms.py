"""To look around: all rooms on a day, one room's day, and what is free."""

from datetime import timedelta

import pytest

from booking_core import RoomDetails, Span, Wish, book, bring_in, hold
from tests.builders import HELSINKI, TOMORROW, at, wish
from tests.house import House
from tests.slack import User
from tests.workplace import Workplace

LEGEND = "Each mark is half an hour: ░ free, █ taken, │ now"
DAY = "░" * 24


def test_a_line_for_each_room_says_until_when_it_is_free(ada: User, bob: User) -> None:
    ada.runs("/book Aurora today 10-11 Standup")
    ada.runs("/book Aurora today 09:20-09:50")
    ada.runs("/book Borealis today 19-21:30")
    ada.runs("/book Sauna today 09:20-10")
    ada.runs("/book Sauna today 10-11")
    bob.runs("/book Taiga today 14-15")

    now, rest = "░░│", "░" * 22
    assert ada.runs("/rooms").reads == (
        "Rooms on Wednesday 18 March 2026\n"
        "Aurora · 6 seats · taken until 09:50\n"
        f"08 {now}████{'░' * 18} 20 [Book]\n"
        "Borealis · 8 seats · free now until 19:00\n"
        f"08 {now}{'░' * 20}█████░ 22 [Book]\n"
        "Helmi · 4 seats · free now, all day\n"
        f"08 {now}{rest} 20 [Book]\n"
        "Sauna · 12 seats · taken until 11:00\n"
        f"08 {now}████{'░' * 18} 20 [Book]\n"
        "Sisu · 2 seats · free now, all day\n"
        f"08 {now}{rest} 20 [Book]\n"
        "Taiga · 8 seats · free now until 20:00 · its clock: 03:20\n"
        f"03 │{'░' * 22}██{'░' * 10} 20 [Book]\n"
        f"{LEGEND}"
    )


def test_the_mark_of_the_present_stands_before_its_half_hour(workplace: Workplace, ada: User) -> None:
    def bar() -> str:
        return ada.runs("/rooms Sisu").reads.splitlines()[2]

    assert bar() == f"08 ░░│{'░' * 22} 20"
    workplace.clock.forward(minutes=10)
    assert bar() == f"08 ░░░│{'░' * 21} 20"
    workplace.clock.forward(hours=14, minutes=20)
    assert bar() == f"08 {'░' * 31}│░ 00"


def test_a_reader_elsewhere_sees_their_own_clock_and_the_rooms(ada: User, bob: User) -> None:
    ada.runs("/book Aurora today 10-11 Standup")

    lines = bob.runs("/rooms").reads.splitlines()

    assert lines[1:3] == [
        "Aurora · 6 seats · free now until 04:00 · its clock: 09:20",
        f"08 ░░│░░██{'░' * 18} 20 [Book]",
    ]
    assert lines[-3] == "Taiga · 8 seats · free now, all day"


def test_another_day_says_how_much_is_booked(ada: User) -> None:
    ada.runs("/book Aurora friday 9-10")
    ada.runs("/book Aurora friday 10-12")

    lines = ada.runs("/rooms friday").reads.splitlines()

    assert lines[:5] == [
        "Rooms on Friday 20 March 2026",
        "Aurora · 6 seats · 2 bookings",
        "08 ░░██████░░░░░░░░░░░░░░░░ 20 [Book]",
        "Borealis · 8 seats · free all day",
        f"08 {DAY} 20 [Book]",
    ]


def test_the_book_button_opens_the_form_for_that_room_at_its_next_free_time(ada: User) -> None:
    ada.runs("/book Aurora today 09:20-09:50")
    ada.runs("/book Helmi tomorrow 09:00-10:30")

    def form(command: str, nth: int) -> list[str]:
        return ada.runs(command).click("Book", nth).reads.splitlines()[1:5]

    assert form("/rooms", 0) == ["Room: [Aurora · 6 seats]", "Day: [2026-03-18]", *_times("09:50", "10:50")]
    assert form("/rooms", 1) == ["Room: [Borealis · 8 seats]", "Day: [2026-03-18]", *_times("09:30", "10:30")]
    assert form("/rooms", 5) == ["Room: [Taiga · 8 seats]", "Day: [2026-03-18]", *_times("03:30", "04:30")]
    assert form("/rooms tomorrow", 2) == [
        "Room: [Helmi · 4 seats]",
        "Day: [2026-03-19]",
        *_times("10:30", "11:30"),
    ]
    assert form("/rooms Aurora tomorrow", 0) == [
        "Room: [Aurora · 6 seats]",
        "Day: [2026-03-19]",
        *_times("09:00", "10:00"),
    ]


def _times(start: str, end: str) -> tuple[str, str]:
    return f"From: [{start}]", f"Until: [{end}]"


def test_a_rooms_day_is_told_booking_by_booking(ada: User, bob: User) -> None:
    ada.runs("/book Borealis friday 9-10 Standup")
    bob.runs("/book Borealis friday 13:30-15")
    first = ada.booking.reference
    second = bob.booking.reference

    assert ada.runs("/rooms borealis friday").reads == (
        "Borealis on Friday 20 March 2026\n"
        "8 seats · screen, whiteboard · 2 bookings\n"
        "08 ░░██░░░░░░░███░░░░░░░░░░ 20\n"
        f"09:00–10:00 Standup · Ada · {first}\n"
        f"13:30–15:00 Booked · Bob · {second}\n"
        "[Book]"
    )


def test_what_is_held_says_until_when(workplace: Workplace, house: House, ada: User) -> None:
    now = house.desk(house.bob).run(hold, wish(house.aurora, "09:20", "10:00"))
    later = house.desk(house.bob).run(hold, wish(house.aurora, "12:00", "13:00", title="Call"))

    assert ada.runs("/rooms Aurora").reads == (
        "Aurora on Wednesday 18 March 2026\n"
        "6 seats · screen · held until 09:25\n"
        f"08 ░░│██░░░░██{'░' * 14} 20\n"
        f"09:20–10:00 Held · Bob · {now.reference} · held until 09:25\n"
        f"12:00–13:00 Call · Bob · {later.reference} · held until 09:25\n"
        "[Book]"
    )
    assert "\nAurora · 6 seats · held until 09:25\n" in ada.runs("/rooms").reads
    workplace.clock.forward(minutes=5)
    assert "\nAurora · 6 seats · free now, all day\n" in ada.runs("/rooms").reads


def test_a_days_hours_are_the_rooms(bob: User, ada: User) -> None:
    bob.runs("/book Taiga tomorrow 18-20 Dinner")

    answer = ada.runs("/rooms Taiga tomorrow").reads.splitlines()

    assert answer[0] == "Taiga on Thursday 19 March 2026"
    assert answer[3] == f"18:00–20:00 Dinner · Bob · {bob.booking.reference}"


def test_a_crowded_day_is_paged(house: House, ada: User) -> None:
    midnight, desk = at("00:00", TOMORROW), house.desk(house.ada)
    for number in range(90):
        start = midnight + timedelta(minutes=15 * number)
        desk.run(book, Wish(house.aurora.id, Span(start, start + timedelta(minutes=15)), f"No {number}"))

    first = ada.runs("/rooms Aurora tomorrow")
    second = first.click("Later")
    third = second.click("Later")

    pages = [page.reads.splitlines() for page in (first, second, third)]
    assert [(page[-2], page[-1]) for page in pages] == [
        ("Page 1 of 3", "[Book] [Later]"),
        ("Page 2 of 3", "[Book] [Earlier] [Later]"),
        ("Page 3 of 3", "[Book] [Earlier]"),
    ]
    assert [line.split(" · ")[0].split(maxsplit=1)[1] for page in pages for line in page[3:-2]] == [
        f"No {number}" for number in range(90)
    ]
    assert third.click("Earlier").reads == second.reads


def test_what_is_free_is_listed_from_the_smallest_on_and_booked_with_one_click(ada: User) -> None:
    ada.runs("/book Sauna tomorrow 14-15")

    free = ada.runs("/rooms tomorrow 14-15 for 6")
    answer = free.click("Book", 1)

    assert free.reads == (
        "Free with 6 seats Thu 19 Mar 14:00–15:00\n"
        "Aurora · 6 seats · screen\n[Book] [Hold]\n"
        "Borealis · 8 seats · screen, whiteboard\n[Book] [Hold]\n"
        "Taiga · 8 seats · screen · in New York\n[Book] [Hold]"
    )
    assert answer.reads.splitlines()[0] == ":white_check_mark: Borealis is yours: Tomorrow 14:00–15:00"


def test_that_nothing_is_free_is_said(ada: User) -> None:
    assert ada.runs("/rooms tomorrow 14-15 for 60").reads == (
        "No room with 60 seats is free Thu 19 Mar 14:00–15:00."
    )


def test_a_room_that_is_not_there_is_said(ada: User) -> None:
    assert ada.runs("/rooms Kelo").reads == ":no_entry_sign: There is no room called Kelo here."


@pytest.mark.parametrize("text", ["yesterday", "2026-03-17"])
def test_who_only_looks_may_look_back(ada: User, text: str) -> None:
    assert ada.runs(f"/rooms {text}").reads.startswith("Rooms on Tuesday 17 March 2026\nAurora · 6 seats · ")


def test_many_rooms_are_paged_and_none_is_lost(house: House, ada: User) -> None:
    house.desk(house.ada).run(bring_in, [RoomDetails(f"Wing {n:02}", 4, HELSINKI) for n in range(39)])

    first = ada.runs("/rooms")
    second = first.click("More rooms")
    third = second.click("More rooms")

    pages = [page.reads.splitlines() for page in (first, second, third)]
    assert [page[-3:] for page in pages] == [
        [LEGEND, "Page 1 of 3, 45 rooms", "[More rooms]"],
        [LEGEND, "Page 2 of 3, 45 rooms", "[Before] [More rooms]"],
        [LEGEND, "Page 3 of 3, 45 rooms", "[Before]"],
    ]
    names = [line.split(" · ")[0] for page in pages for line in page if " seats · " in line]
    assert names == ["Aurora", "Borealis", "Helmi", "Sauna", "Sisu", "Taiga"] + [
        f"Wing {n:02}" for n in range(39)
    ]
    assert third.click("Before").reads == second.reads
    assert second.message.ts == first.message.ts


def test_many_free_rooms_are_paged(house: House, ada: User) -> None:
    house.desk(house.ada).run(bring_in, [RoomDetails(f"Wing {n:02}", 14, HELSINKI) for n in range(44)])

    first = ada.runs("/rooms tomorrow 14-15 for 12")
    third = first.click("More rooms").click("More rooms")

    assert first.reads.splitlines()[-2:] == ["Page 1 of 3, 45 rooms", "[More rooms]"]
    assert third.reads == (
        "Free with 12 seats Thu 19 Mar 14:00–15:00\n"
        + "".join(f"Wing {n:02} · 14 seats\n[Book] [Hold]\n" for n in range(39, 44))
        + "Page 3 of 3, 45 rooms\n[Before]"
    )


def test_help_shows_admins_more(ada: User, bob: User) -> None:
    everyone = (
        "Rooms\n"
        "/rooms all rooms today\n"
        "/rooms friday all rooms on that day\n"
        "/rooms Aurora friday that room's day, booking by booking\n"
        "/rooms tomorrow 14-15 for 8 what is free then with eight seats"
    )
    assert bob.runs("/rooms help").reads == everyone
    assert ada.runs("/rooms help").reads == (
        f"{everyone}\n"
        "/rooms add a new room\n"
        "/rooms edit Aurora its name, seats, zone and rules\n"
        "/rooms close Aurora nothing new can be booked in it\n"
        "/rooms reopen Aurora it can be booked again"
    )
