"""The file types, one row each: what a format is for, what it can write and read, what it needs and what it holds.

To add one, write its module and name it here; `annotate.formats.registry` says which functions a module has. Commands
take their choices from this table, and `docs/formats.md` its lists. Nothing heavy is loaded for it.
"""

from dataclasses import dataclass
from typing import Literal

from annotate.formats.fields import ALL, held
from annotate.text.extras import Extra

Ability = Literal["versions", "diff", "table", "history", "marks", "store"]


@dataclass(frozen=True)
class Format:
    """A file type.

    Attributes:
        name: as `--to` and `--format` take it.
        description: what it is for, in a sentence.
        module: the module below `annotate.formats` that writes and reads it.
        suffix: how its files usually end.
        writes: what it can write.
        reads: what it can read.
        bom: whether a file of it begins with a byte order mark, as spreadsheets want.
        binary: whether its writers return bytes; such a file is not sent to a terminal.
        offsets: whether marks can be written in it with other offsets than code points.
        extra: what it needs besides the program; None if nothing.
        holds: the fields it keeps whole, as `annotate.formats.fields` names them.
    """

    name: str
    description: str
    module: str
    suffix: str
    writes: frozenset[Ability] = frozenset()
    reads: frozenset[Ability] = frozenset()
    bom: bool = False
    binary: bool = False
    offsets: bool = False
    extra: Extra | None = None
    holds: frozenset[str] = frozenset()


_VERSIONS_AND_DIFF: frozenset[Ability] = frozenset({"versions", "diff"})
_ALL: frozenset[Ability] = frozenset({"versions", "diff", "table"})
_ROW_IN_TEXT = "flag moved words edits why addressee marker speaker section near verdict"
"""What the text view and the page show of a row, each in its way."""

_DOCX = Extra("docx", "python-docx", "docx")

FORMATS: dict[str, Format] = {
    known.name: known
    for known in (
        Format(
            "text",
            "The words with [[id|label]]…[[/id]] around marks, notes below.",
            "as_text",
            ".txt",
            _VERSIONS_AND_DIFF,
            holds=held(
                version="text",
                mark="id label spans stretches lost note by replies candidates",
                comparison="dates note folded sentences",
                row=f"{_ROW_IN_TEXT} ladder",
            ),
        ),
        Format(
            "json",
            "One object a line, for other programs; each names its schema.",
            "as_json",
            ".json",
            _VERSIONS_AND_DIFF,
            holds=held(version=ALL, mark=ALL, label=ALL, comparison=ALL, row=ALL),
        ),
        Format(
            "jsonl",
            "A mark a line, to take marks from one store to another.",
            "as_jsonl",
            ".jsonl",
            frozenset({"versions"}),
            frozenset({"marks"}),
            offsets=True,
            holds=held(mark="id label spans stretches lost note by created replies replied state origin"),
        ),
        Format(
            "csv",
            "A table for spreadsheets: a mark or a directive a row.",
            "as_csv",
            ".csv",
            _ALL,
            bom=True,
            holds=held(
                mark="id label spans lost note by created replies state change",
                row="flag moved words spans why ladder score addressee marker speaker section near verdict",
            ),
        ),
        Format(
            "md",
            "Markdown: footnotes for marks, a table for a comparison.",
            "as_markdown",
            ".md",
            _ALL,
            holds=held(
                version="text title date series",
                mark="label spans stretches lost note by replies",
                comparison="dates note folded sentences",
                row=f"{_ROW_IN_TEXT} ladder",
            ),
        ),
        Format(
            "html",
            "A page that stands alone: text with marks, or old beside new.",
            "as_html",
            ".html",
            _ALL,
            holds=held(
                version=ALL,
                mark=ALL,
                label=ALL,
                comparison=ALL,
                row=ALL,
            ),
        ),
        Format(
            "w3c",
            "W3C Web Annotation (JSON-LD): each mark an annotation of its words, for programs on the web.",
            "as_w3c",
            ".jsonld",
            frozenset({"versions"}),
            frozenset({"marks"}),
            holds=held(
                version="title date",
                mark="id label spans stretches lost note by created replies replied state origin",
            ),
        ),
        Format(
            "xlsx",
            "Excel: a comparison with redline, marks with their text, any table.",
            "as_xlsx",
            ".xlsx",
            _ALL,
            binary=True,
            extra=Extra("xlsx", "xlsxwriter", "xlsxwriter"),
            holds=held(version=ALL, mark=ALL, label=ALL, comparison=ALL, row=ALL),
        ),
        Format(
            "docx",
            "Word: marks as comments, a comparison as tracked changes.",
            "as_docx",
            ".docx",
            _ALL,
            binary=True,
            extra=_DOCX,
            holds=held(
                version="text title date series language blocks",
                mark="id label spans stretches lost note by created replies "
                "candidates settled active state origin change",
                label=ALL,
                comparison="dates note folded sentences",
                row=f"{_ROW_IN_TEXT} ladder",
            ),
        ),
        Format(
            "docx-table",
            "Word: old beside new in a table, with a remark (对照表).",
            "as_docx_table",
            ".docx",
            frozenset({"diff"}),
            binary=True,
            extra=_DOCX,
            holds=held(comparison="dates note folded sentences", row=f"{_ROW_IN_TEXT} ladder"),
        ),
        Format(
            "history",
            "Every change of the store a line, each with its hash and the one before.",
            "as_history",
            ".jsonl",
            frozenset({"history"}),
        ),
        Format(
            "bundle",
            "The whole store as plain files in a folder or a zip, to keep, share and put under git.",
            "as_bundle",
            "/ or .zip",
            frozenset({"store"}),
            frozenset({"store"}),
        ),
    )
}


def format_names(*, writing: Ability | None = None, reading: Ability | None = None) -> tuple[str, ...]:
    """The names of the formats that can write, or read, such a thing.

    Examples:
        >>> format_names(reading="marks")
        ('jsonl', 'w3c')
    """
    return tuple(
        known.name
        for known in FORMATS.values()
        if (writing is None or writing in known.writes) and (reading is None or reading in known.reads)
    )


def text_names() -> tuple[str, ...]:
    """The names of the formats that can write a version's text, not its marks alone.

    Examples:
        >>> text_names()
        ('text', 'json', 'md', 'html', 'xlsx', 'docx')
    """
    return tuple(name for name in format_names(writing="versions") if "version.text" in FORMATS[name].holds)


def table_names() -> tuple[str, ...]:
    """The names of the forms that an answer with rows may have: text, its JSON shape, and every format with tables.

    Examples:
        >>> table_names()[:2]
        ('text', 'json')
    """
    return ("text", "json", *format_names(writing="table"))
