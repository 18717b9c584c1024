"""Making marks and changing what they say. Nothing is deleted: a mark taken back is kept, out of force."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from annotate.errors import CallError, InputRefusedError, StaleEditError
from annotate.store import ledger
from annotate.store.carrying import Standing, carry_on, place_all, place_origins, readings_of
from annotate.store.documents import find_text
from annotate.store.opening import Store
from annotate.store.placements import origin_mark
from annotate.store.quoting import check_spans, find_quote
from annotate.store.records import spans_column
from annotate.store.refs import check_line, check_note
from annotate.store.schema import annotation, version
from annotate.store.values import Mark, Ref, Reply
from annotate.text.spans import Span, quotes

_NUMBERED = re.compile(r"m([1-9][0-9]{0,8})", re.ASCII)


@dataclass(frozen=True)
class Draft:
    """A mark about to be kept; `spans` is empty for one that comes without a place."""

    id: str
    spans: tuple[Span, ...]
    quotes: tuple[str, ...]
    label: str
    note: str
    by: str
    created: str
    replies: tuple[Reply, ...] = ()


def mark(
    store: Store,
    ref: str | Ref,
    *,
    spans: Iterable[tuple[int, int]] | None = None,
    quote: str | None = None,
    prefix: str = "",
    suffix: str = "",
    label: str,
    note: str = "",
    by: str = "",
) -> Mark:
    """Mark words of a version; the mark is carried on to all later versions at once.

    Args:
        store: an open store.
        ref: the version.
        spans: where, `[start, end)` in code points of its text; several make one mark, an empty one marks a place.
        quote: or the words, which have to stand there once between `prefix` and `suffix`.
        prefix: words right before the quote.
        suffix: words right after the quote.
        label: what kind of mark it is.
        note: what there is to say.
        by: who makes it.

    Raises:
        CallError: neither or both of spans and quote, a span not well formed, an empty label.
        RefNotFoundError: there is no such document or version.
        SpanOutsideError: a span reaches past the text.
        QuoteNotFoundError: the quote does not stand there.
        QuoteAmbiguousError: it stands there more than once.

    Examples:
        >>> from annotate.store.adding import add
        >>> from annotate.store.opening import open_store
        >>> from pathlib import Path
        >>> from tempfile import mkdtemp
        >>> with open_store(Path(mkdtemp()) / "annotate.db", create=True) as store:
        ...     ref = add(store, "会议强调，要加强领导。".encode(), name="notice").ref
        ...     mark(store, ref, quote="加强领导", label="leadership").spans
        (Span(start=6, end=10),)
    """
    _check_words(label, note, by)
    if (spans is None) == (quote is None):
        raise CallError("Say what to mark by spans or by a quote, one of the two.")
    if quote is None and (prefix or suffix):
        raise CallError("A prefix or suffix goes with a quote; give --quote too.")
    asked = None if spans is None else [(start, end) for start, end in spans]

    def change(connection: Connection) -> Mark:
        found = find_text(connection, ref)
        where, text = f"{found['name']}@{found['number']}", found["text"]
        if asked is None:
            place: tuple[Span, ...] = (find_quote(text, quote or "", prefix=prefix, suffix=suffix, where=where),)
        else:
            place = check_spans(asked, len(text), where)
        now = store.now()
        draft = Draft(f"m{next_number(connection)}", place, quotes(text, place), label, note, by, now)
        after = described(draft, where) | {"carried": keep(connection, found, [draft])}
        ledger.record(connection, when=now, who=by, what="mark", subject=draft.id, after=after)
        return origin_mark(connection, draft.id)

    return store.write(change)


def edit(
    store: Store,
    mark_id: str,
    *,
    label: str | None = None,
    note: str | None = None,
    by: str = "",
    expect_revision: int | None = None,
) -> Mark:
    """Change a mark's label or note, or both; `by` says who changes it.

    With `expect_revision`, the edit is refused if somebody changed the mark since it had that revision.

    Raises:
        CallError: nothing to change, or an empty label.
        MarkNotFoundError: there is no such mark.
        InputRefusedError: the mark was taken back.
        StaleEditError: its revision is another one.
    """
    _check_words("-" if label is None else label, note or "", by)
    if label is None and note is None:
        raise CallError("Nothing to change; give --label or --note.")

    def change(connection: Connection) -> Mark:
        found = origin_mark(connection, mark_id)
        if not found.active:
            raise InputRefusedError(f"Mark {mark_id} was taken back and cannot be edited; make it anew.")
        if expect_revision is not None and found.revision != expect_revision:
            raise StaleEditError(
                f"Mark {mark_id} was changed by somebody else (revision {found.revision}, not {expect_revision}); read "
                "it again and repeat the edit."
            )
        kept = {"label": found.label, "note": found.note}
        asked = {"label": label, "note": note}
        changed = {key: value for key, value in asked.items() if value is not None and value != kept[key]}
        if changed:
            _update(connection, mark_id, changed)
            before = {key: kept[key] for key in changed}
            ledger.record(
                connection, when=store.now(), who=by, what="edit", subject=mark_id, before=before, after=changed
            )
        return origin_mark(connection, mark_id)

    return store.write(change)


def unmark(store: Store, mark_id: str, *, by: str = "") -> Mark:
    """Take a mark back: it stays in the store, out of force. One taken back already stays as it is.

    Raises:
        MarkNotFoundError: there is no such mark.
    """
    check_line("person", by, empty=True)

    def change(connection: Connection) -> Mark:
        if origin_mark(connection, mark_id).active:
            _update(connection, mark_id, {"active": False})
            ledger.record(
                connection,
                when=store.now(),
                who=by,
                what="unmark",
                subject=mark_id,
                before={"active": True},
                after={"active": False},
            )
        return origin_mark(connection, mark_id)

    return store.write(change)


def keep(connection: Connection, found: RowMapping, drafts: Sequence[Draft]) -> list[dict[str, Any]]:
    """Keep marks on the version `found`, and carry them on to every later version; return how, for the history."""
    if not drafts:
        return []
    new = insert(annotation).returning(annotation.c.id, annotation.c.pk)
    kept = connection.execute(new, [_row(draft, found["id"]) for draft in drafts])
    pks = {row.id: row.pk for row in kept}
    standings = [Standing(pks[each.id], each.spans, each.quotes, found["id"], each.spans) for each in drafts]
    place_origins(connection, standings)
    later = select(version.c.id).where(
        version.c.document_id == found["document_id"], version.c.number > found["number"]
    )
    readings = readings_of(connection)
    carried: list[dict[str, Any]] = []
    for target in connection.execute(later.order_by(version.c.number)).scalars().all():
        placed = carry_on(readings, standings, target)
        carried += place_all(connection, placed, target, readings(target).text)
        standings = [each.standing for each in placed]
    return carried


def next_number(connection: Connection) -> int:
    """The number after the highest of the ids that are m and a number."""
    return (connection.execute(select(func.max(annotation.c.ordinal))).scalar() or 0) + 1


def described(draft: Draft, ref: str) -> dict[str, Any]:
    """A mark as the history keeps it."""
    return {
        "id": draft.id,
        "ref": ref,
        "spans": spans_column(draft.spans),
        "quotes": list(draft.quotes),
        "label": draft.label,
        "note": draft.note,
        "by": draft.by,
        "created": draft.created,
        **({"replies": [asdict(each) for each in draft.replies]} if draft.replies else {}),
    }


def ordinal(mark_id: str) -> int | None:
    """The number in an id that is m and a number; None for others.

    Examples:
        >>> ordinal("m12"), ordinal("note-3")
        (12, None)
    """
    numbered = _NUMBERED.fullmatch(mark_id)
    return int(numbered[1]) if numbered else None


def _row(draft: Draft, version_id: int) -> dict[str, Any]:
    return {
        "id": draft.id,
        "ordinal": ordinal(draft.id),
        "version_id": version_id,
        "spans": spans_column(draft.spans),
        "quotes": list(draft.quotes),
        "label": draft.label,
        "note": draft.note,
        "by": draft.by,
        "created": draft.created,
        "active": True,
        "revision": 1,
    }


def _update(connection: Connection, mark_id: str, changed: dict[str, Any]) -> None:
    where = annotation.c.id == mark_id
    connection.execute(update(annotation).where(where).values(changed | {"revision": annotation.c.revision + 1}))


def _check_words(label: str, note: str, by: str) -> None:
    check_line("label", label)
    check_note("note", note)
    check_line("person", by, empty=True)
