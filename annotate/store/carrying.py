"""Taking marks from version to version, and keeping where each came to stand."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select

from annotate.compare.values import Carriable, Placement
from annotate.store.records import reading_from, spans_column, spans_from
from annotate.store.schema import annotation, placement, version
from annotate.text.reading import Reading
from annotate.text.spans import Span, quotes


@dataclass(frozen=True)
class Standing:
    """A mark on its way through the versions: where it was made, and where it stood last.

    `version` and `spans` are of the last version that had a place for it; an orphan is tried again from there.
    `settled` is a person's decision (who, when, how), `unplaced` that it was settled to have no place.
    """

    mark: int
    origin_spans: tuple[Span, ...]
    origin_quotes: tuple[str, ...]
    version: int
    spans: tuple[Span, ...]
    moved: bool = False
    settled: tuple[str, str, str] | None = None
    unplaced: bool = False


@dataclass(frozen=True)
class Placed:
    """Where a mark came to stand on one version, how it goes on from there, and the spans it was carried from."""

    standing: Standing
    carried_from: int
    placement: Placement
    left: tuple[Span, ...] = ()


Readings = Callable[[int], Reading]


def carry_on(readings: Readings, standings: Iterable[Standing], target: int) -> list[Placed]:
    """Place marks on the version `target`, each from where it last stood; in the order given."""
    waiting = list(standings)
    placed: dict[int, Placed] = {}
    for origin in sorted({each.version for each in waiting}):
        group = [each for each in waiting if each.version == origin]
        carried = [each for each in group if each.spans and not each.unplaced]
        for standing, found in zip(carried, _carry(readings, origin, target, carried), strict=True):
            placed[standing.mark] = Placed(_after(standing, target, found), origin, found, standing.spans)
        for standing in group:
            if standing.mark not in placed:
                placed[standing.mark] = Placed(standing, origin, _without_place(standing), standing.spans)
    return [placed[each.mark] for each in waiting]


def place_all(connection: Connection, placed: Sequence[Placed], target: int, text: str) -> list[dict[str, Any]]:
    """Keep where marks stand on the version `target`, whose text is `text`; return it as the history tells it."""
    if not placed:
        return []
    connection.execute(insert(placement), [placement_row(each, target, text) for each in placed])
    numbers = {row.id: row.number for row in connection.execute(select(version.c.id, version.c.number))}
    on_target = select(annotation.c.pk, annotation.c.id).join(placement).where(placement.c.version_id == target)
    ids = {row.pk: row.id for row in connection.execute(on_target)}
    return [
        {
            "id": ids[each.standing.mark],
            "from": {"version": numbers[each.carried_from], "spans": spans_column(each.left)},
            "to": {"version": numbers[target], "spans": spans_column(each.placement.spans)},
            "state": each.placement.state,
            "rule": each.placement.rule,
        }
        for each in placed
    ]


def place_origins(connection: Connection, standings: Sequence[Standing]) -> None:
    """Keep that marks stand where they were made."""
    if standings:
        connection.execute(insert(placement), [_origin_row(each) for each in standings])


def standings_on(connection: Connection, version_id: int) -> list[Standing]:
    """All marks that have a placement on a version, as they go on from it."""
    query = (
        select(placement, annotation.c.spans.label("origin_spans"), annotation.c.quotes.label("origin_quotes"))
        .select_from(placement.join(annotation))
        .where(placement.c.version_id == version_id)
        .order_by(placement.c.annotation_pk)
    )
    return [standing_from(row) for row in connection.execute(query).mappings()]


def readings_of(connection: Connection) -> Readings:
    """A function that gives the reading of a version by its key, each read once."""
    known: dict[int, Reading] = {}

    def reading(version_id: int) -> Reading:
        if version_id not in known:
            row = connection.execute(select(version).where(version.c.id == version_id)).mappings().one()
            known[version_id] = reading_from(row)
        return known[version_id]

    return reading


def _carry(readings: Readings, old: int, new: int, standings: Sequence[Standing]) -> Sequence[Placement]:
    if not standings:
        return ()
    from annotate.compare.carrying import carry

    marks = [Carriable(each.spans, each.origin_quotes, each.origin_spans, each.moved) for each in standings]
    return carry(readings(old), readings(new), marks)


def _after(standing: Standing, target: int, found: Placement) -> Standing:
    if not found.spans:  # what a person settled holds only where there is the place it was settled on
        return replace(standing, settled=None)
    return replace(standing, version=target, spans=found.spans, moved=found.moved)


def _without_place(standing: Standing) -> Placement:
    rule = "settled: it has no place here" if standing.unplaced else "it has no place to be carried from"
    return Placement("orphaned", (), 0.0, 0.0, rule, moved=standing.moved)


def placement_row(placed: Placed, target: int, text: str) -> dict[str, Any]:
    """Where a mark stands on the version `target`, as a row."""
    found, standing = placed.placement, placed.standing
    candidates = [
        {"spans": spans_column(each.spans), "likeness": each.likeness, "place": each.place} for each in found.candidates
    ]
    by, when, how = standing.settled or (None, None, None)
    return {
        "annotation_pk": standing.mark,
        "version_id": target,
        "state": found.state,
        "spans": spans_column(found.spans),
        "quotes": list(quotes(text, found.spans)),
        "likeness": found.likeness,
        "place": found.place,
        "rule": found.rule,
        "moved": found.moved,
        "candidates": candidates,
        "carried_from": placed.carried_from,
        "stood_version_id": standing.version,
        "stood_spans": spans_column(standing.spans),
        "settled_by": by,
        "settled_when": when,
        "settled_how": how,
    }


def _origin_row(standing: Standing) -> dict[str, Any]:
    placeless = Placement("orphaned", (), 0.0, 0.0, "it came without a place")
    here = Placement("unchanged", standing.spans, 1.0, 1.0, "made here") if standing.spans else placeless
    row = placement_row(Placed(standing, standing.version, here), standing.version, "")
    return row | {"quotes": list(standing.origin_quotes) if standing.spans else [], "carried_from": None}


def standing_from(row: RowMapping) -> Standing:
    """How a mark goes on from a placement, with the spans and quotes of its origin in the row."""
    settled = None if row["settled_by"] is None else (row["settled_by"], row["settled_when"], row["settled_how"])
    return Standing(
        mark=row["annotation_pk"],
        origin_spans=spans_from(row["origin_spans"]),
        origin_quotes=tuple(row["origin_quotes"]),
        version=row["stood_version_id"],
        spans=spans_from(row["stood_spans"]),
        moved=row["moved"],
        settled=settled,
        unplaced=settled is not None and not row["spans"],
    )
