"""To change a booking: its room, its time, its title, its people."""

from uuid import UUID

from slack_bolt import BoltContext

from booking_core import Desk, changeable, reschedule, rooms
from bot.payloads import Body, channel_of
from bot.reply import Reply
from bot.views.booking_form import form_of, read_form
from bot.views.receipt import receipt
from bot.wishes import wished


def open_change(action: Body, body: Body, desk: Desk, reply: Reply) -> None:
    """The Change button: the form, with the booking filled in."""
    booking = desk.run(changeable, UUID(action["value"]))
    form = form_of(booking, channel_of(body), body.get("response_url", ""))
    reply.open(form.view(desk.run(rooms)))


def submit_change(view: Body, context: BoltContext, desk: Desk, reply: Reply) -> None:
    """Change the booking to what the form says; the form becomes its receipt. Refused, the booking stands."""
    form = read_form(view)
    wish = context["wish"] = desk.run(wished, form)
    booking = context["booking"] = desk.run(
        reschedule, form.changes, room=wish.room, span=wish.span, title=wish.title, people=wish.people
    )
    page = receipt(booking, desk.member, changed=True, share=bool(form.channel))
    reply.renew(form.receipt_url, page)
    reply.show(page)
