"""A whole store in pieces, in an order that depends on nothing but what it holds."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from annotate.errors import StoreError
from annotate.store.fitting import fitting
from annotate.store.opening import Store
from annotate.store.pieces import Piece, UnfitPieceError
from annotate.store.schema import annotation, document, history, label, placement, reply, source, verdict, version
from annotate.store.schema import version_details as details


def dump(store: Store) -> Iterator[Piece]:
    """Everything a store keeps, piece by piece; see `annotate.store.pieces`. It is the store at one moment.

    Each piece is checked on its way, so that what comes out can be taken in again by `restore`.

    Raises:
        StoreError: the store is damaged: something in it does not fit the rest.

    Examples:
        >>> from annotate.store.adding import add
        >>> from annotate.store.annotations import mark
        >>> from annotate.store.opening import open_store
        >>> from pathlib import Path
        >>> from tempfile import mkdtemp
        >>> with open_store(Path(mkdtemp()) / "annotate.db", create=True) as store:
        ...     ref = add(store, "会议强调，要加强领导。".encode(), name="notice").ref
        ...     made = mark(store, ref, quote="加强领导", label="leadership")
        ...     [piece.kind for piece in dump(store)]
        ['document', 'version', 'mark', 'place', 'entry', 'entry']
    """
    with store.read() as connection:
        try:
            yield from fitting(dumped(connection))
        except UnfitPieceError as unfit:
            raise StoreError(f"The store is damaged: {unfit}; restore it from a backup.") from None


def dumped(connection: Connection) -> Iterator[Piece]:
    """The pieces of a store in a transaction that is open, not checked."""
    documents = connection.execute(select(document)).mappings().all()
    for row in sorted(documents, key=lambda each: str(each["name"])):  # databases order text by rules of their own
        yield Piece("document", {"order": row["id"], "name": row["name"], "series": row["series"]})
        yield from _versions(connection, row)
    for row in sorted(connection.execute(select(label)).mappings(), key=lambda each: str(each["name"])):
        yield Piece("label", dict(row))
    for row in connection.execute(select(verdict).order_by(verdict.c.id)).mappings():
        yield Piece("verdict", dict(row))
    for row in connection.execute(select(history).order_by(history.c.n).execution_options(yield_per=100)).mappings():
        yield Piece("entry", dict(row))


def _versions(connection: Connection, owner: RowMapping) -> Iterator[Piece]:
    """The versions of a document, each with the marks made on it and all that stand there."""
    known = select(version.c.id, version.c.number).where(version.c.document_id == owner["id"])
    numbers = {row.id: row.number for row in connection.execute(known.order_by(version.c.number))}
    for version_id, number in numbers.items():
        place = {"document": owner["name"], "number": number}
        yield _version(connection, version_id, place)
        replies = _replies(connection, version_id)
        made = select(annotation).where(annotation.c.version_id == version_id).order_by(annotation.c.pk)
        for row in connection.execute(made).mappings():
            yield Piece("mark", place | _mark(row, replies.get(row["pk"], [])))
        standing = select(placement, annotation.c.id).join(annotation).where(placement.c.version_id == version_id)
        for row in connection.execute(standing.order_by(placement.c.annotation_pk)).mappings():
            yield Piece("place", place | _place(row, numbers))


def _version(connection: Connection, version_id: int, place: dict[str, Any]) -> Piece:
    query = (
        select(version, source.c.bytes, details.c.date, details.c.title.label("title_set"))
        .select_from(version.join(source).join(details))
        .where(version.c.id == version_id)
    )
    row = dict(connection.execute(query).mappings().one())
    own = {key: row[key] for key in version.c.keys() if key not in ("id", "document_id", "number", "title")}  # noqa: SIM118
    found = {"title": row["title_set"], "title_found": row["title"], "date": row["date"]}
    return Piece("version", place | {"order": version_id} | found | own | {"source": bytes(row["bytes"])})


def _mark(row: RowMapping, replies: list[dict[str, Any]]) -> dict[str, Any]:
    kept = {key: row[key] for key in annotation.c.keys() if key not in ("pk", "ordinal", "version_id")}  # noqa: SIM118
    return {"order": row["pk"]} | kept | {"replies": replies}


def _replies(connection: Connection, version_id: int) -> dict[int, list[dict[str, Any]]]:
    """The replies to the marks made on a version, out of force or not, by the mark's key and in order."""
    query = select(reply).join(annotation).where(annotation.c.version_id == version_id)
    found: dict[int, list[dict[str, Any]]] = {}
    for row in connection.execute(query.order_by(reply.c.annotation_pk, reply.c.number)).mappings():
        kept = {key: row[key] for key in ("number", "note", "by", "created", "active")}
        found.setdefault(row["annotation_pk"], []).append(kept)
    return found


_OF_PLACES = ("state", "spans", "quotes", "likeness", "place", "rule", "moved", "candidates", "stood_spans")


def _place(row: RowMapping, numbers: dict[int, int]) -> dict[str, Any]:
    """Where a mark stands; versions by their numbers, as the keys of rows mean nothing elsewhere."""
    settled = None
    if row["settled_by"] is not None:
        settled = {"by": row["settled_by"], "when": row["settled_when"], "how": row["settled_how"]}
    return {
        "id": row["id"],
        **{key: row[key] for key in _OF_PLACES},
        "carried_from": numbers.get(row["carried_from"]),
        "stood_on": numbers.get(row["stood_version_id"]),
        "settled": settled,
    }
