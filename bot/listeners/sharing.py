"""To share a booking with the channel."""

from uuid import UUID

from slack_bolt import BoltContext

import booking_core as core
from booking_core import Desk
from bot.cards import put_up
from bot.payloads import Body, channel_of
from bot.reply import Reply
from bot.views.receipt import shared


def share(action: Body, body: Body, context: BoltContext, desk: Desk, reply: Reply) -> None:
    """The Share button: a card in the channel, one at most; the receipt then offers it no more."""
    booking, card = desk.run(core.share, UUID(action["value"]), channel_of(body))
    context["booking"] = booking
    if card is not None:
        put_up(card, booking, desk, reply)
    reply.show(shared(booking, desk.member, desk.office.clock(), before=card is None))
