"""Texts from files of many types: who read them, where pages begin, what was done; an encoding only where there is one.

This file stays as it is: stores in use were brought up to date by it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns to `version`, and let its encoding be empty."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if on_sqlite:
        op.execute("DROP TRIGGER version_no_update")
    op.add_column("version", sa.Column("reader", sa.Text, nullable=False, server_default="text"))
    op.add_column("version", sa.Column("reader_version", sa.Text, nullable=False, server_default="1"))
    op.add_column("version", sa.Column("places", sa.JSON, nullable=False, server_default="[]"))
    op.add_column("version", sa.Column("notes", sa.JSON, nullable=False, server_default="[]"))
    op.add_column("version", sa.Column("origin", sa.Text))
    if on_sqlite:
        _free_the_encoding()
        refuse = "BEGIN SELECT RAISE(ABORT, 'version is append-only'); END"
        op.execute(f"CREATE TRIGGER version_no_update BEFORE UPDATE ON version {refuse}")
    else:
        op.alter_column("version", "encoding", existing_type=sa.Text, nullable=True)


def _free_the_encoding() -> None:
    """Put a column that may be empty in the place of the one that may not, which SQLite cannot change where it stands.

    To make the table anew would take its rows away for a moment, which the marks that point at them do not allow.
    """
    op.add_column("version", sa.Column("encoding_now", sa.Text))
    op.execute("UPDATE version SET encoding_now = encoding")
    op.execute("ALTER TABLE version DROP COLUMN encoding")
    op.execute("ALTER TABLE version RENAME COLUMN encoding_now TO encoding")
