"""Texts to be added, and what became of them, as values: nothing here knows a database."""

from dataclasses import dataclass
from pathlib import Path

from annotate.text.dates import NOT_DATED, Dating


@dataclass(frozen=True)
class NewText:
    """A file to be added, and what is known of it alone; `add` says what each word means.

    `url` is the address that the file was fetched from.
    """

    file: str | Path
    name: str | None = None
    date: str | None = None
    series: str | None = None
    title: str | None = None
    language: str | None = None
    encoding: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Added:
    """What `add` did: the version's ref, and whether it was stored now or stood there already.

    Attributes:
        ref: the version.
        stored: False where it stood there already.
        notes: what the reader of the file did that somebody may want to know, each a sentence part without a stop.
        dating: the day of the text and how it is known, with what to tell of it.
        marks: the ids of those made from comments in the file.
    """

    ref: str
    stored: bool
    notes: tuple[str, ...] = ()
    dating: Dating = NOT_DATED
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refused:
    """A file that could not be added, while others were: its path, and what was raised.

    The error is of another kind than `AnnotateError` only where a reader has a bug.
    """

    file: str
    error: Exception


@dataclass(frozen=True)
class Planned:
    """What `add_each` would make of a file.

    Attributes:
        file: its path.
        ref: the version that it would be, or is already.
        stored: whether it would be stored; False where it stands there already, or would be refused.
        dating: the day of the text and how it is known.
        read_as: its encoding, or the reader of its type where it has none.
        notes: what its reader did that somebody may want to know, each a sentence part without a stop.
        error: why it would be refused; None if it would not.
    """

    file: str
    ref: str | None = None
    stored: bool = False
    dating: Dating = NOT_DATED
    read_as: str = ""
    notes: tuple[str, ...] = ()
    error: Exception | None = None
