"""The word that makes a booking private: at either end of a text or its title, unless it is the room's."""

import pytest

from booking_core import RoomDetails, add_room
from tests.builders import HELSINKI
from tests.house import House
from tests.slack import User

Booked = tuple[str, str, bool]


def booked(user: User, text: str) -> Booked:
    """The room, the title and the privacy of what that text books."""
    answer = user.runs(f"/book {text}")
    [booking] = user.bookings or (None,)
    assert booking is not None, answer.reads
    return booking.room.name, booking.title, booking.private


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("private Aurora tomorrow 10-11 Layoffs", "Layoffs"),
        ("Private: Aurora tomorrow 10-11 Layoffs", "Layoffs"),
        ("privately Aurora tomorrow 10-11 Layoffs", "Layoffs"),
        ("(private) Layoffs Aurora tomorrow 10-11", "Layoffs"),
        ("[Private] Aurora tomorrow 10-11 Layoffs", "Layoffs"),
        ("Aurora tomorrow 10-11 Layoffs private", "Layoffs"),
        ("Aurora tomorrow 10-11 Layoffs, privately.", "Layoffs"),
        ("Aurora tomorrow 10-11 Layoffs (private)", "Layoffs"),
        ("Aurora tomorrow 10-11 Layoffs, PRIVATE", "Layoffs"),
        ("Aurora tomorrow 10-11 private", ""),
        ("Aurora tomorrow 10-11 privately", ""),
        ("Aurora tomorrow 10-11 (private) Layoffs", "(private) Layoffs"),
        ("Aurora tomorrow 10-11 privately Layoffs", "privately Layoffs"),
        ("Aurora Layoffs, private tomorrow 10-11", "Layoffs, private"),
        ('Aurora tomorrow 10-11 "private matters"', "private matters"),
        ("Aurora tomorrow 10-11 (private matters)", "(private matters)"),
    ],
)
def test_the_word_at_either_end_books_privately(ada: User, text: str, title: str) -> None:
    assert booked(ada, text) == ("Aurora", title, True)


@pytest.mark.parametrize(
    "title",
    [
        "Privateer night",
        "Private-equity review",
        "Sell the private jet",
        "very private matter",
        "Talks semi-private",
    ],
)
def test_a_word_that_only_looks_like_it_books_in_public(ada: User, title: str) -> None:
    assert booked(ada, f"Aurora tomorrow 10-11 {title}") == ("Aurora", title, False)
    ada.runs("/cancel").click("Cancel")
    assert booked(ada, f"{title} Aurora tomorrow 10-11") == ("Aurora", title, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aurora tomorrow 10-11 Layoffs private", ("Aurora", "Layoffs", True)),
        ("private Aurora tomorrow 10-11 Layoffs", ("Aurora", "Layoffs", True)),
        ("Aurora tomorrow 10-11 private talk", ("Aurora", "private talk", True)),
        ("Private Dining tomorrow 10-11 Layoffs", ("Private Dining", "Layoffs", False)),
        ("private dining tomorrow 10-11", ("Private Dining", "", False)),
        ("Lunch tomorrow 10-11 in Private Dining", ("Private Dining", "Lunch", False)),
        ("Private tomorrow 10-11 Layoffs", ("Private Dining", "Layoffs", False)),
        ("Private Dining tomorrow 10-11 Layoffs private", ("Private Dining", "Layoffs", True)),
        ("private Private Dining tomorrow 10-11 Layoffs", ("Private Dining", "Layoffs", True)),
        ("(private) Private Dining tomorrow 10-11", ("Private Dining", "", True)),
        ("Private Dining tomorrow 10-11 private talk", ("Private Dining", "private talk", True)),
    ],
)
def test_of_a_room_that_is_called_so_it_is_the_name_and_elsewhere_it_counts(
    house: House, ada: User, text: str, expected: Booked
) -> None:
    house.desk(house.ada).run(add_room, RoomDetails("Private Dining", 12, HELSINKI))

    assert booked(ada, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Private tomorrow 10-11 Layoffs", ("Private", "Layoffs", False)),
        ("Aurora tomorrow 10-11 Layoffs private", ("Aurora", "Layoffs", True)),
    ],
)
def test_of_two_rooms_it_names_one_only_where_no_other_is_named(
    house: House, ada: User, text: str, expected: Booked
) -> None:
    house.desk(house.ada).run(add_room, RoomDetails("Private", 2, HELSINKI))

    assert booked(ada, text) == expected
