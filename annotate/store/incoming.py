"""A text on its way into the store: read whole, and every word of the call checked, before the store is touched."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.errors import CallError
from annotate.store.files import check_language, load, to_source
from annotate.store.refs import check_date, check_line, check_name, name_from_file
from annotate.text.dates import NOT_DATED, Dating, find_date
from annotate.text.decoding import check_encoding
from annotate.text.layout import is_plain
from annotate.text.reading import Reading

if TYPE_CHECKING:
    from annotate.text.extracts import Extract, Source


@dataclass(frozen=True)
class About:
    """What a call says of a text that it adds; `annotate.store.adding.add` says what each word means.

    A date of None is looked for, an empty one leaves the day open.
    """

    date: str | None = None
    series: str | None = None
    title: str | None = None
    language: str | None = None
    reflow: bool = True
    encoding: str | None = None
    by: str = ""


@dataclass(frozen=True)
class Incoming:
    """A text to be stored: where it came from, how it was read, and what is said of it.

    Attributes:
        source: the bytes and what is known of them.
        extract: what the reader of the file type took out of them.
        reading: what people read.
        about: what the call says of it.
        dating: its day and how that is known: the one of the call, or the one found where the call gives none.
        name: the document.
        named: whether the call named the document; a name made from a file's is not to hit a document there is.
        path: the path or address whose names may hold the day; None where the bytes came without one.
    """

    source: "Source"
    extract: "Extract"
    reading: Reading
    about: About
    dating: Dating
    name: str
    named: bool
    path: str | None

    @property
    def sha256(self) -> str:
        """The hash of the bytes, in hexadecimal digits."""
        return hashlib.sha256(self.source.data).hexdigest()

    @property
    def notes(self) -> tuple[str, ...]:
        """What whoever adds the text is told: what its reader did, and what somebody should look at."""
        return tuple(note for note in self.reading.notes if not is_plain(note))


def read_incoming(
    file: "str | Path | bytes | Source", about: About, *, name: str | None = None, url: str | None = None
) -> Incoming:
    """Read a file that is to be stored; `url` is where it came from, if it was fetched and saved before.

    Raises:
        AnnotateError: as `annotate.store.adding.add` says.
    """
    if name is None and not isinstance(file, str | Path):
        raise CallError("Bytes have no name of their own; give one with --name.")
    document = check_name(name) if name is not None else name_from_file(str(file))
    check_about(about)
    source = to_source(file, name=document if isinstance(file, bytes) else None)
    if url is not None:
        source = replace(source, origin=url)
    extract, reading = load(source, language=about.language, reflow=about.reflow, encoding=about.encoding)
    # Bytes are called by their document, which was named for more than one version.
    path = None if isinstance(file, bytes) else source.name if url else source.origin or source.name
    dating = _dating(about.date, extract, reading, path)
    return Incoming(source, extract, reading, about, dating, document, name is not None, path)


def _dating(given: str | None, extract: "Extract", reading: Reading, path: str | None) -> Dating:
    if given is not None:
        return Dating(given, "call") if given else NOT_DATED
    return find_date(reading.text, reading.blocks, path=path, stated=extract.date)


def with_changes_rejected(text: Incoming) -> Incoming:
    """The old text of a file with tracked changes, with its own day where the words give one.

    Raises:
        AnnotateError: as `annotate.store.adding.add` says.
    """
    about = text.about
    extract, reading = load(
        text.source, language=about.language, reflow=about.reflow, encoding=about.encoding, changes="rejected"
    )
    return replace(text, extract=extract, reading=reading, dating=_dating(about.date, extract, reading, text.path))


def part_comments(old: Incoming, new: Incoming) -> tuple[Incoming, Incoming]:
    """The two texts of a file, each comment of it with the text that has its words: the new one where both have."""
    pairs = list(zip(old.extract.comments, new.extract.comments, strict=True))
    lost = [bool(mine.spans and mine.words) and not theirs.spans for mine, theirs in pairs]
    earlier = tuple(mine for (mine, _), gone in zip(pairs, lost, strict=True) if gone)
    later = tuple(theirs for (_, theirs), gone in zip(pairs, lost, strict=True) if not gone)
    return (
        replace(old, extract=replace(old.extract, comments=earlier)),
        replace(new, extract=replace(new.extract, comments=later)),
    )


def check_about(about: About) -> None:
    """See that what a call says of a text can be stored.

    Raises:
        CallError: a malformed date, series, title or person, or an unknown language or encoding.
    """
    if about.date:
        check_date(about.date)
    if about.series is not None:
        check_line("series", about.series)
    if about.title is not None:
        check_line("title", about.title)
    check_line("person", about.by, empty=True)
    check_language(about.language)
    if about.encoding is not None:
        check_encoding(about.encoding)
