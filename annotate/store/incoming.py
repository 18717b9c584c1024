"""A text on its way into the store: read whole, and every word of the call checked, before the store is touched."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotate.errors import CallError
from annotate.store.files import load, to_source
from annotate.store.refs import check_date, check_line, check_name, name_from_file
from annotate.text.reading import Reading

if TYPE_CHECKING:
    from annotate.text.extracts import Extract, Source


@dataclass(frozen=True)
class About:
    """What a call says of a text that it adds; `annotate.store.adding.add` says what each word means."""

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
        about: what the call says of it, with the date that the file gives where the call gives none.
        name: the document.
        named: whether the call named the document; a name made from a file's is not to hit a document there is.
    """

    source: "Source"
    extract: "Extract"
    reading: Reading
    about: About
    name: str
    named: bool

    @property
    def sha256(self) -> str:
        """The hash of the bytes, in hexadecimal digits."""
        return hashlib.sha256(self.source.data).hexdigest()


def read_incoming(file: "str | Path | bytes | Source", about: About, *, name: str | None = None) -> Incoming:
    """Read a file that is to be stored.

    Raises:
        AnnotateError: as `annotate.store.adding.add` says.
    """
    if name is None and not isinstance(file, str | Path):
        raise CallError("Bytes have no name of their own; give one with --name.")
    document = check_name(name) if name is not None else name_from_file(str(file))
    _check(about)
    source = to_source(file, name=document if isinstance(file, bytes) else None)
    extract, reading = load(source, language=about.language, reflow=about.reflow, encoding=about.encoding)
    return Incoming(
        source, extract, reading, replace(about, date=about.date or extract.date), document, name is not None
    )


def with_changes_rejected(text: Incoming) -> Incoming:
    """The old text of a file with tracked changes.

    Raises:
        AnnotateError: as `annotate.store.adding.add` says.
    """
    about = text.about
    extract, reading = load(
        text.source, language=about.language, reflow=about.reflow, encoding=about.encoding, changes="rejected"
    )
    return replace(text, extract=extract, reading=reading)


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


def _check(about: About) -> None:
    if about.date is not None:
        check_date(about.date)
    if about.series is not None:
        check_line("series", about.series)
    if about.title is not None:
        check_line("title", about.title)
    check_line("person", about.by, empty=True)
