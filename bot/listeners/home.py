"""Home: it is opened, and shown anew; its other buttons do there what they do anywhere."""

from dataclasses import replace

import booking_core as core
from booking_core import Desk
from bot.homes import glance
from bot.payloads import Body
from bot.reply import Reply
from bot.views.home import home


def opened(event: Body, desk: Desk, reply: Reply) -> None:
    """Home is opened: it shows what is so now, and is kept true from here on."""
    if event.get("tab") == "home":
        _show(desk, reply)
    reply.ack()


def refresh(desk: Desk, reply: Reply) -> None:
    """The Refresh button: Home as things are now."""
    _show(desk, reply)
    reply.ack()


def _show(desk: Desk, reply: Reply) -> None:
    asking = replace(desk, deadline=None)  # a Home that comes late is better than none
    reply.publish(home(asking.look(glance), desk.member))
    # Only now: what was read above may be old by the time it arrives, and the errand comes after it.
    asking.run(core.open_home)
