"""Who is in the workspace, where they talk, and the app as the workspace knows it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Json = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """One member of the workspace, with the flags that `users.info` gives."""

    id: str
    name: str
    real_name: str
    tz: str
    locale: str = "en-GB"
    is_admin: bool = False
    is_owner: bool = False
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    deleted: bool = False
    team: str = "T0VARAUS"
    enterprise: str | None = None

    def as_user(self, now: float, *, with_locale: bool = False) -> Json:
        """The `user` object of `users.info` at that Unix time, offsets in seconds."""
        there = datetime.fromtimestamp(now, UTC).astimezone(ZoneInfo(self.tz))
        flags = ("is_admin", "is_owner", "is_bot", "is_restricted", "is_ultra_restricted", "deleted")
        return {
            "id": self.id,
            "team_id": self.team,
            "name": self.name,
            "real_name": self.real_name,
            "tz": self.tz,
            "tz_label": there.tzname(),
            "tz_offset": int((there.utcoffset() or timedelta()).total_seconds()),
            "profile": {"real_name": self.real_name, "display_name": self.real_name, "team": self.team},
            **{flag: getattr(self, flag) for flag in flags},
            **({"is_stranger": True} if self.is_stranger else {}),
            **({"enterprise_user": {"enterprise_id": self.enterprise}} if self.enterprise else {}),
            **({"locale": self.locale} if with_locale else {}),
        }


@dataclass(frozen=True)
class Channel:
    """A place to talk: a channel, or (`is_im`) the direct messages of one person and the app."""

    id: str
    name: str
    members: frozenset[str]
    bot_is_member: bool = True
    is_im: bool = False
    is_private: bool = False


@dataclass(frozen=True)
class Install:
    """What Slack keeps of the app: its ids, secrets, and whether it listens on a socket.

    `events` are those that it subscribed to, `scopes` those of the bot's token, `shortcuts` the pairs of
    a type and a callback_id, all as the manifest names them; None stands for all.
    """

    signing_secret: str = "sandbox-signing-secret"  # noqa: S105 - good for this machine only
    bot_token: str = "xoxb-sandbox"  # noqa: S105
    app_token: str = "xapp-sandbox"  # noqa: S105
    request_url: str = "http://127.0.0.1:3000/slack/events"
    socket_mode: bool = False
    team: str = "T0VARAUS"
    domain: str = "varaus"
    enterprise: str | None = None
    org_wide: bool = False
    app_id: str = "A0VARAUS"
    bot_id: str = "B0VARAUS"
    bot_user: str = "U0VARAUS"
    name: str = "Varaus"
    events: frozenset[str] | None = None
    scopes: frozenset[str] | None = None
    home_tab: bool = True
    shortcuts: frozenset[tuple[str, str]] | None = None

    def hears(self, event: str) -> bool:
        """Whether the app subscribed to that event."""
        return self.events is None or event in self.events

    def offers(self, kind: str, callback_id: str) -> bool:
        """Whether people find that shortcut, `message` or `global`."""
        return self.shortcuts is None or (kind, callback_id) in self.shortcuts


ADA = Person("U0ADA", "ada", "Ada", "Europe/Helsinki", is_admin=True)
BOB = Person("U0BOB", "bob", "Bob", "America/New_York")
CHANDRA = Person("U0CHANDRA", "chandra", "Chandra", "Europe/Helsinki")
PEOPLE = (ADA, BOB, CHANDRA)

_ALL = frozenset(person.id for person in PEOPLE)
GENERAL = Channel("C0GENERAL", "general", _ALL)
RANDOM = Channel("C0RANDOM", "random", _ALL, bot_is_member=False)
CHANNELS = (GENERAL, RANDOM)
