"""Opening a store, and the two kinds of transaction in it."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from annotate.errors import CallError, NotAStoreError, StoreMissingError, StoreReadOnlyError
from annotate.store.drafts import put_in_place
from annotate.store.store_file import (
    APPLICATION_ID,
    REVISIONS,
    inspect,
    is_there,
    is_writable,
    locate,
    read_only,
    trouble,
    uri,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

T = TypeVar("T")

_WAIT = 10.0


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Store:
    """An open store. It is made by `open_store`, handed to every function that reads or writes, and closed at the end.

    Each transaction has a connection of its own, so one Store may be used from several threads.

    Attributes:
        path: the full path of its file.
    """

    def __init__(self, path: Path, *, create: bool, clock: Callable[[], datetime], wait: float) -> None:
        self.path = path
        self._create = create
        self._clock = clock
        self._wait = wait
        self._closed = False
        self._aside = False  # whether its tables are older and may not be changed, so that a copy is read
        self._copying = Lock()
        self._copy: tuple[Engine, Callable[[], None]] | None = None  # made by the first reading transaction
        self._engines: dict[tuple[str, bool], Engine] = {}  # they hold no connection between transactions

    def now(self) -> str:
        """The store's clock: ISO 8601, UTC, to the second."""
        return self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @contextmanager
    def read(self) -> Iterator["Connection"]:
        """A transaction that sees the store as it is at its first read, whatever others write meanwhile."""
        from annotate.store.connections import explained

        self._check_open()
        if not is_there(self.path):
            raise missing(self.path)
        with explained(self.path), self._reading_engine().begin() as connection:
            yield connection

    def write(self, change: Callable[["Connection"], T]) -> T:
        """Call `change` in a transaction that is the only one to write; what it raises undoes all of it.

        A store that is not there yet is made now, together with the first change. If another program makes it in the
        same moment, `change` is called again on that one; it must have no other effect than on its connection.

        Raises:
            StoreReadOnlyError: the file or its folder may not be written.
            StoreLockedError: another program held the store for longer than the waiting time.
        """
        self._check_open()
        if not is_there(self.path):
            if not self._create:
                raise missing(self.path)
            made, result = self._make(change)
            if made:
                return result
            inspect(self.path, wait=self._wait)
        if not is_writable(self.path):
            raise read_only(self.path)
        return self._transact(uri(self.path), change)

    def close(self) -> None:
        """End the use of the store."""
        self._closed = True
        with self._copying:
            if self._copy is not None:
                self._copy[1]()
                self._copy = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Store({str(self.path)!r})"

    def bring_up_to_date(self) -> None:
        """Change the tables to those this program works on, all in one transaction.

        Where nothing may be written, the file stays as it is, and every reading transaction is on one copy in memory,
        which holds what the file held at the first of them.
        """
        from annotate.store.migration import upgrade

        if is_writable(self.path):
            self._transact(uri(self.path), upgrade)
        else:
            self._aside = True

    def _check_open(self) -> None:
        if self._closed:
            raise CallError(f"The store {str(self.path)!r} has been closed; open it again.")

    def _transact(self, address: str, change: Callable[["Connection"], T]) -> T:
        from annotate.store.connections import explained

        with explained(self.path), self._engine(address, write=True).begin() as connection:
            return change(connection)

    def _reading_engine(self) -> "Engine":
        if not self._aside:
            return self._engine(uri(self.path), write=False)
        from annotate.store.connections import engine_on_copy
        from annotate.store.migration import upgrade

        with self._copying:
            if self._copy is None:
                self._copy = engine_on_copy(uri(self.path), wait=self._wait, prepare=upgrade)
            return self._copy[0]

    def _engine(self, address: str, *, write: bool) -> "Engine":
        from annotate.store.connections import make_engine

        known = self._engines.get((address, write))
        if known is None:
            known = self._engines[address, write] = make_engine(address, wait=self._wait, write=write)
        return known

    def _make(self, change: Callable[["Connection"], T]) -> tuple[bool, T]:
        """Make the store with its first change in it; say whether it could still be put in its place.

        It is made under another name and appears in its place complete, so that nobody ever sees half of it.
        """
        from annotate.store.migration import upgrade

        def first(connection: "Connection") -> T:
            upgrade(connection)
            return change(connection)

        with _folders(self.path.parent) as keep:
            draft = self.path.with_name(f".{self.path.name}.{os.getpid()}-{secrets.token_hex(4)}")
            try:
                _prepare(draft, self.path)
                result = self._transact(uri(draft), first)
                made = put_in_place(draft, self.path)
                keep()
            finally:
                for suffix in ("", "-wal", "-shm", "-journal"):
                    with suppress(OSError):
                        draft.with_name(draft.name + suffix).unlink()
        return made, result


def open_store(
    location: str | Path, *, create: bool = False, clock: Callable[[], datetime] = _utc_now, wait: float = _WAIT
) -> Store:
    """Open the store at `location`, a path or a `sqlite:///` URL.

    With `create`, a store that is not there is made by the first change that succeeds, its folder too; until then, and
    if that change fails, nothing is written. `clock` gives the times that are recorded, `wait` is how many seconds a
    locked store is waited for. A store that an older version of the program wrote is brought up to date at once.

    Raises:
        CallError: a URL of another kind.
        StoreMissingError: there is none, and `create` is not set.
        NotAStoreError: the file is something else; it is left untouched.
        StoreTooNewError: a newer version of the program wrote it.

    Examples:
        >>> from tempfile import mkdtemp
        >>> from annotate.store.adding import add
        >>> from annotate.store.documents import show
        >>> with open_store(Path(mkdtemp()) / "annotate.db", create=True) as store:
        ...     add(store, "会议强调，要加强领导。".encode(), name="notice").ref
        ...     show(store, "notice").text[5:9]
        'notice@1'
        '要加强领'
    """
    path = locate(location)
    store = Store(path, create=create, clock=clock, wait=wait)
    if is_there(path):
        if inspect(path, wait=wait) != REVISIONS[-1]:
            store.bring_up_to_date()
    elif not create:
        raise missing(path)
    return store


def missing(path: Path) -> StoreMissingError:
    """The error for a store that is not there."""
    return StoreMissingError(
        f"There is no store at {str(path)!r}; add a text to make one, or give its path with --store."
    )


@contextmanager
def _folders(folder: Path) -> Iterator[Callable[[], None]]:
    """Make `folder` and those above it; take away what was made unless the function given is called."""
    wanted = [each for each in (folder, *folder.parents) if not is_there(each)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise NotAStoreError(
            f"{str(folder)!r} is no folder, so no store can be made in it; give another path."
        ) from None
    except OSError as error:
        raise StoreReadOnlyError(f"The folder {str(folder)!r} cannot be made: {error.strerror}.") from error
    kept = False

    def keep() -> None:
        nonlocal kept
        kept = True

    try:
        yield keep
    finally:
        for each in [] if kept else wanted:
            with suppress(OSError):  # somebody put something there meanwhile
                each.rmdir()


def _prepare(draft: Path, path: Path) -> None:
    """Make the empty database file, marked as ours, with write-ahead logging, which stays on."""
    import sqlite3
    from contextlib import closing

    try:
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.DatabaseError as error:
        raise trouble(path, error) or error from error
