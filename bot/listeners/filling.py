"""The form of a booking while it is filled in: whether the room is free then, and what is kept meanwhile."""

from slack_bolt import Ack, BoltContext

from booking_core import Desk, let_go, rooms
from bot.cards import renew_receipt
from bot.payloads import Body, channel_of
from bot.reply import Reply
from bot.taking import keep_meanwhile, take_change
from bot.views.booking_form import read_form, with_typed
from bot.views.meanwhile import meanwhile
from bot.views.offer import read_offer
from bot.views.receipt import changed
from bot.wishes import wished


def look(body: Body, context: BoltContext, desk: Desk, reply: Reply) -> None:
    """Room, day, start or end changed: the slot is kept for the person, and the form says so."""
    form = read_form(body["view"])
    wish = context["wish"] = desk.look(wished, form)
    kept = desk.run(keep_meanwhile, form, wish)
    if not reply.refresh(form.view(desk.look(rooms), [meanwhile(kept, desk.member)])):
        desk.run(let_go)


def take_offer(action: Body, body: Body, context: BoltContext, desk: Desk, reply: Reply) -> None:
    """A way out in the form of a change: the booking becomes that, and otherwise what the form says."""
    offer = context["offer"] = read_offer(action["value"])
    wish = context["wish"] = with_typed(offer.wish, body["view"])
    form = read_form(body["view"])
    booking = context["booking"] = desk.run(take_change, form, wish)
    page = changed(booking, desk.member, desk.office.clock(), share=bool(channel_of(body)))
    renew_receipt(form.receipt_url, page, desk, reply)
    reply.show(page)


def close(ack: Ack, desk: Desk) -> None:
    """The form is closed: what was kept for it is free for others."""
    desk.run(let_go)
    ack()
