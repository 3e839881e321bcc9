"""The pages of their own that people have opened, and that are kept true from then on."""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import FromClause, Insert, bindparam, exists, literal_column, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from uuid_utils.compat import uuid7

from booking_core.errands import add, new_errand, renewed
from booking_core.facts import Member
from booking_core.granting import row_if
from booking_core.look import Look
from booking_core.lookup import MEMBER_COLUMNS, member_of
from booking_core.schema import ERRANDS, ErrandRow, MemberRow
from booking_core.work import Work

_LASTS: Final = timedelta(hours=1)  # after that the next change, or opening it, makes it anew
_BOOKED_BY_THEN: Final = timedelta(seconds=5)  # whoever began before: nobody's deadline is later


def publish_home(work: Work, member: Member) -> None:
    """The member's own page will be made anew."""
    add(work, "home", _key(member), member_id=member.id, worthless_at=work.now + _LASTS)


def open_home(work: Work) -> None:
    """From here on a page of their own is kept true for the person who asks, and made at once.

    The first time it is made once more a little later: who was booking just then knew of no page.
    """
    me = MemberRow.workspace_id == work.workspace_id, MemberRow.id == work.member.id
    first = work.execute(update(MemberRow).where(*me, ~MemberRow.has_home).values(has_home=True)).rowcount
    publish_home(work, work.member)
    if first:
        due_at = work.now + _BOOKED_BY_THEN
        add(work, "home", f"opened:{work.member.id}", due_at=due_at, worthless_at=due_at + _LASTS)


def members_with_home(look: Look, user_ids: list[str]) -> list[Member]:
    """Those of the people who have opened a page of their own."""
    rows = look.rows(
        select(*MEMBER_COLUMNS)
        .where(
            MemberRow.workspace_id == look.workspace_id, MemberRow.user_id.in_(user_ids), MemberRow.has_home
        )
        .order_by(MemberRow.id)
    )
    return [member_of(row) for row in rows]


def of_home(work: Work) -> dict[str, Any]:
    """The page of the person who asks, to be made anew, as values for `insert_home`."""
    return {"home_id": uuid7(), "home_key": _key(work.member), "home_until": work.now + _LASTS}


def insert_home(granted: FromClause | None) -> Insert:
    """What `publish_home` leaves, if `member_id` has opened a page and the claim is granted.

    It answers with a row if it does.
    """
    opened = exists().where(
        MemberRow.workspace_id == bindparam("workspace_id"),
        MemberRow.id == bindparam("member_id"),
        MemberRow.has_home,
    )
    errand = new_errand(
        "home",
        id="home_id",
        key="home_key",
        about=literal_column("'{}'"),
        due_at="now",
        worthless_at="home_until",
    )
    insert_into = sqlite_insert if granted is None else postgresql_insert
    leave = insert_into(ERRANDS).from_select(ERRANDS.c.keys(), row_if(ERRANDS, granted, opened, **errand))
    answering: Insert = renewed(leave).returning(ErrandRow.id)
    return answering


def _key(member: Member) -> str:
    return f"home:{member.id}"
