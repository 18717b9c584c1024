"""Building a store from pieces: the whole of it in one transaction, or nothing."""

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.exc import IntegrityError

from annotate.errors import ImportRefusedError
from annotate.store.annotations import ordinal
from annotate.store.dumping import dumped
from annotate.store.fitting import fitting
from annotate.store.opening import Store
from annotate.store.pieces import Piece, Restored, UnfitPieceError
from annotate.store.schema import annotation, document, history, label, placement, reply, source, verdict, version
from annotate.store.schema import version_details as details


def restore(store: Store, pieces: Iterable[Piece]) -> Restored:
    """Build in an empty store what `pieces` tell: the same ids, numbers, hashes, places, and the same history.

    A store that holds something is left as it is: if it holds the very same, nothing was to do; else it is refused.

    Args:
        store: an open store, empty or not there yet.
        pieces: as `dump` gives them, or as they are read from a file; they may be gone through more than once.

    Raises:
        ImportRefusedError: a piece does not fit, or the store holds something else; the sentence names the place.

    Examples:
        >>> from annotate.store.adding import add
        >>> from annotate.store.dumping import dump
        >>> from annotate.store.opening import open_store
        >>> from pathlib import Path
        >>> from tempfile import mkdtemp
        >>> folder = Path(mkdtemp())
        >>> with open_store(folder / "a.db", create=True) as one, open_store(folder / "b.db", create=True) as other:
        ...     ref = add(one, "会议强调，要加强领导。".encode(), name="notice").ref
        ...     built = restore(other, dump(one))
        ...     built.stored, list(dump(other)) == list(dump(one)), restore(other, dump(one)).stored
        (True, True, False)
    """

    def change(connection: Connection) -> Restored:
        empty = _is_empty(connection)
        try:
            if empty:
                rows = _Rows(connection)
                for piece in fitting(pieces):
                    rows.put(piece)
            else:
                _compare(store, connection, pieces)
        except UnfitPieceError as unfit:
            raise ImportRefusedError(f"{unfit}. Nothing was imported.") from None
        return Restored(
            documents=_count(connection, document),
            versions=_count(connection, version),
            marks=_count(connection, annotation),
            entries=_count(connection, history),
            stored=empty,
        )

    return store.write(change)


def _is_empty(connection: Connection) -> bool:
    return not any(_count(connection, table) for table in (document, label, verdict, history))


def _count(connection: Connection, table: Table) -> int:
    found: int = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return found


def _compare(store: Store, connection: Connection, pieces: Iterable[Piece]) -> None:
    """See that the store holds `pieces` and nothing else; both come in the same order."""
    for kept, piece in zip_longest(dumped(connection), fitting(pieces)):
        if kept != piece:
            found = piece if kept is None or (piece is not None and piece.where) else kept
            raise ImportRefusedError(
                f"The store {str(store.path)!r} holds something else already; the first difference is "
                f"{found.name}{f' ({found.where})' if found.where else ''}. "
                "Give --store the path of a new one. Nothing was imported."
            )


class _Rows:
    """Pieces as rows. They come in order, so that what a row refers to is there."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.document = 0
        self.versions: dict[int, int] = {}  # of the document that is coming in, by number
        self.marks: dict[str, int] = {}

    def put(self, piece: Piece) -> None:
        """Keep a piece that fits those before it."""
        try:
            getattr(self, f"put_{piece.kind}")(piece.keys)
        except IntegrityError:  # an order, name or id
            raise UnfitPieceError(piece.where or piece.name, f"there is another {piece.kind} with its number") from None

    def put_document(self, keys: Mapping[str, Any]) -> None:
        self.document, self.versions = keys["order"], {}
        self._insert(document, {"id": keys["order"], "name": keys["name"], "series": keys["series"]})

    def put_version(self, keys: Mapping[str, Any]) -> None:
        self.versions[keys["number"]] = version_id = keys["order"]
        known = select(source.c.sha256).where(source.c.sha256 == keys["sha256"])
        if self.connection.execute(known).first() is None:  # one text may come back in several versions
            self._insert(source, {"sha256": keys["sha256"], "bytes": keys["source"]})
        own = {key: keys[key] for key in version.c.keys() if key in keys}  # noqa: SIM118  # no dict
        row = own | {"id": version_id, "document_id": self.document, "title": keys["title_found"]}
        self._insert(version, row)
        self._insert(details, {"version_id": version_id, "date": keys["date"], "title": keys["title"]})

    def put_mark(self, keys: Mapping[str, Any]) -> None:
        self.marks[keys["id"]] = pk = keys["order"]
        own = {key: keys[key] for key in annotation.c.keys() if key in keys}  # noqa: SIM118
        row = own | {"pk": pk, "ordinal": ordinal(keys["id"]), "version_id": self.versions[keys["number"]]}
        self._insert(annotation, row)
        for each in keys["replies"]:
            self._insert(reply, {"annotation_pk": pk, **each})

    def put_place(self, keys: Mapping[str, Any]) -> None:
        own = {key: keys[key] for key in placement.c.keys() if key in keys}  # noqa: SIM118
        settled = keys["settled"] or {"by": None, "when": None, "how": None}
        row = own | {
            "annotation_pk": self.marks[keys["id"]],
            "version_id": self.versions[keys["number"]],
            "carried_from": self.versions.get(keys["carried_from"]),
            "stood_version_id": self.versions[keys["stood_on"]],
            **{f"settled_{key}": value for key, value in settled.items()},
        }
        self._insert(placement, row)

    def put_label(self, keys: Mapping[str, Any]) -> None:
        self._insert(label, keys)

    def put_verdict(self, keys: Mapping[str, Any]) -> None:
        self._insert(verdict, keys)

    def put_entry(self, keys: Mapping[str, Any]) -> None:
        self._insert(history, keys)

    def _insert(self, table: Table, row: Mapping[str, Any]) -> None:
        self.connection.execute(insert(table), [dict(row)])
