"""To hold a slot for a while: from an alternative or the form; and to confirm it, or to give it up."""

from dataclasses import replace
from uuid import UUID

from slack_bolt import BoltContext

import booking_core as core
from booking_core import Desk, Wish
from bot.payloads import Body, channel_of, one_of_a_kind, place_of_answer
from bot.reply import Reply
from bot.taking import take_hold
from bot.views.booking_form import read_form, with_typed
from bot.views.held import standing
from bot.views.offer import read_offer
from bot.views.receipt import cancelled
from bot.wishes import wished


def hold_offer(action: Body, body: Body, context: BoltContext, desk: Desk, reply: Reply) -> None:
    """The Hold button of an alternative or a free room: those of one page lead to one hold at most."""
    offer = context["offer"] = read_offer(action["value"])
    wish = with_typed(offer.wish, body.get("view", {}))
    once = replace(desk, request_key=one_of_a_kind(body, "hold", offer.page))
    _hold(wish, body, context, once, reply)


def hold_form(body: Body, context: BoltContext, desk: Desk, reply: Reply) -> None:
    """The Hold button of the form: what it asks for is held once, and the form becomes its card."""
    wish = desk.look(wished, read_form(body["view"]))
    # A second click may come before the card is seen: it must not turn that into the form again.
    once = replace(desk, request_key=one_of_a_kind(body, "form", body["view"].get("hash", "")))
    _hold(wish, body, context, once, reply)


def confirm(action: Body, body: Body, context: BoltContext, desk: Desk, reply: Reply) -> None:
    """The Confirm button: the hold is booked for good, and its card becomes the receipt."""
    booking = context["booking"] = desk.run(core.confirm, UUID(action["value"]))
    reply.show(standing(booking, desk.member, desk.office.clock(), share=bool(channel_of(body))))


def release(action: Body, context: BoltContext, desk: Desk, reply: Reply) -> None:
    """The Release button: the hold is given up."""
    booking = context["booking"] = desk.run(core.cancel, UUID(action["value"]))
    reply.show(cancelled(booking, desk.member, desk.office.clock()))


def _hold(wish: Wish, body: Body, context: BoltContext, desk: Desk, reply: Reply) -> None:
    context["wish"] = wish
    booking = context["booking"] = desk.run(take_hold, wish, place_of_answer(body))
    reply.show(standing(booking, desk.member, desk.office.clock(), share=bool(channel_of(body))))
