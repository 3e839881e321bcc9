"""Whom a change concerns: each card, each page of one's own and each person gets an errand, once."""

from collections.abc import Sequence
from datetime import timedelta

from booking_core import (
    Desk,
    Errand,
    News,
    Office,
    Wish,
    book,
    bookings_with,
    cancel,
    cards_of,
    confirm,
    errand_done,
    errand_later,
    history_of,
    hold,
    lapse,
    news,
    open_home,
    posted,
    reschedule,
    share,
    shown,
    spread,
    take_errands,
    undo,
    unshare,
)
from booking_core.errors import NotYours
from tests.builders import TODAY, at, refused, span, told, wish
from tests.house import WORKSPACE, House

ADA, BOB, CHANDRA = "U0ADA", "U0BOB", "U0CHANDRA"


def spread_news(office: Office) -> list[tuple[str, str]]:
    """What there is to tell after the news is spread: the kind, and whom or what it concerns."""
    told: list[Errand] = []
    while errands := take_errands(office, WORKSPACE, 99):
        for errand in errands:
            if errand.kind == "change":
                office.desk(errand.member).run(spread, errand)
            else:
                told.append(errand)
                office.desk(errand.member).run(errand_done, errand)
    return sorted((errand.kind, _whom(errand)) for errand in told)


def _whom(errand: Errand) -> str:
    return str(errand.about.get("user") or errand.about.get("card") or errand.member.user_id)


def opened(*desks: Desk) -> Sequence[Desk]:
    for desk in desks:
        desk.run(open_home)
    return desks


def test_people_are_told_of_what_is_made_moved_and_cancelled_and_whoever_did_it_is_not(
    ada: Desk, bob: Desk, house: House
) -> None:
    booking = bob.run(book, wish(house.aurora, people=(ADA, CHANDRA)))
    assert spread_news(house.office) == [("tell", ADA), ("tell", CHANDRA)]

    ada.run(reschedule, booking.id, span=span("14:00", "15:00"))
    assert spread_news(house.office) == [("tell", BOB), ("tell", CHANDRA)]

    bob.run(cancel, booking.id)
    assert spread_news(house.office) == [("tell", ADA), ("tell", CHANDRA)]


def test_a_page_that_is_opened_is_made_again_when_whoever_booked_meanwhile_is_done(
    bob: Desk, house: House
) -> None:
    bob.run(open_home)
    assert spread_news(house.office) == [("home", BOB)]
    bob.run(open_home)
    assert spread_news(house.office) == [("home", BOB)]

    house.clock.forward(seconds=5)

    assert spread_news(house.office) == [("home", BOB)]


def test_who_is_no_longer_asked_to_come_is_told_and_nobody_of_a_new_title(bob: Desk, house: House) -> None:
    booking = bob.run(book, wish(house.aurora, people=(ADA, CHANDRA)))
    spread_news(house.office)

    bob.run(reschedule, booking.id, title="Retro")
    assert spread_news(house.office) == []
    bob.run(reschedule, booking.id, people=(ADA,))
    assert spread_news(house.office) == [("tell", ADA), ("tell", CHANDRA)]


def test_pages_of_ones_own_are_made_anew_for_those_who_have_one(
    ada: Desk, bob: Desk, chandra: Desk, house: House
) -> None:
    opened(ada, bob)
    assert spread_news(house.office) == [("home", ADA), ("home", BOB)]

    chandra.run(book, wish(house.aurora, people=(BOB,)))

    assert spread_news(house.office) == [("home", BOB), ("tell", BOB)]


def test_a_card_is_made_anew_with_every_change_until_it_is_gone(bob: Desk, house: House) -> None:
    booking = bob.run(book, wish(house.aurora))
    spread_news(house.office)
    said, card = bob.run(share, booking.id, "C0GENERAL")
    assert card is not None
    assert (said, card.message) == (booking, "")
    bob.run(posted, card, "1234.5678", said)
    house.clock.forward(minutes=1)
    assert spread_news(house.office) == []

    cancelled = bob.run(cancel, booking.id)
    assert spread_news(house.office) == [("card", str(card.id))]
    assert cancelled.change is not None
    bob.run(undo, cancelled.change)
    assert [one.message for one in bob.run(cards_of, booking.id)] == ["1234.5678"]
    bob.run(unshare, card)
    assert spread_news(house.office) == []


def test_a_card_of_what_changed_while_it_was_posted_is_made_anew(bob: Desk, house: House) -> None:
    said, card = bob.run(share, bob.run(book, wish(house.aurora)).id, "C0GENERAL")
    assert card is not None
    bob.run(cancel, said.id)
    spread_news(house.office)

    bob.run(posted, card, "1234.5678", said)

    assert spread_news(house.office) == [("card", str(card.id))]


def test_a_booking_has_one_card_in_a_place_and_its_history_says_so(bob: Desk, house: House) -> None:
    booking = bob.run(book, wish(house.aurora))

    cards = [bob.run(share, booking.id, place)[1] for place in ("C0GENERAL", "C0GENERAL", "C0RANDOM")]

    assert [card is not None for card in cards] == [True, False, True]
    assert [entry.what for entry in bob.run(history_of, booking.id)] == ["booked", "shared", "shared"]


def test_a_card_that_nobody_posted_is_left_to_an_errand(bob: Desk, house: House) -> None:
    booking = bob.run(book, wish(house.aurora))
    _, card = bob.run(share, booking.id, "C0GENERAL")
    assert card is not None
    assert spread_news(house.office) == []

    house.clock.forward(minutes=1)

    assert spread_news(house.office) == [("card", str(card.id))]


