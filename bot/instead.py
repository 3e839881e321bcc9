"""What is offered instead of what was refused."""

from dataclasses import replace
from datetime import datetime

from booking_core import Span, Wish, Work, let_go, offer
from bot.views.refused import Instead


def instead(work: Work, wish: Wish) -> Instead:
    """The ways out, the best of them kept for the person; what a form kept for them is let go."""
    let_go(work)
    return Instead(wish, offer(work, wish), work.now)


def from_now(wish: Wish, now: datetime) -> Wish:
    """The same for the same length, from this minute on."""
    start = now.replace(second=0, microsecond=0)
    return replace(wish, span=Span(start, start + wish.span.length))
