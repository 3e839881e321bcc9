"""A private booking: others read "Booked" instead of its title, wherever they look, whatever they send."""

from collections.abc import Callable
from typing import Final

import pytest

from booking_core import Booking, Wish, book, reschedule
from sandbox.people import BOB, GENERAL, RANDOM
from tests.builders import HELSINKI, TODAY, TOMORROW, span
from tests.house import House
from tests.slack import Seen, User
from tests.workplace import Workplace

TITLE: Final = "Zanzibar takeover"
WORD: Final = "anzibar"  # however it is written and wherever it stands
TICKED: Final = ["Only you, the people and admins see title and people"]
SECRETS: Final = (WORD, "U0BOB")

Way = Callable[[User], Seen]


def by_text(ada: User) -> Seen:
    return ada.runs(f"/book private Aurora tomorrow 10-11 {TITLE} with @bob")


def by_form(ada: User) -> Seen:
    return ada.runs("/book").submit(**slot("10:00", "11:00"), title=TITLE, people=[BOB.id], private=TICKED)


def by_change(ada: User) -> Seen:
    change = ada.runs("/book Aurora tomorrow 10-11").click("Change")
    return change.submit(title=TITLE, people=[BOB.id], private=TICKED)


def by_hold(ada: User) -> Seen:
    form = ada.runs("/book").fill(**slot("10:00", "11:00"), title=TITLE, people=[BOB.id], private=TICKED)
    return form.click("Hold for 5 minutes").click("Confirm")


def by_alternative(ada: User) -> Seen:
    ada.house.desk(ada.house.ada).run(book, Wish(ada.house.borealis.id, span("10:00", "11:00", TOMORROW)))
    refusal = ada.runs(f"/book private Borealis tomorrow 10-11 {TITLE} with @bob")
    return refusal.click("Book")


def slot(start: str, end: str, room: str = "Aurora") -> dict[str, object]:
    """What a form is filled in with."""
    return {"room": room, "day": TOMORROW, "start": start, "end": end}


def sent_to(user: User) -> str:
    """All that the bot ever sent to that person, or to everyone in a channel of theirs."""
    slack, person = user.slack, user.person
    theirs = {person.id, slack.dm(person).id, GENERAL.id, RANDOM.id}
    calls = [
        call.args
        for call in slack.calls
        if theirs & {str(call.args.get(name)) for name in ("channel", "channel_id", "user", "user_id")}
    ]
    answers = [
        (one.answer, one.errors, one.options, one.messages, one.view, one.home)
        for one in slack.deliveries
        if one.person == person
    ]
    return repr((calls, answers, slack.messages(person), slack.stack(person), slack.home(person)))


def pry(chandra: User, booking: Booking) -> None:
    """Ask about someone else's booking in every way there is, and some that there are not."""
    start, end = (moment.astimezone(HELSINKI) for moment in (booking.span.start, booking.span.end))
    room, day, times = booking.room.name, f"{start:%Y-%m-%d}", f"{start:%H:%M}-{end:%H:%M}"
    for line in (
        f"/book {room} {day} {times}",
        f"/rooms {room} {day}",
        f"/rooms {day}",
        f"/rooms {day} {times}",
        "/rooms",
        f"/cancel {booking.reference}",
        f"/cancel {room} {day}",
        "/cancel",
    ):
        chandra.runs(line)
    chandra.says(f"{room} {day} {times}")
    chandra.runs("/book").fill(**slot(f"{start:%H:%M}", f"{end:%H:%M}", room)).submit()
    chandra.opens_home()
    chandra.clicks_at_home("Refresh")
    forge(chandra, booking)


def forge(chandra: User, booking: Booking) -> None:
    """Press the buttons of someone else's booking."""
    with chandra.unheard():
        payload = chandra.clicks_at_home("Refresh").delivery.payload
    there, change = str(booking.id), str(booking.change)
    for action, value in (
        ("change_booking", there),
        ("cancel_booking", there),
        ("cancel_listed_booking", there),
        ("share_booking", there),
        ("extend_booking_15", f"{there}|15"),
        ("end_booking", there),
        ("confirm_hold", there),
        ("release_hold", there),
        ("undo_change", change),
    ):
        chandra.sends(payload, actions=[{**payload["actions"][0], "action_id": action, "value": value}])


def told(user: User, room: str = "Aurora") -> list[str]:
    """What that person reads of ten o'clock tomorrow in that room."""
    return [line for line in user.runs(f"/rooms {room} tomorrow").reads.splitlines() if "10:00–" in line]


@pytest.mark.parametrize("way", [by_text, by_form, by_change, by_hold, by_alternative])
def test_what_is_booked_privately_is_read_by_its_people_and_by_no_other(
    workplace: Workplace, ada: User, bob: User, chandra: User, way: Way
) -> None:
    way(ada)
    [booking] = [one for one in ada.bookings if one.title]
    workplace.errands()

    pry(chandra, booking)
    workplace.errands()

    hours, rest, room = "10:00–11:00", f"Ada · {booking.reference}", booking.room.name
    assert (booking.private, booking.title, booking.people) == (True, TITLE, (BOB.id,))
    assert told(chandra, room) == [f"{hours} Booked · {rest}"]
    assert [told(user, room) for user in (ada, bob)] == [[f"{hours} {TITLE} · {rest}"]] * 2
    assert [secret for secret in SECRETS if secret in sent_to(chandra)] == []
    assert TITLE in bob.direct_messages
    assert WORD not in workplace.log
    workplace.complaints()  # the forged clicks come with a trigger that was used


