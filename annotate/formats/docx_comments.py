"""Comments of a Word file: who says what of which words and when, with the replies as a thread.

A thread is Word's own: each reply is a comment on the same words, and a list beside the comments says which answers
which, and which threads are done with. Programs that do not know the list show replies as comments of their own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from annotate.compare.values import TextSide
from annotate.formats.docx_elements import PLAIN, Look, element, run
from annotate.formats.times import in_utc
from annotate.text.spans import Span

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

Line = tuple[tuple[str, Look], ...]
"""A paragraph of a comment: words, each with its look."""

_THREADS = "http://schemas.microsoft.com/office/word/2012/wordml"
_PARAGRAPHS = "http://schemas.microsoft.com/office/word/2010/wordml"
_IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
_RELATION = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"


class Said(NamedTuple):
    """Something said: by whom, when (ISO 8601, None where nobody knows), and in which lines."""

    by: str
    when: str | None
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Comment:
    """A comment on words of one of two texts.

    Attributes:
        side: the text whose words it is on; where only one text is written, `new`.
        span: the words; empty for a point.
        said: what it says.
        replies: the answers to it.
        done: whether the thread is closed.
    """

    side: TextSide
    span: Span
    said: Said
    replies: tuple[Said, ...] = ()
    done: bool = False


class Anchor(NamedTuple):
    """Where the comment with the number `id` begins and ends."""

    id: int
    side: TextSide
    span: Span


def line(words: str, look: Look = PLAIN) -> Line:
    """A paragraph in one look."""
    return ((words, look),)


class CommentList:
    """The comments of a document, numbered as they come."""

    def __init__(self, document: "Document") -> None:
        self._document = document
        self._threads: list[str] = []

    def put(self, comments: Iterable[Comment]) -> list[Anchor]:
        """Take `comments` in; where each is to be anchored in the words, with its replies."""
        anchors: list[Anchor] = []
        for comment in comments:
            first = len(self._threads)
            for number, said in enumerate((comment.said, *comment.replies), first):
                self._element.append(_comment(number, said))
                self._threads.append(_thread(number, None if number == first else first, done=comment.done))
                anchors.append(Anchor(number, comment.side, comment.span))
        return anchors

    @property
    def _element(self) -> "Element":
        """What holds the comments; the library's own call for one would give it the time of day."""
        found: Element = self._document.part._comments_part.element
        return found

    def close(self) -> None:
        """Write which comments answer which."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        if self._threads:
            self._element.set(_IGNORABLE, "w14")
            xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w15:commentsEx xmlns:w15="{_THREADS}">'
            data = (xml + "".join(self._threads) + "</w15:commentsEx>").encode()
            part = Part(PackURI("/word/commentsExtended.xml"), _CONTENT, data, self._document.part.package)
            self._document.part.relate_to(part, _RELATION)


def _thread(number: int, parent: int | None, *, done: bool) -> str:
    answers = "" if parent is None else f' w15:paraIdParent="{_paragraph_id(parent)}"'
    return f'<w15:commentEx w15:paraId="{_paragraph_id(number)}"{answers} w15:done="{int(done)}"/>'


def _comment(number: int, said: Said) -> "Element":
    attributes = {"w:id": str(number), "w:author": said.by}
    if when := moment(said.when):
        attributes["w:date"] = when
    attributes["w:initials"] = said.by[:2]
    style = {"w:val": "CommentText"}
    paragraphs = [
        element("w:p", None, element("w:pPr", None, element("w:pStyle", style)), *(run(*piece) for piece in words))
        for words in said.lines or (line(""),)
    ]
    reference = element("w:rPr", None, element("w:rStyle", {"w:val": "CommentReference"}))
    paragraphs[0].insert(1, element("w:r", None, reference, element("w:annotationRef")))
    paragraphs[-1].set(f"{{{_PARAGRAPHS}}}paraId", _paragraph_id(number))
    return element("w:comment", attributes, *paragraphs)


def _paragraph_id(number: int) -> str:
    return f"{number + 1:08X}"


def moment(when: str | None) -> str | None:
    """`when` as XML wants a time, to the second; None for what is no time.

    Examples:
        >>> moment("2020-02-12"), moment("2020-02-12T16:00:00+08:00"), moment("in spring")
        ('2020-02-12T00:00:00Z', '2020-02-12T08:00:00Z', None)
    """
    try:
        found = in_utc(when or "")
    except ValueError:
        return None
    return f"{found.replace(tzinfo=None, microsecond=0).isoformat()}Z"
