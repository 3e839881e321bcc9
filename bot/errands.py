"""What each errand comes to: cards are made true, Homes published, people told and reminded."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from slack_sdk import WebClient

from booking_core import (
    REMINDED_BEFORE,
    Booking,
    Desk,
    Errand,
    Look,
    cards_of,
    errand_done,
    history_of,
    lapse,
    next_gap,
    room_day,
    spread,
)
from booking_core import news as news_of
from bot import cards, homes
from bot.invitations import Invitation, invitation
from bot.views.held import lapsed
from bot.views.news import is_in, news, reminder
from bot.views.page import Page
from bot.views.receipt import EXTENSIONS

_About = Mapping[str, Any]


def carry_out(errand: Errand, desk: Desk, client: WebClient) -> None:
    """What the errand asks for is done and need not be done again; raises what Slack answers."""
    if errand.kind == "change":
        desk.run(spread, errand)  # done in the same unit of work
        return
    _KINDS[errand.kind](desk, client, errand.about)
    desk.run(errand_done, errand)


def _make_card_true(desk: Desk, client: WebClient, about: _About) -> None:
    cards.make_true(desk, client, UUID(about["card"]))


def _publish_home(desk: Desk, client: WebClient, _about: _About) -> None:
    homes.publish(desk, client)


def _let_lapse(desk: Desk, client: WebClient, about: _About) -> None:
    """The hold lapses; its booker is told where its card stands, or here where it stands nowhere."""
    booking = desk.run(lapse, UUID(about["booking"]))
    untold = booking.state == "lapsed" and not desk.look(cards_of, booking.id)
    if untold and cards.is_still_news(booking, desk.office.clock()):
        client.chat_postMessage(channel=booking.booker.user_id, **lapsed(booking, booking.booker).message())


def _tell(desk: Desk, client: WebClient, about: _About) -> None:
    """One message with the invitation in it, so that nothing is told by halves."""
    user_id = about["user"]
    text, file = desk.look(_news, UUID(about["line"]), user_id)
    channel = client.conversations_open(users=user_id)["channel"]["id"]
    client.files_upload_v2(
        channel=channel, content=file.text, filename=file.name, title=file.title, initial_comment=text
    )


def _remind(desk: Desk, client: WebClient, about: _About) -> None:
    page = desk.look(_reminder, UUID(about["booking"]))
    if page is not None:
        client.chat_postMessage(channel=desk.member.user_id, **page.message())


def _news(look: Look, line: UUID, user_id: str) -> tuple[str, Invitation]:
    """What to tell the person of that change, and a file with the booking as it is by now."""
    told = news_of(look, line)
    now_so = look.booking(told.after.id)
    in_it = is_in(now_so, user_id)
    # Whoever is not in it any more is told no more of it than they knew.
    shown = now_so if in_it else told.after if is_in(told.after, user_id) else told.before
    number = len(history_of(look, now_so.id))
    return news(told, user_id), invitation(shown, number, look.now, for_someone_in_it=in_it)


def _reminder(look: Look, booking_id: UUID) -> Page | None:
    """The reminder of that booking's end, None where it is not about to end."""
    booking = look.booking(booking_id)
    end = booking.span.end
    if booking.state != "booked" or not look.now < end <= look.now + REMINDED_BEFORE:
        return None
    day = room_day(look, booking.room.id, end.astimezone(booking.room.zone).date())
    following = next((one for one in day.bookings if one.span.start >= end), None)
    extensions = [by for by in EXTENSIONS if _can_be_extended(look, booking, by)]
    return reminder(booking, following, look.now, extensions)


def _can_be_extended(look: Look, booking: Booking, by: timedelta) -> bool:
    end: datetime = booking.span.end
    gap = next_gap(look, booking.room.id, by, after=end)
    longest = booking.room.policy.longest
    return gap is not None and gap.start == end and booking.span.length + by <= longest


_KINDS: Final[Mapping[str, Callable[[Desk, WebClient, _About], None]]] = {
    "card": _make_card_true,
    "home": _publish_home,
    "lapse": _let_lapse,
    "remind": _remind,
    "tell": _tell,
}
