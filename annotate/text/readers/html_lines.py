"""The lines of a web page: what it shows, cut where a browser begins a new line.

The walk over the page is ours because every word has to be accounted for: each line knows the element it stands in and
how much of it is links, and what the page has and does not show is kept beside the lines, to be told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Literal, TypeAlias
from unicodedata import east_asian_width

from annotate.text.spans import visible

Element: TypeAlias = Any
"""An element of lxml, which has no types of its own."""


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup p pre search section "
    "summary table tbody td tfoot th thead title tr ul listing plaintext xmp"
)
HEADINGS = _names("h1 h2 h3 h4 h5 h6")
_UNSEEN = _names(
    "annotation annotation-xml applet area audio base basefont bgsound button canvas col colgroup datalist "
    "embed frame frameset head iframe "
    "input link map meta noembed noframes noscript object param rp script select style svg template textarea "
    "track video"
)
_CONTROLS, _STAND_INS = _names("button textarea select"), _names("object iframe noscript")
_STRUCK, _READING = _names("del s strike"), _names("rt rtc")
_PRESERVED = _names("listing plaintext pre xmp")
_HIDES = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
_WAITS = re.compile(r"(?:^|;)\s*(?:visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0*)?\s*(?:;|$))", re.IGNORECASE)
_AWAY = re.compile(r"(?:^|;)\s*display\s*:\s*none", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
# Numbers 128 to 159 name control characters; browsers read them as windows-1252, which is what was meant.
_MEANT = {code: char for code in range(0x80, 0xA0) if (char := bytes([code]).decode("cp1252", "ignore"))}

Omitted = Literal["hidden", "struck out", "a reading aid", "a control", "a drawing", "a stand-in"]


@dataclass
class PageLine:
    """A line that a page shows.

    Attributes:
        text: its characters, white space as a browser shows it; a row of a table has a tab between its cells.
        element: the innermost element around it that begins a new line.
        linked: how many of its visible characters are links.
        broken: whether a `<br>` or a line end of preformatted text ends it, and no element.
        blanks: how many empty lines stand before it.
    """

    text: str
    element: Element
    linked: int = 0
    broken: bool = False
    blanks: int = 0

    @property
    def share_linked(self) -> float:
        """The share of the visible characters that are links."""
        return self.linked / max(1, len(visible(self.text)))


@dataclass(frozen=True)
class Omission:
    """Words that a page has and are not read: before which line, and why, such as that they are hidden."""

    line: int
    kind: Omitted
    words: str


def show_what_scripts_show(tree: Element) -> bool:
    """Take the mark of hiding from the outermost element that hides most words of the page; whether there was one.

    A page keeps its place and hides its words only until a script has run; what it never shows takes no place.
    """
    whole, checked = len(visible("".join(_texts(tree)))), None
    for element in tree.iter():
        style = element.get("style", "") if isinstance(element.tag, str) else ""
        if not _WAITS.search(style) or _AWAY.search(style) or element.get("hidden") is not None:
            continue
        if checked is not None and checked in element.iterancestors():
            continue
        checked = element
        if len(visible("".join(_texts(element)))) * 2 > whole:
            del element.attrib["style"]
            return True
    return False


def page_lines(tree: Element) -> tuple[list[PageLine], list[Omission]]:
    r"""The lines that the page `tree` shows, in order, and what it does not show.

    A line end inside a paragraph is a space, but none between two characters of East Asian width, as CSS has it.

    Examples:
        >>> from lxml.html import document_fromstring
        >>> page = document_fromstring("<p>要<b>落\n实</b>责任<br>守住 \n one<p hidden>x</p>")
        >>> [line.text for line in page_lines(page)[0]]
        ['要落实责任', '守住 one']
    """
    page = _Page(tree)
    for step, element in _steps(tree):
        if step == "open":
            page.open(element)
        elif step == "close":
            page.close(element)
        elif step == "tail":
            page.write(element.tail)
        else:
            page.omit(element, step)
    page.end_line()
    return page.lines, page.omitted


@dataclass
class _Page:
    """The lines so far, the one being written, and where in the page that is."""

    tree: Element
    lines: list[PageLine] = field(default_factory=list)
    omitted: list[Omission] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    around: list[Element] = field(default_factory=list)  # the open elements that begin a line
    rows: list[list[int]] = field(default_factory=list)  # of each open row of a table: the line each cell begins with
    linked: int = 0
    links: int = 0
    preserved: int = 0
    blanks: int = 0

    def open(self, element: Element) -> None:
        tag = element.tag
        if tag == "br":
            # A heading goes on over its line breaks, which only fit it into its space.
            if self._block().tag in HEADINGS:
                self.pieces.append("\n")
            else:
                self.end_line(broken=True)
        elif tag in _BLOCKS:
            self.end_line()
            self.around.append(element)
            if tag == "tr":
                self.rows.append([])
            elif tag in ("td", "th") and self.rows:
                self.rows[-1].append(len(self.lines))
        self.links += tag == "a"
        self.preserved += tag in _PRESERVED
        self.write(element.text)

    def close(self, element: Element) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self.end_line()
            self.around.pop()
            if tag == "tr":
                self._join_row(self.rows.pop())
        self.links -= tag == "a"
        self.preserved -= tag in _PRESERVED

    def omit(self, element: Element, kind: Omitted) -> None:
        parts = element.iter("text") if kind == "a drawing" else (element,)
        words = visible("".join(text for part in parts for text in _texts(part)))
        if words:
            self.omitted.append(Omission(len(self.lines), kind, words))

    def write(self, text: str | None) -> None:
        if not text:
            return
        if not self.preserved:
            self._write(text)
            return
        first, *others = text.replace("\r\n", "\n").split("\n")
        self._write(first)
        for other in others:
            self.end_line(broken=True)
            self._write(other)

    def end_line(self, *, broken: bool = False) -> None:
        whole = "".join(self.pieces).translate(_MEANT)
        text = whole.rstrip() if self.preserved else _BLANKS.sub(_space, whole).strip(" ")
        if text.strip():
            self.lines.append(PageLine(text, self._block(), self.linked, broken, self.blanks))
            self.blanks = 0
        elif broken:
            self.blanks += 1
        self.pieces.clear()
        self.linked = 0

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        if self.links:
            self.linked += len(visible(text))

    def _block(self) -> Element:
        return self.around[-1] if self.around else self.tree

    def _join_row(self, cells: list[int]) -> None:
        """Put the cells of a row on one line, where none has more than one and none is a list of links."""
        starts = [*cells, len(self.lines)]
        row = self.lines[starts[0] :]
        sizes = [after - start for start, after in pairwise(starts)]
        if len(row) < 2 or max(sizes) > 1 or any(line.share_linked > 0.5 for line in row):
            return
        text = "\t".join(line.text for line in row)
        joined = PageLine(text, row[0].element.getparent(), sum(line.linked for line in row), blanks=row[0].blanks)
        self.lines[starts[0] :] = [joined]


def _steps(tree: Element) -> Iterator[tuple[Literal["open", "close", "tail"] | Omitted, Element]]:
    """The page in order, without recursion: each element opened and closed, the text behind it, what is left out."""
    pending: list[tuple[Literal["open", "close", "tail"], Element]] = [("open", tree)]
    while pending:
        step, element = pending.pop()
        if step != "open":
            yield step, element
            continue
        why = _why_omitted(element)
        if why is not None:
            if why != "unseen":
                yield why, element
            continue
        yield "open", element
        pending.append(("close", element))
        for child in reversed(element):
            pending += (("tail", child), ("open", child))


def _why_omitted(element: Element) -> Omitted | Literal["unseen"] | None:
    """Why the words in `element` are left out; None if they are not."""
    tag = element.tag
    told = _told_unseen(tag)
    if not isinstance(tag, str) or (tag in _UNSEEN and told is None):
        return "unseen"
    if element.get("hidden") is not None or _HIDES.search(element.get("style", "")):
        return "unseen" if told else "hidden"
    if tag == "span" and "katex-mathml" in element.get("class", ""):
        return "unseen"  # the formula once more, for those who do not see the page
    return told or _why_marked(tag)


def _told_unseen(tag: object) -> Omitted | None:
    """What an element is whose words are left out though a browser may show them."""
    if tag in _CONTROLS:
        return "a control"
    return "a stand-in" if tag in _STAND_INS else "a drawing" if tag == "svg" else None


def _why_marked(tag: str) -> Omitted | None:
    return "struck out" if tag in _STRUCK else "a reading aid" if tag in _READING else None


def _texts(element: Element) -> Iterator[str]:
    """The words in `element` that would be seen if it was."""
    for each in element.iter():
        if isinstance(each.tag, str) and each.tag not in ("script", "style"):
            yield each.text or ""
        if each is not element:
            yield each.tail or ""


def _space(blanks: re.Match[str]) -> str:
    """What a browser makes of white space: nothing of a line end between two wide characters, else one space."""
    whole = blanks.string
    around = whole[max(0, blanks.start() - 1) : blanks.start()], whole[blanks.end() : blanks.end() + 1]
    widths = [east_asian_width(char) if char else "N" for char in around]
    divides = "\n" in blanks.group() or "\r" in blanks.group()
    # Quotation marks and dashes are ambiguous; beside a wide character they are wide.
    wide = all(width in ("F", "W", "A") for width in widths) and widths != ["A", "A"]
    return "" if divides and wide else " "