def test_the_same_in_public_is_found_by_that_search(workplace: Workplace, ada: User, chandra: User) -> None:
    ada.runs(f"/book Aurora tomorrow 10-11 {TITLE} with @bob").click("Share")
    workplace.errands()

    assert [secret for secret in SECRETS if secret in sent_to(chandra)] == list(SECRETS)


def test_all_its_life_long_nothing_of_it_is_told(
    workplace: Workplace, ada: User, bob: User, chandra: User
) -> None:
    chandra.opens_home()
    receipt = by_text(ada)

    def everyone_looks() -> None:
        workplace.errands()
        pry(chandra, ada.booking)
        workplace.errands()

    receipt.click("Share")
    everyone_looks()
    receipt.click("+15 min")
    everyone_looks()
    moved = receipt.click("Change").submit(**slot("12:00", "13:00", "Helmi"))
    everyone_looks()
    moved.click("Undo")
    everyone_looks()
    workplace.complaints()

    assert [secret for secret in SECRETS if secret in sent_to(chandra)] == []
    assert WORD not in workplace.log
    assert TITLE in bob.direct_messages
    assert "Zanzibar" in ada.opens_home()
    assert chandra.reads(GENERAL).splitlines()[:2] == [
        ":round_pushpin: Aurora, Tomorrow 10:00–11:15",
        "Booked by @Ada",
    ]


def test_given_up_or_over_it_is_as_private_as_before(workplace: Workplace, ada: User, chandra: User) -> None:
    chandra.opens_home()
    receipt = by_text(ada)
    receipt.click("Share")
    booking = ada.booking
    cancelled = receipt.click("Cancel")
    workplace.errands()
    pry(chandra, booking)
    cancelled.click("Undo")
    workplace.errands()
    workplace.clock.forward(days=1, minutes=50)
    pry(chandra, booking)
    ada.opens_home()
    ada.clicks_at_home("End now")
    workplace.errands()
    pry(chandra, booking)
    workplace.complaints()

    assert [secret for secret in SECRETS if secret in sent_to(chandra)] == []
    assert WORD not in workplace.log


def test_an_admin_reads_what_others_may_not(
    workplace: Workplace, ada: User, bob: User, chandra: User
) -> None:
    chandra.runs(f"/book private Aurora tomorrow 10-11 {TITLE}")
    reference = chandra.booking.reference

    assert told(ada) == [f"10:00–11:00 {TITLE} · Chandra · {reference}"]
    assert told(bob) == [f"10:00–11:00 Booked · Chandra · {reference}"]
    assert TITLE in ada.runs("/book Aurora tomorrow 10-11").reads
    pry(bob, chandra.booking)
    workplace.complaints()
    assert WORD not in sent_to(bob)


def test_who_is_no_longer_in_it_reads_no_more_of_it(
    workplace: Workplace, house: House, ada: User, bob: User
) -> None:
    by_text(ada)
    workplace.errands()
    before = bob.direct_messages
    house.desk(house.ada).run(reschedule, ada.booking.id, title="Rhubarb merger", people=("U0CHANDRA",))
    workplace.errands()

    assert "Rhubarb" not in sent_to(bob)
    assert told(bob) == [f"10:00–11:00 Booked · Ada · {ada.booking.reference}"]
    assert bob.direct_messages != before


def test_the_calendar_file_goes_to_its_people_alone(workplace: Workplace, ada: User, bob: User) -> None:
    by_text(ada)
    workplace.errands()

    files = [file for message in ada.slack.messages(bob.person) for file in message.files]
    others = [file for message in ada.slack.messages(workplace.chandra.person) for file in message.files]
    assert [WORD.encode() in (file.data or b"") for file in files] == [True]
    assert others == []


def test_a_private_hold_names_its_holder_alone(workplace: Workplace, ada: User, chandra: User) -> None:
    form = ada.runs("/book").fill(
        room="Aurora", day=TODAY, start="09:20", end="11:00", title=TITLE, people=[BOB.id], private=TICKED
    )
    form.click("Hold for 5 minutes")
    workplace.errands()

    pry(chandra, ada.booking)
    workplace.clock.forward(minutes=5)
    workplace.errands()
    workplace.complaints()

    assert [secret for secret in SECRETS if secret in sent_to(chandra)] == []
    assert WORD not in workplace.log


def test_what_is_made_private_later_leaves_the_card_as_well(
    workplace: Workplace, ada: User, bob: User
) -> None:
    receipt = ada.runs(f"/book Aurora tomorrow 10-11 {TITLE} with @bob")
    receipt.click("Share")
    assert WORD in bob.reads(GENERAL)

    receipt.click("Change").submit(private=TICKED)
    workplace.errands()

    assert WORD not in bob.reads(GENERAL)
    assert "@Bob" not in bob.reads(GENERAL)
