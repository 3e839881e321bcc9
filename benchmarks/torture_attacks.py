"""Requests that should not be, made of good ones: forged, replayed, truncated, huge, malformed. Pure."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlencode

from benchmarks.torture_bot import FORM, signed

_HUGE = 1_000_000  # bytes; the bot takes no more
_JUNK: tuple[Any, ...] = (
    None, "", [], {}, 0, -1, 1e308, True, "\0", "\ud800", "x" * 5_000, [[]], {"a": {}}, "<!channel>", "🜁",
    "00000000-0000-0000-0000-000000000000", "25:61", "9999-99-99", "T0OTHER", "../..", "' OR 1=1 --",
)  # fmt: skip


@dataclass(frozen=True)
class Good:
    """A request that was good, once, and was carried out."""

    body: bytes
    headers: Mapping[str, str]

    @property
    def kind(self) -> str:
        """Its content type."""
        return self.headers["Content-Type"]

    @property
    def payload(self) -> dict[str, Any]:
        """What is in it."""
        if self.kind != FORM:
            return dict(json.loads(self.body))
        form = dict(parse_qsl(self.body.decode(), keep_blank_values=True))
        return dict(json.loads(form["payload"])) if "payload" in form else form

    def with_payload(self, payload: Any) -> bytes:
        """The body with another payload, encoded as Slack encodes its kind."""
        if self.kind != FORM:
            return json.dumps(payload).encode()
        if isinstance(payload, dict) and "command" in payload:
            return urlencode(payload, errors="surrogatepass").encode()
        return urlencode({"payload": json.dumps(payload)}).encode()


@dataclass(frozen=True)
class Attack:
    """The very bytes; who `hangs_up` does not wait for an answer, and some may be cut off before one."""

    raw: bytes
    hangs_up: bool = False
    may_be_cut_off: bool = False


def attack(rng: Random, goods: list[Good]) -> tuple[str, Attack]:
    """One by chance, and of which kind it is."""
    name = rng.choices(list(KINDS), [weight for weight, _ in KINDS.values()])[0]
    return name, KINDS[name][1](rng, rng.choice(goods))


def _forged(rng: Random, good: Good) -> Attack:
    """Signed by someone else, for something else, at another time, or not at all."""
    body, other = good.body, good.body + b"&x=1"
    headers = rng.choice(
        (
            lambda: {"Content-Type": good.kind},
            lambda: signed(body, secret="guessed", kind=good.kind),
            lambda: signed(body, age=rng.randint(310, 10**6), kind=good.kind),
            lambda: signed(body, age=-rng.randint(310, 10**6), kind=good.kind),
            lambda: signed(other, kind=good.kind),
            lambda: (
                signed(body, kind=good.kind)
                | {"X-Slack-Request-Timestamp": rng.choice(("", "now", "-1", "1e9", "9" * 400, "\u00b2"))}
            ),
            lambda: (
                signed(body, kind=good.kind) | {"X-Slack-Signature": rng.choice(("", "v0=", "\u00e4" * 64))}
            ),
        )
    )()
    return Attack(_request(body, headers))


def _replayed(_rng: Random, good: Good) -> Attack:
    """The very same once more."""
    return Attack(_request(good.body, good.headers))


def _truncated(rng: Random, good: Good) -> Attack:
    """Cut short by the wire, by a thief, or before it was signed."""
    part = good.body[: rng.randrange(len(good.body))]
    whole = _request(good.body, good.headers)
    return rng.choice(
        (
            Attack(whole[: rng.randrange(1, len(whole))], hangs_up=True),
            Attack(_request(part, good.headers)),
            Attack(_request(part[:-1] + b"\xff", signed(part[:-1] + b"\xff", kind=good.kind))),
            Attack(_request(b"{" + part, signed(b"{" + part, kind="application/json"))),
        )
    )


def _huge(rng: Random, good: Good) -> Attack:
    """More than Slack ever sends, or just what is let in and yet no use to anyone."""
    size = rng.choice((_HUGE - 1_000, _HUGE + 1, 2 * _HUGE))
    body = good.body + b"&" + b"x" * size
    if rng.random() < 0.3:  # so many levels that a careless reader falls off its stack
        body = b'{"a":' * (size // 6)
    kind = rng.choice((good.kind, "application/json"))
    headers = rng.choice((signed(body, kind=kind), {"Content-Type": kind}))
    return Attack(_request(body, headers), may_be_cut_off=True)


def _malformed(rng: Random, good: Good) -> Attack:
    """Signed and yet nonsense, in one place or altogether; or no HTTP at all."""
    choice = rng.random()
    if choice < 0.1:
        noise = rng.choice(
            (rng.randbytes(200), b"GET / HTTP/9.9\r\n\r\n", b"POST\r\n\r\n", b"\r\n" * 50 + b"x\r\n\r\n")
        )
        return Attack(noise, hangs_up=True)
    if choice < 0.2:
        body = rng.choice(
            (b"", b"null", b"[]", b"0", b'""', b"payload=", b"payload=[]", b"payload=null", b"=&=", b"{}")
        )
        kind = rng.choice((FORM, "application/json", "text/plain", ""))
        return Attack(_request(body, signed(body, kind=kind)))
    if choice < 0.25:
        line = rng.choice(
            ("PUT /slack/events", "GET /slack/events", "POST /", "DELETE /health", "POST /ready")
        )
        return Attack(_request(good.body, good.headers, line))
    body = good.with_payload(_spoilt(rng, good.payload))
    return Attack(_request(body, signed(body, kind=good.kind)))


def _spoilt(rng: Random, payload: dict[str, Any]) -> Any:
    """The payload with junk in one place by chance, or without it."""
    copy: Any = json.loads(json.dumps(payload))
    node, places = copy, []
    while isinstance(node, dict | list) and node:
        place = rng.choice(list(node) if isinstance(node, dict) else range(len(node)))
        places.append((node, place))
        node = node[place]
    node, place = rng.choice(places)
    if rng.random() < 0.3:
        del node[place]
    else:
        node[place] = rng.choice(_JUNK)
    return copy


def _request(body: bytes, headers: Mapping[str, str], line: str = "POST /slack/events") -> bytes:
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    start = f"{line} HTTP/1.1\r\nHost: bot\r\nContent-Length: {len(body)}\r\n{head}\r\n"
    return start.encode("utf-8") + body


KINDS: dict[str, tuple[float, Callable[[Random, Good], Attack]]] = {
    "forged": (42, _forged),
    "replayed": (6, _replayed),
    "truncated": (32, _truncated),
    "huge": (0.4, _huge),
    "malformed": (20, _malformed),
}
"""How often each is made in about a hundred, and by what."""
