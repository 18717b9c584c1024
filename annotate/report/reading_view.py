"""How a file was read, for a person who wants to see it before anything is stored."""

from collections import Counter
from collections.abc import Iterator

from annotate.report.cells import Piece, clipped, padded, safe, width
from annotate.report.terminal import Screen
from annotate.text.counting import counted
from annotate.text.dates import NOT_DATED, Dating
from annotate.text.extracts import Comment, Extract
from annotate.text.reading import Block, Reading

_OPENING = 60
_WIDEST = 100
_STEP = 2


def reading_text(file: str, extract: Extract, reading: Reading, screen: Screen, dating: Dating = NOT_DATED) -> str:
    """Encoding, language, length, what was taken out, and the blocks, each with its kind and first words."""
    kinds = Counter(block.kind for block in reading.blocks)
    facts = [
        f"read as {extract.encoding or extract.reader.name}",
        f"language {reading.language}",
        f"dated {dating.date}" if dating.date else "no date",
        f"{len(reading.text)} characters",
        ", ".join(f"{count} {kind}" for kind, count in kinds.items()) or "no blocks",
    ]
    lines = [screen.line(Piece(safe(file), "title")), *screen.paragraph([Piece(" · ".join(facts))])]
    lines += [
        f"{note[0].upper()}{note[1:]}." for note in map(safe, (*reading.notes, *([dating.note] if dating.note else [])))
    ]
    lines += [f"left out  {removed.kind}: {clipped(safe(removed.text), _OPENING)}" for removed in reading.removed]
    lines += [f"comment  {_told(comment)}" for comment in extract.comments]
    return "\n".join([*lines, *_block_lines(reading, screen)])


def _block_lines(reading: Reading, screen: Screen) -> Iterator[str]:
    """A block a line: its kind, its level, its number set in by that, and as many of its words as there is room for."""
    kinds = max((len(block.kind) for block in reading.blocks), default=0) + 2
    levels = 3 if any(block.level for block in reading.blocks) else 0
    lead = max((_number_cells(block) for block in reading.blocks), default=0)
    room = max(16, (screen.columns or _WIDEST) - kinds - levels - lead - 1)
    for block in reading.blocks:
        number = safe(block.number or "")
        words = safe(reading.text[block.start : block.end])
        shown = clipped(words.removeprefix(number).lstrip(), min(room, _OPENING))
        depth = _STEP * (block.level - 1) if block.level else 0
        yield f"{block.kind:<{kinds}}{block.level or '':<{levels}}{padded(' ' * depth + number, lead)}{shown}".rstrip()


def _number_cells(block: Block) -> int:
    """How many cells a block's number takes, with what it is set in by and the gap behind it."""
    if not block.number:
        return 0
    return _STEP * ((block.level or 1) - 1) + width(safe(block.number)) + 2


def _told(comment: Comment) -> str:
    """A comment on one line: who says what, with how many answers, and on which words."""
    answers = f" ({counted(len(comment.replies), 'reply', 'replies')})" if comment.replies else ""
    said = clipped(safe(comment.note), _OPENING)
    words = clipped(safe(comment.words), _OPENING) or "no words"
    gone = "" if comment.spans or not comment.words else "gone: "
    return f"{safe(comment.by) or 'somebody'}: {said}{answers}  on {gone}{words}"
