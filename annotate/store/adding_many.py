"""Adding many texts, each for itself: one that is refused leaves the others alone, and a second run goes on."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotate.errors import NameTakenError, StoreMissingError
from annotate.store.added import Added, NewText, Planned, Refused
from annotate.store.adding import find_same, name_taken, newest_number, sameness, store_text
from annotate.store.incoming import About, Incoming, check_about, read_incoming
from annotate.store.opening import Store
from annotate.store.refs import check_line, parse_ref

if TYPE_CHECKING:
    from sqlalchemy import Connection


def add_each(
    store: Store,
    texts: Iterable[str | Path | NewText],
    *,
    date: str | None = None,
    series: str | None = None,
    title: str | None = None,
    language: str | None = None,
    reflow: bool = True,
    encoding: str | None = None,
    by: str = "",
) -> Iterator[Added | Refused]:
    """Store files one by one, each in a transaction of its own; one that is refused leaves the others alone.

    What a document holds already is not stored again, so the same call goes on where one was interrupted. For that, a
    file is looked for among all versions of its document, and a later file of the same document from there on.

    Args:
        store: an open store.
        texts: paths, or files with what is known of each; without a name a document gets the file's stem, which must
            not be a document with other words.
        date: as for `add`, of all the files, whatever is known of one alone; so are the arguments below.
        series: the series they belong to.
        title: instead of the one the reader finds in each.
        language: zh-Hans, zh-Hant, en or und; guessed from each script if None.
        reflow: undo hard wraps.
        encoding: the label of the encoding of what is read, as the web knows it; found from the file if None.
        by: who adds them, for the history.

    Returns:
        What became of each file, in the order given, as soon as that is known. One file is in memory at a time.

    Raises:
        CallError: a malformed date, series, title, person, language or encoding.
        StoreError: the store cannot be written; what was stored before stays.

    Examples:
        >>> from tempfile import mkdtemp
        >>> from annotate.store.opening import open_store
        >>> folder = Path(mkdtemp())
        >>> _ = (folder / "2020-02-12.txt").write_text("会议强调，要加强领导。", encoding="utf-8")
        >>> _ = (folder / "empty.txt").write_text("")
        >>> with open_store(folder / "annotate.db", create=True) as store:
        ...     first, second = add_each(store, [folder / "2020-02-12.txt", folder / "empty.txt"])
        >>> first.ref, first.dating.date, type(second.error).__name__
        ('2020-02-12@1', '2020-02-12', 'UnreadableFileError')
    """
    about = About(date, series, title, language, reflow, encoding, by)
    check_about(about)
    return _added_each(store, texts, about)


def plan_each(
    store: Store | None,
    texts: Iterable[str | Path | NewText],
    *,
    date: str | None = None,
    series: str | None = None,
    title: str | None = None,
    language: str | None = None,
    reflow: bool = True,
    encoding: str | None = None,
    by: str = "",
) -> Iterator[Planned]:
    """What `add_each` would make of files, in the order given; nothing is stored.

    Args:
        store: an open store; None where there is none yet.
        texts: as for `add_each`; so are the arguments below.
        date: the day of all of them.
        series: the series they belong to.
        title: instead of the one the reader finds in each.
        language: of all of them.
        reflow: undo hard wraps.
        encoding: of all of them.
        by: who would add them.

    Raises:
        CallError: as `add_each` does.
    """
    about = About(date, series, title, language, reflow, encoding, by)
    check_about(about)
    return _planned_each(store, texts, about)


class _Standing(NamedTuple):
    """How far a document has come while files are planned.

    Attributes:
        newest: the number of its newest version.
        reached: the version that its last file is.
        last: how the newest version is known again, if one of the files would be it.
        file: the first of its files.
    """

    newest: int
    reached: int = 0
    last: tuple[object, ...] | None = None
    file: str | None = None


def _added_each(store: Store, texts: Iterable[str | Path | NewText], about: About) -> Iterator[Added | Refused]:
    reached: dict[str, int] = {}  # the version of each document that its last file is
    first: dict[str, str] = {}  # the first file of each
    for text in _read_each(texts, about):
        if isinstance(text, Refused):
            yield text
            continue
        try:
            added = _add_next(store, text, reached.get(text.name, 0))
        except NameTakenError:
            yield Refused(text.source.name, _taken(text, first.get(text.name)))
            continue
        reached[text.name] = parse_ref(added.ref).number or 0
        first.setdefault(text.name, text.source.name)
        yield added


def _add_next(store: Store, text: Incoming, since: int) -> Added:
    """Store `text`, unless a version from that numbered `since` on is the same."""

    def change(connection: "Connection") -> Added:
        number = find_same(connection, text, since=since)
        if number is not None:
            return Added(f"{text.name}@{number}", stored=False, notes=text.notes)
        return store_text(connection, text, store.now())

    return store.write(change)


def _planned_each(store: Store | None, texts: Iterable[str | Path | NewText], about: About) -> Iterator[Planned]:
    standing: dict[str, _Standing] = {}
    for text in _read_each(texts, about):
        if isinstance(text, Refused):
            yield Planned(text.file, error=text.error)
            continue
        before = standing.get(text.name, _Standing(0))
        there, stored = _find(store, text, before.reached)
        newest = max(before.newest, stored)
        if there is None and before.last == sameness(text):
            there = newest
        planned = _planned(text)
        if there is not None:
            standing[text.name] = before._replace(newest=newest, reached=there, file=before.file or text.source.name)
            yield replace(planned, ref=f"{text.name}@{there}")
        elif newest and not text.named:
            yield replace(planned, error=_taken(text, before.file))
        else:
            standing[text.name] = _Standing(newest + 1, newest + 1, sameness(text), before.file or text.source.name)
            yield replace(planned, ref=f"{text.name}@{newest + 1}", stored=True)


def _find(store: Store | None, text: Incoming, since: int) -> tuple[int | None, int]:
    """The number of the version, from that numbered `since` on, that is `text`, and of the newest; 0 without any."""
    if store is None:
        return None, 0
    try:
        with store.read() as connection:
            return find_same(connection, text, since=since), newest_number(connection, text.name)
    except StoreMissingError:  # it is made by the first text
        return None, 0


def _planned(text: Incoming) -> Planned:
    read_as = text.extract.encoding or text.extract.reader.name
    return Planned(text.source.name, dating=text.dating, read_as=read_as, notes=text.notes)


def _read_each(texts: Iterable[str | Path | NewText], about: About) -> Iterator[Incoming | Refused]:
    for each in texts:
        text = each if isinstance(each, NewText) else NewText(each)
        try:
            yield _read(text, about)
        except Exception as error:  # a reader's bug, too, is told of its file alone
            yield Refused(str(text.file), error)


def _read(text: NewText, about: About) -> Incoming:
    """Read a file; what the call says of all files counts before what is known of this one."""
    if text.url is not None:
        check_line("url", text.url)
    alone = About(
        date=about.date if about.date is not None else text.date,
        series=about.series if about.series is not None else text.series,
        title=about.title if about.title is not None else text.title,
        language=about.language if about.language is not None else text.language,
        encoding=about.encoding if about.encoding is not None else text.encoding,
        reflow=about.reflow,
        by=about.by,
    )
    incoming = read_incoming(text.file, alone, name=text.name, url=text.url)
    listed = bool(text.date) and about.date is None
    return replace(incoming, dating=incoming.dating._replace(ground="list")) if listed else incoming


def _taken(text: Incoming, first: str | None) -> NameTakenError:
    """The error for a text whose name is taken, by a file before it or by a document that stood there."""
    if first is None:
        return name_taken(text)
    return NameTakenError(
        f"The files {first!r} and {text.source.name!r} would both be the document {text.name!r}, and the first one is; "
        "add the other with --name."
    )
