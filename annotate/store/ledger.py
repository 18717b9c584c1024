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
    done: list[int] = []
    undone: list[int] = []
    for row in rows:
        if row["what"] == "undo":
            undone.append(done.pop())
        elif row["what"] == "redo":
            done.append(undone.pop())
        else:
            done.append(row["n"])
            undone.clear()
    return done, undone


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
        if row["n"] != number or row["previous"] != previous or row["hash"] != seal(dict(row)):
            return number
        previous = row["hash"]
    return None
