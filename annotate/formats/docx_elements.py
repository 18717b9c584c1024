"""The elements of a Word file that hold words: runs, and how characters are written that are no plain words there.

Word has elements of its own for a tab, a line break and a page break. The control characters that XML cannot hold
become U+FFFD, so that a reader sees that something stood there; the writers tell it as a loss.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from annotate.text.reading import Language

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_UNHELD = re.compile("[\0-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PIECES = re.compile(r"[^\t\n\r\v\f]+|\r\n|.", re.DOTALL)
_OWN: Mapping[str, tuple[str, dict[str, str]]] = {
    "\t": ("w:tab", {}),
    "\f": ("w:br", {"w:type": "page"}),
}


class Tongue(NamedTuple):
    """How Word is told a language: its tag, and the fonts of East Asian characters in the body and in headings."""

    tag: str
    body: str
    heading: str


_TONGUES: Mapping[Language, Tongue] = {
    "zh-Hans": Tongue("zh-CN", "SimSun", "SimHei"),
    "zh-Hant": Tongue("zh-TW", "PMingLiU", "Microsoft JhengHei"),
}


def tongue_of(language: Language) -> Tongue:
    """What Word is told of `language`; any other than Chinese has the fonts of simplified Chinese for stray words."""
    return _TONGUES.get(language, _TONGUES["zh-Hans"])


class Look(NamedTuple):
    """How words are set off.

    Attributes:
        bold: in bold type.
        soft: grey, for what is said about a thing, not of it.
        op: struck as deleted, or underlined as inserted, where a change is drawn and not tracked.
        colour: underlined in this colour, `#rrggbb`.
        tongue: the language, where it is another than the document's.
    """

    bold: bool = False
    soft: bool = False
    op: str = "equal"
    colour: str = ""
    tongue: Tongue | None = None


PLAIN, BOLD, SOFT = Look(), Look(bold=True), Look(soft=True)


UNHELD = "control characters became U+FFFD"
"""Why words that `holds` denies are not whole."""


def holds(words: str) -> bool:
    r"""Whether a Word file can hold every character of `words`.

    Examples:
        >>> holds("要\t抓好\f"), holds("\x1c")
        (True, False)
    """
    return not _UNHELD.search(words)


def held(words: str) -> str:
    r"""`words` with U+FFFD for each character that a Word file cannot hold.

    Examples:
        >>> held("a\x1cb")
        'a�b'
    """
    return _UNHELD.sub("\ufffd", words)


def element(tag: str, attributes: Mapping[str, str] | None = None, *children: "Element") -> "Element":
    """An element such as `w:r` with its attributes, named in the same way, and what stands in it."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    made = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name), held(value))
    for child in children:
        made.append(child)
    return made


def run(words: str, look: Look = PLAIN, *, deleted: bool = False) -> "Element":
    """A run of words; a line end in it becomes a line break. `deleted` is for words inside a tracked deletion."""
    return element("w:r", None, *_properties(look), *_contents(words, "w:delText" if deleted else "w:t"))


def _contents(words: str, tag: str) -> Iterator["Element"]:
    for piece in _PIECES.findall(held(words)):
        if piece in _OWN:
            yield element(*_OWN[piece])
        elif piece in ("\n", "\r", "\r\n", "\v"):
            yield element("w:br")
        else:
            text = element(tag, {"xml:space": "preserve"})
            text.text = piece
            yield text


def _properties(look: Look) -> Iterator["Element"]:
    """What stands in a run before its words; Word wants the parts in this order."""
    fonts = {"w:hint": "eastAsia"}
    if look.tongue:
        fonts["w:eastAsia"] = look.tongue.body
    parts = [element("w:rFonts", fonts)]
    if look.bold:
        parts.append(element("w:b"))
    if look.op == "delete":
        parts.append(element("w:strike"))
    colour = {"delete": "B00020", "insert": "006B2D"}.get(look.op, "5F6368" if look.soft else "")
    if colour:
        parts.append(element("w:color", {"w:val": colour}))
    if look.op == "insert":
        parts.append(element("w:u", {"w:val": "single"}))
    elif look.colour:
        parts.append(element("w:u", {"w:val": "thick", "w:color": look.colour.removeprefix("#").upper()}))
    if look.tongue:
        parts.append(element("w:lang", {"w:eastAsia": look.tongue.tag}))
    yield element("w:rPr", None, *parts)


def paragraph(*runs: "Element", style: str = "", after: str = "") -> "Element":
    """A paragraph with its runs; `style` is the id of a style, `after` the room below it in twentieths of a point."""
    parts = [element("w:pStyle", {"w:val": style})] if style else []
    parts += [element("w:spacing", {"w:after": after})] if after else []
    return element("w:p", None, *([element("w:pPr", None, *parts)] if parts else []), *runs)
