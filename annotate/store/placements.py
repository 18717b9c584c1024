"""Reading marks: where each stands on a version, and what is kept with it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, get_args

from sqlalchemy import Connection, RowMapping, select

from annotate.compare.values import Change, Placement, State
from annotate.errors import CallError, MarkNotFoundError
from annotate.store.carrying import Placed, Readings, Standing, carry_on, readings_of
from annotate.store.documents import find_text
from annotate.store.opening import Store
from annotate.store.records import checked_quotes, spans_from
from annotate.store.refs import check_date
from annotate.store.replies import replies_where
from annotate.store.schema import annotation, document, placement, version
from annotate.store.values import Mark, MarkCandidate, Origin, Ref, Reply, Settled
from annotate.text.spans import Span, quotes

_origin = version.alias("origin")
_from = version.alias("carried_from_version")

_MARK = (
    *annotation.c,
    _origin.c.number.label("origin_number"),
    _origin.c.document_id.label("document_id"),
    document.c.name,
)
_PLACEMENT = (
    placement.c.state,
    placement.c.spans.label("placed_spans"),
    placement.c.quotes.label("placed_quotes"),
    placement.c.likeness,
    placement.c.place,
    placement.c.rule,
    placement.c.candidates,
    placement.c.settled_by,
    placement.c.settled_when,
    placement.c.settled_how,
    _from.c.number.label("from_number"),
)
_WITH_ORIGIN = annotation.join(_origin, annotation.c.version_id == _origin.c.id).join(
    document, _origin.c.document_id == document.c.id
)
_PLACED = _WITH_ORIGIN.join(placement, placement.c.annotation_pk == annotation.c.pk).join(
    _from, placement.c.carried_from == _from.c.id, isouter=True
)


def marks(
    store: Store,
    ref: str | Ref,
    *,
    states: Collection[str] | None = None,
    labels: Collection[str] | None = None,
    note: str | None = None,
    by: str | None = None,
    since: str | None = None,
    until: str | None = None,
    also_later: bool = False,
    include_inactive: bool = False,
) -> tuple[Mark, ...]:
    """Every mark made on a version or on an earlier one, as it stands there, by place; those without a place last.

    Args:
        store: an open store.
        ref: the version.
        states: only marks in one of these states.
        labels: only marks with one of these labels.
        note: only marks whose note, or a reply to it, holds these words, in either case of letters.
        by: only marks that this person made.
        since: only marks made on this day or later, YYYY-MM-DD.
        until: only marks made on this day or earlier.
        also_later: also the marks made on later versions, carried back; this is worked out now and not kept.
        include_inactive: also the marks that were taken back.

    Raises:
        CallError: a malformed ref or date, or an unknown state.
        RefNotFoundError: there is no such document or version.
        StoreError: a quote does not stand where it is kept; the store is damaged.
    """
    for state in states or ():
        if state not in get_args(State):
            raise CallError(f"{state!r} is no state of a mark; choose among {', '.join(get_args(State))}.")
    for date in (since, until):
        if date is not None:
            check_date(date)
    with store.read() as connection:
        found = find_text(connection, ref)
        text = found["text"]
        query = select(*_MARK, *_PLACEMENT).select_from(_PLACED).where(placement.c.version_id == found["id"])
        rows: list[Mapping[str, Any]] = [dict(row) for row in connection.execute(query).mappings()]
        if also_later:
            rows += _carried_back(connection, found)
        replies = replies_where(connection, version.c.document_id == found["document_id"]) if rows else {}
        wanted = [
            row
            for row in rows
            if (include_inactive or row["active"])
            and (states is None or row["state"] in states)
            and (labels is None or row["label"] in labels)
            and (by is None or row["by"] == by)
            and (note is None or _mentions(note, row["note"], replies.get(row["pk"], ())))
            and (since is None or since <= _day(row["created"]))
            and (until is None or _day(row["created"]) <= until)
        ]
        changes = _changes(readings_of(connection), wanted, found["id"])
    return tuple(
        _mark(row, text, changes.get(row["pk"]), replies.get(row["pk"], ())) for row in sorted(wanted, key=_by_place)
    )


def _mentions(words: str, note: str, replies: Sequence[Reply]) -> bool:
    return any(words.casefold() in said.casefold() for said in (note, *(reply.note for reply in replies)))


def _day(created: str) -> str:
    """The day of a time as it was written, in its own time zone."""
    return datetime.fromisoformat(created).date().isoformat()


def find_mark(store: Store, mark_id: str) -> Mark:
    """The mark of that id as it stands where it was made, taken back or not.

    Raises:
        MarkNotFoundError: there is none.
    """
    with store.read() as connection:
        return origin_mark(connection, mark_id)


def origin_mark(connection: Connection, mark_id: str) -> Mark:
    """As `find_mark`, in a transaction that is open."""
    query = (
        select(*_MARK, *_PLACEMENT, _origin.c.text)
        .select_from(_PLACED)
        .where(annotation.c.id == mark_id, placement.c.version_id == annotation.c.version_id)
    )
    row = connection.execute(query).mappings().first()
    if row is None:
        raise MarkNotFoundError(
            f"There is no mark {mark_id!r} in the store; `annotate marks REF` lists those of a text."
        )
    replies = replies_where(connection, annotation.c.pk == row["pk"])
    return _mark(row, row["text"], replies=replies.get(row["pk"], ()))


def marks_by_id(connection: Connection, found: RowMapping, ids: Sequence[str]) -> dict[str, Mark | None]:
    """Those of the ids that are in the store, as they stand on the version `found`; None if of another text."""
    known: dict[str, Mark | None] = {}
    for first in range(0, len(ids), 500):  # databases limit how many values one query takes
        some = annotation.c.id.in_(ids[first : first + 500])
        known.update(dict.fromkeys(connection.execute(select(annotation.c.id).where(some)).scalars()))
        query = select(*_MARK, *_PLACEMENT).select_from(_PLACED).where(some, placement.c.version_id == found["id"])
        known.update((row["id"], _mark(row, found["text"])) for row in connection.execute(query).mappings())
    return known


def as_placed(connection: Connection, placed: Sequence[Placed], target: int, readings: Readings) -> tuple[Mark, ...]:
    """Marks as they would stand on a text that `readings` gives for `target`, by place; nothing of it is kept."""
    query = select(*_MARK).select_from(_WITH_ORIGIN)
    kept = {row["pk"]: row for row in connection.execute(query).mappings()} if placed else {}
    numbers = {row.id: row.number for row in connection.execute(select(version.c.id, version.c.number))}
    text = readings(target).text
    rows = [
        dict(kept[each.standing.mark]) | _placement_columns(each.placement, numbers[each.carried_from], text)
        for each in placed
    ]
    changes = _changes(readings, rows, target)
    replies = replies_where(connection, annotation.c.version_id == version.c.id)
    return tuple(
        _mark(row, text, changes.get(row["pk"]), replies.get(row["pk"], ())) for row in sorted(rows, key=_by_place)
    )


def _changes(readings: Readings, rows: Iterable[Mapping[str, Any]], here: int) -> dict[int, Change]:
    """What was edited inside those marks whose words here are not the ones they were made on, by the mark's key."""
    edited = [row for row in rows if row["placed_spans"] and list(row["placed_quotes"]) != list(row["quotes"])]
    if not edited:
        return {}
    from annotate.compare.changes import change
    from annotate.policy.lexicon import has_lexicon, load_lexicon

    new = readings(here)
    lexicon = load_lexicon(new.language) if has_lexicon(new.language) else None
    made = {}
    for row in edited:
        old = readings(row["version_id"])
        found = change(old, spans_from(row["spans"]), new, spans_from(row["placed_spans"]), lexicon)
        if found is not None:
            made[row["pk"]] = found
    return made


