"""The tables: made by the migration as the program expects them, append-only where nothing may change."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Table
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.schema import CreateTable

from annotate.store.adding import add
from annotate.store.migration import configuration
from annotate.store.opening import open_store
from annotate.store.schema import metadata
from annotate.store.store_file import APPLICATION_ID, REVISIONS


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_store(tmp_path / "annotate.db", create=True) as store:
        add(store, "会议强调，要加强领导。".encode(), name="notice")
    return tmp_path / "annotate.db"


def test_the_migration_makes_the_tables_of_the_schema(path: Path) -> None:
    with open_store(path) as store, store.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_newest_migration_is_the_revision_that_opening_expects(path: Path) -> None:
    with open_store(path) as store, store.read() as connection:
        assert ScriptDirectory.from_config(configuration(connection)).get_current_head() == REVISIONS[-1]


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: str(table.name))
def test_every_table_has_types_that_postgresql_takes(table: Table) -> None:
    assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=PGDialect()))


@pytest.mark.parametrize("table", ["source", "version", "history"])
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM {table}",
        "UPDATE {table} SET {column} = {column}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    ],
)
def test_append_only_tables_refuse_every_change(path: Path, table: str, statement: str) -> None:
    column = {"source": "bytes", "version": "text", "history": "what"}[table]
    with closing(sqlite3.connect(path)) as connection:
        with pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"):
            connection.execute(statement.format(table=table, column=column))
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)


def test_the_file_says_whose_it_is_and_keeps_a_log(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_foreign_keys_are_held(path: Path) -> None:
    with open_store(path) as store, store.read() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
