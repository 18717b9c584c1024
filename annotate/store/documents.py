"""Documents and their versions: listing them, reading them, and setting what is known about them."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, select, update

from annotate.errors import CallError, NameTakenError, RefNotFoundError, SpanOutsideError
from annotate.store import ledger
from annotate.store.opening import Store
from annotate.store.records import version_from
from annotate.store.refs import check_date, check_line, check_name, parse_ref
from annotate.store.schema import annotation, document, placement, version, version_details
from annotate.store.schema import source as source_table
from annotate.store.values import DocumentSummary, Ref, Version, VersionSummary
from annotate.text.source_places import SourcePlace, find_places, find_removed
from annotate.text.spans import Span

_TITLE = func.coalesce(version_details.c.title, version.c.title)


def list_documents(store: Store, *, series: str | None = None) -> tuple[DocumentSummary, ...]:
    """All documents by name, or those of one series; date and title are of the newest version, marks those in force."""
    newest = select(version.c.document_id, func.max(version.c.number).label("number")).group_by(version.c.document_id)
    last = newest.subquery()
    marks = (
        select(func.count())
        .select_from(annotation.join(version, annotation.c.version_id == version.c.id))
        .where(version.c.document_id == document.c.id, annotation.c.active)
        .correlate(document)
        .scalar_subquery()
    )
    query = (
        select(document.c.name, document.c.series, last.c.number, version_details.c.date, _TITLE.label("title"))
        .add_columns(marks.label("marks"))
        .join(last, last.c.document_id == document.c.id)
        .join(version, (version.c.document_id == document.c.id) & (version.c.number == last.c.number))
        .join(version_details, version_details.c.version_id == version.c.id)
    )
    if series is not None:
        query = query.where(document.c.series == series)
    with store.read() as connection:
        rows = connection.execute(query).all()
    # Sorted here: databases order text by rules of their own.
    return tuple(sorted((DocumentSummary(*row) for row in rows), key=lambda each: each.name))


def log(store: Store, name: str) -> tuple[VersionSummary, ...]:
    """The versions of the document `name`, oldest first; marks are those in force that belong on each.

    Raises:
        CallError: `name` cannot name a document.
        RefNotFoundError: there is no such document.
    """
    check_name(name)
    marks = (
        select(func.count())
        .select_from(placement.join(annotation))
        .where(placement.c.version_id == version.c.id, annotation.c.active)
        .correlate(version)
        .scalar_subquery()
    )
    query = (
        select(document.c.name, version.c.number, version_details.c.date, _TITLE, version.c.language, version.c.sha256)
        .add_columns(version.c.encoding, func.length(version.c.text), version.c.added, marks)
        .select_from(document.join(version).join(version_details))
        .where(document.c.name == name)
        .order_by(version.c.number)
    )
    with store.read() as connection:
        rows = connection.execute(query).all()
    if not rows:
        raise _no_document(name)
    return tuple(VersionSummary(*row) for row in rows)


def resolve(store: Store, ref: str | Ref) -> Ref:
    """The ref with its number, where `ref` may name the newest version by the document alone; raises as `show` does.

    Examples:
        >>> from annotate.store.adding import add
        >>> from annotate.store.opening import open_store
        >>> from pathlib import Path
        >>> from tempfile import mkdtemp
        >>> with open_store(Path(mkdtemp()) / "annotate.db", create=True) as store:
        ...     added = add(store, "会议强调，要加强领导。".encode(), name="notice")
        ...     str(resolve(store, "notice"))
        'notice@1'
    """
    with store.read() as connection:
        found = find_place(connection, ref)
    return Ref(found["name"], found["number"])


def show(store: Store, ref: str | Ref) -> Version:
    """The version that `ref` names, with its text.

    Raises:
        CallError: `ref` is malformed.
        RefNotFoundError: there is no such document or version.
    """
    with store.read() as connection:
        return version_from(find_version(connection, ref))


def source(store: Store, ref: str | Ref) -> bytes:
    """The bytes that the version `ref` was read from, as they came; raises as `show` does."""
    with store.read() as connection:
        found = find_place(connection, ref)
        query = select(source_table.c.bytes).join(version).where(version.c.id == found["id"])
        return bytes(connection.execute(query).scalar_one())


def find_source(
    store: Store, ref: str | Ref, spans: Sequence[tuple[int, int]] = ()
) -> tuple[Version, tuple[SourcePlace, ...], tuple[SourcePlace, ...]]:
    """Where words of a version stand in the file it came from: lines, pages, and bytes where that is plain text.

    Args:
        store: an open store.
        ref: the version.
        spans: of its text, in code points; each of its blocks if none is given.

    Returns:
        The version; a place for each span, in the order given; and one for each run that the text leaves out.

    Raises:
        CallError: `ref` is malformed.
        RefNotFoundError: there is no such document or version.
        SpanOutsideError: a span reaches past the text.
    """
    version, data = show(store, ref), source(store, ref)
    reading = version.reading
    wanted = [Span(*span) for span in spans] or [Span(block.start, block.end) for block in reading.blocks]
    for span in wanted:
        if not 0 <= span.start <= span.end <= len(reading.text):
            raise SpanOutsideError(
                f"The span {span.start}:{span.end} reaches past the text of {version.ref}, which has "
                f"{len(reading.text)} characters; `annotate show {version.ref}` has the text that spans count in."
            )
    plain = version.encoding if version.reader.name == "text" else None
    return version, find_places(reading, wanted, data, plain), find_removed(reading, data, plain)


def set_details(
    store: Store,
    ref: str | Ref,
    *,
    date: str | None = None,
    series: str | None = None,
    title: str | None = None,
    rename: str | None = None,
    by: str = "",
) -> None:
    """Set what is known about a version (date, title) or its document (series, name); the text stays as it is.

    `by` says who sets it. None leaves a thing as it is; an empty string takes date or series away, and gives back
    the title the reader found.

    Raises:
        CallError: nothing to set, or a malformed ref, date or name.
        RefNotFoundError: there is no such document or version.
        NameTakenError: another document has the new name.
    """
    of_version = {"date": date and check_date(date), "title": title and check_line("title", title)}
    of_document = {"series": series and check_line("series", series), "name": rename}
    check_line("person", by, empty=True)
    if rename is not None:
        check_name(rename)
    if all(value is None for value in (*of_version.values(), *of_document.values())):
        raise CallError("Nothing to set; give --date, --title, --series or --rename.")

    def change(connection: Connection) -> None:
        found = find_place(connection, ref)
        if rename is not None and rename != found["name"] and has_document(connection, rename):
            raise NameTakenError(f"There is a document {rename!r} already; choose another name.")
        kept = {"date": found["date"], "title": found["title_set"], "series": found["series"], "name": found["name"]}
        asked = {key: value or None for key, value in (of_version | of_document).items() if value is not None}
        changed = {key: value for key, value in asked.items() if value != kept[key]}
        if not changed:
            return
        put_details(connection, found, changed)
        ledger.record(
            connection,
            when=store.now(),
            who=by,
            what="set",
            subject=f"{found['name']}@{found['number']}",
            before={key: kept[key] for key in changed},
            after=changed,
        )

    store.write(change)


def put_details(
    connection: Connection, found: Mapping[str, Any] | RowMapping, changed: Mapping[str, str | None]
) -> None:
    """Write what is known about the version `found` and its document: date, title, series, name."""
    of_version = {key: changed[key] for key in ("date", "title") if key in changed}
    of_document = {key: changed[key] for key in ("series", "name") if key in changed}
    if of_version:
        where = version_details.c.version_id == found["id"]
        connection.execute(update(version_details).where(where).values(of_version))
    if of_document:
        connection.execute(update(document).where(document.c.id == found["document_id"]).values(of_document))


def find_version(connection: Connection, ref: str | Ref) -> RowMapping:
    """The row of the version that `ref` names, all columns, with those of its document and its details."""
    return _find(connection, select(*version.c, *_ABOUT), ref)


def find_place(connection: Connection, ref: str | Ref) -> RowMapping:
    """The row of the version that `ref` names, without the columns that hold its reading."""
    return _find(connection, select(*_PLACE, *_ABOUT), ref)


def find_text(connection: Connection, ref: str | Ref) -> RowMapping:
    """As `find_place`, with the text: what marking needs, without the many words of a long text."""
    return _find(connection, select(*_PLACE, version.c.text, *_ABOUT), ref)


_PLACE = (version.c.id, version.c.document_id, version.c.number)
_ABOUT = (document.c.name, document.c.series, version_details.c.date, version_details.c.title.label("title_set"))


def _find(connection: Connection, columns: Select[Any], ref: str | Ref) -> RowMapping:
    wanted = parse_ref(ref) if isinstance(ref, str) else ref
    query = columns.select_from(document.join(version).join(version_details)).where(document.c.name == wanted.name)
    if wanted.number is not None:
        query = query.where(version.c.number == wanted.number)
    row = connection.execute(query.order_by(version.c.number.desc()).limit(1)).mappings().first()
    if row is not None:
        return row
    if not has_document(connection, wanted.name):
        raise _no_document(wanted.name)
    raise RefNotFoundError(f"{wanted.name!r} has no version {wanted.number}; `annotate log {wanted.name}` lists them.")


def has_document(connection: Connection, name: str) -> bool:
    """Whether there is a document of that name."""
    return connection.execute(select(document.c.id).where(document.c.name == name)).first() is not None


def _no_document(name: str) -> RefNotFoundError:
    return RefNotFoundError(f"There is no document {name!r} in the store; `annotate list` shows those there are.")
