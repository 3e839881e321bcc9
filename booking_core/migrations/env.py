"""Alembic's way in: always on the connection, and in the transaction, that `migrate` opened."""

from alembic import context

from booking_core.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
