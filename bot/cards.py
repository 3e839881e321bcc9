"""The cards of bookings and holds: put up, kept true, and taken back where Slack refuses them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final
from uuid import UUID

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook import WebhookClient

from booking_core import (
    Booking,
    Card,
    Desk,
    HistoryEntry,
    Look,
    Work,
    card,
    cards_of,
    history_of,
    posted,
    unshare,
)
from bot.objections import NotShared
from bot.reply import Reply, is_final
from bot.views.card import card as card_page
from bot.views.held import lapsed, put_back, standing
from bot.views.page import Page
from bot.views.receipt import cancelled

_MESSAGES: Final = ("url", "direct")
_OWN: Final = (*_MESSAGES, "view")
"""Places of a hold's card, which its booker alone sees: a message, by its response_url, or a modal."""

_TOO_LATE: Final = timedelta(hours=1)  # to be told that a hold lapsed
_ONE_CALL: Final = timedelta(seconds=1.3)  # what the answer still needs is not taken for anything else


class Gone(Exception):
    """What stood there is there no more, or Slack lets nobody change it any more."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A card and the booking that it shows.

    Of a hold's also what happened to that, and where else its booker sees it.
    """

    card: Card
    booking: Booking
    now: datetime
    history: tuple[HistoryEntry, ...] = ()
    others: tuple[Card, ...] = ()

    @property
    def last(self) -> HistoryEntry:
        """What happened to the booking last."""
        return self.history[-1]


def put_up(place: Card, booking: Booking, desk: Desk, reply: Reply) -> None:
    """The card, posted at its place; NotShared where Slack refuses it, and then it can be shared again.

    Where Slack does not say whether it took it, an errand will post it.
    """
    # The card stands by now, however late it has become: that must be written down.
    afterwards = replace(desk, deadline=None)
    try:
        message = reply.post(place.place, card_page(booking, desk.office.clock()))
    except NotShared:
        afterwards.run(unshare, place)
        raise
    afterwards.run(posted, place, message, booking)


def renew_receipt(receipt_url: str, page: Page, desk: Desk, reply: Reply) -> None:
    """The page in place of an older receipt, if there is time for that before the answer."""
    if desk.deadline is None or desk.office.clock() + _ONE_CALL < desk.deadline:
        reply.renew(receipt_url, page)


def is_still_news(lapsed_hold: Booking, now: datetime) -> bool:
    """Whether its booker would still want to be told that it lapsed."""
    return lapsed_hold.held_until is not None and now - lapsed_hold.held_until < _TOO_LATE


def taken_down(work: Work, booking_id: UUID, view_id: str) -> None:
    """The booking's card does not stand in that modal, which shows something else."""
    for one in cards_of(work, booking_id):
        if (one.place, one.message) == ("view", view_id):
            unshare(work, one)


def make_true(desk: Desk, client: WebClient, card_id: UUID) -> None:
    """The card says what is so, if it is there; raises what Slack answers."""
    shown = desk.look(_shown, card_id)
    if shown is None:
        return
    if shown.card.place in _OWN:
        _make_own_true(shown, desk, client)
    elif shown.card.message:
        page = card_page(shown.booking, shown.now)
        client.chat_update(channel=shown.card.place, ts=shown.card.message, **page.message())
    else:
        _post(shown, desk, client)


def _post(shown: _Shown, desk: Desk, client: WebClient) -> None:
    """What whoever shared it was prevented from posting."""
    page = card_page(shown.booking, shown.now)
    try:
        message = client.chat_postMessage(channel=shown.card.place, **page.message())
    except SlackApiError as refused:
        if is_final(refused):
            desk.run(unshare, shown.card)
        raise
    desk.run(posted, shown.card, str(message["ts"]), shown.booking)


def _make_own_true(shown: _Shown, desk: Desk, client: WebClient) -> None:
    """The card of a hold, once it is confirmed or over; that it lapsed is told where it cannot be shown."""
    page = _own_page(shown)
    if page is None:
        return
    try:
        if shown.card.place == "view":
            client.views_update(view_id=shown.card.message, view=page.view())
        else:
            _replace(shown.card.message, page, client.timeout)
    except (SlackApiError, Gone) as refused:
        if isinstance(refused, SlackApiError) and not is_final(refused):
            raise
        unseen = shown.booking.state == "lapsed" and not shown.others
        if unseen and is_still_news(shown.booking, shown.now):
            client.chat_postMessage(channel=shown.booking.booker.user_id, **page.message())
        desk.run(unshare, shown.card)


def _own_page(shown: _Shown) -> Page | None:
    """What the card should say that it may not say yet, None where nothing.

    Whoever confirms or releases a hold sees the very same in that place at once; but they may do it
    elsewhere. A modal may have become another form by then, so only the clock's own news is shown there.
    """
    booking, last, booker = shown.booking, shown.last, shown.booking.booker
    if booking.state == "lapsed":
        return lapsed(booking, booker)
    if shown.card.place not in _MESSAGES:
        return None
    if last.what == "confirmed":
        return standing(booking, booker, last.at, share=shown.card.place == "url")
    if last.what == "released":
        return cancelled(booking, booker, last.at)
    if last.what == "undone" and booking.state == "held":
        return put_back(booking, booker, last.at)
    return None


def _replace(url: str, page: Page, timeout: int) -> None:
    """The page in place of the message of that response_url."""
    answer = WebhookClient(url, timeout=timeout).send_dict({"replace_original": True, **page.message()})
    if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS or answer.status_code >= 500:  # noqa: PLR2004
        raise SlackClientError(f"response_url answered {answer.status_code}")
    if answer.status_code != HTTPStatus.OK:
        raise Gone


def _shown(look: Look, card_id: UUID) -> _Shown | None:
    found = card(look, card_id)
    if found is None:
        return None
    shown = _Shown(found, look.booking(found.booking), look.now)
    if found.place not in _OWN:
        return shown
    others = tuple(o for o in cards_of(look, found.booking) if o.id != found.id and o.place in _OWN)
    return replace(shown, history=history_of(look, found.booking), others=others)
