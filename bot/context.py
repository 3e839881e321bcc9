"""The one middleware: who asks, in which zone, with what rights.

Rights are looked up at Slack, never read from a payload, and kept for a while with a bound on how many.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from cachetools import TTLCache
from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.middleware import Middleware
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from booking_core import Member, Office, Refusal, zone_named
from bot.objections import Outsider, Unrecognised
from bot.payloads import is_said_by_an_app, request_key, said_in
from bot.reply import SLACK_TROUBLE, Reply, error_name
from bot.settings import Settings

log = structlog.get_logger()

PATIENCE = timedelta(seconds=2.5)
"""Slack listens for 3 s; what gets its turn later than this would be written and yet be told failed."""

_REMEMBERED = 10_000
_LIFETIME = 600  # seconds until rights are looked up again
_LOCALE = "en-GB"  # where Slack names none
_UNKNOWN_TO_US = ("user_not_found", "user_not_visible")


@dataclass(frozen=True, slots=True)
class Doorkeeper(Middleware):
    """Recognises people, and gives each request its desk and its way to reply."""

    office: Office
    settings: Settings
    _known: TTLCache[tuple[str, str], tuple[Member, str]] = field(init=False)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        object.__setattr__(
            self,
            "_known",
            TTLCache(_REMEMBERED, _LIFETIME, timer=lambda: self.office.clock().timestamp()),
        )

    # As a class, since Bolt gathers all that a function might ask for each time that it calls one.
    def process(
        self,
        *,
        req: BoltRequest,
        resp: BoltResponse,  # noqa: ARG002
        next: Callable[[], BoltResponse],  # noqa: A002 — Bolt's name
    ) -> BoltResponse | None:
        """Give the request its `reply`, `member`, `desk` and `said`; or raise Outsider or Unrecognised.

        What an app says is acknowledged and goes no further: two apps could go on for ever.
        """
        body, context = req.body, req.context
        if is_said_by_an_app(body):
            return context.ack()
        user_id = context.user_id
        workspace = context.enterprise_id or context.team_id
        if user_id is None or workspace is None:
            return next()
        context["reply"] = Reply(context.ack, body, context.client, user_id)
        member, locale = self._recognise(context.client, workspace, user_id)
        received: datetime = context["received_at"]
        context["member"] = member
        context["said"] = said_in(body, locale)
        context["settings"] = self.settings
        context["desk"] = self.office.desk(
            member, deadline=received + PATIENCE, request_key=request_key(body)
        )
        return next()

    def _recognise(self, client: WebClient, workspace: str, user_id: str) -> tuple[Member, str]:
        """Who that is, and the locale of their Slack."""
        with self._lock:
            known = self._known.get((workspace, user_id))
        if known is not None:
            return known
        try:
            user: dict[str, Any] = client.users_info(user=user_id, include_locale=True)["user"]
        except SLACK_TROUBLE as trouble:
            return self._without_slack(trouble, workspace, user_id), _LOCALE
        _refuse_outsiders(user, workspace)
        member = self.office.enrol(
            workspace,
            user_id,
            name=user.get("profile", {}).get("display_name") or user.get("real_name") or user["name"],
            zone=self._zone(user.get("tz")),
            admin=self._administers(user),
        )
        known = member, str(user.get("locale") or _LOCALE)
        with self._lock:
            self._known[workspace, user_id] = known
        return known

    def _without_slack(self, trouble: Exception, workspace: str, user_id: str) -> Member:
        """Who was a member when last seen still is one; but an admin only where the settings say so."""
        if isinstance(trouble, SlackApiError) and trouble.response.get("error") in _UNKNOWN_TO_US:
            raise Outsider("stranger") from trouble
        log.warning("users_info_failed", error=error_name(trouble))
        last = self.office.member(workspace, user_id)
        if last is None:
            raise Unrecognised from trouble
        return Member(
            last.id,
            last.workspace_id,
            user_id,
            last.name,
            last.zone,
            admin=user_id in self.settings.varaus_admins,
        )

    def _administers(self, user: dict[str, Any]) -> bool:
        flags = ("is_admin", "is_owner", "is_primary_owner")
        return any(user.get(flag) for flag in flags) or user["id"] in self.settings.varaus_admins

    def _zone(self, name: str | None) -> ZoneInfo:
        try:
            return zone_named(name or self.settings.varaus_zone)
        except Refusal:
            return zone_named(self.settings.varaus_zone)


def _refuse_outsiders(user: dict[str, Any], workspace: str) -> None:
    # Slack calls only those strangers with whom no channel is shared; who is from elsewhere is one to us.
    home = {user.get("team_id"), user.get("enterprise_user", {}).get("enterprise_id")}
    if "team_id" in user and workspace not in home:
        raise Outsider("stranger")
    for kind, flags in (
        ("gone", ("deleted",)),
        ("bot", ("is_bot", "is_workflow_bot")),
        ("stranger", ("is_stranger",)),
        ("guest", ("is_restricted", "is_ultra_restricted")),
    ):
        if any(user.get(flag) for flag in flags):
            raise Outsider(kind)
