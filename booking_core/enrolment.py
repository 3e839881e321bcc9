"""Who is a member of which workspace, as last seen."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from uuid_utils.compat import uuid7

from booking_core.columns import Base
from booking_core.facts import Member, Workspace
from booking_core.lookup import MEMBER_COLUMNS, member_of
from booking_core.schema import MemberRow, WorkspaceRow


def enrolled(connection: Connection, workspace_key: str, user_id: str, facts: Mapping[str, Any]) -> Member:
    """The person as a member of that workspace; both are entered, or brought up to date."""
    workspace = _workspace(connection, workspace_key)
    key = {"workspace_id": workspace.id, "user_id": user_id}
    _upsert(connection, MemberRow, key, facts, {"has_home": False})
    return _member(connection, workspace.id, user_id)


def last_enrolled(connection: Connection, workspace_key: str, user_id: str) -> Member | None:
    """The person as last enrolled, None for one who never was."""
    row = connection.execute(
        select(*MEMBER_COLUMNS)
        .join(WorkspaceRow, WorkspaceRow.id == MemberRow.workspace_id)
        .where(WorkspaceRow.key == workspace_key, MemberRow.user_id == user_id)
    ).one_or_none()
    return None if row is None else member_of(row)


def _workspace(connection: Connection, key: str) -> Workspace:
    found = select(WorkspaceRow.id).where(WorkspaceRow.key == key)
    workspace_id = connection.execute(found).scalar_one_or_none()
    if workspace_id is None:
        _upsert(connection, WorkspaceRow, {"key": key}, {})
        workspace_id = connection.execute(found).scalar_one()
    return Workspace(workspace_id, key)


def _member(connection: Connection, workspace_id: UUID, user_id: str) -> Member:
    return member_of(
        connection.execute(
            select(*MEMBER_COLUMNS).where(
                MemberRow.workspace_id == workspace_id, MemberRow.user_id == user_id
            )
        ).one()
    )


def _upsert(
    connection: Connection,
    row: type[Base],
    key: Mapping[str, Any],
    facts: Mapping[str, Any],
    at_first: Mapping[str, Any] | None = None,
) -> None:
    """Enter the facts, which stay true; what holds `at_first` is not touched where the row is there."""
    insert_into = postgresql_insert if connection.dialect.name == "postgresql" else sqlite_insert
    statement = insert_into(row).values(id=uuid7(), **key, **facts, **(at_first or {}))
    if facts:
        statement = statement.on_conflict_do_update(index_elements=list(key), set_=dict(facts))
    else:
        statement = statement.on_conflict_do_nothing()
    connection.execute(statement)
