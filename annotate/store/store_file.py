"""The file behind a store: where it is, whether it is one, and how it may be opened. Nothing here changes it."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

from annotate.errors import (
    CallError,
    NotAStoreError,
    StoreError,
    StoreLockedError,
    StoreReadOnlyError,
    StoreTooNewError,
)

APPLICATION_ID = 0x616E6E6F
"""What SQLite's header says of whose file this is: "anno"."""

REVISIONS = ("0001", "0002")
"""The revisions of the tables that this program knows, oldest first; it works on the last and brings others to it."""

_SQLITE_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_UNWRITABLE = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
_OUR_MISTAKE = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISUSE, sqlite3.SQLITE_RANGE)


def locate(location: str | Path) -> Path:
    """The full path that `location`, a path or a `sqlite:///` URL, stands for.

    Raises:
        CallError: a URL of another kind.

    Examples:
        >>> locate("sqlite:////srv/texts/annotate.db").as_posix()
        '/srv/texts/annotate.db'
    """
    text = str(location)
    scheme, is_url, rest = text.partition("://")
    if is_url and not isinstance(location, Path):
        if scheme != "sqlite":
            raise CallError(f"The store {text!r} cannot be opened: only SQLite for now; give a path or sqlite:///PATH.")
        if not rest.startswith("/") or rest == "/":
            raise CallError(f"The store {text!r} names no file; write sqlite:///PATH, or the path alone.")
        text = rest[1:]
    if not text or "\0" in text:
        raise CallError(f"The store {text!r} names no file; give the path of a file.")
    return Path(os.path.realpath(text))


def is_there(path: Path) -> bool:
    """Whether there is anything at `path`; raises StoreError where that cannot be told."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise StoreError(f"The store {str(path)!r} cannot be reached: {error.strerror}.") from error
    return True


def inspect(path: Path, *, wait: float) -> str:
    """The revision of the tables of the store at `path`, which this program knows; `wait` seconds if it is locked.

    Raises:
        NotAStoreError: it is a directory or some other file.
        StoreTooNewError: a newer program wrote it.
        StoreError: it is locked, may not be read, or is damaged.
    """
    refusal = NotAStoreError(f"{str(path)!r} is not a store of this program and was left alone; give another path.")
    if not _is_ours(path):
        raise refusal
    try:
        with closing(sqlite3.connect(uri(path), uri=True, timeout=wait)) as connection:
            revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        # What is wrong with the query can only be that the table is not there.
        raise trouble(path, error) or refusal from error
    if revision is None:
        raise refusal
    if revision[0] not in REVISIONS:
        raise StoreTooNewError(
            f"The tables of the store {str(path)!r} are at revision {revision[0]!r}, which this version of the program "
            "does not know, so a newer one wrote it; install a newer policy-annotate."
        )
    found: str = revision[0]
    return found


def _is_ours(path: Path) -> bool:
    """Whether the file's header is that of a store; read without SQLite, which would write to some files."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would block, a directory cannot be read
            return False
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except OSError as error:
        raise StoreError(f"The store {str(path)!r} cannot be read: {error.strerror}.") from error
    return header.startswith(_SQLITE_MAGIC) and int.from_bytes(header[68:72], "big") == APPLICATION_ID


def trouble(path: Path, error: BaseException | None) -> StoreError | None:
    """What SQLite's `error` says about the state of the store at `path`; None if it is about what was asked of it."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in _OUR_MISTAKE:
        return None
    if code in _LOCKED:
        return StoreLockedError(f"Another program is writing to the store {str(path)!r}; try again when it is done.")
    if code in _UNWRITABLE:
        return read_only(path)
    return StoreError(f"The store {str(path)!r} cannot be used: {error}; check the file, or restore it from a backup.")


def uri(path: Path) -> str:
    """How SQLite is to open the store at `path`: for writing where file and folder allow it, else without any trace.

    In write-ahead logging a reader writes too: the log's index beside the file. Where that is not allowed, the file is
    opened as immutable, which leaves the log aside; so only where no log is waiting.
    """
    if is_writable(path):
        return f"{path.as_uri()}?mode=rw"
    if _has_log(path):
        return f"{path.as_uri()}?mode=ro"
    return f"{path.as_uri()}?mode=ro&immutable=1"


def is_writable(path: Path) -> bool:
    """Whether the file at `path` and its folder, where SQLite keeps its log, may be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def read_only(path: Path) -> StoreReadOnlyError:
    """The error for a store that may not be written, and for one that would have to be in order to be read."""
    if _has_log(path) and not path.with_name(f"{path.name}-shm").exists():
        return StoreReadOnlyError(
            f"The last changes to the store {str(path)!r} are still in its log, which cannot be taken in where nothing "
            "may be written; copy both files, the one that ends in -wal too, to a folder of your own."
        )
    what = f"file {str(path)!r}" if path.exists() and not os.access(path, os.W_OK) else f"folder {str(path.parent)!r}"
    return StoreReadOnlyError(f"The {what} may not be written, so nothing was changed; ask for access or use a copy.")


def _has_log(path: Path) -> bool:
    try:
        return path.with_name(f"{path.name}-wal").stat().st_size > 0
    except OSError:
        return False