def test_the_same_request_shares_once(house: House, bob: Desk) -> None:
    booking = bob.run(book, wish(house.aurora))
    keyed = house.desk(house.bob, "click 1")

    assert keyed.run(share, booking.id, "C0GENERAL")[1] is not None
    assert keyed.run(share, booking.id, "C0RANDOM")[1] is None


def test_who_may_not_change_a_booking_may_not_share_it(ada: Desk, bob: Desk, house: House) -> None:
    booking = ada.run(book, wish(house.aurora))

    assert refused(bob, share, booking.id, "C0GENERAL") == told(NotYours(booking))


def test_news_says_what_was_before_and_what_is(ada: Desk, bob: Desk, house: House) -> None:
    booking = bob.run(book, wish(house.aurora))
    moved = ada.run(reschedule, booking.id, room=house.helmi.id)
    assert moved.change is not None

    assert bob.run(news, moved.change) == News("rescheduled", at("09:20"), house.ada, booking, moved)


def test_whoever_booked_is_reminded_ten_minutes_before_the_end_wherever_that_moves(
    bob: Desk, house: House
) -> None:
    booking = bob.run(book, wish(house.aurora, "10:00", "11:00"))
    bob.run(book, wish(house.helmi, "10:00", "10:29"))  # over before it would be worth it
    spread_news(house.office)
    bob.run(reschedule, booking.id, span=span("10:00", "11:30"))
    spread_news(house.office)

    house.clock.now = booking.span.end - timedelta(minutes=10)
    assert spread_news(house.office) == []
    house.clock.forward(minutes=30)
    assert spread_news(house.office) == [("remind", BOB)]


def test_title_and_people_of_a_private_booking_are_for_those_in_it_and_admins(
    ada: Desk, bob: Desk, chandra: Desk, house: House
) -> None:
    private = Wish(house.aurora.id, span("10:00", "11:00"), "Layoffs", (ADA,), private=True)
    booking = bob.run(book, private)

    with chandra.work() as work:
        seen = work.booking(booking.id)
    assert (seen.title, seen.people, seen.private) == ("", (), True)
    clash = refused(chandra, book, wish(house.aurora))[1]["clash"]
    assert clash == seen
    assert "Layoffs" not in str(chandra.run(history_of, booking.id))
    with ada.work() as work:
        assert work.booking(booking.id) == booking


def test_what_was_given_up_and_taken_back_while_it_was_a_mere_hold_is_no_news(
    bob: Desk, house: House
) -> None:
    held = bob.run(hold, wish(house.aurora, people=(ADA,)))
    released = bob.run(cancel, held.id)
    assert released.change is not None
    bob.run(undo, released.change)

    assert spread_news(house.office) == []

    bob.run(confirm, held.id)
    assert spread_news(house.office) == [("tell", ADA)]


def test_nobody_is_told_a_day_late_of_what_is_over(bob: Desk, house: House) -> None:
    bob.run(book, wish(house.aurora, people=(ADA,)))
    house.clock.forward(days=1)

    assert spread_news(house.office) == []


def test_a_hold_is_kept_true_where_it_was_shown_last(bob: Desk, house: House) -> None:
    held = bob.run(hold, wish(house.aurora))

    for message in ("https://old", "https://new"):
        bob.run(shown, held.id, "url", message)

    assert [card.message for card in bob.run(cards_of, held.id)] == ["https://new"]


def test_whoever_is_named_finds_the_bookings_of_the_week(bob: Desk, ada: Desk, house: House) -> None:
    named = bob.run(book, wish(house.aurora, people=(ADA, CHANDRA), title="Standup"))
    bob.run(book, wish(house.helmi, people=(CHANDRA,)))
    later = bob.run(book, wish(house.aurora, day=TODAY + timedelta(days=8), people=(ADA,)))

    assert ada.run(bookings_with) == (named,)
    house.clock.forward(days=2)
    assert ada.run(bookings_with) == (later,)


def test_what_was_private_once_stays_so_in_history_and_news(
    ada: Desk, bob: Desk, chandra: Desk, house: House
) -> None:
    private = Wish(house.aurora.id, span("10:00", "11:00"), "Layoffs", (CHANDRA,), private=True)
    booking = bob.run(book, private)
    changed = bob.run(reschedule, booking.id, title="Fire Chandra", people=())
    bob.run(reschedule, booking.id, title="Picnic", private=False)
    assert changed.change is not None

    seen = str(chandra.run(history_of, booking.id))
    assert ("Layoffs" in seen, "Fire Chandra" in seen, "Picnic" in seen) == (True, False, True)
    told = chandra.run(news, changed.change)
    assert (told.before.title, told.after.title) == ("Layoffs", "")
    assert ada.run(news, changed.change).after.title == "Fire Chandra"


def test_a_hold_that_lapsed_is_told_of_although_the_news_of_it_is_out(bob: Desk, house: House) -> None:
    """The errand that told first failed, and is to be tried again."""
    held = bob.run(hold, wish(house.aurora))
    spread_news(house.office)
    house.clock.forward(minutes=5)
    [errand] = take_errands(house.office, WORKSPACE, 9)
    bob.run(lapse, held.id)
    bob.run(errand_later, errand, house.clock.now)

    assert spread_news(house.office) == [("lapse", BOB)]
