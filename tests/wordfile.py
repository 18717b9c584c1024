"""Word files read back by the tests: what they say, what is left when their tracked changes are settled, comments."""

from io import BytesIO
from typing import Any, Literal
from zipfile import ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
Settling = Literal["accept", "reject"]


def part(written: bytes, name: str = "word/document.xml") -> Any:
    """A part of a file as XML."""
    return etree.fromstring(ZipFile(BytesIO(written)).read(name))


def names(written: bytes) -> list[str]:
    return ZipFile(BytesIO(written)).namelist()


def settled(written: bytes, how: Settling) -> list[tuple[str, str]]:
    """Style and words of each paragraph after every tracked change of the body is accepted, or rejected.

    A paragraph whose mark goes is joined with the next one and takes that one's style.
    """
    gone = {"accept": f"{W}del", "reject": f"{W}ins"}[how]
    found, words = [], ""
    for paragraph in part(written).find(f"{W}body").iterchildren(f"{W}p"):
        words += said(paragraph, gone)
        if paragraph.find(f"{W}pPr/{W}rPr/{gone}") is None:
            found.append((style(paragraph, how), words))
            words = ""
    assert words == "", "the last paragraph's mark cannot go"
    return found


def settled_text(written: bytes, how: Settling) -> str:
    return "\n".join(words for _, words in settled(written, how))


def style(paragraph: Any, how: Settling) -> str:
    former = paragraph.find(f"{W}pPr/{W}pPrChange/{W}pPr")
    properties = former if how == "reject" and former is not None else paragraph.find(f"{W}pPr")
    named = None if properties is None else properties.find(f"{W}pStyle")
    return "" if named is None else str(named.get(f"{W}val"))


def said(element: Any, gone: str = "") -> str:
    """The words of an element, those inside elements called `gone` left out."""
    signs = {f"{W}tab": "\t", f"{W}br": "\v"}
    out = ""
    for child in element:
        if child.tag in (f"{W}t", f"{W}delText"):
            out += child.text or ""
        elif child.tag in signs:
            out += "\f" if child.get(f"{W}type") == "page" else signs[child.tag]
        elif child.tag not in (gone, f"{W}pPr", f"{W}rPr"):
            out += said(child, gone)
    return out


def text_of(written: bytes, bookmark: str = "text") -> str:
    """The words between the start and the end of a bookmark, a paragraph a line."""
    lines: list[str] = []
    number = None
    for paragraph in part(written).find(f"{W}body").iterchildren(f"{W}p"):
        for start in paragraph.iterchildren(f"{W}bookmarkStart"):
            if start.get(f"{W}name") == bookmark:
                number = start.get(f"{W}id")
        if number is not None:
            lines.append(said(paragraph))
        if number in [end.get(f"{W}id") for end in paragraph.iterchildren(f"{W}bookmarkEnd")]:
            break
    return "\n".join(lines)


def comments(written: bytes) -> list[dict[str, Any]]:
    """Each comment: who, when, its lines, the words it is on, the comment it answers and whether it is done with."""
    if "word/comments.xml" not in names(written):
        return []
    on = commented(part(written))
    found = []
    threads = {}
    for each in part(written, "word/commentsExtended.xml"):
        threads[each.get(f"{W15}paraId")] = each
    by_paragraph = {}
    for comment in part(written, "word/comments.xml"):
        paragraphs = comment.findall(f"{W}p")
        key = paragraphs[-1].get(f"{W14}paraId")
        by_paragraph[key] = comment.get(f"{W}id")
        parent = threads[key].get(f"{W15}paraIdParent")
        found.append(
            {
                "by": comment.get(f"{W}author"),
                "when": comment.get(f"{W}date"),
                "lines": [said(paragraph) for paragraph in paragraphs],
                "on": on[comment.get(f"{W}id")],
                "answers": None if parent is None else int(by_paragraph[parent]),
                "done": threads[key].get(f"{W15}done") == "1",
            }
        )
    return found


def commented(document: Any) -> dict[str, str]:
    """The words of each comment's range by its number; paragraphs are joined by line feeds."""
    open_now: set[str] = set()
    words: dict[str, str] = {}
    for element in document.iter():
        number = element.get(f"{W}id")
        if element.tag == f"{W}commentRangeStart":
            open_now.add(number)
            words[number] = ""
        elif element.tag == f"{W}commentRangeEnd":
            open_now.remove(number)
        elif element.tag == f"{W}p":
            words.update({each: words[each] + "\n" for each in open_now})
        elif element.tag == f"{W}r":
            words.update({each: words[each] + said(element) for each in open_now})
    assert not open_now, "a comment without an end"
    return words
