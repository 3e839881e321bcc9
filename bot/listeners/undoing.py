"""To undo what was just reported: a change, an early end, a booking or a hold that was given up."""

from uuid import UUID

from slack_bolt import BoltContext

from booking_core import Desk
from bot.payloads import Body, channel_of, place_of_answer
from bot.reply import Reply
from bot.taking import take_back
from bot.views.held import put_back


def undo(action: Body, body: Body, context: BoltContext, desk: Desk, reply: Reply) -> None:
    """The Undo button: the booking or hold is again what it was, and stands in place of what was clicked."""
    booking = context["booking"] = desk.run(take_back, UUID(action["value"]), place_of_answer(body))
    reply.show(put_back(booking, desk.member, desk.office.clock(), share=bool(channel_of(body))))
