"""Where a booking is shown to people, so that it can be kept true there: on cards that are edited."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, delete, select, update
from uuid_utils.compat import uuid7

from booking_core.changes import demand_booked
from booking_core.errands import add, drop
from booking_core.facts import Booking, Card
from booking_core.history import agreed, first_line
from booking_core.look import Look
from booking_core.schema import CardRow
from booking_core.work import Work

_COLUMNS: Final[tuple[Any, ...]] = (CardRow.id, CardRow.booking_id, CardRow.place, CardRow.message)
_POSTED_BY_THEN: Final = timedelta(minutes=1)


def share(work: Work, booking_id: UUID, place: str) -> tuple[Booking, Card | None]:
    """The booking, and the card to be posted at that place; None where one stands or is about to.

    Whoever gets the card posts it and says so with `posted`, or `unshare`s it; who is prevented
    leaves it to an errand. Raises what `changeable` raises, and NotConfirmed for a hold.
    """
    booking = work.booking(booking_id, lock=True)
    demand_booked(work, booking)
    card = None if first_line(work) is not None else _new_card(work, booking_id, place, "")
    if card is not None:
        after = agreed(booking)
        work.record(work.line("shared", booking_id=booking.id, room_id=booking.room.id, after=after))
        renew(work, card, after=_POSTED_BY_THEN)
    return booking, card


def posted(work: Work, card: Card, message: str, said: Booking) -> None:
    """The card stands there as that message, which tells of the booking as it was `said` to be.

    If that has changed meanwhile, the card is made anew.
    """
    booking = work.booking(card.booking, lock=True)
    work.execute(
        update(CardRow)
        .where(CardRow.workspace_id == work.workspace_id, CardRow.id == card.id)
        .values(message=message)
    )
    if booking.change == said.change:
        drop(work, _key(card))
    else:
        renew(work, card)


def unshare(work: Work, card: Card) -> None:
    """The card stands there no more."""
    work.execute(delete(CardRow).where(CardRow.workspace_id == work.workspace_id, CardRow.id == card.id))
    drop(work, _key(card))


def shown(work: Work, booking_id: UUID, place: str, message: str) -> None:
    """The booking is shown there by now, and is kept true there: of one kind of place, in the newest."""
    columns = {"workspace_id": work.workspace_id, "booking_id": booking_id, "place": place}
    statement = work.insert_into(CardRow).values(id=uuid7(), message=message, **columns)
    work.execute(statement.on_conflict_do_update(index_elements=list(columns), set_={"message": message}))


def card(look: Look, card_id: UUID) -> Card | None:
    """The card of that id, None where it is gone."""
    statement = select(*_COLUMNS).where(CardRow.workspace_id == look.workspace_id, CardRow.id == card_id)
    row = look.execute(statement).one_or_none()
    return None if row is None else _card(row)


def cards_of(look: Look, booking_id: UUID) -> tuple[Card, ...]:
    """All cards of the booking."""
    rows = look.rows(
        select(*_COLUMNS)
        .where(CardRow.workspace_id == look.workspace_id, CardRow.booking_id == booking_id)
        .order_by(CardRow.id)
    )
    return tuple(_card(row) for row in rows)


def renew(work: Work, card: Card, *, after: timedelta = timedelta(0)) -> None:
    """The card will be made to say what is so, at once or after a while."""
    add(
        work,
        "card",
        _key(card),
        about={"card": str(card.id)},
        due_at=work.now + after,
    )


def _new_card(work: Work, booking_id: UUID, place: str, message: str) -> Card | None:
    statement = work.insert_into(CardRow).values(
        workspace_id=work.workspace_id, id=uuid7(), booking_id=booking_id, place=place, message=message
    )
    added = work.execute(statement.on_conflict_do_nothing().returning(*_COLUMNS)).one_or_none()
    return None if added is None else _card(added)


def _card(row: Row[Any]) -> Card:
    return Card(row.id, row.booking_id, row.place, row.message)


def _key(card: Card) -> str:
    return f"card:{card.id}"
