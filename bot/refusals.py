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
from slack_sdk.models.blocks import Block

from booking_core import Booking, Desk, Member, Refusal, Wish, errors, let_go, publish_home, rooms, shown
from bot import moving
from bot.cards import taken_down
from bot.instead import from_now, instead
from bot.objections import Missing, NotANumber
from bot.payloads import Body, place_of_answer
from bot.reply import SLACK_TROUBLE, Reply, error_name
from bot.sentences import not_kept, plain, sentence
from bot.views.booking_fields import ASKED
from bot.views.booking_form import is_form, notice, read_form
from bot.views.held import held, over
from bot.views.moves import under_way
from bot.views.page import note
from bot.views.refused import Instead, refused, ways_out
from bot.wording import Rich

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
        if reply.kind == "home_action" and "desk" in context and not isinstance(error, errors.TryAgain):
            _renew_home(context["desk"])
    else:
        _unforeseen(error, reply, context)


def _renew_home(desk: Desk) -> None:
    """Home is made anew, since it offered what is not to be had."""
    replace(desk, deadline=None).run(publish_home, desk.member)


def _refuse(refusal: Refusal, reply: Reply, context: BoltContext) -> None:
    reader: Member | None = context.get("member")
    if reply.kind == "options":
        reply.ack(options=[])
    elif isinstance(refusal, errors.TryAgain | errors.InDoubt):
        _say_beside(refusal, reply, reader, f" ({context['reference']})")  # our fault: the log says more
    elif reader is None:
        _say_beside(refusal, reply, reader)
    elif "move" in context and isinstance(refusal, errors.RoomTaken | errors.RoomClosed):
        reply.show(moving.instead(refusal, context["move"], context["desk"]))
    elif _in_a_booking_form(refusal, reply, context):
        _say_above_the_fields(refusal, reply, context)
    elif wish := _wish_to_meet(refusal, context):
        _offer_instead(refusal, wish, reply, context["desk"])
    else:
        _say_beside(refusal, reply, reader, moving="move" in context)


def _say_beside(
    refusal: Refusal, reply: Reply, reader: Member | None, reference: str = "", *, moving: bool = False
) -> None:
    """The sentence at the field at fault or beside what was clicked; with what can be done instead."""
    clicked = reply.kind in ("message_action", "modal_action", "home_action")
    said = sentence(refusal, Rich(reader.zone if reader else _NOWHERE), reader) + reference
    if reply.kind == "submission" and (field := _field(refusal, reply.body)):
        reply.errors({field: plain(refusal, reader) + reference})
    elif clicked and reader and isinstance(refusal, errors.HoldOver):
        reply.show(over(refusal.booking, reader))
    elif reply.kind != "submission" and isinstance(refusal, errors.AlreadyBegun):
        reply.add(under_way(said, refusal.booking, moving=moving))
    else:
        reply.add(note("Not done", f":no_entry_sign: {said}"))


def _unforeseen(error: Exception, reply: Reply, context: BoltContext) -> None:
    reference = context["reference"]
    context["outcome"] = "slack_trouble" if isinstance(error, SLACK_TROUBLE) else "unforeseen"
    if isinstance(error, SLACK_TROUBLE):
        log.error("slack_trouble", error=error_name(error))
        said = f"Slack did not take my answer. Please check what stands before you try again ({reference})."
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


def _wish_to_meet(refusal: Refusal, context: BoltContext) -> Wish | None:
    """What was wished, where something else may meet it; from now on where an offer came too late."""
    wish: Wish | None = context.get("wish")
    if wish is not None and isinstance(refusal, errors.InThePast) and "offer" in context:
        return from_now(wish, refusal.now)
    return wish if isinstance(refusal, errors.RoomTaken | errors.RoomClosed) else None


def _offer_instead(refusal: Refusal, wish: Wish, reply: Reply, desk: Desk) -> None:
    """The person's own hold where that is in the way, else the alternatives, in place of what was clicked."""
    asking, reader = replace(desk, deadline=None), desk.member  # a late way out is better than none
    if mine := _own_hold(refusal, reader):
        if place := place_of_answer(reply.body):
            asking.run(shown, mine.id, *place)
        reply.show(held(mine, reader))
    else:
        said = sentence(refusal, Rich(reader.zone), reader)
        reply.show(refused(said, _found(refusal, wish, asking), reader))


def _found(refusal: Refusal, wish: Wish, desk: Desk) -> Instead:
    return replace(desk.run(instead, wish), late=isinstance(refusal, errors.InThePast))


def _in_a_booking_form(refusal: Refusal, reply: Reply, context: BoltContext) -> bool:
    """Whether to say it above the fields of a booking's form: there is room for more than a sentence."""
    asked = reply.kind == "modal_action" or (
        reply.kind == "submission" and _wish_to_meet(refusal, context) is not None
    )
    return asked and is_form(reply.body["view"])


def _say_above_the_fields(refusal: Refusal, reply: Reply, context: BoltContext) -> None:
    form = read_form(reply.body["view"])
    desk = replace(context["desk"], deadline=None)
    reader, voice = desk.member, Rich(desk.member.zone)
    if mine := _own_hold(refusal, reader):
        desk.run(let_go)
        desk.run(taken_down, mine.id, str(reply.body["view"]["id"]))  # what stands there now is the form
        said: Sequence[Block] = held(mine, reader).blocks
    elif wish := _wish_to_meet(refusal, context):
        ways = ways_out(_found(refusal, wish, desk), reader, changing=form.booking is not None)
        said = (notice(f":no_entry_sign: {sentence(refusal, voice, reader)}"), *ways)
    elif _was_filled_in(reply.body):
        desk.run(let_go)
        said = (notice(not_kept(refusal, voice, reader)),)
    else:
        said = (notice(f":no_entry_sign: {sentence(refusal, voice, reader)}"),)
    view = form.view(desk.look(rooms), said)
    if reply.kind == "submission":
        reply.open(view)
    elif not reply.refresh(view) and not _was_filled_in(reply.body):
        _say_beside(refusal, reply, reader)


def _own_hold(refusal: Refusal, reader: Member) -> Booking | None:
    """The person's own hold, where that is what is in the way."""
    clash = refusal.clash if isinstance(refusal, errors.RoomTaken) else None
    mine = clash is not None and clash.state == "held" and clash.booker.id == reader.id
    return clash if mine else None


def _was_filled_in(body: Body) -> bool:
    """Whether a field was filled in, and no button pressed."""
    return body["actions"][0].get("action_id") in ASKED


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
