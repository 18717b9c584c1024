"""Layout: from what a reader took out of a file to the text that people read and mark.

White space is the only thing layout changes: hard wraps are undone, paragraphs stand on a line each, and the spaces
that a PDF leaves around digits go. Where a text is not wrapped, nothing is touched.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from annotate.text.blocks import find_blocks
from annotate.text.characters import HAN
from annotate.text.counting import counted
from annotate.text.lines import LINE_END, Line, split_lines
from annotate.text.numbers import number_blocks
from annotate.text.offsets import OffsetMap
from annotate.text.reading import Block, Language, Removed
from annotate.text.removal import without_hyphens, without_lines
from annotate.text.widths import Width, find_width
from annotate.text.wraps import has_hyphen, joint, paragraph_ends

_WIDE = f"[{HAN}，。、；：！？“”‘’（）《》—…]"
_STRAY = re.compile(rf"(?<={_WIDE})[ \u00a0\u2009]+(?=\d)|(?<=[\d%])[ \u00a0\u2009]+(?={_WIDE})")
_JOINED = re.compile(r"\d+ lines joined to \d+ paragraphs?")


@dataclass(frozen=True)
class Layout:
    """A text with the way back to its extract, what was taken out, its blocks, and what was done, in words."""

    text: str
    offsets: OffsetMap
    removed: tuple[Removed, ...]
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()


def lay_out(
    extract: str,
    language: Language,
    *,
    reflow: bool = True,
    removed: Sequence[Removed] = (),
    known: Sequence[Block] = (),
    items: Sequence[int] = (),
    wraps: Sequence[int] | None = None,
) -> Layout:
    r"""Undo the hard wraps of `extract` and find its blocks.

    Args:
        extract: what the reader of the file type took out, line ends as they came.
        language: the language of the text.
        reflow: False keeps every line as it stands; then text and extract are the same, but for what is removed.
        removed: runs of `extract` to leave out, in order; a line that holds nothing else goes with its line end.
        known: the paragraphs of `extract` where the file type knows them, in order; then no line is joined.
        items: where those of `known` begin that no look makes a heading.
        wraps: the line ends of `extract` that part no paragraph, in order, where the file type knows them; then lines
            are joined there and nowhere else.

    Returns:
        The text; it differs from `extract` in white space and the runs removed. Laying out a laid-out text changes
        nothing more.

    Examples:
        >>> lines = ["各地区要认真落实会议提", "出的 3 项任务，保障居民", "日常所需的供应，稳定物", "价，并按时报告。"]
        >>> lay_out("\n\n".join(lines), "zh-Hans").text
        '各地区要认真落实会议提出的3项任务，保障居民日常所需的供应，稳定物价，并按时报告。'
        >>> lay_out("要落实\n- 2 -\n责任。", "zh-Hans", removed=[Removed(4, 9, "page number", "- 2 -")]).text
        '要落实\n责任。'
    """
    text, offsets = without_lines(extract, [each for each in removed if each.kind != "hyphen"])
    notes: list[str] = []
    given = None if wraps is None else [offsets.to_text(wrap) for wrap in wraps]
    while reflow and not known and (once := _undo_wraps(text, language, given)) is not None:
        # A second round hardly ever finds anything; it is what makes the result stable. Each round leaves fewer lines.
        offsets = once.offsets.onto(offsets)
        notes.append(f"{len(split_lines(text))} lines joined to {counted(len(split_lines(once.text)), 'paragraph')}")
        if once.divided and not any(each.kind == "hyphen" for each in removed):
            notes.append(_hyphen_note(once.divided))
        text, given = once.text, None if given is None else []
    # Not before the wraps are undone, as the hyphens belong to the width of their lines.
    text, offsets = without_hyphens(text, offsets, [each for each in removed if each.kind == "hyphen"])
    lines = split_lines(text)
    if known:
        lines, known = _known_lines(text, offsets, known)
    blocks = find_blocks(text, lines, language, wrapped=None if reflow or known else find_width(text, lines))
    blocks = number_blocks(text, _named(text, blocks, known, frozenset(items)) if known else blocks)
    return Layout(text, offsets, tuple(removed), blocks, tuple(notes))


def is_plain(note: str) -> bool:
    """Whether a note only counts the lines that became paragraphs, so that nobody needs to be told of it.

    Examples:
        >>> is_plain("6 lines joined to 2 paragraphs"), is_plain("1 hyphen kept at a line end, as in “devel-oped”")
        (True, False)
    """
    return _JOINED.fullmatch(note) is not None


def _known_lines(text: str, offsets: OffsetMap, known: Sequence[Block]) -> tuple[list[Line], list[Block]]:
    """The known blocks that hold something, as lines of the text; what stands behind one is taken in by it."""
    starts = [offsets.to_text(block.start) for block in known]
    lines = []
    for start, end in zip([0, *starts[1:]], [*starts[1:], len(text)], strict=True):
        quote = text[start:end]
        at = start + len(quote) - len(quote.lstrip())
        lines.append(Line(at, at + len(quote.strip()), "", 0))
    full = [(line, block) for line, block in zip(lines, known, strict=True) if line.start < line.end]
    return [line for line, _ in full], [block for _, block in full]


def _named(text: str, found: Sequence[Block], known: Sequence[Block], items: frozenset[int]) -> tuple[Block, ...]:
    """The blocks found, each of the kind the file gives it; what is body to the file may be another by its looks.

    A short paragraph that shares its line is the cell of a table, not a heading; nor is an item of a list, nor any
    other paragraph of a file that marks its headings.
    """
    titled = any(told.kind == "title" for told in known)
    marked = any(told.kind == "heading" for told in known)
    found = [
        replace(block, kind="body") if block.kind == "heading" and (marked or told.start in items) else block
        for block, told in zip(found, known, strict=True)
    ]
    alone = [LINE_END.search(text, one.end, other.start) is not None for one, other in pairwise(found)]
    free = [before and after for before, after in pairwise((True, *alone, True))]
    return tuple(
        replace(
            block,
            kind=block.kind if told.kind == "body" and single and not (titled and block.kind == "title") else told.kind,
            number=told.number,
            level=told.level,
        )
        for block, told, single in zip(found, known, free, strict=True)
    )


def _undo_wraps(extract: str, language: Language, wraps: Sequence[int] | None) -> "_Joined | None":
    """A wrapped extract with its lines joined, or None where there is nothing to undo.

    `wraps` are the line ends to undo, where they are known; otherwise the lines themselves have to show them.
    """
    lines = split_lines(extract)
    if wraps is None:
        width = find_width(extract, lines)
        ends = paragraph_ends(extract, lines, width) if width is not None else []
    else:
        width = Width(latin=language == "en", measure=len, low=0, high=0)
        ends = _known_ends(lines, wraps)
    return None if width is None or all(ends) else _join(extract, lines, ends, width)


def _known_ends(lines: Sequence[Line], wraps: Sequence[int]) -> list[bool]:
    """For each of `lines` whether none of `wraps` stands between it and the next one."""
    ends = []
    for line, following in pairwise(lines):
        at = bisect_left(wraps, line.end)
        ends.append(at == len(wraps) or wraps[at] >= following.start)
    return [*ends, True]


def _hyphen_note(divided: Sequence[str]) -> str:
    """What to say of words that keep the hyphen of a line end."""
    told = counted(len(divided), "hyphen kept at a line end", "hyphens kept at line ends")
    return f"{told}, as in “{divided[0]}”"


class _Joined(NamedTuple):
    """Joined lines, the map back to the extract, and the words that a hyphen at a line end divides."""

    text: str
    offsets: OffsetMap
    divided: tuple[str, ...]


def _join(extract: str, lines: list[Line], ends: list[bool], width: Width) -> _Joined:
    """The lines of each paragraph put together, a paragraph a line."""
    divided: list[str] = []
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
            if not ended and has_hyphen(quote, after):
                divided.append(quote.split()[-1] + after.split()[0].rstrip(",.;:"))
            parts.append("\n" if ended else joint(quote, after, width))
            at += len(parts[-1])
    return _Joined("".join(parts), OffsetMap(tuple(runs)), tuple(divided))


def _solid_runs(extract: str, line: Line, width: Width) -> list[tuple[int, int]]:
    """The stretches of `line` between the stray spaces that a page leaves around digits in Chinese."""
    starts, ends = [line.start], []
    for stray in () if width.latin else _STRAY.finditer(extract, line.start, line.end):
        ends.append(stray.start())
        starts.append(stray.end())
    return list(zip(starts, [*ends, line.end], strict=True))
