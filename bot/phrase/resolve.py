"""From pieces to one reading: what is certain is said, what is doubtful is asked."""

from dataclasses import replace
from datetime import datetime

from bot.phrase.choose import choose
from bot.phrase.chosen import Chosen
from bot.phrase.facts import Question, Reading
from bot.phrase.intent import intent
from bot.phrase.line import Line
from bot.phrase.place import Place, place
from bot.phrase.questions import ask_day, ask_length, ask_repeat, ask_room, ask_time
from bot.phrase.scan import Piece, Scanned
from bot.phrase.settle import gone
from bot.phrase.timing import Timing, timing
from bot.phrase.title import title
from bot.phrase.trace import steps
from bot.phrase.unread import other_verb, unread

# Readings that are offered, but never taken without a word.
_OFFERED = frozenset({"order", "contradiction", "far", "gone", "gap", "twice", "unread", "length"})
_DAY_TROUBLE = frozenset({"order", "contradiction", "far", "gone", "impossible", "week", "over", "undated"})


def reading(scanned: Scanned) -> Reading:
    """What the pieces mean together."""
    chosen = choose(scanned)
    where = place(chosen)
    when = timing(chosen)
    used = chosen.used
    left = _left(scanned.line, used, where)
    if when.whens and not when.trouble:
        when.trouble = "verb" if other_verb(chosen, left) else "unread" if unread(chosen, left) else ""
    certain = len(when.whens) == 1 and when.trouble not in _OFFERED
    base = Reading(
        outcome="book",
        room=where.room,
        any_room=where.any_room,
        day=when.named,
        start=when.whens[0].start if certain else None,
        end=when.whens[0].end if certain else None,
        minutes=when.minutes,
        title=title(scanned.line, left, scanned.rest),
        people=tuple(dict.fromkeys(str(piece.value) for piece in scanned.all("people"))),
        seats=None if chosen.length_doubt else where.seats,
        repeat=when.repeat,
        trace=steps(scanned.line, used),
    )
    return _answer(chosen, where, when, base, left)


def _left(line: Line, used: list[Piece], where: Place) -> list[int]:
    spots = {spot for piece in used for spot in range(piece.first, piece.end)} | where.used
    return [spot for spot in range(len(line.tokens)) if spot not in spots]


def _answer(chosen: Chosen, where: Place, when: Timing, base: Reading, left: list[int]) -> Reading:
    line = chosen.scanned.line
    timed = base.start is not None
    kind = intent(line, left, timed=timed, complete=timed and where.room is not None)
    if kind == "help":
        return replace(base, outcome="help", title=None)
    if kind == "schedule":
        start, end = (when.whens[0].start, when.whens[0].end) if when.whens else (None, None)
        return replace(base, outcome="schedule", title=None, start=start, end=end)
    if when.trouble == "backwards":
        return replace(base, outcome="refuse:order", start=None, end=None)
    if _past(line.now, when, base):
        return replace(base, outcome="refuse:past")
    questions = _questions(chosen, where, when, base)
    if not questions:
        return base
    return replace(_likeliest(chosen, when, base), outcome="ask", ask=tuple(questions))


def _past(now: datetime, when: Timing, base: Reading) -> bool:
    if base.start is not None:
        return gone(base.start, now)
    return when.named is not None and when.named < now.date()


def _likeliest(chosen: Chosen, when: Timing, base: Reading) -> Reading:
    """Nothing can be booked wrongly where there is no room: there the likeliest reading is told."""
    if chosen.scanned.line.rooms:
        return base
    if when.whens and base.start is None:
        base = replace(base, start=when.whens[0].start, end=when.whens[0].end)
    if when.days and base.day is None:
        base = replace(base, day=when.whens[0].day if when.whens else when.days[0])
    return base


def _questions(chosen: Chosen, where: Place, when: Timing, base: Reading) -> list[Question]:
    questions: list[Question] = []
    if when.trouble in _DAY_TROUBLE or len(when.days) > 1:
        questions.append(ask_day(when.trouble, _options(chosen, when, base)))
        if not chosen.times:
            questions.append(ask_time("", ()))
    elif base.start is None or when.trouble == "verb":
        if not (chosen.days or chosen.parts or when.whens or when.repeat):
            questions.append(ask_day("", ()))
        questions.append(ask_time(when.trouble, _options(chosen, when, base)))
    if chosen.length_doubt:
        questions.append(ask_length(base, chosen.length_doubt))
    if chosen.repeat_doubt and not questions:
        questions.append(ask_repeat(base, chosen.repeat_doubt))
    if not where.known:
        questions = [replace(one, options=_roomless(where, one.options)) for one in questions]
        rooms = [replace(base, room=name, any_room=False) for name in where.options]
        questions.append(ask_room(where, rooms if base.start and not questions else ()))
    return questions


def _roomless(where: Place, options: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """The options where the room is still to be asked for."""
    return tuple(replace(option, outcome="ask", ask=(ask_room(where, ()),)) for option in options)


def _options(chosen: Chosen, when: Timing, base: Reading) -> list[Reading]:
    """Each reading of the time that lies ahead, as a whole reading that may be taken as it is."""
    return [
        replace(base, day=one.day if chosen.days else base.day, start=one.start, end=one.end)
        for one in when.whens
        if not gone(one.start, chosen.scanned.line.now)
    ]
