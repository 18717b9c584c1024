"""Layout: from what a reader took out of a file to the text that people read and mark.

White space is the only thing layout changes: hard wraps are undone, paragraphs stand on a line each, and the spaces
that a PDF leaves around digits go. Where a text is not wrapped, nothing is touched.
"""

import re
from dataclasses import dataclass

from annotate.text.blocks import find_blocks
from annotate.text.characters import HAN
from annotate.text.lines import Line, split_lines
from annotate.text.offsets import OffsetMap
from annotate.text.reading import Block, Language, Removed
from annotate.text.widths import Width, find_width
from annotate.text.wraps import joint, paragraph_ends

_WIDE = f"[{HAN}，。、；：！？“”‘’（）《》—…]"
_STRAY = re.compile(rf"(?<={_WIDE})[ \u00a0\u2009]+(?=\d)|(?<=[\d%])[ \u00a0\u2009]+(?={_WIDE})")


@dataclass(frozen=True)
class Layout:
    """A text with the way back to its extract, what was taken out, and its blocks."""

    text: str
    offsets: OffsetMap
    removed: tuple[Removed, ...]
    blocks: tuple[Block, ...]


def lay_out(extract: str, language: Language, *, reflow: bool = True) -> Layout:
    r"""Undo the hard wraps of `extract` and find its blocks.

    Args:
        extract: what the reader of the file type took out, line ends as they came.
        language: the language of the text.
        reflow: False keeps every line as it stands; then text and extract are the same.

    Returns:
        The text; it differs from `extract` in white space alone. Laying out a laid-out text changes nothing more.

    Examples:
        >>> lines = ["各地区要认真落实会议提", "出的 3 项任务，保障居民", "日常所需的供应，稳定物", "价，并按时报告。"]
        >>> lay_out("\n\n".join(lines), "zh-Hans").text
        '各地区要认真落实会议提出的3项任务，保障居民日常所需的供应，稳定物价，并按时报告。'
    """
    text, offsets = extract, OffsetMap(((0, 0, len(extract)),) if extract else ())
    while reflow and (once := _undo_wraps(text)) is not None:
        # A second round hardly ever finds anything; it is what makes the result stable. Each round leaves fewer lines.
        offsets = once[1].onto(offsets)
        text = once[0]
    lines = split_lines(text)
    width = None if reflow else find_width(text, lines)
    return Layout(text, offsets, (), find_blocks(text, lines, language, wrapped=width))


def _undo_wraps(extract: str) -> tuple[str, OffsetMap] | None:
    """The text of a wrapped extract and the map back, or None where there is nothing to undo."""
    lines = split_lines(extract)
    width = find_width(extract, lines)
    if width is None:
        return None
    ends = paragraph_ends(extract, lines, width)
    if all(ends):
        return None
    return _join(extract, lines, ends, width)


def _join(extract: str, lines: list[Line], ends: list[bool], width: Width) -> tuple[str, OffsetMap]:
    """The lines of each paragraph put together, a paragraph a line."""
    parts: list[str] = []
    runs: list[tuple[int, int, int]] = []
    at = 0
    for line, ended, following in zip(lines, ends, [*lines[1:], None], strict=True):
        for start, end in _solid_runs(extract, line, width):
            runs.append((at, start, end - start))
            parts.append(extract[start:end])
            at += end - start
        if following is not None:
            quote, after = extract[line.start : line.end], extract[following.start : following.end]
            parts.append("\n" if ended else joint(quote, after, width))
            at += len(parts[-1])
    return "".join(parts), OffsetMap(tuple(runs))


def _solid_runs(extract: str, line: Line, width: Width) -> list[tuple[int, int]]:
    """The stretches of `line` between the stray spaces that a page leaves around digits in Chinese."""
    starts, ends = [line.start], []
    for stray in () if width.latin else _STRAY.finditer(extract, line.start, line.end):
        ends.append(stray.start())
        starts.append(stray.end())
    return list(zip(starts, [*ends, line.end], strict=True))
