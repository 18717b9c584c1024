"""PDF files: what their pages show, in the order in which people read it, a line of the page a line of the extract.

A page is read in steps, a module each: the commands that draw it (`pdf_content`), with the fonts that say what their
glyphs mean (`pdf_fonts`); glyphs to lines (`pdf_lines`); what is no part of the text (`pdf_margins`); columns
(`pdf_columns`); where a paragraph ends (`pdf_paragraphs`). What cannot be read as it was meant is refused or told.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from annotate.errors import UnreadableFileError
from annotate.text.extracts import Extract, Options
from annotate.text.readers.pdf_columns import find_pages
from annotate.text.readers.pdf_content import Budget, Content, Glyph, Ruling, TooMuchError, read_content
from annotate.text.readers.pdf_file import open_file, watched
from annotate.text.readers.pdf_fonts import UNKNOWN, Font
from annotate.text.readers.pdf_hyphens import find_hyphens, tell_kept
from annotate.text.readers.pdf_lines import Row, find_rows, is_vertical, turn_upright
from annotate.text.readers.pdf_margins import Kind, find_margins
from annotate.text.readers.pdf_notes import Note, part_notes, place_notes
from annotate.text.readers.pdf_paragraphs import Line, find_lines, find_wraps, is_table_row
from annotate.text.readers.pdf_signs import count_standing_in, written
from annotate.text.readers.pdf_text import Writer
from annotate.text.reading import ReaderName

_VERSION = "1"
_SCANNED = 0.4
_FEW = 40
_WORST = 0.02


@dataclass(frozen=True)
class _Page:
    """A page as it was found: its upright rows, those in other directions, its level lines, and what to tell of it."""

    rows: list[Row]
    turned: list[Row]
    rulings: list[Ruling]
    glyphs: int
    unknown: int
    standing_in: int
    hidden: bool
    scanned: bool
    drawn: bool
    vertical: bool


def read(data: bytes, options: Options) -> Extract:
    """Read the pages of a PDF file.

    Raises:
        UnreadableFileError: it is damaged or encrypted, makes too much of its bytes, or has no text to read: it is
            scanned, its fonts do not say which characters they show, or it is set in vertical lines.
    """
    import pypdf

    with watched(options.name, len(data)):
        file = open_file(data, options.name)
        pages, title = list(_pages(file, options.name, len(data))), _title(file)
        _check(pages, options.name)
        writer, told = _write(pages)
        text = "".join(writer.parts)
        return Extract(
            text,
            ReaderName("pdf", f"{_VERSION}, pypdf {pypdf.__version__}"),
            removed=tuple(writer.removed),
            places=tuple(writer.places),
            wraps=tuple(writer.wraps),
            title=title if title and "".join(title.split()) in "".join(text.split()) else None,
            notes=(*_notes(pages), *told),
        )


def _pages(file: Any, name: str, length: int) -> Iterator[_Page]:
    """Each page of `file`, within what `length` bytes can be worth."""
    fonts: dict[Any, tuple[Any, Font]] = {}
    budget = Budget(200_000 + 8 * length)
    try:
        for page in file.pages:
            budget.spend(100)
            box = page.mediabox
            yield _page(read_content(page, fonts, budget), abs(float(box.width) * float(box.height)))
    except TooMuchError:
        raise UnreadableFileError(
            f"{name} unpacks to more than {budget.whole:,} commands and characters, far more than a text of its size "
            "has; print it to a new PDF file from a viewer, and add that."
        ) from None


def _page(content: Content, area: float) -> _Page:
    glyphs = [glyph._replace(words=written(glyph.words)) for glyph in content.glyphs if glyph.words]
    upright, others, turn = turn_upright(glyphs)
    visible = [glyph for glyph in content.glyphs if glyph.words.strip()]
    few = len(visible) < _FEW
    return _Page(
        rows=find_rows(upright),
        turned=[row for other in others for row in find_rows(_level(other))],
        rulings=[] if turn else content.rulings,
        glyphs=len(visible),
        unknown=sum(UNKNOWN in glyph.words for glyph in visible),
        standing_in=sum(count_standing_in(glyph.words) for glyph in visible),
        hidden=any(not glyph.shown for glyph in visible),
        scanned=few and content.images > _SCANNED * max(1.0, area),
        drawn=not visible and content.drawings > 50,
        vertical=is_vertical(upright),
    )


def _level(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Glyphs of another direction, one behind the other in the order in which they are drawn, on one line each run."""
    return turn_upright(glyphs)[0] if glyphs and glyphs[0].along == 0 else _straight(glyphs)


def _straight(glyphs: Sequence[Glyph]) -> list[Glyph]:
    x = 0.0
    level = []
    for glyph in glyphs:
        width = (glyph.along**2 + glyph.across**2) ** 0.5
        level.append(glyph._replace(x=x, y=0.0, along=width, across=0.0))
        x += width
    return level


