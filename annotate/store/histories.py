"""The history as people read it: every change, or those that touched one document, version or mark."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from annotate.errors import RefNotFoundError
from annotate.store.opening import Store
from annotate.store.refs import parse_ref
from annotate.store.schema import annotation
from annotate.store.schema import history as history_table
from annotate.store.values import Entry, Ref


def history(store: Store, of: str | None = None) -> tuple[Entry, ...]:
    """The log of all changes, oldest first, or of those that touched one thing.

    Args:
        store: an open store.
        of: a mark's id; `NAME@NUMBER` for a version and the marks made on it; `NAME` for a document with all its
            versions and marks, under whatever name it had. None is the whole log.

    Raises:
        CallError: `of` is neither an id nor a ref.
        RefNotFoundError: there is no such document or version, and no mark of that id.

    Examples:
        >>> from annotate.store.adding import add
        >>> from annotate.store.annotations import mark
        >>> from annotate.store.opening import open_store
        >>> from pathlib import Path
        >>> from tempfile import mkdtemp
        >>> with open_store(Path(mkdtemp()) / "annotate.db", create=True) as store:
        ...     ref = add(store, "会议强调，要加强领导。".encode(), name="notice").ref
        ...     made = mark(store, ref, quote="加强领导", label="leadership", by="lin")
        ...     [(entry.what, entry.subject, entry.who) for entry in history(store)]
        [('add', 'notice@1', ''), ('mark', 'm1', 'lin')]
    """
    with store.read() as connection:
        entries = all_entries(connection)
        if of is None:
            return entries
        if connection.execute(select(annotation.c.id).where(annotation.c.id == of)).first() is not None:
            return tuple(entry for entry in entries if of in _marks_touched(entry))
    return _of_document(entries, parse_ref(of))


def all_entries(connection: Connection) -> tuple[Entry, ...]:
    """The whole log, oldest first, in a transaction that is open."""
    rows = connection.execute(select(history_table).order_by(history_table.c.n)).mappings().all()
    taken_back: set[int] = set()
    for row in rows:
        if row["what"] == "undo":
            taken_back.add(row["after"]["entry"])
        elif row["what"] == "redo":
            taken_back.discard(row["after"]["entry"])
    return tuple(Entry(**row, undone=row["n"] in taken_back) for row in rows)


def _of_document(entries: Sequence[Entry], ref: Ref) -> tuple[Entry, ...]:
    """The entries of a document, or of one version of it; from the newest back, as names change on the way."""
    name, found = ref.name, list[Entry]()
    by_number = {entry.n: entry for entry in entries}
    made_here = _marks_made(entries, ref)
    for entry in reversed(entries):
        before, after = _renaming(entry, by_number)
        later = name
        if after is not None and after == name:
            name = before or name
        subject = by_number[entry.after["entry"]].subject if _reverts(entry) and entry.after else entry.subject
        subjects = () if entry.what == "label" else (subject, (entry.after or {}).get("ref", ""))
        concerned = any(_is_of(one, each, ref.number) for one in subjects for each in (name, later))
        if concerned or not made_here.isdisjoint(_marks_touched(entry)):
            found.append(entry)
    if not found:
        raise RefNotFoundError(f"There is no {str(ref)!r} in the history: no document, version or mark is called so.")
    return tuple(reversed(found))


def _marks_made(entries: Sequence[Entry], ref: Ref) -> set[str]:
    """The ids of the marks made on a document, or on one version of it."""
    name, ids = ref.name, set[str]()
    by_number = {entry.n: entry for entry in entries}
    for entry in reversed(entries):
        before, after = _renaming(entry, by_number)
        if after is not None and after == name:
            name = before or name
        ids |= {made["id"] for made in _made(entry) if _is_of(made["ref"], name, ref.number)}
    return ids


def _is_of(subject: str, name: str, number: int | None) -> bool:
    if number is not None:
        return subject == f"{name}@{number}"
    return subject.partition("@")[0] == name and "@" in subject


def _renaming(entry: Entry, by_number: Mapping[int, Entry]) -> tuple[str | None, str | None]:
    """The document's name before and after an entry that renamed it."""
    done = by_number[entry.after["entry"]] if _reverts(entry) and entry.after else entry
    if done.what != "set" or not done.after or "name" not in done.after or not done.before:
        return None, None
    names = done.before["name"], done.after["name"]
    return names if entry.what != "undo" else (names[1], names[0])


def _reverts(entry: Entry) -> bool:
    return entry.what in ("undo", "redo")


def _made(entry: Entry) -> Iterable[Mapping[str, Any]]:
    if entry.after is None:
        return ()
    if entry.what == "mark":
        return (entry.after,)
    return entry.after["marks"] if entry.what == "import" else ()


def _marks_touched(entry: Entry) -> set[str]:
    """The ids of the marks that an entry made, changed or carried."""
    touched = {made["id"] for made in _made(entry)} | {entry.subject}
    after = entry.after or {}
    return touched | {carried["id"] for carried in after.get("carried", ())} | set(after.get("ids", ()))
