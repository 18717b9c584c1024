"""The words of a Word file in the order they are read: paragraphs, table rows, text boxes, and where comments stand.

One walk over the XML gives one of two texts: the new one, as if every tracked change were accepted, or the old one, as
if every one were rejected. What the walk leaves out is counted, so that it can be told.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal, NamedTuple

from annotate.text.readers.docx_numbering import Numbering
from annotate.text.readers.docx_package import Node, find, find_all, value
from annotate.text.readers.docx_styles import Styles
from annotate.text.reading import BlockKind

Told = Literal[
    "changes", "hidden", "boxes", "ruby", "symbols", "formulas", "pictures", "embedded", "soft hyphens", "footnotes",
    "endnotes", "raised", "fields"
]  # fmt: skip
"""What is counted on the way."""


class Anchor(NamedTuple):
    """A place in a line: where the range of the comment `id` starts or ends, or the comment itself stands."""

    what: Literal["start", "end", "point"]
    id: str


class Gone(NamedTuple):
    """Words that stand in the file and not in this text: deleted ones, or hidden ones."""

    words: str


@dataclass
class Line:
    """A paragraph: its words with what stands between them, what it is, what stands behind it, and if it is an item."""

    pieces: list["str | Anchor | Gone"]
    kind: BlockKind
    end: str = "\n"
    item: bool = False

    def empty(self) -> bool:
        """Whether it holds nothing that is seen."""
        return not any(isinstance(piece, str) and piece.strip() for piece in self.pieces)


class NoteMark(NamedTuple):
    """A footnote or endnote that the text refers to, by its id in its part; `sign` where it has one of its own."""

    kind: Literal["footnotes", "endnotes"]
    id: str
    sign: str


_INSERTED, _DELETED = ("w:ins", "w:moveTo"), ("w:del", "w:moveFrom")
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_MUTE = frozenset(
    [
        "w:pPr",
        "w:rPr",
        "w:sdtPr",
        "w:sdtEndPr",
        "w:tblPr",
        "w:tblGrid",
        "w:trPr",
        "w:tcPr",
        "w:sectPr",
        "w:instrText",
        "w:delInstrText",
        "w:smartTagPr",
        "w:customXmlPr",
        "w:rubyPr",
        "w:annotationRef",
        "w:footnoteRef",
        "w:endnoteRef",
        "w:ffData",
        "m:rPr",
        "m:ctrlPr",
    ]
)
"""What holds no words of the text."""
_DRAWN = ("w:drawing", "w:pict", "w:object")
_NOTES: dict[str, Literal["footnotes", "endnotes"]] = {
    "w:footnoteReference": "footnotes",
    "w:endnoteReference": "endnotes",
}
_LONGEST_SIGN = 40
_SPACES = str.maketrans("\r\n\t", "   ")  # in a run Word shows them as spaces


@dataclass
class Story:
    """The text in the making.

    Attributes:
        styles: the file's styles.
        numbering: its lists, which count on as paragraphs go by.
        rejected: whether tracked changes are read as rejected.
        fields: whether words in the code of a field are left out; False where fields begin that do not end.
        lines: the paragraphs so far.
        notes: the footnotes and endnotes referred to.
        told: what was counted.
        fonts: the fonts of symbols without a meaning of their own.
    """

    styles: Styles
    numbering: Numbering
    rejected: bool = False
    fields: bool = True
    lines: list[Line] = field(default_factory=list)
    notes: list[NoteMark] = field(default_factory=list)
    told: Counter[Told] = field(default_factory=Counter)
    fonts: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._now: list[str | Anchor | Gone] = []
        self._properties: Node | None = None
        self._boxes: list[Node] = []
        self._in_code: list[bool] = []

    @property
    def broken(self) -> bool:
        """Whether a field began that did not end, so that words may have been taken for its code."""
        return bool(self._in_code)

    def take(self, node: Node, kind: BlockKind | None = None) -> list[Line]:
        """Read all paragraphs below `node`, of `kind` if it is given; the lines that this added."""
        first = len(self.lines)
        self._blocks(node, live=True)
        if any(isinstance(piece, str) for piece in self._now) or len(self.lines) == first:
            self._end_line(self._properties)
        self.lines[-1].pieces += self._now
        self._now = []
        for line in self.lines[first:] if kind else ():
            line.kind = kind or line.kind
        return self.lines[first:]

    def _blocks(self, node: Node, *, live: bool) -> None:
        for child in node:
            if child.tag == "w:p":
                self._paragraph(child, live=live)
            elif child.tag == "w:tbl":
                self._table(child, live=live)
            elif child.tag == "mc:AlternateContent":
                self._blocks(_chosen(child), live=live)
            elif child.tag == "w:altChunk":
                self.told["embedded"] += 1
            elif child.tag not in _MUTE and not self._anchor(child):
                self._blocks(child, live=live and self._stays(child))

    def _paragraph(self, node: Node, *, live: bool) -> None:
        properties = find(node, "w:pPr")
        mark = find(properties, "w:rPr")
        former = find(properties, "w:pPrChange/w:pPr")
        if self.rejected and former is not None:
            properties = former
        self._properties = properties
        self._inline(node, live=live)
        stays = [self._stays(child) for child in (() if mark is None else mark)]  # each counts, so all are asked
        if live and all(stays):
            self._end_line(properties)
        elif not live:
            self._now.append(Gone("\n"))

    def _stays(self, node: Node) -> bool:
        """Whether what `node` holds, or the thing it is a property of, is in this text; tracked changes are counted."""
        if node.tag in _INSERTED:
            self.told["changes"] += 1
            return not self.rejected
        if node.tag in _DELETED:
            self.told["changes"] += 1
            return self.rejected
        return True

    def _end_line(self, properties: Node | None) -> None:
        pieces, self._now = self._now, []
        label = self.numbering.label(properties)
        listed = self.styles.item(properties) is not None
        self.lines.append(Line([label, *pieces] if label else pieces, self.styles.kind(properties), item=listed))
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._blocks(box, live=True)

    def _table(self, node: Node, *, live: bool) -> None:
        if any(isinstance(piece, str) for piece in self._now):
            self._end_line(self._properties)  # a paragraph whose mark went does not join a cell
        for row in self._inside(node, "w:tr"):
            lines = []
            stays = live and self._kept(row, "w:trPr", _INSERTED, _DELETED)
            for cell in self._inside(row, "w:tc"):
                kept = stays and self._kept(cell, "w:tcPr", ("w:cellIns",), ("w:cellDel",))
                found = self._cell(cell, live=kept)
                lines += [*found[:-1], Line(found[-1].pieces, found[-1].kind, "\t")] if kept else []
            if lines:
                lines[-1].end = "\n"
            for line in lines:
                line.item = True
            self.lines += lines

    def _inside(self, node: Node, tag: str) -> Iterator[Node]:
        """The rows or cells of a table, those inside of content controls and the like too."""
        for child in node:
            if child.tag == tag:
                yield child
            elif child.tag not in _MUTE and not self._anchor(child):
                yield from self._inside(child, tag)

    def _cell(self, node: Node, *, live: bool) -> list[Line]:
        """The lines of a cell, the empty ones left out; one at least."""
        outside, self.lines = self.lines, []
        self._blocks(node, live=live)
        if live and self._now:
            self._end_line(self._properties)
        found, self.lines = self.lines, outside
        kept = [line for line in found if not line.empty()]
        loose = [piece for line in found if line.empty() for piece in line.pieces if not isinstance(piece, str)]
        kept = kept or [Line([], "body")]
        kept[0].pieces[:0] = loose
        return kept

    def _kept(self, node: Node, properties: str, inserted: tuple[str, ...], deleted: tuple[str, ...]) -> bool:
        """Whether a row or a cell is in this text, by what its properties say of tracked changes."""
        told = find(node, properties)
        tags = [] if told is None else [child.tag for child in told]
        came, went = any(tag in inserted for tag in tags), any(tag in deleted for tag in tags)
        self.told["changes"] += came + went
        return not (came and self.rejected) and not (went and not self.rejected)

    def _inline(self, node: Node, *, live: bool) -> None:
        for child in node:
            if child.tag == "w:r":
                self._run(child, live=live)
            elif child.tag == "m:t":
                self._put(child.text or "", live=live)
            elif child.tag == "mc:AlternateContent":
                self._inline(_chosen(child), live=live)
            elif child.tag in ("m:nary", "m:d"):
                self._operator(child, live=live)
            elif child.tag not in _MUTE and not self._anchor(child):
                self.told["formulas"] += child.tag == "m:oMath"
                self.told["fields"] += live and child.tag == "w:fldSimple" and _shows_code(child.get("w:instr", ""))
                self.told["embedded"] += child.tag == "w:subDoc"
                self._inline(child, live=live and self._stays(child))

    def _operator(self, node: Node, *, live: bool) -> None:
        """A sum or the like, whose sign is a property of it; or what stands in brackets, which are."""
        if node.tag == "m:nary":
            self._put(_sign(node, "m:naryPr/m:chr", "∫"), live=live)
            self._inline(node, live=live)
            return
        self._put(_sign(node, "m:dPr/m:begChr", "("), live=live)
        between = _sign(node, "m:dPr/m:sepChr", "|")
        for number, child in enumerate(find_all(node, "m:e")):
            if number:
                self._put(between, live=live)
            self._inline(child, live=live)
        self._put(_sign(node, "m:dPr/m:endChr", ")"), live=live)

    def _anchor(self, node: Node) -> bool:
        """Keep the place of a comment, if `node` is one."""
        if node.tag == "w:commentRangeStart":
            self._now.append(Anchor("start", node.get("w:id", "")))
        elif node.tag == "w:commentRangeEnd":
            self._now.append(Anchor("end", node.get("w:id", "")))
        elif node.tag == "w:commentReference":
            self._now.append(Anchor("point", node.get("w:id", "")))
        else:
            return False
        return True

    def _run(self, node: Node, *, live: bool) -> None:
        hidden = self.styles.hides(find(node, "w:rPr"), self._properties)
        self.told["raised"] += live and not hidden and self._raises(node)
        own: str | None = None
        for child in node:
            tag = child.tag
            if tag in ("w:t", "w:delText", "m:t"):
                self._put((child.text or "").translate(_SPACES), live=live, hidden=hidden)
            elif tag in _SIGNS:
                self._put(_SIGNS[tag], live=live, hidden=hidden)
            elif tag == "w:sym":
                self._put(self._symbol(child, live=live), live=live, hidden=hidden)
            elif tag == "w:fldChar":
                self._field(child.get("w:fldCharType"), live=live)
            elif tag in _NOTES:
                if live and not hidden:
                    own = _own_sign(node) if own is None else own  # once for a run, which may refer to many
                    self.notes.append(NoteMark(_NOTES[tag], child.get("w:id", ""), own))
            elif tag == "w:ruby":
                self.told["ruby"] += live
                for base in find_all(child, "w:rubyBase"):
                    self._inline(base, live=live)
            elif tag in (*_DRAWN, "mc:AlternateContent"):
                self._draw(child, live=live)
            elif tag in ("w:instrText", "w:softHyphen"):
                self.told["fields"] += live and _shows_code(child.text or "")
                self.told["soft hyphens"] += live and tag == "w:softHyphen"
            elif tag not in _MUTE and not self._anchor(child):
                self._inline(child, live=live)

    def _raises(self, run: Node) -> bool:
        """Whether `run` is a number above the line behind another character: 10⁴, which is read as 104."""
        if value(find(run, "w:rPr"), "w:vertAlign") != "superscript":
            return False
        before = next((piece for piece in islice(reversed(self._now), 1_000) if isinstance(piece, str) and piece), "")
        return before[-1:].isalnum() and "".join(each.text or "" for each in find_all(run, "w:t")).isdecimal()

    def _put(self, words: str, *, live: bool, hidden: bool = False) -> None:
        if self.fields and any(self._in_code):
            return
        if live and hidden:
            self.told["hidden"] += len(words)
        self._now.append(words if live and not hidden else Gone(words))

    def _field(self, what: str | None, *, live: bool) -> None:
        """A field begins, its code ends, or it ends itself; only its result is text."""
        if not live:
            return
        if what == "begin":
            self._in_code.append(True)
        elif what == "separate" and self._in_code:
            self._in_code[-1] = False
        elif what == "end" and self._in_code:
            self._in_code.pop()

    def _symbol(self, node: Node, *, live: bool) -> str:
        digits = node.get("w:char", "")
        try:
            code = int(digits, 16) if len(digits) <= 6 else 0
        except ValueError:
            code = 0
        sign = chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else "\ufffd"
        if live and (sign == "\ufffd" or 0xE000 <= code <= 0xF8FF):
            self.told["symbols"] += 1
            self.fonts.add(node.get("w:font", "an unnamed font")[:60])
        return sign

    def _draw(self, node: Node, *, live: bool) -> None:
        """Text boxes wait for the end of their paragraph; a picture has no words."""
        if not live:
            return
        chosen = _chosen(node) if node.tag == "mc:AlternateContent" else node
        if chosen is not node and not any(each.tag in _DRAWN for each in chosen):
            self._inline(_wrapped(chosen), live=live)
            return
        boxes = list(_boxes(chosen))
        self._boxes += boxes
        self.told["boxes"] += len(boxes)
        self.told["pictures"] += not boxes


def _sign(node: Node, path: str, otherwise: str) -> str:
    """The sign that a property of a formula names."""
    found = find(node, path)
    return otherwise if found is None else found.get("m:val", "")[:2]


def _own_sign(run: Node) -> str:
    """The sign that stands beside a reference to a note instead of a number."""
    return "".join(each.text or "" for each in find_all(run, "w:t"))[:_LONGEST_SIGN]


def _shows_code(code: str) -> bool:
    """Whether a field has no result, and shows words of its code, or what was chosen of a list."""
    return code.split(maxsplit=1)[:1] in (["MACROBUTTON"], ["GOTOBUTTON"], ["FORMDROPDOWN"])


def _boxes(node: Node) -> Iterator[Node]:
    """The contents of the text boxes below `node`, but for those inside of other boxes."""
    for child in node:
        if child.tag == "w:txbxContent":
            yield child
        else:
            yield from _boxes(_chosen(child) if child.tag == "mc:AlternateContent" else child)


def _chosen(node: Node) -> Node:
    """The one of several forms of the same thing that is read: the newest, unless only the older has words in a box."""
    forms = [child for child in node if child.tag in ("mc:Choice", "mc:Fallback")]
    boxed = [form for form in forms if next(form.iter("w:txbxContent"), None) is not None]
    return (boxed or forms or [_EMPTY])[0]


def _wrapped(node: Node) -> Node:
    """`node`, which stands inside of a run, as something that holds a run."""
    outer, run = Node("w:smartTag"), Node("w:r")
    run.extend(list(node))
    outer.append(run)
    return outer


_EMPTY = Node("mc:Fallback")
