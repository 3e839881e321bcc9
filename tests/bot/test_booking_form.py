"""To book by form: what it proposes, what stands at its fields when it is refused, what it becomes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from booking_core import Policy, RoomDetails, add_room, bring_in, change_room
from sandbox.people import ADA, BOB
from tests.builders import HELSINKI, NEW_YORK, TODAY, TOMORROW, YESTERDAY, span
from tests.forms import new_form
from tests.house import House
from tests.slack import User
from tests.workplace import Workplace

FORM = new_form()


def test_the_form_proposes_the_next_half_hour(ada: User) -> None:
    assert ada.runs("/book").reads == FORM


def test_the_form_says_whose_clock_it_means_where_rooms_have_several(ada: User) -> None:
    form = ada.runs("/book").form

    assert form is not None
    hints = {block["block_id"]: block["hint"]["text"] for block in form.blocks if "hint" in block}
    assert hints == {"start": "In the room's own time: Helsinki or New York"}


def test_the_form_becomes_the_receipt(ada: User) -> None:
    answer = ada.runs("/book").submit(
        room="Helmi", day=TOMORROW, start="10:00", end="11:00", title="Standup", people=[BOB]
    )

    assert answer.reads == (
        "Booked\n"
        ":white_check_mark: Helmi is yours: Tomorrow 10:00–11:00\n"
        "Standup\n"
        "With @Bob\n"
        f"{ada.booking.reference}\n"
        "[Change] [+15 min] [+30 min] [Cancel] [Share]"
    )
    assert ada.booking.span == span("10:00", "11:00", TOMORROW)


def test_times_in_the_form_are_on_the_rooms_clock(ada: User) -> None:
    answer = ada.runs("/book").submit(room="Taiga", day=TOMORROW, start="10:00", end="11:00")

    assert answer.reads.splitlines()[1] == (
        ":white_check_mark: Taiga is yours: Tomorrow 16:00–17:00 (Thu 19 Mar 10:00–11:00 in New York)"
    )
    assert ada.booking.span == span("10:00", "11:00", TOMORROW, NEW_YORK)


def test_the_room_booked_last_is_proposed_next(ada: User, bob: User) -> None:
    ada.runs("/book Sauna tomorrow 10-11")

    assert ada.runs("/book").reads == FORM.replace("Aurora · 6", "Sauna · 12")
    assert bob.runs("/book").reads == FORM


def test_a_room_booked_last_but_closed_is_not_proposed(ada: User) -> None:
    ada.runs("/book Sauna tomorrow 10-11")
    ada.runs("/rooms close Sauna").submit()

    assert ada.runs("/book").reads == FORM


def test_an_end_at_night_is_the_next_days(ada: User) -> None:
    ada.runs("/book").submit(room="Aurora", day=TODAY, start="22:00", end="01:00")
    ada.runs("/book").submit(room="Helmi", day=TODAY, start="14:00", end="00:00")

    assert [booking.span for booking in ada.bookings] == [span("14:00", "00:00"), span("22:00", "01:00")]


@pytest.mark.parametrize(
    ("day", "start", "end", "errors"),
    [
        (TODAY, "09:00", "10:00", {"start": "Wed 18 Mar 09:00 is in the past."}),
        (YESTERDAY, "09:00", "10:00", {"day": "Tue 17 Mar 09:00 is in the past."}),
        (TOMORROW, "11:00", "10:00", {"end": "The end must be after the start."}),
        (TOMORROW, "11:00", "11:00", {"end": "The end must be after the start."}),
        (TOMORROW, "01:00", "15:00", {"end": "Aurora can be booked for 12 h at most, not for 14 h."}),
        (date(2027, 6, 1), "10:00", "11:00", {"day": "Aurora can be booked 365 days ahead at most."}),
        (
            date(2026, 3, 29),
            "03:30",
            "05:00",
            {"start": "There is no 03:30 on Sun 29 Mar: the clocks go forward then. Choose another time."},
        ),
        (
            date(2026, 10, 25),
            "03:30",
            "05:00",
            {"start": "03:30 comes twice on Sun 25 Oct: the clocks go back then. Choose another time."},
        ),
    ],
)
def test_what_is_refused_is_said_at_its_field(
    ada: User, day: date, start: str, end: str, errors: dict[str, str]
) -> None:
    answer = ada.runs("/book").submit(room="Aurora", day=day, start=start, end=end, title="Standup")

    assert answer.errors == errors
    assert (
        answer.reads.splitlines()[2:]
        == (new_form(day=day, start=start, end=end, title="Standup").splitlines()[1:])
    )
    assert ada.bookings == ()


@pytest.mark.parametrize(
    ("day", "start", "end", "field"),
    [
        (date(2026, 3, 29), "02:00", "03:30", "end"),
        (date(2026, 10, 25), "02:00", "03:30", "end"),
    ],
)
def test_an_end_that_a_clock_change_leaves_none_or_two_of_is_said_at_the_end(
    ada: User, day: date, start: str, end: str, field: str
) -> None:
    answer = ada.runs("/book").submit(room="Aurora", day=day, start=start, end=end)

    assert list(answer.errors) == [field]


def test_a_form_is_sent_again_once_it_is_mended(ada: User) -> None:
    refused = ada.runs("/book").submit(room="Aurora", day=TOMORROW, start="11:00", end="10:00")

    answer = refused.submit(end="12:00")

    assert answer.reads.splitlines()[1] == ":white_check_mark: Aurora is yours: Tomorrow 11:00–12:00"


def test_a_title_that_slack_lets_through_is_refused_at_its_field(ada: User) -> None:
    form = ada.runs("/book").submit(room="Aurora", day=TOMORROW, start="11:00", end="10:00")
    view = form.delivery.payload["view"]
    view["state"]["values"]["end"]["end"]["selected_time"] = "12:00"
    view["state"]["values"]["title"]["title"]["value"] = "x" * 201

    answer = ada.sends(form.delivery.payload, view=view).delivery.answer

    assert answer == {
        "response_action": "errors",
        "errors": {"title": "The title has 201 characters; 200 is the most."},
    }


def test_what_is_left_empty_is_asked_for(ada: User) -> None:
    form = ada.runs("/book").submit(room="Aurora", day=TOMORROW, start="11:00", end="10:00")
    for name, key in (
        ("room", "selected_option"),
        ("day", "selected_date"),
        ("start", "selected_time"),
        ("end", "selected_time"),
    ):
        view = form.delivery.payload["view"]
        values = {**view["state"]["values"], name: {name: {"type": "x", key: None}}}

        answer = ada.sends(form.delivery.payload, view={**view, "state": {"values": values}}).delivery.answer

        assert answer == {"response_action": "errors", "errors": {name: "This is needed."}}


def test_a_room_closed_meanwhile_turns_the_form_into_ways_out(ada: User, bob: User) -> None:
    form = bob.runs("/book").fill(room="Aurora", day=TOMORROW, start="10:00", end="11:00")
    ada.runs("/rooms close Aurora").submit()

    answer = form.submit()

    assert answer.reads.startswith(
        "Book a room\n"
        ":no_entry_sign: Aurora is closed: nothing new can be booked in it.\n"
        "You can have instead:\n"
        "Borealis · 8 seats · Tomorrow 04:00–05:00 (Thu 19 Mar 10:00–11:00 in Helsinki) · "
        "the same time · kept for you until 03:21\n"
        "[Book] [Hold]"
    )
    assert bob.bookings == ()


def test_a_policy_is_said_in_its_own_words(house: House, ada: User) -> None:
    details = replace(house.sisu.details, policy=Policy(timedelta(minutes=90), timedelta(days=1)))
    house.desk(house.ada).run(change_room, house.sisu.id, details)

    def errors(**values: object) -> object:
        return ada.runs("/book").submit(room="Sisu", **values).errors

    assert errors(day=TOMORROW, start="10:00", end="12:00") == {
        "end": "Sisu can be booked for 1 h 30 min at most, not for 2 h."
    }
    assert errors(day=date(2026, 3, 20), start="10:00", end="11:00") == {
        "day": "Sisu can be booked 1 day ahead at most."
    }


def test_from_a_hundred_rooms_on_the_menu_is_searched(workplace: Workplace, house: House, ada: User) -> None:
    more = [RoomDetails(f"Room {n}", n, HELSINKI, place="Tower" if n % 2 else "") for n in range(1, 94)]
    house.desk(house.ada).run(bring_in, more)
    [menu] = [block["element"] for block in ada.runs("/book").blocks if block["block_id"] == "room"]
    assert (menu["type"], len(menu["options"])) == ("static_select", 99)

    house.desk(house.ada).run(add_room, RoomDetails("One more", 3, HELSINKI))
    form = ada.runs("/book")

    assert form.reads == FORM
    assert form.types("room", "one m") == ["One more · 3 seats"]
    assert form.types("room", "helm") == ["Helmi · 4 seats"]
    assert len(form.types("room")) == 100
    assert len(form.types("room", "tower")) == 47
    assert form.types("room", "nowhere") == []
    answer = form.submit(room="One more · 3 seats", day=TOMORROW, start="10:00", end="11:00")
    assert answer.reads.splitlines()[1] == ":white_check_mark: One more is yours: Tomorrow 10:00–11:00"
    assert workplace.user(ADA).runs("/book").reads == FORM.replace("Aurora · 6", "One more · 3")
