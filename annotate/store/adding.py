"""Adding a text: read, stored as a version, and every mark of the versions before placed on it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, RowMapping, insert, select, update

from annotate._version import __version__
from annotate.errors import NameTakenError
from annotate.store import ledger
from annotate.store.added import Added
from annotate.store.carrying import carry_on, place_all, readings_of, standings_on
from annotate.store.comments import keep_comments
from annotate.store.incoming import About, Incoming, part_comments, read_incoming, with_changes_rejected
from annotate.store.opening import Store
from annotate.store.records import reading_columns
from annotate.store.schema import document, source, version, version_details

if TYPE_CHECKING:
    from annotate.text.extracts import Source


def add(
    store: Store,
    file: "str | Path | bytes | Source",
    *,
    name: str | None = None,
    date: str | None = None,
    series: str | None = None,
    title: str | None = None,
    language: str | None = None,
    reflow: bool = True,
    encoding: str | None = None,
    by: str = "",
) -> Added:
    """Store a text as the newest version of a document, and place on it every mark of the versions before.

    The same bytes, read in the same way, as the newest version of that document are not stored again.

    Args:
        store: an open store.
        file: a path, the bytes of a file, or bytes with what is known of them; bytes need a `name`.
        name: the document; the file's stem if None, which must not be a document yet.
        date: the day of the text, YYYY-MM-DD; looked for in the file's name and words if None, left open if empty.
        series: the series of meetings or laws the document belongs to.
        title: instead of the one the reader finds.
        language: zh-Hans, zh-Hant, en or und; guessed from the script if None.
        reflow: undo hard wraps.
        encoding: the label of the encoding of what is read, as the web knows it; found from the file if None.
        by: who adds it, for the history.

    Raises:
        CallError: a malformed name, date or language, or bytes without a name.
        FileMissingError: there is no such file.
        UnreadableFileError: it is empty, a directory, or bytes that no encoding explains.
        InputRefusedError: the file's stem cannot name a document.
        NameTakenError: there is a document of the file's name, and no name was given.
        StoreReadOnlyError: the store may not be written.
    """
    # All of the input is read before the store is touched: what is refused leaves no trace.
    about = About(date, series, title, language, reflow, encoding, by)
    text = read_incoming(file, about, name=name)
    return store.write(lambda connection: store_text(connection, text, store.now()))


def add_all(
    store: Store,
    files: Sequence[str | Path],
    *,
    date: str | None = None,
    series: str | None = None,
    title: str | None = None,
    language: str | None = None,
    reflow: bool = True,
    encoding: str | None = None,
    by: str = "",
) -> tuple[Added, ...]:
    """Store several files, each as a document of its own: all of them, or none if one is refused.

    Args:
        store: an open store.
        files: paths; each document gets the file's stem as its name, which must not be a document yet.
        date: as for `add`, of all the files; so are the arguments below.
        series: the series they belong to.
        title: instead of the one the reader finds in each.
        language: zh-Hans, zh-Hant, en or und; guessed from each script if None.
        reflow: undo hard wraps.
        encoding: the label of the encoding of what is read, as the web knows it; found from the file if None.
        by: who adds them, for the history.

    Returns:
        What became of each file, in the order given.

    Raises:
        NameTakenError: two of the files would be one document, or there is one of that name.
        AnnotateError: whatever else `add` raises for one of them; the sentence names the file.
    """
    about = About(date, series, title, language, reflow, encoding, by)
    texts = [read_incoming(file, about) for file in files]
    _check_apart(texts)
    if not texts:
        return ()
    return store.write(lambda connection: tuple(store_text(connection, text, store.now()) for text in texts))


def add_versions(
    store: Store,
    file: "str | Path | bytes | Source",
    *,
    name: str | None = None,
    date: str | None = None,
    series: str | None = None,
    title: str | None = None,
    language: str | None = None,
    reflow: bool = True,
    encoding: str | None = None,
    by: str = "",
) -> tuple[Added, ...]:
    """Store the two texts of a file with tracked changes: the old one, all rejected, then the new one, all accepted.

    Both have the same source, and each knows which reading of it it is. A comment on words that only the old text has
    becomes a mark there. A file without tracked changes is one version, as with `add`. The rest is as with `add`.

    Returns:
        What became of the old text and of the new one; of one text where there are no tracked changes.

    Raises:
        AnnotateError: whatever `add` raises.
    """
    about = About(date, series, title, language, reflow, encoding, by)
    new = read_incoming(file, about, name=name)
    old = with_changes_rejected(new) if new.extract.changes else None
    if old is None:
        added = store.write(lambda connection: store_text(connection, new, store.now()))
        return (replace(added, notes=(*added.notes, "it has no tracked changes, so it is one version")),)
    old, new = part_comments(old, new)
    return store.write(lambda connection: _store_both(connection, old, new, store.now()))


def _store_both(connection: Connection, old: Incoming, new: Incoming, now: str) -> tuple[Added, ...]:
    there = _newest(connection, new.name)
    if len(there) == 2 and _same(there[0], new) and _same(there[1], old):
        refs = (f"{new.name}@{row['number']}" for row in reversed(there))
        return tuple(Added(ref, stored=False, notes=each.notes) for ref, each in zip(refs, (old, new), strict=True))
    return store_text(connection, old, now), store_text(connection, replace(new, named=True), now)


def _check_apart(texts: Sequence[Incoming]) -> None:
    """Refuse two different texts that would be one document."""
    first: dict[str, Incoming] = {}
    for text in texts:
        other = first.setdefault(text.name, text)
        if other.source.data != text.source.data:
            raise NameTakenError(
                f"The files {other.source.name!r} and {text.source.name!r} would both be the document {text.name!r}; "
                "add them one by one, with --name. Nothing was stored."
            )


def store_text(connection: Connection, text: Incoming, now: str) -> Added:
    """Store a text that has been read, inside a transaction of `Store.write`; the marks go with it.

    Raises:
        NameTakenError: as `add` says.
    """
    newest = next(iter(_newest(connection, text.name)), None)
    if newest is not None:
        if _same(newest, text):
            return Added(f"{text.name}@{newest['number']}", stored=False, notes=text.notes)
        if not text.named:
            raise name_taken(text)
    document_id = _document(connection, text, newest)
    number = newest["number"] + 1 if newest is not None else 1
    version_id = _insert(connection, text, document_id, number, now)
    carried = []
    if newest is not None:
        marks = carry_on(readings_of(connection), standings_on(connection, newest["id"]), version_id)
        carried = place_all(connection, marks, version_id, text.reading.text)
    ref = f"{text.name}@{number}"
    before = None if newest is None else {"series": newest["series"]}
    about = text.about
    series = about.series if newest is None or about.series is not None else newest["series"]
    after = {
        "sha256": text.sha256,
        "date": text.dating.date,
        "series": series,
        "title": about.title,
        "carried": carried,
    }
    ledger.record(connection, when=now, who=about.by, what="add", subject=ref, before=before, after=after)
    kept = keep_comments(connection, ref, text.extract.comments, text.reading, by=about.by, now=now)
    notes = (*text.notes, *kept.notes)
    return Added(ref, stored=True, notes=notes, dating=text.dating, marks=kept.marks)


def newest_number(connection: Connection, name: str) -> int:
    """The number of the newest version of the document `name`; 0 where there is none."""
    return max((row["number"] for row in _newest(connection, name)), default=0)


def _newest(connection: Connection, name: str) -> Sequence[RowMapping]:
    """The last two versions of a document, the newest first."""
    query = (
        select(version.c.id, version.c.document_id, version.c.number, version.c.sha256, version.c.language)
        .add_columns(version.c.line_ends, version.c.encoding, version.c.reader, document.c.series)
        .join(document)
        .where(document.c.name == name)
        .order_by(version.c.number.desc())
        .limit(2)
    )
    return connection.execute(query).mappings().all()


def name_taken(text: Incoming) -> NameTakenError:
    """The error for a text whose file has the name of a document with other words."""
    return NameTakenError(
        f"There is a document {text.name!r} already; give --name {text.name} if {text.source.name!r} is its next "
        "version, or another --name if not."
    )


def find_same(connection: Connection, text: Incoming, *, since: int) -> int | None:
    """The number of the first version of the document, from that numbered `since` on, that is `text`, read its way."""
    query = (
        select(version.c.number, version.c.sha256, version.c.language, version.c.line_ends, version.c.encoding)
        .add_columns(version.c.reader)
        .join(document)
        .where(document.c.name == text.name, version.c.number >= since, version.c.sha256 == text.sha256)
        .order_by(version.c.number)
    )
    found = (row["number"] for row in connection.execute(query).mappings() if _same(row, text))
    return next(found, None)


def sameness(text: Incoming) -> tuple[object, ...]:
    """What has to be the same for a text to be a version that is there: the bytes, and how they are read."""
    reading = text.reading
    return (text.sha256, reading.language, reading.line_ends, text.extract.encoding, text.extract.reader.name)


def _same(row: RowMapping, text: Incoming) -> bool:
    return tuple(row[name] for name in ("sha256", "language", "line_ends", "encoding", "reader")) == sameness(text)


def _document(connection: Connection, text: Incoming, newest: RowMapping | None) -> int:
    if newest is None:
        new = insert(document).values(name=text.name, series=text.about.series).returning(document.c.id)
        made: int = connection.execute(new).scalar_one()
        return made
    document_id: int = newest["document_id"]
    if text.about.series is not None:
        connection.execute(update(document).where(document.c.id == document_id).values(series=text.about.series))
    return document_id


def _insert(connection: Connection, text: Incoming, document_id: int, number: int, now: str) -> int:
    if connection.execute(select(source.c.sha256).where(source.c.sha256 == text.sha256)).first() is None:
        connection.execute(insert(source).values(sha256=text.sha256, bytes=text.source.data))
    new = insert(version).values(
        document_id=document_id,
        number=number,
        sha256=text.sha256,
        encoding=text.extract.encoding,
        reader=text.extract.reader.name,
        reader_version=text.extract.reader.version,
        origin=text.extract.origin,
        program=__version__,
        added=now,
        **reading_columns(text.reading),
    )
    version_id: int = connection.execute(new.returning(version.c.id)).scalar_one()
    details = {"version_id": version_id, "date": text.dating.date, "title": text.about.title}
    connection.execute(insert(version_details).values(**details))
    return version_id