def _check(pages: Sequence[_Page], name: str) -> None:
    """Refuse what would give no text, or a text of nonsense."""
    glyphs, unknown = sum(page.glyphs for page in pages), sum(page.unknown for page in pages)
    pictured = [page for page in pages if page.scanned or page.drawn]
    if not glyphs or (pictured and len(pictured) == len(pages)):
        if not pictured:
            raise UnreadableFileError(f"{name} has no text on any page; give a file that holds one.")
        raise UnreadableFileError(
            f"{name} has only pictures of its text, as a scan has; run a text recognition (OCR) over it, such as "
            "ocrmypdf, read through what that finds, and add it."
        )
    if unknown > _WORST * glyphs:
        raise UnreadableFileError(
            f"{name} does not say which characters its fonts show: {unknown:,} of {glyphs:,} cannot be read, though "
            "they can be seen; use text recognition (OCR), as ocrmypdf --force-ocr does, or find a better copy."
        )
    if sum(page.glyphs for page in pages if page.vertical) * 2 > glyphs:
        raise UnreadableFileError(
            f"{name} is set in vertical lines, whose order is not read; copy its text into a plain text file "
            "and add that."
        )


def _write(pages: Sequence[_Page]) -> tuple[Writer, list[str]]:
    """The text of the pages, and what to tell of how it was put together."""
    margins = find_margins([page.rows for page in pages])
    inner = [
        [row for at, row in enumerate(page.rows) if at not in kinds] for page, kinds in zip(pages, margins, strict=True)
    ]
    rulings = [page.rulings for page in pages]
    bare, notes = part_notes(find_pages(inner, rulings), rulings, [len(page.turned) for page in pages])
    turned = [[[row] for row in page.turned] for page in pages]
    lines = find_lines([[*found, *others] for found, others in zip(bare, turned, strict=True)])
    lines, wraps = place_notes(lines, find_wraps(lines), notes)
    words = [line.row.words for line in lines]
    hyphens = find_hyphens(words, wraps)
    writer = Writer()
    following = 0
    for number, (page, kinds) in enumerate(zip(pages, margins, strict=True)):
        heads, feet = _outer(page.rows, kinds)
        writer.begin_page(number + 1)
        writer.remove(heads)
        while following < len(lines) and lines[following].page <= number:
            writer.begin_page(lines[following].page + 1)
            writer.write(lines[following], wrapped=wraps[following], divided=hyphens[following])
            following += 1
        writer.begin_page(number + 1)
        writer.remove(feet)
    kept = tell_kept(words, wraps, hyphens) if any(hyphens) else None
    return writer, [*_told(lines, notes), *([kept] if kept else [])]


def _told(lines: Sequence[Line], notes: Sequence[Note]) -> Iterator[str]:
    """What to tell of lines that look like those of a table, and of notes and the marks that lead to them."""
    tables = Counter(line.page + 1 for line in lines if is_table_row(line.row))
    # A figure in the first place is that of a note itself.
    raised = {line.page + 1 for line in lines if any(line.row.raised)}
    feet = {note.page + 1 for note in notes}
    yield from _of_pages(
        [page for page in sorted(tables) if tables[page] > 2], "what may be a table, read line by line"
    )
    yield from _of_pages(sorted(raised), "raised figures, as those of notes, read with the words before them")
    yield from _of_pages(sorted(feet), "notes at the foot, put behind the paragraph above them")


def _outer(rows: Sequence[Row], kinds: dict[int, Kind]) -> tuple[list[tuple[Row, Kind]], list[tuple[Row, Kind]]]:
    """The rows above the text, and those below it."""
    top = next((at for at in range(len(rows)) if at not in kinds), len(rows))
    heads = [(rows[at], kinds[at]) for at in range(top)]
    return heads, [(rows[at], kinds[at]) for at in range(top, len(rows)) if at in kinds]


def _notes(pages: Sequence[_Page]) -> Iterator[str]:
    """What of the pages somebody may want to know."""
    told = {
        "only a picture, as of a scan; its words are missing": [page.scanned or page.drawn for page in pages],
        "words that are there without being seen, as text recognition (OCR) leaves them; see that they are right": [
            page.hidden for page in pages
        ],
        "turned words, put behind the others": [bool(page.turned) for page in pages],
        "vertical lines, whose order may be wrong": [page.vertical for page in pages],
    }
    for words, flags in told.items():
        yield from _of_pages([number for number, flag in enumerate(flags, start=1) if flag], words)
    standing_in, unknown = sum(page.standing_in for page in pages), sum(page.unknown for page in pages)
    if standing_in:
        yield f"{standing_in:,} signs of its fonts (radicals, ligatures) taken as the characters they stand for"
    if unknown:
        yield f"{unknown:,} characters that its fonts do not tell stand as {UNKNOWN}"


def _of_pages(numbers: Sequence[int], words: str) -> Iterator[str]:
    """`words` told of the pages of these numbers; nothing without any."""
    if numbers:
        yield f"page{'s' * (len(numbers) > 1)} {_ranges(numbers)}: {words}"


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers in short.

    Examples:
        >>> _ranges([1, 2, 3, 7, 9, 10])
        '1–3, 7, 9–10'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _title(file: Any) -> str | None:
    """The title that the file gives for itself, which often is the name of another file."""
    known = file.metadata
    title = known.title if known is not None else None
    return " ".join(title.split()) or None if isinstance(title, str) else None
