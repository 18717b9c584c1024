"""The store's history: an entry for each change, chained by hashes so that no entry can be altered unnoticed."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, insert, select

from annotate._version import __version__
from annotate.store.schema import history

FIRST_PREVIOUS = "0" * 64
"""What stands for the hash before the first entry."""


def record(
    connection: Connection,
    *,
    when: str,
    what: str,
    subject: str,
    who: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write the entry of a change that is being made in the same transaction.

    `what` is the command's word (add, set, mark, edit, unmark, import, reply, label, settle, undo, redo), `subject` the
    ref, the mark's id or the label; `before` and `after` say what the change took away and what it put there.
    """
    last = connection.execute(select(history.c.n, history.c.hash).order_by(history.c.n.desc()).limit(1)).first()
    entry: dict[str, Any] = {
        "n": last.n + 1 if last else 1,
        "when": when,
        "who": who,
        "what": what,
        "subject": subject,
        "before": before,
        "after": after,
        "program": __version__,
        "previous": last.hash if last else FIRST_PREVIOUS,
    }
    connection.execute(insert(history).values(**entry, hash=seal(entry)))


def standing_changes(rows: Iterable[Mapping[str, Any]]) -> tuple[list[int], list[int]]:
    """The numbers of the entries in force and of those that can be redone, each with the one to take next at its end.

    `rows` are entries in order, with at least `n`, `what` and `after`.

    Examples:
        >>> standing_changes([
        ...     {"n": 1, "what": "add", "after": {}},
        ...     {"n": 2, "what": "mark", "after": {}},
        ...     {"n": 3, "what": "undo", "after": {"entry": 2}},
        ... ])
        ([1], [2])
    """
    standing = Standing()
    for row in rows:
        standing.follow(row)
    return standing.done, standing.undone


class Standing:
    """Which changes are in force and which can be redone, as far as the entries followed tell.

    Attributes:
        done: the numbers of the entries in force, the one to undo next at the end.
        undone: those that can be redone, the next at the end.
    """

    def __init__(self) -> None:
        self.done: list[int] = []
        self.undone: list[int] = []

    def follow(self, entry: Mapping[str, Any]) -> None:
        """Take the next entry into account, which has at least `n`, `what` and `after`.

        Raises:
            IndexError: it undoes or redoes what was not done or undone last.
        """
        if entry["what"] not in ("undo", "redo"):
            self.done.append(entry["n"])
            self.undone.clear()
            return
        taken, given = (self.done, self.undone) if entry["what"] == "undo" else (self.undone, self.done)
        if taken.pop() != entry["after"]["entry"]:
            raise IndexError
        given.append(entry["after"]["entry"])


def fits(entry: Mapping[str, Any], previous: str) -> bool:
    """Whether an entry fits its hash, and `previous`, that of the entry before it."""
    return bool(entry["previous"] == previous and entry["hash"] == seal(entry))


def seal(entry: Mapping[str, Any]) -> str:
    """The hash of an entry: SHA-256 over its canonical JSON (sorted keys, no spaces, UTF-8), the hash itself left out.

    Examples:
        >>> seal({"n": 1, "what": "add"}) == seal({"what": "add", "n": 1, "hash": "…"})
        True
    """
    content = {key: value for key, value in entry.items() if key != "hash"}
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def first_broken(connection: Connection) -> int | None:
    """The number of the first entry that does not fit its hash or the entry before it; None if all do."""
    previous = FIRST_PREVIOUS
    for number, row in enumerate(connection.execute(select(history).order_by(history.c.n)).mappings(), start=1):
        if row["n"] != number or not fits(dict(row), previous):
            return number
        previous = row["hash"]
    return None