def _carried_back(connection: Connection, found: RowMapping) -> list[Mapping[str, Any]]:
    """Rows of the marks made on later versions of the document, carried back step by step."""
    query = select(version.c.id, version.c.number).where(
        version.c.document_id == found["document_id"], version.c.number >= found["number"]
    )
    versions = connection.execute(query.order_by(version.c.number)).all()
    numbers = {row.id: row.number for row in versions}
    later = select(*_MARK).select_from(_WITH_ORIGIN).where(_origin.c.document_id == found["document_id"])
    kept = connection.execute(later.where(_origin.c.number > found["number"]).order_by(annotation.c.pk)).mappings()
    rows = {row["pk"]: row for row in kept}
    readings = readings_of(connection)
    standings: list[Standing] = []
    placed: list[Placed] = []
    for here, target in zip(reversed(versions[1:]), reversed(versions[:-1]), strict=True):
        standings += [_start(row) for row in rows.values() if row["version_id"] == here.id]
        placed = carry_on(readings, standings, target.id)
        standings = [each.standing for each in placed]
    text = readings(found["id"]).text if placed else ""
    return [
        dict(rows[each.standing.mark]) | _placement_columns(each.placement, numbers[each.carried_from], text)
        for each in placed
    ]


def _start(row: RowMapping) -> Standing:
    spans = spans_from(row["spans"])
    return Standing(row["pk"], spans, tuple(row["quotes"]), row["version_id"], spans)


