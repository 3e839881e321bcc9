"""What is refused, said where it helps: the only `@app.error`.

A refusal becomes a sentence at the field at fault, or in place of what was clicked; a room that is
taken comes with the ways out. The unforeseen shows a short reference, which also stands in the log.
"""

import traceback
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

import structlog
from slack_bolt import Ack, BoltContext, BoltResponse
from slack_sdk import WebClient

from booking_core import Alternative, Desk, Member, Refusal, Wish, alternatives, errors, rooms
from bot.objections import Missing, NotANumber
from bot.payloads import Body
from bot.reply import SLACK_TROUBLE, Reply, error_name
from bot.sentences import plain, sentence
from bot.views.booking_form import NEW, notice, read_form
from bot.views.page import note
from bot.views.refused import refused, ways_out
from bot.wording import Plain, Rich, listing

log = structlog.get_logger()

_NOWHERE = ZoneInfo("UTC")  # for someone whom we could not recognise


def refuse(error: Exception, ack: Ack, body: Body, context: BoltContext, client: WebClient) -> BoltResponse:
    """The acknowledgement of a request in which that was raised.

    Always 200: a fault of ours is told in words, not as Slack's time-out.
    """
    reply: Reply = context.get("reply") or Reply(ack, body, client, context.user_id or "")
    try:
        _say(error, reply, context)
    except Exception as worse:  # noqa: BLE001 — whatever happens, the person gets an answer
        _last_resort(worse, reply, context)
    return ack.response or ack()


def _last_resort(worse: Exception, reply: Reply, context: BoltContext) -> None:
    try:
        _unforeseen(worse, reply, context)
    except Exception as worst:  # noqa: BLE001 — nothing more can be said, but it is not Slack's to retry
        log.error("not_answered", error=type(worst).__name__)  # noqa: TRY400


def _say(error: Exception, reply: Reply, context: BoltContext) -> None:
    if isinstance(error, Refusal):
        context["outcome"] = error.code
        _refuse(error, reply, context)
    else:
        _unforeseen(error, reply, context)


def _refuse(refusal: Refusal, reply: Reply, context: BoltContext) -> None:
    reader: Member | None = context.get("member")
    wish: Wish | None = context.get("wish")
    if isinstance(refusal, errors.RoomTaken | errors.RoomClosed) and wish and reader:
        _offer_ways_out(refusal, wish, reply, context["desk"])
    elif reply.kind == "options":
        reply.ack(options=[])
    elif reply.kind == "submission" and (field := _field(refusal, reply.body)):
        reply.errors({field: plain(refusal, reader)})
    else:
        said = sentence(refusal, Rich(reader.zone if reader else _NOWHERE), reader)
        reply.add(note("Not done", f":no_entry_sign: {said}"))


def _unforeseen(error: Exception, reply: Reply, context: BoltContext) -> None:
    reference = context["reference"]
    context["outcome"] = "slack_trouble" if isinstance(error, SLACK_TROUBLE) else "unforeseen"
    if isinstance(error, SLACK_TROUBLE):
        log.error("slack_trouble", error=error_name(error))
        said = f"Slack did not take my answer. Please look what is so before you try again ({reference})."
    else:
        # Its text may quote a row, and so a title; where it happened is what helps.
        trace = "".join(traceback.format_tb(error.__traceback__))
        log.error("unforeseen", error=type(error).__name__, trace=trace)
        said = f"Something went wrong here. Please try again, or tell your admin {reference}."
    if reply.kind == "options":
        reply.ack(options=[])
    elif reply.kind == "submission" and (inputs := _inputs(reply.body)):
        reply.errors({inputs[0]: said})
    else:
        reply.add(note("Not done", f":warning: {said}"))


def _offer_ways_out(refusal: Refusal, wish: Wish, reply: Reply, desk: Desk) -> None:
    """The alternatives with a button each: above the fields of the form, or in place of what was clicked."""
    asking = replace(desk, deadline=None)  # it only reads, and a late way out is better than none
    ways = asking.run(alternatives, wish)
    said = sentence(refusal, Rich(desk.member.zone), desk.member)
    view = reply.body.get("view") or {}
    if view.get("callback_id") == NEW:
        notices = (notice(f":no_entry_sign: {said}"), *ways_out(ways, wish, desk.member))
        reply.open(read_form(view).view(asking.run(rooms), notices))
    elif reply.kind == "submission":
        reply.errors({"room": " ".join([plain(refusal, desk.member), *_ways_in_words(ways, desk.member)])})
    else:
        reply.show(refused(said, ways, wish, desk.member))


def _ways_in_words(ways: Sequence[Alternative], reader: Member) -> list[str]:
    """The ways out where there can be no buttons: a change keeps its booking, and is sent again."""
    said = [
        f"{way.room.name} {Plain(way.room.zone, reader.zone).span(way.span, way.room)}" for way in ways[:3]
    ]
    return [f"Free instead: {listing(said, 'or')}."] if said else []


def _field(refusal: Refusal, body: Body) -> str | None:
    """The block of the form at which to say it: the one at fault, else the first; None for a form without."""
    inputs = _inputs(body)
    named = refusal.field
    if isinstance(refusal, Missing | NotANumber):
        named = refusal.name
    elif isinstance(refusal, errors.BadPolicy):
        named = refusal.rule
    elif isinstance(refusal, errors.TooFarAhead) or (
        isinstance(refusal, errors.InThePast) and _past_day(refusal)
    ):
        named = "day"
    elif isinstance(refusal, errors.NoSuchLocalTime | errors.LocalTimeTwice):
        named = "start" if read_form(body["view"]).start == refusal.local.time() else "end"
    return named if named in inputs else next(iter(inputs), None)


def _past_day(refusal: errors.InThePast) -> bool:
    """Whether the day is at fault rather than the hour."""
    zone = refusal.room.zone
    return refusal.moment.astimezone(zone).date() < refusal.now.astimezone(zone).date()


def _inputs(body: Body) -> list[str]:
    return [block["block_id"] for block in body["view"]["blocks"] if block["type"] == "input"]
