"""Every variable of the environment, once; what is missing or wrong is named in one error."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from booking_core import Refusal, check_url, zone_named

S = TypeVar("S", bound="DatabaseSettings")

_COMMAND = re.compile(r"/[a-z0-9_-]{1,31}")
_WHERE = "api.slack.com/apps → your app →"


class BadSettings(Exception):
    """What is missing or wrong in the environment: one sentence for each fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class DatabaseSettings(BaseSettings):
    """What a command needs that only looks after the database."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True, env_ignore_empty=True)

    database_url: str = "sqlite:///varaus.db"
    slack_bot_token: str = ""
    slack_api_url: str = "https://slack.com/api/"
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"

    @property
    def on_sqlite(self) -> bool:
        """Whether the database is a file, which only this machine uses."""
        return self.database_url.startswith("sqlite")

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        check_url(url)
        return url

    @field_validator("slack_api_url")
    @classmethod
    def _ends_in_a_slash(cls, url: str) -> str:
        if not url.startswith(("https://", "http://")):
            raise ValueError("must begin with https:// or http://")
        return url.rstrip("/") + "/"


class Settings(DatabaseSettings):
    """What the bot needs to run."""

    slack_app_token: str | None = None
    slack_bot_token: str = Field(default="", validate_default=True)
    slack_signing_secret: str | None = Field(default=None, validate_default=True)
    host: str = "127.0.0.1"
    port: int = Field(default=3000, ge=0, le=65535)
    varaus_admins: Annotated[tuple[str, ...], NoDecode] = ()
    varaus_zone: str = "UTC"
    varaus_concurrency: int = Field(default=10, ge=1, le=200)
    varaus_book_command: str = Field(default="/book", validate_default=True)
    varaus_cancel_command: str = Field(default="/cancel", validate_default=True)
    varaus_rooms_command: str = Field(default="/rooms", validate_default=True)

    @property
    def socket_mode(self) -> bool:
        """Whether Slack is reached by Socket Mode rather than by HTTP."""
        return self.slack_app_token is not None

    @field_validator("slack_app_token")
    @classmethod
    def _app_token(cls, token: str | None) -> str | None:
        if token is not None and not token.startswith("xapp-"):
            raise ValueError(f"begins with xapp-; {_WHERE} Basic Information → App-Level Tokens")
        return token

    @field_validator("slack_bot_token")
    @classmethod
    def _bot_token(cls, token: str) -> str:
        if not token.startswith("xoxb-"):
            said = "begins with xoxb-" if token else "is missing"
            raise ValueError(f"{said}; {_WHERE} OAuth & Permissions → Bot User OAuth Token")
        return token

    @field_validator("slack_signing_secret")
    @classmethod
    def _one_way_in(cls, secret: str | None, info: ValidationInfo) -> str | None:
        if not secret and info.data.get("slack_app_token") is None:
            raise ValueError(
                f"is missing; {_WHERE} Basic Information → Signing Secret (HTTP), "
                "or set SLACK_APP_TOKEN (Socket Mode)"
            )
        return secret

    @field_validator("varaus_admins", mode="before")
    @classmethod
    def _listed(cls, ids: Any) -> Any:
        return tuple(part.strip() for part in ids.split(",") if part.strip()) if isinstance(ids, str) else ids

    @field_validator("varaus_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            return zone_named(name).key
        except Refusal as unknown:
            raise ValueError(f"no zone of the IANA database is called {name}") from unknown

    @field_validator("varaus_book_command", "varaus_cancel_command", "varaus_rooms_command")
    @classmethod
    def _a_command(cls, name: str, info: ValidationInfo) -> str:
        if not _COMMAND.fullmatch(name):
            raise ValueError("a command is / and up to 31 of a-z, 0-9, - and _")
        if name in (said for field, said in info.data.items() if field.endswith("_command")):
            raise ValueError(f"another command is called {name} already")
        return name


def read_settings(**given: Any) -> Settings:
    """The settings of the environment and `.env`, `given` before both; or BadSettings with every fault."""
    return _read(Settings, given)


def read_database_settings(**given: Any) -> DatabaseSettings:
    """What database commands need, of the environment and `.env`; or BadSettings with every fault."""
    return _read(DatabaseSettings, given)


def _read(kind: type[S], given: Mapping[str, Any]) -> S:
    try:
        return kind(**given)
    except ValidationError as invalid:
        raise BadSettings([_fault(error) for error in invalid.errors()]) from invalid


def _fault(error: Any) -> str:
    name = "_".join(str(part) for part in error["loc"][:1]).upper()
    return f"{name}: {error['msg'].removeprefix('Value error, ')}"