def _placement_columns(found: Placement, from_number: int, text: str) -> dict[str, Any]:
    return {
        "state": found.state,
        "placed_spans": found.spans,
        "placed_quotes": quotes(text, found.spans),
        "likeness": found.likeness,
        "place": found.place,
        "rule": found.rule,
        "candidates": [
            {"spans": each.spans, "likeness": each.likeness, "place": each.place} for each in found.candidates
        ],
        "settled_by": None,
        "from_number": from_number,
    }


def _by_place(row: Mapping[str, Any]) -> tuple[Any, ...]:
    spans: Sequence[Sequence[int]] = row["placed_spans"]
    if not spans:
        return (1, row["pk"])
    return (0, min(start for start, _ in spans), max(end for _, end in spans), row["pk"])


def _mark(
    row: Mapping[str, Any] | RowMapping, text: str, change: Change | None = None, replies: tuple[Reply, ...] = ()
) -> Mark:
    spans = spans_from(row["placed_spans"])
    origin = Origin(f"{row['name']}@{row['origin_number']}", spans_from(row["spans"]), tuple(row["quotes"]))
    if row["from_number"] is None and origin.spans:  # this is the text it was made on
        checked_quotes(f"mark {row['id']}", text, origin.spans, origin.quotes)
    settled = None
    if row["settled_by"] is not None:
        settled = Settled(row["settled_by"], row["settled_when"], row["settled_how"])
    return Mark(
        id=row["id"],
        label=row["label"],
        note=row["note"],
        by=row["by"],
        created=row["created"],
        active=row["active"],
        state=row["state"],
        spans=spans,
        quotes=checked_quotes(f"mark {row['id']}", text, spans, row["placed_quotes"]),
        likeness=row["likeness"],
        place=row["place"],
        rule=row["rule"],
        carried_from=None if row["from_number"] is None else f"{row['name']}@{row['from_number']}",
        settled=settled,
        candidates=_candidates(row["candidates"], text),
        origin=origin,
        revision=row["revision"],
        change=change,
        replies=replies,
    )


def _candidates(kept: Iterable[Mapping[str, Any]], text: str) -> tuple[MarkCandidate, ...]:
    def one(each: Mapping[str, Any]) -> MarkCandidate:
        spans: tuple[Span, ...] = spans_from(each["spans"])
        return MarkCandidate(spans, quotes(text, spans), each["likeness"], each["place"])

    return tuple(one(each) for each in kept)
