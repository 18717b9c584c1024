"""Text: the words of a version with `[[id|label]]…[[/id]]` around its marks, and the notes below.

Tags carry their id, so marks may overlap and nest; a zero-width mark is an opening tag with its closing tag behind
it. The line `[[end of text]]` closes the text; the notes follow. In a tag the characters `[`, `]`, `|` and line ends
are replaced, as a label may hold anything: the notes give it in full.

Where the text itself holds words that would read as a tag, their first `[` is written `[[[]]`. So stripping is one
rule: take what stands before the closing line, drop every tag, and read `[[[]]` as `[`. `strip_text_export` does
that.
"""

import re
from collections.abc import Iterator, Sequence

from annotate.compare.values import Comparison
from annotate.formats.annotated import Annotated, segments
from annotate.report.diff_view import diff_text
from annotate.report.rows import GAP, View
from annotate.report.tables import spelled
from annotate.report.terminal import Screen
from annotate.store.values import Mark

_END = "[[end of text]]"
_ESCAPED = "[[[]]"
_TAG = re.compile(r"\[\[(?:\[|end of text|/[^\[\]|]+|[^\[\]|/]+\|[^\[\]|]*)\]\]")


def write_versions(versions: Sequence[Annotated]) -> str:
    """Each version with its marks and notes; an empty line between two."""
    return "\n".join(_one(one) for one in versions)


def write_diff(comparison: Comparison, view: View) -> str:
    """The comparison as it reads on a terminal 100 cells wide, without colour."""
    return diff_text(comparison, view, Screen()) + "\n"


def strip_text_export(exported: str) -> str:
    r"""The version's text, exactly, from a text export of one version.

    Examples:
        >>> strip_text_export("要[[m1|提法]]抓好[[/m1]]春耕\n[[end of text]]\n")
        '要抓好春耕'
    """
    out: list[str] = []
    at = 0
    for tag in _TAG.finditer(exported):
        out.append(exported[at : tag.start()])
        at = tag.end()
        if tag[0] == _END:
            return "".join(out).removesuffix("\n")
        if tag[0] == _ESCAPED:
            out.append("[")
    return "".join(out) + exported[at:]


def _one(one: Annotated) -> str:
    escapes = {found.start() for found in _TAG.finditer(one.version.text)}
    out: list[str] = []
    at = 0
    for segment in segments(one):
        opened = "".join(_opening(mark) for mark in segment.starts)
        closed = "".join(_closing(mark) for mark in reversed(segment.ends))
        words = "".join(_ESCAPED if at + n in escapes else char for n, char in enumerate(segment.text))
        out.append(opened + words + closed)
        at += len(segment.text)
    return "".join([*out, "\n", _END, "\n", *_notes(one)])


def _opening(mark: Mark) -> str:
    label = re.sub(r"\s+", " ", re.sub(r"[\[\]|]", "_", mark.label))
    return f"[[{_tag_id(mark)}|{label}]]"


def _closing(mark: Mark) -> str:
    return f"[[/{_tag_id(mark)}]]"


def _tag_id(mark: Mark) -> str:
    return re.sub(r"[\[\]|/\s]", "_", mark.id) or "_"


def _notes(one: Annotated) -> Iterator[str]:
    if one.placed:
        yield f"\nMarks on {one.version.ref}\n"
    for mark in one.placed:
        yield f"{_tag_id(mark)}  {spelled(mark.spans)}  {_line(mark.label)}{_details(mark)}\n"
        yield from (f"    {line}\n" for line in _said(mark))
    if one.unplaced:
        yield f"\nMarks without a place on {one.version.ref}\n"
    for mark in one.unplaced:
        words = _line(GAP.join(mark.origin.quotes))
        made = f"made on {mark.origin.ref}: {words}"
        yield f"{_tag_id(mark)}  {mark.state}  {_line(mark.label)}  {made}{_details(mark)}\n"
        yield from (f"    {line}\n" for line in _said(mark))
        for candidate in mark.candidates:
            found = _line(GAP.join(candidate.quotes))
            yield f"    perhaps {spelled(candidate.spans)}  {found}\n"


def _said(mark: Mark) -> Iterator[str]:
    """The lines of a mark's note and of the replies to it."""
    yield from mark.note.splitlines()
    for reply in mark.replies:
        first, *more = reply.note.splitlines()
        yield f"> {first}{f'  ({_line(reply.by)})' if reply.by else ''}"
        yield from (f"> {line}" for line in more)


def _details(mark: Mark) -> str:
    return f"  ({_line(mark.by)})" if mark.by else ""


def _line(words: str) -> str:
    return " ".join(words.split())
