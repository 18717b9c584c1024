"""Replies to marks. A reply belongs to its mark and goes where the mark goes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, insert, select

from annotate.errors import CallError, InputRefusedError, MarkNotFoundError
from annotate.store import ledger
from annotate.store.opening import Store
from annotate.store.refs import check_line, check_note
from annotate.store.schema import annotation, version
from annotate.store.schema import reply as reply_table
from annotate.store.values import Reply


def reply(store: Store, mark_id: str, note: str, *, by: str = "") -> Reply:
    """Answer a mark's note; the reply gets the id of the mark with a number behind it, such as m1.2.

    Raises:
        CallError: the note is empty.
        MarkNotFoundError: there is no such mark.
        InputRefusedError: the mark was taken back.

    Examples:
        >>> from annotate.store.adding import add
        >>> from annotate.store.annotations import mark
        >>> from annotate.store.opening import open_store
        >>> from pathlib import Path
        >>> from tempfile import mkdtemp
        >>> with open_store(Path(mkdtemp()) / "annotate.db", create=True) as store:
        ...     ref = add(store, "会议强调，要加强领导。".encode(), name="notice").ref
        ...     made = mark(store, ref, quote="加强领导", label="leadership")
        ...     reply(store, "m1", "Said in March, too.", by="lin").id
        'm1.1'
    """
    check_line("person", by, empty=True)
    if not check_note("reply", note).strip():
        raise CallError("The reply is empty; say it with --note.")

    def change(connection: Connection) -> Reply:
        found = connection.execute(
            select(annotation.c.pk, annotation.c.active).where(annotation.c.id == mark_id)
        ).first()
        if found is None:
            raise MarkNotFoundError(
                f"There is no mark {mark_id!r} in the store; `annotate marks REF` lists those of a text."
            )
        if not found.active:
            raise InputRefusedError(f"Mark {mark_id} was taken back and cannot be answered; undo that first.")
        (made,) = keep_replies(connection, mark_id, found.pk, [Reply("", note, by, store.now())])
        after = {"id": made.id, "note": note, "by": by, "created": made.created}
        ledger.record(connection, when=made.created, who=by, what="reply", subject=mark_id, after=after)
        return made

    return store.write(change)


def keep_replies(connection: Connection, mark_id: str, pk: int, new: Sequence[Reply]) -> tuple[Reply, ...]:
    """Write replies to a mark, and give each its id."""
    count = select(func.count()).select_from(reply_table).where(reply_table.c.annotation_pk == pk)
    first = connection.execute(count).scalar_one() + 1
    made = tuple(
        Reply(f"{mark_id}.{number}", each.note, each.by, each.created) for number, each in enumerate(new, first)
    )
    rows: list[dict[str, Any]] = [
        {"annotation_pk": pk, "number": number, "note": each.note, "by": each.by, "created": each.created}
        for number, each in enumerate(made, first)
    ]
    if rows:
        connection.execute(insert(reply_table), [{**row, "active": True} for row in rows])
    return made


def replies_where(connection: Connection, condition: ColumnElement[bool]) -> dict[int, tuple[Reply, ...]]:
    """The replies in force to the marks that fit `condition`, by the mark's key, in the order they were made."""
    query = (
        select(reply_table, annotation.c.id)
        .select_from(reply_table.join(annotation).join(version))
        .where(condition, reply_table.c.active)
        .order_by(reply_table.c.annotation_pk, reply_table.c.number)
    )
    found: dict[int, tuple[Reply, ...]] = {}
    for row in connection.execute(query):
        one = Reply(f"{row.id}.{row.number}", row.note, row.by, row.created)
        found[row.annotation_pk] = (*found.get(row.annotation_pk, ()), one)
    return found
