"""To share a booking with the channel."""

from uuid import UUID

from slack_bolt import BoltContext

import booking_core as core
from booking_core import Desk
from bot.payloads import Body, channel_of
from bot.reply import Reply
from bot.views.receipt import card, receipt


def share(action: Body, body: Body, context: BoltContext, desk: Desk, reply: Reply) -> None:
    """The Share button: a card in the channel; the receipt then offers it no more."""
    booking, new = desk.run(core.share, UUID(action["value"]))
    context["booking"] = booking
    if new:
        reply.post(channel_of(body), card(booking))
    reply.show(receipt(booking, desk.member, share=False))
