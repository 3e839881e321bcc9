"""To cancel a booking: from its receipt, from the list, or by naming it."""

from uuid import UUID

from slack_bolt import BoltContext

from booking_core import Desk, bookings_of, cancel, cancellable
from bot.calling_off import agenda, bookings_meant
from bot.payloads import Body, Said
from bot.reply import Reply
from bot.settings import Settings
from bot.understanding import asks_for_help, look_around
from bot.views.coming import Agenda, coming, listed, none_fits, really_cancel, which_one
from bot.views.help import cancel_help
from bot.views.receipt import cancelled


def list_bookings(desk: Desk, reply: Reply, settings: Settings) -> None:
    """`/cancel`: your bookings to come, each with a Cancel button."""
    look_around(desk, settings)
    reply.show(coming(desk.look(agenda), desk.member))


def cancel_text(said: Said, desk: Desk, reply: Reply, settings: Settings) -> None:
    """`/cancel K7M2`, `/cancel Aurora tomorrow`: the question whether to cancel what was named."""
    house = look_around(desk, settings)
    if asks_for_help(said.text):
        reply.show(cancel_help(settings, house.rooms, desk.look(bookings_of)))
        return
    meant = bookings_meant(said, house, desk)
    if len(meant) == 1:
        reply.show(really_cancel(desk.look(cancellable, meant[0].id), desk.member))
    elif meant:
        reply.show(which_one(Agenda(tuple(meant), house.now), desk.member))
    else:
        reply.show(none_fits(desk.look(agenda), desk.member))


def cancel_one(action: Body, context: BoltContext, desk: Desk, reply: Reply) -> None:
    """The Cancel button: the booking is cancelled, and its time free for others soon."""
    booking = context["booking"] = desk.run(cancel, UUID(action["value"]))
    reply.show(cancelled(booking, desk.member, desk.office.clock()))


def cancel_listed(action: Body, context: BoltContext, desk: Desk, reply: Reply) -> None:
    """The Cancel button in a list: what is left of the list stays below."""
    booking = context["booking"] = desk.run(cancel, UUID(action["value"]))
    left = desk.look(agenda)
    reply.show(cancelled(booking, desk.member, left.now, listed(left, desk.member)))


def turn(action: Body, desk: Desk, reply: Reply) -> None:
    """Another page of the list."""
    reply.show(coming(desk.look(agenda), desk.member, int(action["value"])))
