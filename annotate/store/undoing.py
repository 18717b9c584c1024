"""Undoing and redoing. Nothing is taken out of the log: an undo is a change like others, and stands in it.

The changes form a stack. What was done last is undone first, so what an undo meets is what the change left behind. A
new change ends what could be redone. A mark's revision goes on counting, so that nobody overwrites unseen what was
undone in the meantime.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select, update

from annotate.errors import CallError, InputRefusedError
from annotate.store import ledger
from annotate.store.documents import find_place, put_details
from annotate.store.histories import all_entries
from annotate.store.labels import put_label
from annotate.store.opening import Store
from annotate.store.refs import check_line
from annotate.store.schema import annotation, reply
from annotate.store.settling import put_placements
from annotate.store.values import Entry


def undo(store: Store, count: int = 1, *, by: str = "") -> tuple[Entry, ...]:
    """Undo the last `count` changes of the store, whoever made them; return their entries, the last change first.

    Args:
        store: an open store.
        count: how many; all of them are undone, or none.
        by: who undoes.

    Raises:
        CallError: `count` is not positive.
        InputRefusedError: there are fewer changes, or one of them added a version.

    Examples:
        >>> from annotate.store.adding import add
        >>> from annotate.store.annotations import mark
        >>> from annotate.store.opening import open_store
        >>> from annotate.store.placements import marks
        >>> from pathlib import Path
        >>> from tempfile import mkdtemp
        >>> with open_store(Path(mkdtemp()) / "annotate.db", create=True) as store:
        ...     ref = add(store, "会议强调，要加强领导。".encode(), name="notice").ref
        ...     made = mark(store, ref, quote="加强领导", label="leadership")
        ...     undone, after_undo = undo(store), marks(store, ref)
        ...     redone, after_redo = redo(store), marks(store, ref)
        >>> undone[0].what, after_undo, [each.id for each in after_redo]
        ('mark', (), ['m1'])
    """
    return _repeat(store, "undo", count, by)


def redo(store: Store, count: int = 1, *, by: str = "") -> tuple[Entry, ...]:
    """Do again the last `count` changes that were undone; return their entries, in the order they are done again.

    Raises:
        CallError: `count` is not positive.
        InputRefusedError: fewer changes were undone since the last new one.
    """
    return _repeat(store, "redo", count, by)


def _repeat(store: Store, what: str, count: int, by: str) -> tuple[Entry, ...]:
    if count < 1:
        raise CallError(f"Nothing to {what}: give a whole number of changes from 1 on, not {count}.")
    check_line("person", by, empty=True)

    def change(connection: Connection) -> tuple[Entry, ...]:
        return tuple(_one(connection, what, by, store.now()) for _ in range(count))

    return store.write(change)


def _one(connection: Connection, what: str, by: str, now: str) -> Entry:
    """Undo or redo one change; whoever calls it again meets the store as it is then."""
    entries = all_entries(connection)
    done, undone = ledger.standing_changes([{"n": e.n, "what": e.what, "after": e.after} for e in entries])
    numbers = done if what == "undo" else undone
    if not numbers:
        raise InputRefusedError(f"There is no change left to {what}; `annotate history` shows them all.")
    entry = entries[numbers[-1] - 1]
    put = _WAYS.get(entry.what)
    if put is None:
        raise InputRefusedError(
            f"The last change, entry {entry.n}, added {entry.subject}, and a version cannot be taken out again. "
            "Use unmark, edit or set to change what was done before it."
        )
    put(connection, entry, forward=what == "redo")
    after = {"entry": entry.n, "what": entry.what, "ids": _ids(entry)}
    ledger.record(connection, when=now, who=by, what=what, subject=entry.subject, after=after)
    return entry


def _ids(entry: Entry) -> list[str]:
    """The marks that an import brought in."""
    return [mark["id"] for mark in entry.after["marks"]] if entry.what == "import" and entry.after else []


def _put_marks(connection: Connection, entry: Entry, *, forward: bool) -> None:
    """Marks that were made go out of force, or come back."""
    for mark_id in _ids(entry) or [entry.subject]:
        _update_mark(connection, mark_id, {"active": forward})


def _put_words(connection: Connection, entry: Entry, *, forward: bool) -> None:
    """What was changed about a mark."""
    _update_mark(connection, entry.subject, (entry.after if forward else entry.before) or {})


def _put_details(connection: Connection, entry: Entry, *, forward: bool) -> None:
    """What was set about a version and its document, found under the name it has now."""
    before, after = entry.before or {}, entry.after or {}
    name, _, number = entry.subject.partition("@")
    found = find_place(connection, f"{name if forward else after.get('name', name)}@{number}")
    put_details(connection, found, after if forward else before)


def _put_reply(connection: Connection, entry: Entry, *, forward: bool) -> None:
    """A reply goes out of force, or comes back."""
    number = int((entry.after or {})["id"].rpartition(".")[2])
    pk = select(annotation.c.pk).where(annotation.c.id == entry.subject).scalar_subquery()
    where = (reply.c.annotation_pk == pk) & (reply.c.number == number)
    connection.execute(update(reply).where(where).values(active=forward))


def _put_label(connection: Connection, entry: Entry, *, forward: bool) -> None:
    """What was said about a label."""
    put_label(connection, entry.subject, dict((entry.after if forward else entry.before) or {}))


def _put_settlement(connection: Connection, entry: Entry, *, forward: bool) -> None:
    """Where a mark stood before a person settled it, there and on later versions."""
    put_placements(connection, entry.subject, ((entry.after if forward else entry.before) or {})["placements"])


def _update_mark(connection: Connection, mark_id: str, values: Mapping[str, Any]) -> None:
    new = dict(values) | {"revision": annotation.c.revision + 1}
    connection.execute(update(annotation).where(annotation.c.id == mark_id).values(new))


_WAYS = {
    "mark": _put_marks,
    "import": _put_marks,
    "unmark": _put_words,
    "edit": _put_words,
    "set": _put_details,
    "settle": _put_settlement,
    "reply": _put_reply,
    "label": _put_label,
}
