"""To change a booking: its room, its time, its title, its people; to extend it, and to end it early."""

from uuid import UUID

from slack_bolt import BoltContext

from booking_core import Desk, changeable, end_early, reschedule, rooms
from bot.cards import renew_receipt
from bot.moving import extension, relocation
from bot.payloads import Body, channel_of, receipt_url_of
from bot.reply import Reply
from bot.taking import take_change, take_extension
from bot.views.booking_form import form_of, read_form
from bot.views.moves import read_move
from bot.views.receipt import changed, ended, read_extension
from bot.wishes import wished


def open_change(action: Body, body: Body, desk: Desk, reply: Reply) -> None:
    """The Change button: the form, with the booking filled in."""
    booking = desk.look(changeable, UUID(action["value"]))
    form = form_of(booking, channel_of(body), receipt_url_of(body, str(booking.id)))
    reply.open(form.view(desk.look(rooms)))


def submit_change(view: Body, context: BoltContext, desk: Desk, reply: Reply) -> None:
    """Change the booking to what the form says; the form becomes its receipt. Refused, the booking stands."""
    form = read_form(view)
    wish = context["wish"] = desk.look(wished, form)
    booking = context["booking"] = desk.run(take_change, form, wish)
    page = changed(booking, desk.member, desk.office.clock(), share=bool(form.channel))
    renew_receipt(form.receipt_url, page, desk, reply)
    reply.show(page)


def extend(action: Body, body: Body, context: BoltContext, desk: Desk, reply: Reply) -> None:
    """The +15 and +30 buttons: the booking ends later; refused, it stands, and there are ways out."""
    asked = read_extension(action["value"])
    context["move"] = desk.look(extension, asked)
    booking = context["booking"] = desk.run(take_extension, asked)
    now, share = desk.office.clock(), bool(channel_of(body))
    reply.show(changed(booking, desk.member, now, said="is extended", share=share))


def move(action: Body, body: Body, context: BoltContext, desk: Desk, reply: Reply) -> None:
    """A way out of a refused change: the booking goes there instead."""
    booking_id, room_id, span = read_move(action["value"])
    context["move"] = desk.look(relocation, booking_id, room_id, span)
    booking = context["booking"] = desk.run(reschedule, booking_id, room=room_id, span=span)
    reply.show(changed(booking, desk.member, desk.office.clock(), share=bool(channel_of(body))))


def end(action: Body, context: BoltContext, desk: Desk, reply: Reply) -> None:
    """The End now button: the rest of the time is free for others, once it can be undone no more."""
    booking = context["booking"] = desk.run(end_early, UUID(action["value"]))
    reply.show(ended(booking, desk.member, desk.office.clock()))
