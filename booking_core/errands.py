"""What is to be told, and when: errands are added with a change, taken when due, done or tried later.

An errand is written in the transaction of the change that it tells of, so a crash between the two
loses neither. Any number of processes take what is due, and each errand is one process's at a time:
what was taken and not done within `TAKEN_FOR` is taken up by another.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Insert,
    Select,
    and_,
    bindparam,
    case,
    delete,
    literal_column,
    null,
    or_,
    select,
    update,
)
from uuid_utils.compat import uuid7

from booking_core.claims import prune
from booking_core.engine import take_time
from booking_core.facts import Errand
from booking_core.granting import insert_if
from booking_core.lookup import MEMBER_COLUMNS, member_of
from booking_core.office import Office
from booking_core.schema import ERRANDS, ErrandRow, MemberRow, OfferRow, WorkspaceRow
from booking_core.work import Work

TAKEN_FOR: Final = timedelta(minutes=1)


def add(
    work: Work,
    kind: str,
    key: str,
    *,
    member_id: UUID | None = None,
    about: Mapping[str, Any] | None = None,
    due_at: datetime | None = None,
    worthless_at: datetime | None = None,
) -> None:
    """Leave an errand, due at once unless `due_at` says otherwise, and dropped from `worthless_at` on.

    One with that key that is there already is due then instead; a process that has it just in hand
    will do it once more.
    """
    columns = _columns(work, kind, key, member_id, about, (due_at, worthless_at))
    work.wrote = True
    work.left_errand |= columns["due_at"] <= work.now
    work.execute(renewed(work.insert_into(ErrandRow).values(**columns)))


def of_change(line_id: UUID) -> dict[str, Any]:
    """The errand to spread the news of a change, as values for `insert_errand`."""
    return {"errand_id": uuid7(), "errand_key": f"change:{line_id}", "about": {"line": str(line_id)}}


def insert_errand(granted: FromClause | None) -> Insert:
    """The errand in the values of `of_change`, on behalf of `member_id`, if the claim is granted."""
    errand = new_errand("change", id="errand_id", key="errand_key", due_at="now", worthless_at=null())
    return insert_if(ERRANDS, granted, **errand)


def new_errand(kind: str, **columns: str | ColumnElement[Any]) -> dict[str, str | ColumnElement[Any]]:
    """What the columns of an errand of that kind are that nobody has in hand, as `insert_if` takes them."""
    return {
        "kind": literal_column(f"'{kind}'"),
        "taken_until": null(),
        "tries": literal_column("0"),
        "wanted": literal_column("1"),
        **columns,
    }


def renewed(insert: Any) -> Any:
    """The same INSERT of an errand, where one with that key is there already: it is due then instead.

    A process that has it just in hand will do it once more.
    """
    new = insert.excluded
    return insert.on_conflict_do_update(
        index_elements=["workspace_id", "key"],
        set_={
            "due_at": new.due_at,
            "worthless_at": new.worthless_at,
            "wanted": ErrandRow.wanted + literal_column("1"),
        },
    )


def take_errands(office: Office, workspace_key: str, most: int) -> tuple[Errand, ...]:
    """Up to so many errands of that workspace that are due and nobody else's, the longest due first.

    What would come too late is dropped. Busy where the database does not answer.
    """
    with office.transaction() as connection:
        now = office.clock()
        # As a table of its own: asked within the condition, it might be asked again for each row.
        due = _due(workspace_key, now).limit(most).with_for_update(skip_locked=True).cte("due")
        taken = (
            update(ErrandRow)
            .where(ErrandRow.id.in_(select(due.c.id)))
            .values(taken_until=now + TAKEN_FOR, tries=ErrandRow.tries + 1)
            .returning(ErrandRow.id, ErrandRow.worthless_at)
        )
        rows = connection.execute(taken).all()
        late = [row.id for row in rows if row.worthless_at is not None and row.worthless_at <= now]
        if late:
            connection.execute(delete(ErrandRow).where(ErrandRow.id.in_(late)))
        ids = [row.id for row in rows if row.id not in late]
        found = connection.execute(_errands(ids)).all() if ids else []
        return tuple(
            Errand(row.errand_id, row.kind, member_of(row), row.about, row.tries, row.wanted) for row in found
        )


def next_errand_at(office: Office, workspace_key: str) -> datetime | None:
    """When the next errand of that workspace is due, None where none waits; Busy for no database."""
    mine = _of_workspace(workspace_key), ErrandRow.taken_until.is_(None)
    waiting = select(ErrandRow.due_at).where(*mine).order_by(ErrandRow.due_at)
    with office.looking() as connection:
        return connection.execute(waiting.limit(1)).scalar_one_or_none()


def errand_done(work: Work, errand: Errand) -> None:
    """It need not be done again, unless it was asked for again meanwhile."""
    mine = _in_hand(work, errand)
    if not work.execute(delete(ErrandRow).where(mine, ErrandRow.wanted == errand.wanted)).rowcount:
        work.execute(update(ErrandRow).where(mine).values(taken_until=None))


def errand_later(work: Work, errand: Errand, due_at: datetime) -> None:
    """It is done later, by whoever has time then; at once, if it was asked for again meanwhile."""
    later = case((ErrandRow.wanted == errand.wanted, bindparam("later", due_at)), else_=ErrandRow.due_at)
    work.execute(update(ErrandRow).where(_in_hand(work, errand)).values(taken_until=None, due_at=later))


def _in_hand(work: Work, errand: Errand) -> ColumnElement[bool]:
    # Who took too long has no say any more: another has taken it up since, and counted a try more.
    own = ErrandRow.workspace_id == work.workspace_id, ErrandRow.id == errand.id
    return and_(*own, ErrandRow.tries == errand.tries)


def drop(work: Work, key: str) -> None:
    """There is nothing left to do under that key."""
    work.execute(delete(ErrandRow).where(ErrandRow.workspace_id == work.workspace_id, ErrandRow.key == key))


def sweep(office: Office) -> None:
    """Claims and offers that have passed are removed; Busy where the database does not answer."""
    with office.transaction() as connection:
        take_time(connection)
        now = office.clock()
        prune(connection, now)
        connection.execute(delete(OfferRow).where(OfferRow.until <= now))


def _of_workspace(key: str) -> ColumnElement[bool]:
    # Whoever tells has the right to in one workspace only.
    workspace_id = select(WorkspaceRow.id).where(WorkspaceRow.key == key).scalar_subquery()
    return ErrandRow.workspace_id == workspace_id


def _due(workspace_key: str, now: datetime) -> Select[Any]:
    mine = _of_workspace(workspace_key), ErrandRow.due_at <= now
    return (
        select(ErrandRow.id)
        .where(*mine, or_(ErrandRow.taken_until.is_(None), ErrandRow.taken_until <= now))
        .order_by(ErrandRow.due_at, ErrandRow.id)
    )


def _errands(ids: list[UUID]) -> Select[Any]:
    said = (ErrandRow.kind, ErrandRow.about, ErrandRow.tries, ErrandRow.wanted)
    return (
        select(*MEMBER_COLUMNS, ErrandRow.id.label("errand_id"), *said)
        .select_from(ErrandRow)
        .join(
            MemberRow,
            (MemberRow.workspace_id == ErrandRow.workspace_id) & (MemberRow.id == ErrandRow.member_id),
        )
        .where(ErrandRow.id.in_(ids))
        .order_by(ErrandRow.due_at, ErrandRow.id)
    )


def _columns(
    work: Work,
    kind: str,
    key: str,
    member_id: UUID | None,
    about: Mapping[str, Any] | None,
    when: tuple[datetime | None, datetime | None],
) -> dict[str, Any]:
    due_at, worthless_at = when
    return {
        "workspace_id": work.workspace_id,
        "id": uuid7(),
        "key": key,
        "kind": kind,
        "member_id": member_id or work.member.id,
        "about": dict(about or {}),
        "due_at": due_at or work.now,
        "worthless_at": worthless_at,
        "taken_until": None,
        "tries": 0,
        "wanted": 1,
    }
