"""The teller: the loop that takes what is due from the core and tells Slack, in a thread of its own."""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from random import uniform
from threading import Event, Thread
from typing import Final
from uuid import UUID

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from booking_core import (
    Errand,
    Office,
    Refusal,
    errand_done,
    errand_later,
    next_errand_at,
    sweep,
    take_errands,
)
from bot.errands import carry_out
from bot.patience import NotYet
from bot.reply import SLACK_TROUBLE, error_name, is_final

log = structlog.get_logger()

_AT_A_TIME: Final = 5  # whoever is killed with errands in hand has them told twice
HANDS_FULL: Final = timedelta(seconds=10)
"""Errands taken longer ago than this are given back.

One of four calls, each as slow as can be, must still end before another process takes it up.
"""
_LONGEST_PAUSE: Final = 300  # seconds between two tries
_GIVEN_UP_AFTER: Final = timedelta(days=1)  # of nothing but failing
_MOST_TRIES: Final = 1500  # the same across restarts: in an outage a try a minute, which is a day as well
_LONGEST_WAIT: Final = 5.0  # seconds: another process may have left something, and rings no bell here
_SHORTEST_WAIT: Final = 0.05  # seconds: what is due may be in another's hands
_FAREWELL: Final = 3.0  # seconds for the call that is under way when the bot stops
_SWEEP_EVERY: Final = timedelta(minutes=10)


class Teller:
    """Takes what is due and tells Slack, as one of any number of processes that share the errands."""

    def __init__(self, office: Office, client: WebClient) -> None:
        self._office = office
        self._client = client
        self._stopped = Event()
        self._swept_at: datetime | None = None
        self._workspace: str | None = None
        self._refusals = 0  # to say which workspace it is, in a row
        self._asks_at: datetime | None = None
        self._failing_since: dict[UUID, datetime] = {}

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """The teller works in a thread of its own while the block runs."""
        thread = Thread(target=self.run, name="teller", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self.stop()
            thread.join(_FAREWELL)

    def stop(self) -> None:
        """It stops after the errand in hand."""
        self._stopped.set()
        self._office.bell.set()

    def run(self) -> None:
        """Tell what is due as soon as it is, until told to stop."""
        while True:
            self._office.bell.clear()
            if self._stopped.is_set():  # only now: the bell may have been rung for that
                return
            self._office.bell.wait(self.turn())

    def turn(self) -> float:
        """Tell what is due, whatever goes wrong; the seconds until there may be more."""
        try:
            self.round()
            self._sweep_now_and_then()
            return self._wait()
        except Refusal as away:
            log.warning("errands_not_reached", error=away.code)
        except Exception as unforeseen:  # noqa: BLE001 — what is left unsaid now is said later
            _log_unforeseen("errands_not_taken", unforeseen)
        return _LONGEST_WAIT

    def round(self) -> None:
        """Tell all that is due in the workspace; nothing while Slack does not say which that is.

        Busy where the database does not answer.
        """
        workspace = self._named_workspace()
        if workspace is None:
            return
        take = partial(take_errands, self._office, workspace, _AT_A_TIME)
        while not self._stopped.is_set() and (errands := take()):
            taken_at = self._office.clock()
            for errand in errands:
                if self._stopped.is_set() or self._office.clock() - taken_at > HANDS_FULL:
                    self._put_off(errand, self._office.clock())
                else:
                    self._tell(errand)

    def _named_workspace(self) -> str | None:
        """The workspace that our token is for; while Slack refuses to say, it is asked ever more rarely."""
        now = self._office.clock()
        if self._workspace is None and (self._asks_at is None or self._asks_at <= now):
            try:
                said = self._client.auth_test()
            except (NotYet, *SLACK_TROUBLE) as away:
                self._refusals += 1
                pause = min(_LONGEST_WAIT * 2 ** min(self._refusals - 1, 10), _LONGEST_PAUSE)
                self._asks_at = now + timedelta(seconds=pause)
                log.warning("slack_not_reached", error=error_name(away), pause=int(pause))
            else:
                self._workspace = str(said.get("enterprise_id") or said["team_id"])
        return self._workspace

    def _tell(self, errand: Errand) -> None:
        """Carry it out; what Slack will never take is dropped, and all else that fails tried later."""
        try:
            carry_out(errand, self._office.desk(errand.member), self._client)
            self._failing_since.pop(errand.id, None)
        except NotYet as busy:
            self._put_off(errand, busy.until)
        except SlackApiError as refused:
            if is_final(refused):
                self._drop(errand, error_name(refused))
            else:
                self._try_later(errand, error_name(refused))
        except (*SLACK_TROUBLE, Refusal) as trouble:
            self._try_later(errand, error_name(trouble))
        except Exception as unforeseen:  # noqa: BLE001 — one errand of ours must not stop the others
            _log_unforeseen("errand_failed", unforeseen)
            self._try_later(errand, type(unforeseen).__name__)

    def _try_later(self, errand: Errand, error: str) -> None:
        now = self._office.clock()
        since = self._failing_since.setdefault(errand.id, now)
        if now - since >= _GIVEN_UP_AFTER or errand.tries >= _MOST_TRIES:
            self._drop(errand, error)
            return
        log.warning("errand_put_off", kind=errand.kind, error=error, tries=errand.tries)
        pause = min(2 ** min(errand.tries, 10), _LONGEST_PAUSE)
        # Not all at one moment: what failed together would fail together again.
        self._put_off(errand, now + timedelta(seconds=uniform(0.7, 1.0) * pause))  # noqa: S311

    def _drop(self, errand: Errand, error: str) -> None:
        """It is not to be done, ever."""
        log.warning("errand_dropped", kind=errand.kind, error=error)
        self._failing_since.pop(errand.id, None)
        self._office.desk(errand.member).run(errand_done, errand)

    def _put_off(self, errand: Errand, due_at: datetime) -> None:
        self._office.desk(errand.member).run(errand_later, errand, due_at)

    def _sweep_now_and_then(self) -> None:
        now = self._office.clock()
        if self._swept_at is None or now - self._swept_at >= _SWEEP_EVERY:
            sweep(self._office)
            self._swept_at = now
            # What another process has done meanwhile is forgotten as well.
            latest = now - 2 * _GIVEN_UP_AFTER
            self._failing_since = {id_: at for id_, at in self._failing_since.items() if at > latest}

    def _wait(self) -> float:
        """Seconds until the next errand is due."""
        due_at = next_errand_at(self._office, self._workspace or "")
        if due_at is None:
            return _LONGEST_WAIT
        seconds = (due_at - self._office.clock()).total_seconds()
        return min(max(seconds, _SHORTEST_WAIT), _LONGEST_WAIT)


def _log_unforeseen(event: str, error: Exception) -> None:
    # Its text may quote a row, and so a title; where it happened is what helps.
    trace = "".join(traceback.format_tb(error.__traceback__))
    log.error(event, error=type(error).__name__, trace=trace)
