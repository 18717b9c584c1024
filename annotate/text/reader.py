"""Read a text: from what a reader took out of a file to all that the rooms above need to know of it."""

from annotate.text.characters import has_han
from annotate.text.extracts import Extract
from annotate.text.language import guess_language
from annotate.text.layout import lay_out
from annotate.text.reading import PLAIN, Language, Reading
from annotate.text.words import cut, cutter


def read(extract: str | Extract, *, language: Language | None = None, reflow: bool = True) -> Reading:
    r"""Lay out `extract`, find its blocks and cut its words.

    Args:
        extract: what the reader of the file type took out, line ends as they came; the words alone stand for a plain
            text.
        language: overrules the guess from the script.
        reflow: False keeps the text as the extract is, and lets every line end also end a sentence and a block.

    Returns:
        The reading; its spans count the code points of its text.

    Examples:
        >>> reading = read("市政府召开会议\n会议指出，要保障供应。\n")
        >>> reading.language, reading.title, [block.kind for block in reading.blocks]
        ('zh-Hans', '市政府召开会议', ['title', 'body'])
    """
    whole = Extract(extract, PLAIN) if isinstance(extract, str) else extract
    known = language or guess_language(whole.text)
    layout = lay_out(
        whole.text,
        known,
        reflow=reflow,
        removed=whole.removed,
        known=whole.blocks,
        items=whole.items,
        wraps=whole.wraps,
    )
    title = next((layout.text[block.start : block.end] for block in layout.blocks if block.kind == "title"), None)
    return Reading(
        extract=whole.text,
        text=layout.text,
        offsets=layout.offsets,
        removed=layout.removed,
        blocks=layout.blocks,
        language=known,
        line_ends=not reflow,
        title=_one_line(title or "") or whole.title,
        words=cut(layout.text, known),
        cutter=cutter(known),
        places=whole.places,
        notes=(*whole.notes, *layout.notes),
    )


def _one_line(title: str) -> str:
    """A title that a file breaks over several lines, put together; with a space where its words have spaces."""
    lines = [line.strip() for line in title.splitlines()]
    return ("" if has_han(title) else " ").join(filter(None, lines))
