"""A Slack client that asks nothing before Slack has time for it: after a rate limit, and in an outage."""

from datetime import datetime, timedelta
from http import HTTPStatus
from http.client import HTTPException
from typing import Any, Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from booking_core import Clock

_ALL_METHODS: Final = ""
_LONGEST_PAUSE: Final = 60  # seconds; an errand's own pauses grow beyond it
_LONGEST_LIMIT: Final = 3600  # seconds of a rate limit that are believed


class NotYet(Exception):
    """Slack was not asked, since it does not take that before `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


class PatientClient(WebClient):
    """Raises NotYet for a method that is rate limited, and for each while Slack is not reached.

    It serves one thread.
    """

    def __init__(self, clock: Clock, **options: Any) -> None:
        super().__init__(**options)
        self._clock = clock
        self._closed_until: dict[str, datetime] = {}
        self._outages = 0  # in a row

    def api_call(self, api_method: str, *args: Any, **kwargs: Any) -> SlackResponse:
        """What Slack answers; SlackApiError where it refuses."""
        for method in (api_method, _ALL_METHODS):
            until = self._closed_until.get(method)
            if until is not None and until > self._clock():
                raise NotYet(until)
        try:
            answer = super().api_call(api_method, *args, **kwargs)
        except SlackApiError as refused:
            status = refused.response.status_code
            if status == HTTPStatus.TOO_MANY_REQUESTS:
                self._close(api_method, _seconds(refused.response.headers.get("Retry-After")))
                raise NotYet(self._closed_until[api_method]) from refused
            if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                self._pause()
            raise
        except (OSError, HTTPException):
            self._pause()
            raise
        self._outages = 0
        return answer

    def _pause(self) -> None:
        self._outages += 1
        self._close(_ALL_METHODS, min(2 ** min(self._outages, 10), _LONGEST_PAUSE))

    def _close(self, method: str, seconds: float) -> None:
        self._closed_until[method] = self._clock() + timedelta(seconds=seconds)


def _seconds(retry_after: str | None) -> int:
    """For how long Slack wants to be left alone; a second where what it says is no number."""
    said = retry_after or ""
    return min(int(said), _LONGEST_LIMIT) if said.isdecimal() and len(said) < len(str(10**9)) else 1
