"""An extract: what the reader of a file type took out of a file, before layout makes of it what people read.

Every reader returns one; so this page is all that layout, store and commands know of file types.
"""

from dataclasses import dataclass
from typing import Literal

from annotate.text.reading import Block, Place, ReaderName, Removed


@dataclass(frozen=True)
class Source:
    """The bytes of a file as they came, and what is known of them besides.

    Attributes:
        data: the bytes.
        name: how the file is called in an error; its suffix counts.
        declared: the label of an encoding that came with the bytes from outside, as in an HTTP header.
        origin: the address they were fetched from; None where they are a file of one's own.
        notes: what was done to get them that somebody may want to know, each a sentence part without a stop.
    """

    data: bytes
    name: str = "the bytes given"
    declared: str | None = None
    origin: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Options:
    """What a reader is told besides the bytes.

    Attributes:
        name: how the file is called in an error.
        encoding: the encoding a person names; it overrules everything in the file.
        declared: a label that came with the file from outside, as in an HTTP header.
        changes: how tracked changes are read, where a file type has them: accepted is the new text, rejected the old.
    """

    name: str = "the file"
    encoding: str | None = None
    declared: str | None = None
    changes: Literal["accepted", "rejected"] = "accepted"


@dataclass(frozen=True)
class Comment:
    """A comment that somebody made in the file, and the answers to it.

    Attributes:
        spans: where it stands in the extract, half-open, in code points; an empty one is a point between words. None
            where its words are not in the extract, or where it stands nowhere.
        words: the words it is on.
        by: who made it.
        when: when, as the file says.
        replies: the answers to it, in order.
        note: what it says.
        done: whether it was closed.
        label: what kind of mark it was, if this program wrote the file from marks.
        mark: the id of that mark.
    """

    spans: tuple[tuple[int, int], ...]
    words: str
    by: str = ""
    when: str | None = None
    replies: tuple["Comment", ...] = ()
    note: str = ""
    done: bool = False
    label: str = ""
    mark: str | None = None


@dataclass(frozen=True)
class Extract:
    r"""What a file says.

    All offsets count code points of `text` and do not include their end.

    Attributes:
        text: the words, line ends as they came; a file type that has paragraphs puts each on a line.
        reader: which reader took them out, and its version.
        encoding: Python's name of the encoding of a file of characters; None where the file has none.
        removed: runs of `text` that are no part of what was written: running heads, page numbers, hyphens at a line's
            end. They stay in `text`, in order, and layout leaves them out.
        places: where pages begin, in order; empty where the file has none. Lines need no places.
        blocks: the paragraphs, where the file type knows them, in order. They hold every visible character that is not
            removed, and layout joins or cuts none of them. `body` may still turn out to be something else by its looks.
        items: where the blocks begin that are items of a list, or cells or rows of a table, in order; no look makes a
            heading of them.
        wraps: where a line ends only for want of room, in order, if the file type shows it: each the offset of such a
            line end. Layout joins these lines and no others; None leaves it to find out by itself.
        title: the title that the file gives for itself.
        date: the day the file gives for itself, YYYY-MM-DD.
        origin: where the file says that it comes from: a publisher or an address.
        notes: what was done that somebody may want to know, each a sentence part without a stop.
        comments: what people remarked in the file.
        changes: how many tracked changes the file has, accepted or rejected as the options said.

    Examples:
        >>> number = Removed(4, 9, "page number", "- 3 -")
        >>> page = Extract("要落实\n- 3 -\n责任", ReaderName("pdf", "1"), removed=(number,))
        >>> page.text[4:9], page.encoding
        ('- 3 -', None)
    """

    text: str
    reader: ReaderName
    encoding: str | None = None
    removed: tuple[Removed, ...] = ()
    places: tuple[Place, ...] = ()
    blocks: tuple[Block, ...] = ()
    items: tuple[int, ...] = ()
    wraps: tuple[int, ...] | None = None
    title: str | None = None
    date: str | None = None
    origin: str | None = None
    notes: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    changes: int = 0
