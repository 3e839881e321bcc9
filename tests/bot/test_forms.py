"""Forms and buttons say back what they were told: what is shown and what is read are one."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from booking_core import PEOPLE_LIMIT, TITLE_LIMIT, Policy, Room, RoomDetails, Span
from bot.views.booking_form import BookingForm, read_form
from bot.views.offer import Offer, read_offer
from bot.views.room_form import read_room_form, room_form
from sandbox.forms import kept
from sandbox.people import Json
from tests.builders import HELSINKI, NEW_YORK

ROOM = Room(UUID(int=1), UUID(int=2), RoomDetails("Aurora", 6, HELSINKI), open=True)
SLACKS_BUTTON_VALUE = 2000
"""The most characters that a button carries (docs.slack.dev, Block Kit)."""

user_ids = st.from_regex(r"[UW][A-Z0-9]{8,10}", fullmatch=True)
people = st.lists(user_ids, max_size=PEOPLE_LIMIT, unique=True).map(tuple)
# As people type it: what Slack escapes on its way is another test.
titles = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="&"), max_size=TITLE_LIMIT
).filter(lambda title: title == "" or title.strip())
minutes = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
moments = st.integers(0, 4_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))
spans = st.builds(
    lambda start, length: Span(start, start + timedelta(minutes=length)), moments, st.integers(1, 44_640)
)

forms = st.builds(
    BookingForm,
    room=st.just(ROOM.id),
    day=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    start=minutes,
    end=minutes,
    title=titles,
    people=people,
    channel=st.sampled_from(["", "C0GENERAL"]),
    booking=st.none() | st.uuids(),
    private=st.booleans(),
)


def as_sent(blocks: list[Json], private_metadata: str) -> Json:
    """An untouched view as Slack sends it when it is submitted."""
    return {"private_metadata": private_metadata, "state": {"values": kept(blocks, {})}}


@settings(deadline=None)
@given(forms)
def test_an_untouched_form_of_a_booking_is_read_as_it_was_shown(form: BookingForm) -> None:
    shown = form.view([ROOM]).to_dict()

    assert read_form(as_sent(shown["blocks"], shown["private_metadata"])) == form


def test_a_form_searched_for_its_room_is_read_as_it_was_shown() -> None:
    others = [replace(ROOM, id=UUID(int=number)) for number in range(3, 200)]
    form = BookingForm(ROOM.id, date(2026, 3, 18), time(10), time(11))

    shown = form.view([ROOM, *others]).to_dict()

    assert shown["blocks"][0]["element"]["type"] == "external_select"
    assert read_form(as_sent(shown["blocks"], shown["private_metadata"])) == form


@settings(deadline=None)
@given(
    st.builds(
        RoomDetails,
        name=st.from_regex(r"[A-Za-zÄ-ö0-9][A-Za-z<>0-9 .–]{0,58}[a-z]", fullmatch=True),
        seats=st.integers(1, 10_000),
        zone=st.sampled_from([HELSINKI, NEW_YORK]),
        place=st.from_regex(r"[A-Za-z<>0-9 ,]{0,60}", fullmatch=True),
        features=st.lists(st.from_regex(r"[a-z<>]{1,12}", fullmatch=True), max_size=5).map(tuple),
        policy=st.builds(
            Policy,
            longest=st.integers(1, 31 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes)),
            horizon=st.integers(1, 3650).map(lambda days: timedelta(days=days)),
        ),
    )
)
def test_an_untouched_form_of_a_room_is_read_as_it_was_shown(details: RoomDetails) -> None:
    shown = room_form(details, replace(ROOM, details=details)).to_dict()

    assert read_room_form(as_sent(shown["blocks"], shown["private_metadata"])) == details


@settings(deadline=None)
@given(st.builds(Offer, st.uuids(), spans, titles, people, private=st.booleans()))
def test_an_offer_is_read_from_its_button_as_it_was_made(offer: Offer) -> None:
    assert read_offer(offer.value()) == offer


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=TITLE_LIMIT, max_size=TITLE_LIMIT)
    | st.sampled_from(['"', "\\", "🏢", "<"]).map(lambda sign: sign * TITLE_LIMIT),
    spans,
)
def test_the_largest_offer_fits_in_a_button(title: str, span: Span) -> None:
    crowd = tuple(f"U{number:010}" for number in range(PEOPLE_LIMIT))
    offer = Offer(ROOM.id, span, title, crowd, seats=10_000, private=True)

    assert len(offer.value()) <= SLACKS_BUTTON_VALUE
    assert read_offer(offer.value()) == offer


def test_a_form_keeps_to_slacks_limits_for_metadata() -> None:
    form = BookingForm(ROOM.id, None, None, None, channel="C" * 20, booking=UUID(int=9))

    assert len(form.view([ROOM]).to_dict()["private_metadata"]) <= 3000
    assert json.loads(form.view([ROOM]).to_dict()["private_metadata"])["channel"] == "C" * 20
