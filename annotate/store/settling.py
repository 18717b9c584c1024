"""Settling where doubtful marks stand. What a person decides is kept, carried on, and not worked out anew.

A mark is doubtful where it has no place (ambiguous, orphaned) or other words than it was made on (changed, split), as
long as nobody has settled it there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, RowMapping, select, update

from annotate.compare.values import Carriable, Placement
from annotate.errors import AnnotateError, CallError, InputRefusedError, MarkNotFoundError
from annotate.store import ledger
from annotate.store.carrying import Placed, carry_on, placement_row, readings_of, standing_from
from annotate.store.documents import find_text
from annotate.store.opening import Store
from annotate.store.placements import marks
from annotate.store.quoting import check_spans
from annotate.store.records import spans_column, spans_from
from annotate.store.refs import check_line
from annotate.store.schema import annotation, placement, version
from annotate.store.values import Decision, Mark, Ref
from annotate.text.spans import Span

DOUBTFUL = ("ambiguous", "orphaned", "changed", "split")


def review(store: Store, ref: str | Ref) -> tuple[Mark, ...]:
    """The marks in force whose place on a version nobody has settled and somebody should look at.

    Raises:
        CallError: a malformed ref.
        RefNotFoundError: there is no such document or version.
    """
    return doubtful(marks(store, ref))


def doubtful(found: Iterable[Mark]) -> tuple[Mark, ...]:
    """Those of the marks that somebody should look at, in their order."""
    return tuple(mark for mark in found if mark.state in DOUBTFUL and mark.settled is None)


def settle(store: Store, ref: str | Ref, decisions: Sequence[Decision], *, by: str) -> int:
    """Settle where marks stand on a version, all decisions or none, and carry them on to the later versions.

    A later version on which somebody settled the mark keeps that.

    Args:
        store: an open store.
        ref: the version.
        decisions: what to do with which mark.
        by: who decides; must be given.

    Returns:
        How many marks were settled.

    Raises:
        CallError: nobody is named, or a malformed ref.
        RefNotFoundError: there is no such document or version.
        InputRefusedError: a decision does not fit; the sentence names its mark, and its line if it came from a file.

    Examples:
        >>> from annotate.store.adding import add
        >>> from annotate.store.annotations import mark
        >>> from annotate.store.opening import open_store
        >>> from pathlib import Path
        >>> from tempfile import mkdtemp
        >>> with open_store(Path(mkdtemp()) / "annotate.db", create=True) as store:
        ...     ref = add(store, "各地要抓好春耕。会议强调，要加强领导。".encode(), name="notice").ref
        ...     made = mark(store, ref, quote="加强领导", label="leadership")
        ...     later = add(store, "会议强调，要切实加强组织领导。".encode(), name="notice").ref
        ...     doubtful = [each.quotes for each in review(store, later)]
        ...     settled = settle(store, later, [Decision("m1", "accept")], by="lin")
        ...     doubtful, settled, review(store, later)
        ([('加强组织领导',)], 1, ())
    """
    check_line("person who settles (--by)", by)

    def change(connection: Connection) -> int:
        found = find_text(connection, ref)
        for decision in decisions:
            try:
                _settle(connection, found, decision, (by, store.now()))
            except AnnotateError as error:
                where = f"Line {decision.line}, mark" if decision.line is not None else "Mark"
                reason = str(error).rstrip(".")
                raise InputRefusedError(
                    f"{where} {decision.mark_id!r} cannot be settled: {reason}. Nothing was settled."
                ) from None
        return len(decisions)

    return store.write(change)


def _settle(connection: Connection, found: RowMapping, decision: Decision, who: tuple[str, str]) -> None:
    rows = _rows(connection, found, decision.mark_id)
    here, how = _decided(rows[0], found, decision)
    standing = replace(standing_from(rows[0]), settled=(*who, how), unplaced=not here.spans)
    if here.spans:
        standing = replace(standing, version=found["id"], spans=here.spans, moved=here.moved)
    made = [Placed(standing, rows[0]["carried_from"], here)]
    readings = readings_of(connection)
    for earlier, row in pairwise(rows):
        if _settled(row) not in (None, _settled(earlier)):  # somebody settled it there, too: that stays from there on
            break
        made += carry_on(readings, [made[-1].standing], row["version_id"])
    after = []
    for row, placed in zip(rows, made, strict=False):
        new = placement_row(placed, row["version_id"], readings(row["version_id"]).text)
        after.append(new)
        _write(connection, new)
    numbers = {row["version_id"]: row["number"] for row in _numbers(connection, found["document_id"])}
    ledger.record(
        connection,
        when=who[1],
        who=who[0],
        what="settle",
        subject=decision.mark_id,
        before={"placements": [_told(row, numbers) for row in rows[: len(after)]]},
        after={
            "ref": f"{found['name']}@{found['number']}",
            "how": how,
            "placements": [_told(row, numbers) for row in after],
        },
    )


def put_placements(connection: Connection, mark_id: str, told: Sequence[Mapping[str, Any]]) -> None:
    """Write where a mark stands as the history tells it; what undoing and redoing a settlement do."""
    one = select(annotation.c.pk, version.c.document_id).join(version).where(annotation.c.id == mark_id)
    mark = connection.execute(one).one()
    ids = {row["number"]: row["version_id"] for row in _numbers(connection, mark.document_id)}
    for row in told:
        keys = {key: ids.get(row[key]) for key in _VERSIONS}
        _write(connection, {**row, **keys, "annotation_pk": mark.pk})


_VERSIONS = ("version_id", "carried_from", "stood_version_id")


def _told(row: Mapping[str, Any] | RowMapping, numbers: Mapping[int, int]) -> dict[str, Any]:
    """A placement for the history: versions by their numbers, as the keys of rows mean nothing elsewhere."""
    kept = {key: row[key] for key in placement.c.keys() if key != "annotation_pk"}  # noqa: SIM118  # no dict
    return kept | {key: numbers.get(row[key]) for key in _VERSIONS}


def _rows(connection: Connection, found: RowMapping, mark_id: str) -> list[RowMapping]:
    """The placements of a mark on a version and on all later ones, with what its standing needs."""
    query = (
        select(placement, version.c.number, annotation.c.active)
        .add_columns(annotation.c.spans.label("origin_spans"), annotation.c.quotes.label("origin_quotes"))
        .select_from(placement.join(annotation).join(version, version.c.id == placement.c.version_id))
        .where(annotation.c.id == mark_id, version.c.document_id == found["document_id"])
        .where(version.c.number >= found["number"])
        .order_by(version.c.number)
    )
    rows = list(connection.execute(query).mappings())
    if not rows or rows[0]["version_id"] != found["id"]:
        raise MarkNotFoundError(f"there is no such mark on {found['name']}@{found['number']}")
    if not rows[0]["active"]:
        raise InputRefusedError("it was taken back")
    if rows[0]["carried_from"] is None and rows[0]["origin_spans"]:
        raise InputRefusedError("it was made on this version; settle it on a later one, or make it anew")
    return rows


def _decided(row: RowMapping, found: RowMapping, decision: Decision) -> tuple[Placement, str]:
    """Where the mark is to stand, and how that was decided, in words."""
    if decision.answer == "orphan":
        return Placement("orphaned", (), 0.0, 0.0, "A person left it without a place.", row["moved"]), "left orphaned"
    place, how = _place(row, found, decision)
    if decision.expected is not None and place != decision.expected:
        raise InputRefusedError(
            f"it would stand at {spans_column(place)} by now, not at {spans_column(decision.expected)}; review it again"
        )
    from annotate.compare.carrying import settled_at

    mark = Carriable(place, tuple(row["origin_quotes"]), spans_from(row["origin_spans"]), row["moved"])
    settled = settled_at(mark, place, found["text"])
    if decision.answer == "accept" and decision.candidate is None:  # the place stands, and why it was found
        settled = replace(settled, state=row["state"], place=row["place"], rule=row["rule"])
    return settled, how


def _place(row: RowMapping, found: RowMapping, decision: Decision) -> tuple[tuple[Span, ...], str]:
    if decision.answer == "place":
        spans = check_spans(decision.spans, len(found["text"]), f"{found['name']}@{found['number']}")
        return spans, "placed at " + " ".join(f"{span.start}:{span.end}" for span in spans)
    if decision.candidate is None:
        if not row["spans"]:
            raise CallError("it has no place to accept; choose a candidate or a span, or leave it orphaned")
        return spans_from(row["spans"]), "accepted as it stood"
    count = len(row["candidates"])
    if not 1 <= decision.candidate <= count:
        raise CallError(f"there is no candidate {decision.candidate}; it has {count}")
    chosen = row["candidates"][decision.candidate - 1]
    return spans_from(chosen["spans"]), f"accepted candidate {decision.candidate}"


def _settled(row: RowMapping) -> tuple[str, str, str] | None:
    return standing_from(row).settled


def _numbers(connection: Connection, document_id: int) -> Sequence[RowMapping]:
    query = select(version.c.id.label("version_id"), version.c.number).where(version.c.document_id == document_id)
    return connection.execute(query).mappings().all()


def _write(connection: Connection, row: Mapping[str, Any]) -> None:
    where = (placement.c.annotation_pk == row["annotation_pk"]) & (placement.c.version_id == row["version_id"])
    connection.execute(update(placement).where(where).values(dict(row)))
