"""Alembic's way in: always on the connection, and in the transaction, that `migrate` opened."""

from alembic import context

from booking_core.schema import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
