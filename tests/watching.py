"""Someone who watches a Slack until something is so."""

import time
from collections.abc import Callable
from threading import Event

from sandbox.slack import Slack


def until(so: Callable[[], bool], slack: Slack, *, seconds: float = 10.0) -> bool:
    """Whether it is so by then; it is looked at whenever something changes in that Slack."""
    changed, given_up_at = Event(), time.monotonic() + seconds
    slack.watch(changed.set)
    while not so():
        left = given_up_at - time.monotonic()
        if not changed.wait(max(left, 0)):
            return so()
        changed.clear()
    return True
