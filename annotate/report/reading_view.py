"""How a file was read, for a person who wants to see it before anything is stored."""

from collections import Counter

from annotate.report.cells import Piece, clipped, safe
from annotate.report.terminal import Screen
from annotate.text.extracts import Comment, Extract
from annotate.text.reading import Reading

_OPENING = 60


def reading_text(file: str, extract: Extract, reading: Reading, screen: Screen) -> str:
    """Encoding, language, length, what was taken out, and the blocks, each with its kind and first words."""
    kinds = Counter(block.kind for block in reading.blocks)
    facts = [
        f"read as {extract.encoding or extract.reader.name}",
        f"language {reading.language}",
        f"{len(reading.text)} characters",
        ", ".join(f"{count} {kind}" for kind, count in kinds.items()) or "no blocks",
    ]
    lines = [screen.line(Piece(safe(file), "title")), *screen.paragraph([Piece(" · ".join(facts))])]
    lines += [f"{note[0].upper()}{note[1:]}." for note in map(safe, reading.notes)]
    lines += [f"left out  {removed.kind}: {clipped(safe(removed.text), _OPENING)}" for removed in reading.removed]
    lines += [f"comment  {_told(comment)}" for comment in extract.comments]
    width = max((len(block.kind) for block in reading.blocks), default=0) + 2
    for block in reading.blocks:
        words = clipped(safe(reading.text[block.start : block.end]), _OPENING)
        lines.append(f"{block.kind:<{width}}{words}")
    return "\n".join(lines)


def _told(comment: Comment) -> str:
    """A comment on one line: who says what, with how many answers, and on which words."""
    answers = f" ({len(comment.replies)} replies)" if comment.replies else ""
    said = clipped(safe(comment.note), _OPENING)
    words = clipped(safe(comment.words), _OPENING) or "no words"
    gone = "" if comment.spans or not comment.words else "gone: "
    return f"{safe(comment.by) or 'somebody'}: {said}{answers}  on {gone}{words}"
