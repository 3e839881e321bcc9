"""What the manifest allows: the events an app hears, the methods it may call, what it shows of itself."""

from pathlib import Path
from typing import Any

import yaml

from sandbox.people import Install, Json
from sandbox.scopes import EVENTS

MANIFEST = Path(__file__).parent.parent / "manifest.yml"


def manifest_of(path: Path = MANIFEST) -> Json:
    """What stands in that file; OSError or YAMLError where it cannot be read."""
    read: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read if isinstance(read, dict) else {}


def installed(manifest: Json, **more: Any) -> Install:
    """The app as it is after an installation by that manifest; `more` are its ids, secrets and address.

    An event whose scope is not asked for is not heard. Without a manifest everything is allowed.
    """
    if not manifest:
        return Install(**more)
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    scopes = frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", ()))
    events = settings.get("event_subscriptions", {}).get("bot_events", ())
    said: Json = {
        "name": manifest.get("display_information", {}).get("name", Install.name),
        "events": frozenset(one for one in events if EVENTS.get(one) in {None, *scopes}),
        "scopes": scopes,
        "home_tab": bool(features.get("app_home", {}).get("home_tab_enabled")),
        "shortcuts": frozenset((one["type"], one["callback_id"]) for one in features.get("shortcuts", ())),
    }
    return Install(**said | more)
