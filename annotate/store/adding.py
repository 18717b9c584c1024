"""Adding a text: read, stored as a version, and every mark of the versions before placed on it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, RowMapping, insert, select, update

from annotate._version import __version__
from annotate.errors import CallError, NameTakenError
from annotate.store import ledger
from annotate.store.carrying import carry_on, place_all, readings_of, standings_on
from annotate.store.files import load, read_file
from annotate.store.opening import Store
from annotate.store.records import reading_columns
from annotate.store.refs import check_date, check_line, check_name, name_from_file
from annotate.store.schema import document, source, version, version_details
from annotate.store.values import Added
from annotate.text.reading import Reading

if TYPE_CHECKING:
    from annotate.text.extracts import Extract


@dataclass(frozen=True)
class _Text:
    """What is to be stored: the text as it was read, and what the call says of it."""

    data: bytes
    called: str
    extract: "Extract"
    reading: Reading
    name: str
    named: bool
    date: str | None
    series: str | None
    title: str | None
    by: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def add(
    store: Store,
    file: str | Path | bytes,
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
        file: a path, or the bytes of a file; bytes need a `name`.
        name: the document; the file's stem if None, which must not be a document yet.
        date: the day of the text, YYYY-MM-DD.
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
    text = _read(
        file,
        name=name,
        date=date,
        series=series,
        title=title,
        language=language,
        reflow=reflow,
        encoding=encoding,
        by=by,
    )
    return store.write(lambda connection: _store(connection, text, store.now()))


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
    texts = [
        _read(
            file,
            name=None,
            date=date,
            series=series,
            title=title,
            language=language,
            reflow=reflow,
            encoding=encoding,
            by=by,
        )
        for file in files
    ]
    _check_apart(texts)
    if not texts:
        return ()
    return store.write(lambda connection: tuple(_store(connection, text, store.now()) for text in texts))


def _read(
    file: str | Path | bytes,
    *,
    name: str | None,
    date: str | None,
    series: str | None,
    title: str | None,
    language: str | None,
    reflow: bool,
    encoding: str | None,
    by: str,
) -> _Text:
    if name is None and isinstance(file, bytes):
        raise CallError("Bytes have no name of their own; give one with --name.")
    text_name = check_name(name) if name is not None else name_from_file(str(file))
    date = date if date is None else check_date(date)
    series = series if series is None else check_line("series", series)
    title = title if title is None else check_line("title", title)
    check_line("person", by, empty=True)
    data = file if isinstance(file, bytes) else read_file(file)
    called = text_name if isinstance(file, bytes) else str(file)
    extracted, reading = load(data, name=called, language=language, reflow=reflow, encoding=encoding)
    date = date or extracted.date
    return _Text(data, called, extracted, reading, text_name, name is not None, date, series, title, by)


def _check_apart(texts: Sequence[_Text]) -> None:
    """Refuse two different texts that would be one document."""
    first: dict[str, _Text] = {}
    for text in texts:
        other = first.setdefault(text.name, text)
        if other.data != text.data:
            raise NameTakenError(
                f"The files {other.called!r} and {text.called!r} would both be the document {text.name!r}; add them "
                "one by one, with --name. Nothing was stored."
            )


def _store(connection: Connection, text: _Text, now: str) -> Added:
    newest = _newest(connection, text.name)
    if newest is not None:
        if _same(newest, text):
            return Added(f"{text.name}@{newest['number']}", stored=False, notes=text.extract.notes)
        if not text.named:
            raise NameTakenError(
                f"There is a document {text.name!r} already; give --name {text.name} if {text.called!r} is its next "
                "version, or another --name if not."
            )
    document_id = _document(connection, text, newest)
    number = newest["number"] + 1 if newest is not None else 1
    version_id = _insert(connection, text, document_id, number, now)
    carried = []
    if newest is not None:
        marks = carry_on(readings_of(connection), standings_on(connection, newest["id"]), version_id)
        carried = place_all(connection, marks, version_id, text.reading.text)
    ref = f"{text.name}@{number}"
    before = None if newest is None else {"series": newest["series"]}
    series = text.series if newest is None or text.series is not None else newest["series"]
    after = {"sha256": text.sha256, "date": text.date, "series": series, "title": text.title, "carried": carried}
    ledger.record(connection, when=now, who=text.by, what="add", subject=ref, before=before, after=after)
    return Added(ref, stored=True, notes=text.extract.notes)


def _newest(connection: Connection, name: str) -> RowMapping | None:
    query = (
        select(version.c.id, version.c.document_id, version.c.number, version.c.sha256, version.c.language)
        .add_columns(version.c.line_ends, version.c.encoding, document.c.series)
        .join(document)
        .where(document.c.name == name)
        .order_by(version.c.number.desc())
        .limit(1)
    )
    return connection.execute(query).mappings().first()


def _same(newest: RowMapping, text: _Text) -> bool:
    reading = text.reading
    ours = (text.sha256, reading.language, reading.line_ends, text.extract.encoding)
    return (newest["sha256"], newest["language"], newest["line_ends"], newest["encoding"]) == ours


def _document(connection: Connection, text: _Text, newest: RowMapping | None) -> int:
    if newest is None:
        new = insert(document).values(name=text.name, series=text.series).returning(document.c.id)
        made: int = connection.execute(new).scalar_one()
        return made
    document_id: int = newest["document_id"]
    if text.series is not None:
        connection.execute(update(document).where(document.c.id == document_id).values(series=text.series))
    return document_id


def _insert(connection: Connection, text: _Text, document_id: int, number: int, now: str) -> int:
    if connection.execute(select(source.c.sha256).where(source.c.sha256 == text.sha256)).first() is None:
        connection.execute(insert(source).values(sha256=text.sha256, bytes=text.data))
    new = insert(version).values(
        document_id=document_id,
        number=number,
        sha256=text.sha256,
        encoding=text.extract.encoding,
        reader=text.extract.reader.name,
        reader_version=text.extract.reader.version,
        origin=text.extract.source,
        program=__version__,
        added=now,
        **reading_columns(text.reading),
    )
    version_id: int = connection.execute(new.returning(version.c.id)).scalar_one()
    connection.execute(insert(version_details).values(version_id=version_id, date=text.date, title=text.title))
    return version_id
