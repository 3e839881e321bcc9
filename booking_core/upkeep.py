"""The upkeep of rooms, for admins: to add, change, close and reopen them.

A request that changed a room before is answered with what it made of it then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from uuid_utils.compat import uuid7

from booking_core.directory import rooms, standing_in
from booking_core.errors import BadPolicy, BadRoomName, BadSeats, RoomNameTaken
from booking_core.facts import (
    HORIZON_LIMIT,
    LONGEST_LIMIT,
    NAME_LIMIT,
    SEATS_LIMIT,
    Booking,
    Policy,
    Room,
    RoomDetails,
)
from booking_core.history import first_line
from booking_core.lookup import name_key
from booking_core.policy import clean_text, demand_admin
from booking_core.schema import RoomRow, RoomsChangeRow
from booking_core.work import Work


def add_room(work: Work, details: RoomDetails) -> Room:
    """A new open room. Raises AdminsOnly, BadRoomName, BadSeats, BadPolicy or RoomNameTaken."""
    _mark_change(work)
    if (answer := _first_answer(work)) is not None:
        return answer
    cleaned = clean_details(details)
    room = Room(uuid7(), work.workspace_id, cleaned, open=True)
    added = work.execute(
        work.insert_into(RoomRow)
        .values(id=room.id, workspace_id=room.workspace_id, closed_at=None, **_columns(cleaned))
        .on_conflict_do_nothing()
        .returning(RoomRow.id)
    ).one_or_none()
    if added is None:
        if (answer := _first_answer(work)) is not None:
            return answer  # the same request got here twice at one moment
        raise RoomNameTaken(cleaned.name)
    work.record(work.line("room_added", room_id=room.id, after=_plain(cleaned)))
    return room


def change_room(work: Work, room_id: UUID, details: RoomDetails) -> Room:
    """The room with other details; what is booked in it stays.

    Raises what `add_room` raises, and NoSuchRoom.
    """
    _mark_change(work)
    old = work.room(room_id, lock=True)
    if (answer := _first_answer(work)) is not None:
        return answer
    cleaned = clean_details(details)
    if cleaned == old.details:
        return old
    try:
        _set(work, room_id, **_columns(cleaned))
    except IntegrityError as taken:
        raise RoomNameTaken(cleaned.name) from taken
    work.record(work.line("room_changed", room_id=room_id, before=_plain(old.details), after=_plain(cleaned)))
    return replace(old, details=cleaned)


def close_room(work: Work, room_id: UUID) -> tuple[Booking, ...]:
    """Nothing new can be booked in the room from here on; what stands stays, and is returned, by start.

    Raises AdminsOnly or NoSuchRoom. A closed room stays closed.
    """
    _mark_change(work)
    if work.room(room_id, lock=True).open and _first_answer(work) is None:
        _set(work, room_id, closed_at=work.now)
        work.record(work.line("room_closed", room_id=room_id, before={"open": True}, after={"open": False}))
    return standing_in(work, room_id)


def reopen_room(work: Work, room_id: UUID) -> Room:
    """The room, open again. Raises AdminsOnly or NoSuchRoom."""
    _mark_change(work)
    room = work.room(room_id, lock=True)
    if not room.open and _first_answer(work) is None:
        _set(work, room_id, closed_at=None)
        work.record(work.line("room_reopened", room_id=room_id, before={"open": False}, after={"open": True}))
    return replace(room, open=True)


def bring_in(work: Work, many: Sequence[RoomDetails]) -> tuple[int, int]:
    """Add the rooms whose names are new, change the others; how many were added and how many changed.

    Doing it again changes nothing, so it needs no request key, of which each line would want its own.
    """
    keyless = replace(work, request_key=None)
    known = {name_key(room.name): room for room in rooms(work)}
    added = changed = 0
    for details in many:
        room = known.get(name_key(clean_text(details.name)))
        if room is None:
            add_room(keyless, details)
            added += 1
        else:
            changed += change_room(keyless, room.id, replace(details, policy=room.policy)) != room
    work.wrote |= keyless.wrote
    return added, changed


def clean_details(details: RoomDetails) -> RoomDetails:
    """The details as they are kept, or the refusal of what cannot be."""
    name = clean_text(details.name)
    if not 0 < len(name) <= NAME_LIMIT:
        raise BadRoomName(name, NAME_LIMIT)
    if not 0 < details.seats <= SEATS_LIMIT:
        raise BadSeats(details.seats, SEATS_LIMIT)
    _check_policy(details.policy)
    features = (clean_text(feature) for feature in details.features)
    return replace(
        details,
        name=name,
        place=clean_text(details.place),
        features=tuple(dict.fromkeys(feature for feature in features if feature)),
    )


def _mark_change(work: Work) -> None:
    """The person may change rooms, and what is remembered of them is not so any more."""
    demand_admin(work.member)
    # Before a room is locked, so that two who change rooms do not wait for each other in a circle.
    work.wrote = True
    change = {"workspace_id": work.workspace_id, "change_id": uuid7()}
    work.execute(
        work.insert_into(RoomsChangeRow)
        .values(change)
        .on_conflict_do_update(index_elements=["workspace_id"], set_={"change_id": change["change_id"]})
    )


def _check_policy(policy: Policy) -> None:
    if not timedelta(minutes=1) <= policy.longest <= LONGEST_LIMIT:
        raise BadPolicy("longest", policy.longest, LONGEST_LIMIT)
    if not timedelta(days=1) <= policy.horizon <= HORIZON_LIMIT:
        raise BadPolicy("horizon", policy.horizon, HORIZON_LIMIT)


def _columns(details: RoomDetails) -> dict[str, Any]:
    return {
        "name": details.name,
        "name_key": name_key(details.name),
        "seats": details.seats,
        "zone": details.zone.key,
        "place": details.place,
        "features": list(details.features),
        "longest_minutes": details.policy.longest // timedelta(minutes=1),
        "horizon_days": details.policy.horizon.days,
    }


def _plain(details: RoomDetails) -> dict[str, Any]:
    return {name: value for name, value in _columns(details).items() if name != "name_key"}


def _first_answer(work: Work) -> Room | None:
    """The room as this request left it the first time, None where it has changed nothing yet."""
    line = first_line(work)
    if line is None or line.booking_id is not None:
        return None
    room, after = work.room(line.room_id), line.after
    return replace(room, details=_details(after)) if "name" in after else room


def _details(plain: Mapping[str, Any]) -> RoomDetails:
    return RoomDetails(
        name=plain["name"],
        seats=plain["seats"],
        zone=ZoneInfo(plain["zone"]),
        place=plain["place"],
        features=tuple(plain["features"]),
        policy=Policy(timedelta(minutes=plain["longest_minutes"]), timedelta(days=plain["horizon_days"])),
    )


def _set(work: Work, room_id: UUID, **columns: Any) -> None:
    work.execute(
        update(RoomRow)
        .where(RoomRow.workspace_id == work.workspace_id, RoomRow.id == room_id)
        .values(**columns)
    )
