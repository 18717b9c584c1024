"""Connections to SQLite with the transactions a store needs, and SQLite's complaints as errors of this library."""

import json
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, StaticPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from annotate.store.store_file import trouble


def make_engine(uri: str, *, wait: float, write: bool) -> Engine:
    """An engine whose connections are opened for one transaction and then closed.

    A writing transaction takes the write lock as it begins: SQLite's default takes it at the first write, when what was
    read before may be stale already, and then fails at once or loses the update. `wait` is how many seconds a locked
    store is waited for.
    """
    return _engine(lambda: _connect(uri, wait), "BEGIN IMMEDIATE" if write else "BEGIN")


def engine_on_copy(
    uri: str, *, wait: float, prepare: Callable[[Connection], None]
) -> tuple[Engine, Callable[[], None]]:
    """An engine on a copy in memory, made now and prepared by `prepare`, and the function that lets the copy go."""
    address = f"file:annotate-{secrets.token_hex(8)}?mode=memory&cache=shared"
    # The copy lives as long as one connection to it, which no transaction uses; any thread may close it.
    kept = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    try:
        with closing(_connect(uri, wait)) as file:
            file.backup(kept)
        # Closing the connection would lose the copy, so the preparation's own engine must not.
        with create_engine("sqlite://", creator=lambda: kept, poolclass=StaticPool).begin() as connection:
            prepare(connection)
    except BaseException:
        kept.close()
        raise
    return _engine(lambda: _connect(address, wait), "BEGIN"), kept.close


def _connect(uri: str, wait: float) -> sqlite3.Connection:
    # isolation_level=None: the driver begins no transactions of its own.
    connection = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _engine(connect: Callable[[], sqlite3.Connection], begin: str) -> Engine:
    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool, json_serializer=_compact_json)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite reports about the store at `path` into a StoreError."""
    try:
        yield
    except DBAPIError as error:
        known = trouble(path, error.orig)
        if known is None:
            raise
        raise known from error


def _compact_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
