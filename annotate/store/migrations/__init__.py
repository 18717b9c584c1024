"""The migration scripts, run by Alembic; see `annotate.store.migration`."""
