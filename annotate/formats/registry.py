"""The file types: what each is for, what it can write and read. `--format` and `--to` use the same writers.

A format is a module with some of these functions; to add one, write the module and name it here:

- `write_versions(versions: Sequence[Annotated]) -> str`
- `write_diff(comparison: Comparison, view: View) -> str`
- `write_table(table: Table) -> str`
- `write_history(entries: Iterable[Entry]) -> str`
- `read_marks(text: str, name: str, offsets: Offsets) -> tuple[NewMark, ...]`
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

from annotate.compare.values import Comparison
from annotate.errors import CallError
from annotate.formats.annotated import Annotated, annotated
from annotate.report.rows import View
from annotate.report.tables import Table
from annotate.store.values import Entry, Label, Mark, NewMark, Version
from annotate.text.code_units import Offsets

Ability = Literal["versions", "diff", "table", "history", "marks"]


@dataclass(frozen=True)
class Format:
    """A file type.

    Attributes:
        name: as `--to` and `--format` take it.
        description: what it is for, in a sentence.
        module: the module below `annotate.formats` that writes and reads it.
        writes: what it can write.
        reads: what it can read.
        bom: whether a file of it begins with a byte order mark, as spreadsheets want.
    """

    name: str
    description: str
    module: str
    writes: frozenset[Ability] = frozenset()
    reads: frozenset[Ability] = frozenset()
    bom: bool = False


_VERSIONS_AND_DIFF: frozenset[Ability] = frozenset({"versions", "diff"})
_ALL: frozenset[Ability] = frozenset({"versions", "diff", "table"})

FORMATS: dict[str, Format] = {
    known.name: known
    for known in (
        Format("text", "The words with [[id|label]]…[[/id]] around marks, notes below.", "as_text", _VERSIONS_AND_DIFF),
        Format("json", "One object a line, for other programs; each names its schema.", "as_json", _VERSIONS_AND_DIFF),
        Format(
            "jsonl",
            "A mark a line, to take marks from one store to another.",
            "as_jsonl",
            frozenset({"versions"}),
            frozenset({"marks"}),
        ),
        Format("csv", "A table for spreadsheets: a mark or a directive a row.", "as_csv", _ALL, bom=True),
        Format("md", "Markdown: footnotes for marks, a table for a comparison.", "as_markdown", _ALL),
        Format("html", "A page that stands alone: text with marks, or old beside new.", "as_html", _ALL),
        Format(
            "history",
            "Every change of the store a line, each with its hash and the one before.",
            "as_history",
            frozenset({"history"}),
        ),
    )
}


def format_names(*, writing: Ability | None = None, reading: Ability | None = None) -> tuple[str, ...]:
    """The names of the formats that can write, or read, such a thing.

    Examples:
        >>> format_names(reading="marks")
        ('jsonl',)
    """
    return tuple(
        known.name
        for known in FORMATS.values()
        if (writing is None or writing in known.writes) and (reading is None or reading in known.reads)
    )


def export(version: Version, marks: Sequence[Mark], *, to: str, labels: Sequence[Label] = ()) -> str:
    """A version with its marks, written as `to`: text, json, jsonl, csv, md or html.

    Args:
        version: the text to write.
        marks: its marks, those without a place included; any order.
        to: the name of a format.
        labels: what is said of the labels; html shows their colours and descriptions.

    Raises:
        CallError: no such format, or it cannot write a version.
    """
    return export_versions([(version, marks)], to=to, labels=labels)


def export_versions(
    versions: Iterable[tuple[Version, Sequence[Mark]]],
    *,
    to: str,
    labels: Sequence[Label] = (),
    offsets: Offsets = "codepoint",
) -> str:
    """Several versions with their marks in one file; see `export`. Only jsonl takes marks with other `offsets`."""
    found: list[Annotated] = [annotated(version, marks, labels) for version, marks in versions]
    if offsets != "codepoint" and to != "jsonl":
        raise CallError("Only jsonl can count other offsets than code points.")
    write = _module(to, writing="versions").write_versions
    written: str = write(found) if offsets == "codepoint" else write(found, offsets)
    return written


def export_diff(comparison: Comparison, *, to: str, only: Iterable[str] = (), everything: bool = False) -> str:
    """A comparison, written as `to`: text, json, csv, md or html.

    Args:
        comparison: what was compared.
        to: the name of a format.
        only: the flags wanted; none means all but `restated` where the format folds (text, md, html), else all.
        everything: show restated rows and same groups in text and md, too.

    Raises:
        CallError: no such format, or it cannot write a comparison.
    """
    written: str = _module(to, writing="diff").write_diff(comparison, View(frozenset(only), everything))
    return written


def export_history(entries: Iterable[Entry]) -> str:
    """The history as JSON Lines: an entry a line, each with its hash and the one before, so that it can be checked."""
    written: str = _module("history", writing="history").write_history(entries)
    return written


def write_table(table: Table, *, to: str) -> str:
    """A table, written as `to`: csv, md or html; raises `CallError` for another."""
    written: str = _module(to, writing="table").write_table(table)
    return written


def read_marks(
    text: str, name: str = "the file", *, source: str = "jsonl", offsets: Offsets = "codepoint"
) -> tuple[NewMark, ...]:
    """The marks in a file of format `source`, their spans as they stand there; `offsets` is what they have to count.

    Raises:
        CallError: no such format, or it cannot be read.
        ImportRefusedError: something in the file does not fit; nothing is read then.
    """
    marks: tuple[NewMark, ...] = _module(source, reading="marks").read_marks(text, name, offsets)
    return marks


def _module(name: str, *, writing: Ability | None = None, reading: Ability | None = None) -> Any:
    names = format_names(writing=writing, reading=reading)
    if name not in names:
        raise CallError(f"There is no format {name!r} for that; choose one of {', '.join(names)}.")
    return import_module(f"annotate.formats.{FORMATS[name].module}")
