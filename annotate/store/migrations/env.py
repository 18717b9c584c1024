"""How Alembic runs the scripts here: on the connection it is handed, inside the transaction that is open there."""

from alembic import context

from annotate.store.schema import metadata

# Alembic runs this file under this name; imported under any other, it does nothing.
if __name__ == "env_py":
    context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
    context.run_migrations()
