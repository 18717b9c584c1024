"""One text, or two as one, as paragraphs of a Word file, with tracked changes and the anchors of comments.

A paragraph's mark stands for the line end behind it and is tracked like words, so the last paragraph's mark, which
Word does not let anybody delete, is no line end. Accepting every change leaves the new text, rejecting every change
the old one; the style of a paragraph that is a heading in one text alone is tracked, too.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from annotate.compare.values import Operation
from annotate.formats.docx_comments import Anchor, moment
from annotate.formats.docx_elements import Look, Tongue, element, run
from annotate.formats.docx_lines import Lines
from annotate.report.merged import Merged, cut

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_TRACKED = {"insert": "w:ins", "delete": "w:del"}
AUTHOR = "annotate"
"""Who is named with a tracked change: the program found it, and cannot know who made it."""


class Paragraphs:
    """Paragraphs in the making.

    Args:
        old: the one text.
        new: the other; the same object where only one is written.
        anchors: where comments begin and end, in offsets of `old.text` and `new.text`.
        when: the time tracked changes are said to be of; None for none.
        colours: by where it begins in the new text, the colour that a stretch is underlined in.
        tongue: the language, where it is another than the document's.
    """

    def __init__(
        self,
        old: Lines,
        new: Lines,
        anchors: Sequence[Anchor] = (),
        *,
        when: str | None = None,
        colours: Mapping[int, str] | None = None,
        tongue: Tongue | None = None,
    ) -> None:
        self._old, self._new, self._tongue = old, new, tongue
        self._colours = dict(sorted((colours or {0: ""}).items()))
        self._colour_starts = list(self._colours)
        self._moment = moment(when)
        self._number = 0
        self._anchors = _Anchors(anchors)
        self._now: list[Element] = []
        self._ops: set[Operation] = set()
        self._done: list[Element] = []

    def of(self, pieces: Iterable[Merged]) -> list["Element"]:
        """The paragraphs of `pieces`, which are all of the two texts."""
        old_cuts = self._old.cuts | self._anchors.cuts("old")
        new_cuts = self._new.cuts | self._anchors.cuts("new") | set(self._colours)
        for piece in cut(pieces, old_cuts, new_cuts):
            self._put(piece)
        for side, lines in (("old", self._old), ("new", self._new)):
            self._points(side, len(lines.text))
        self._end(self._old.style_at(len(self._old.text)), self._new.style_at(len(self._new.text)), "equal")
        return self._done

    def _put(self, piece: Merged) -> None:
        """A piece inside of one line, or up to and with its end."""
        op = piece.op
        sides = {"delete": ("old",), "insert": ("new",), "equal": ("old", "new")}[op]
        spans = {"old": piece.old, "new": piece.new}
        for side in sides:
            self._points(side, spans[side].start)
            self._now += [_range("w:commentRangeStart", each) for each in self._anchors.starts[side, spans[side].start]]
        lines, span = (self._old, piece.old) if op == "delete" else (self._new, piece.new)
        words = span.of(lines.text)
        if bare := words.removesuffix("\n"):
            self._ops.add(op)
            self._now.append(self._changed(op, run(bare, self._look(lines, piece), deleted=op == "delete")))
        if words.endswith("\n"):  # first, so that a comment on the line end, too, ends in the next paragraph
            old_at, new_at = (span.end - bool(span.length) for span in (piece.old, piece.new))
            self._end(self._old.style_at(old_at), self._new.style_at(new_at), op)
        for side in sides:
            for each in self._anchors.ends[side, spans[side].end]:
                self._close(each, op)

    def _look(self, lines: Lines, piece: Merged) -> Look:
        start = (piece.old if piece.op == "delete" else piece.new).start
        colour = ""
        if piece.op != "delete":
            colour = self._colours[self._colour_starts[bisect_right(self._colour_starts, piece.new.start) - 1]]
        return Look(bold=lines.heads(start), colour=colour, tongue=self._tongue)

    def _points(self, side: str, at: int) -> None:
        """The comments on a point, which no change takes along."""
        for each in self._anchors.points.pop((side, at), ()):
            self._now.append(_range("w:commentRangeStart", each))
            self._close(each, "equal")

    def _close(self, comment: int, op: Operation) -> None:
        style = element("w:rPr", None, element("w:rStyle", {"w:val": "CommentReference"}))
        reference = element("w:r", None, style, element("w:commentReference", {"w:id": str(comment)}))
        self._now += [_range("w:commentRangeEnd", comment), self._changed(op, reference)]

    def _changed(self, op: Operation, *children: "Element") -> "Element":
        """What is inside a tracked change of its own, or the run as it is where both texts have it."""
        return self._track(_TRACKED[op], *children) if op in _TRACKED else children[0]

    def _track(self, tag: str, *children: "Element") -> "Element":
        self._number += 1
        known = {"w:date": self._moment} if self._moment else {}
        return element(tag, {"w:id": str(self._number), "w:author": AUTHOR, **known}, *children)

    def _end(self, old_style: str, new_style: str, op: Operation) -> None:
        """Close the paragraph with a mark that is tracked as `op`.

        Where the mark goes and words stay, these join the next paragraph. Programs differ in whose style they have
        then, so both paragraphs have the one of the line that they become.
        """
        if op == "delete" and self._ops <= {"delete"}:
            new_style = old_style
        elif op == "insert" and self._ops <= {"insert"}:
            old_style = new_style
        parts = _style(new_style)
        if op in _TRACKED:
            parts.append(element("w:rPr", None, self._track(_TRACKED[op])))
        if old_style != new_style:
            parts.append(self._track("w:pPrChange", element("w:pPr", None, *_style(old_style))))
        properties = [element("w:pPr", None, *parts)] if parts else []
        self._done.append(element("w:p", None, *properties, *self._now))
        self._now, self._ops = [], set()


class _Anchors:
    """The numbers of comments by the side and the offset where they begin, end, or stand as a point."""

    def __init__(self, anchors: Sequence[Anchor]) -> None:
        self.starts: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        self.ends: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        self.points: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        for each in anchors:
            if each.span.length:
                self.starts[each.side, each.span.start].append(each.id)
                self.ends[each.side, each.span.end].append(each.id)
            else:
                self.points[each.side, each.span.start].append(each.id)

    def cuts(self, wanted: str) -> set[int]:
        return {at for found in (self.starts, self.ends, self.points) for side, at in found if side == wanted}


def _range(tag: str, comment: int) -> "Element":
    return element(tag, {"w:id": str(comment)})


def _style(style: str) -> list["Element"]:
    return [element("w:pStyle", {"w:val": style})] if style else []


def bookmarked(paragraphs: Sequence["Element"], number: int) -> Sequence["Element"]:
    """`paragraphs` with a bookmark around all their words: `text`, or `text_2` and so on from the second text on."""
    name = "text" if number == 1 else f"text_{number}"
    start = element("w:bookmarkStart", {"w:id": str(number), "w:name": name})
    first = paragraphs[0]
    first.insert(1 if first.xpath("w:pPr") else 0, start)
    paragraphs[-1].append(element("w:bookmarkEnd", {"w:id": str(number)}))
    return paragraphs
