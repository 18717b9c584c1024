"""Where the lines of a PDF page are only wrapped, and where they end a paragraph: told by the room on the page.

A line that leaves room for the first word of the next one ends a paragraph. So does one before a gap or an indent. What
is full and goes on at the margin is one paragraph, over the end of a column and of a page, too.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from annotate.text.characters import CLOSERS, ends_sentence, has_han, is_wide
from annotate.text.numbers import is_numbered
from annotate.text.readers.pdf_columns import Region
from annotate.text.readers.pdf_lines import HANGING, Row, is_table_gap

_APART = 1.3
_SHORTEST = 8
_BESIDE = 5
_LONGEST_TITLE = 3
_FIRST_WORD = re.compile(r"\S+")
_BULLET = re.compile(r"[•·●▪■◆○*–—-]\s|\w{1,3}[.)、]\s?")
_OPENERS = "“‘「『《〈（【\u3014\uff3b"
_NO_BEGINNING = "，。、；：！？,.;:!?" + CLOSERS
_INSEPARABLE = re.compile(rf"[{_OPENERS}]{{0,2}}.[{re.escape(_NO_BEGINNING)}]?(?:[“”‘’].)?")
_BREAKS_OFF = "，、,"
_MARK = re.compile(r"[，。、；：！？,.;:!?]")


class Line(NamedTuple):
    """A line in reading order.

    Attributes:
        row: its words and place.
        page: the page it stands on, counted from 0 on.
        indent: how far from the margin of its column it begins.
        right: where its column ends.
        apart: whether more room than between lines is above it.
        jumps: whether it begins a column or a page.
    """

    row: Row
    page: int
    indent: float
    right: float
    apart: bool
    jumps: bool

    @property
    def left(self) -> float:
        """Where its words begin."""
        return self.row.cells[0].left

    @property
    def room(self) -> float:
        """How much of the column is left behind its words."""
        return self.right - self.row.cells[-1].right


def find_lines(pages: Sequence[Sequence[Region]]) -> list[Line]:
    """The lines of all pages in reading order, with what the page says of each.

    Args:
        pages: the regions of each page.
    """
    regions = [region for page in pages for region in page]
    leadings = _leadings(regions)
    rights = _rights(regions)
    lines: list[Line] = []
    above: Row | None = None
    for page, found in enumerate(pages):
        above = None
        for region in found:
            margin, right = min(row.cells[0].left for row in region), rights[id(region)]
            for row in region:
                jumps = above is None or row.y > above.y
                apart = above is not None and not jumps and above.y - row.y > _gap(above, row, leadings)
                lines.append(Line(row, page, row.cells[0].left - margin, right, apart, jumps))
                above = row
    return lines


def _leadings(regions: Sequence[Region]) -> dict[int, float]:
    """How far the lines of each size usually stand apart."""
    gaps: dict[int, Counter[int]] = defaultdict(Counter)
    for before, after in (pair for region in regions for pair in pairwise(region)):
        if round(before.size) == round(after.size) and before.y - after.y > 0.8 * after.size:
            gaps[round(after.size)][round(before.y - after.y)] += 1
    return {size: min(gap for gap in found if 2 * found[gap] >= max(found.values())) for size, found in gaps.items()}


def _gap(before: Row, after: Row, leadings: dict[int, float]) -> float:
    """From which distance on two lines stand apart."""
    sizes = {round(before.size), round(after.size)}
    return _APART * max(leadings.get(size, 1.4 * size) for size in sizes)


def _rights(regions: Sequence[Region]) -> dict[int, float]:
    """Where the column of each region ends: at its longest line; of a few lines, at that of another such column."""
    own = {id(region): max(_reach(row) for row in region) for region in regions}
    long = [(min(row.cells[0].left for row in region), own[id(region)]) for region in regions if len(region) > 4]
    for region in regions:
        if len(region) <= 4:
            left = min(row.cells[0].left for row in region)
            like = [right for start, right in long if abs(start - left) < 6 and right >= own[id(region)] - 2]
            own[id(region)] = min(like, default=own[id(region)])
    return own


def _reach(row: Row) -> float:
    """How far a row says its column goes: a mark at its end may hang out of it."""
    return row.cells[-1].right - row.size * row.cells[-1].words.endswith(HANGING)


def find_wraps(lines: Sequence[Line]) -> list[bool]:
    """For each of `lines` whether the next one goes on with its paragraph."""
    full = [_is_full(line, following) for line, following in pairwise(lines)]
    full = _only_running(lines, full)
    wraps: list[bool] = []
    for at, filled in enumerate(full):
        begun = at == 0 or not wraps[-1]
        third = lines[at + 2] if at + 2 < len(lines) else None
        wraps.append(filled and _goes_on(lines[at], lines[at + 1], third, begun=begun))
    numbered = [*full, False]
    title = _find_title(lines)
    return [
        at in title
        or (wrap and not _is_rounded_off(lines[at].row.words, lines[at + 1].row.words, short=not numbered[at + 1]))
        for at, wrap in enumerate(wraps)
    ] + [False] * bool(lines)


def _find_title(lines: Sequence[Line]) -> range:
    """The lines of a title that go on: the first of the largest letters, two or three centred ones like one another."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.row.size] += len(line.row.words)
    usual = max(sizes, key=lambda size: (sizes[size], size), default=0.0)
    largest = max((line.row.size for line in lines if line.page == 0), default=0.0)
    start = next((at for at, line in enumerate(lines) if line.row.size == largest), 0)
    end = start
    while end + 1 < len(lines) and _is_titled_on(lines[end], lines[end + 1]):
        end += 1
    return range(start, end) if largest > 1.15 * usual and end - start < _LONGEST_TITLE else range(0)


def _is_titled_on(line: Line, following: Line) -> bool:
    """Whether two lines in the middle of their column are as near and as large as those of one title."""
    row, after = line.row, following.row
    middles = [(each.cells[0].left + each.cells[-1].right) / 2 for each in (row, after)]
    near = not following.jumps and row.y - after.y < 2.2 * row.size and abs(row.size - after.size) < 0.03 * row.size
    whole = not ends_sentence(row.words) and row.words[-1] not in ":：" and not is_numbered(after.words)
    return near and whole and abs(middles[0] - middles[1]) < 0.5 * row.size


def _is_full(line: Line, following: Line) -> bool:
    """Whether the first word of the next line would not have fitted behind `line`."""
    row, after = line.row, following.row
    beside = abs(following.indent - line.indent) < _BESIDE * row.size
    slack = _slack(row) if beside else 0.3 * row.size
    if abs(row.size - after.size) > 0.07 * row.size or is_table_row(row) or is_table_row(after):
        return False
    cell = after.cells[0]
    if is_wide(cell.words[0]):
        word = (_INSEPARABLE.match(cell.words) or [cell.words[0]])[0]
        return line.room < row.size * len(word) + slack
    word = (_FIRST_WORD.match(cell.words) or [cell.words])[0]
    word = word[: next((at for at, char in enumerate(word) if is_wide(char)), len(word))]
    letter = (cell.right - cell.left) / max(1, len(cell.words))
    return line.room < letter * (len(word) + 1) + slack - 0.2 * row.size


def _slack(row: Row) -> float:
    """How much more room than its first word takes the next line may leave; most where a sentence breaks off."""
    last = row.words[-1]
    if last.isalnum() or last in _BREAKS_OFF:
        return 0.8 * row.size
    return (-0.05 if ends_sentence(row.words) else 0.3) * row.size


def is_table_row(row: Row) -> bool:
    """Whether a row has several cells, and not only words driven apart to fill a narrow column."""
    driven = all(" " not in cell.words and not has_han(cell.words) for cell in row.cells)
    return not driven and any(is_table_gap(before, after, row.size) for before, after in pairwise(row.cells))


def _only_running(lines: Sequence[Line], full: Sequence[bool]) -> list[bool]:
    """`full` where the lines are running text: wide enough, and with marks in them here and there."""
    wide = [
        filled and line.row.cells[-1].right - line.left > _SHORTEST * line.row.size
        for line, filled in zip(lines, full, strict=False)
    ]
    marked = sum(_MARK.search(line.row.words) is not None for line in lines)
    return wide if 6 * marked >= sum(wide) else [False] * len(full)


def _goes_on(line: Line, following: Line, third: Line | None, *, begun: bool) -> bool:
    """Whether nothing but the room speaks for a new paragraph in `following`; `begun` if `line` itself begins one."""
    near = 0.8 * line.row.size
    if following.apart:
        return False
    step = following.indent - line.indent
    if begun and line.indent > near and abs(step) < near:
        return third is None or third.apart or third.indent > near  # else both are first lines, set in
    if step > near:  # set in: a new paragraph, or the second line of an item with its number out in the margin
        hangs = is_numbered(line.row.words) or _BULLET.match(line.row.words) is not None
        level = third is not None and abs(third.indent - following.indent) < near
        return begun and hangs and level
    return step > (-_BESIDE * line.row.size if begun else -near)


def _is_rounded_off(words: str, following: str, *, short: bool) -> bool:
    """Whether a full line ends its paragraph all the same: a number or what looks like a heading follows."""
    if not ends_sentence(words):
        return is_numbered(following) and words[-1] in "；：;:"
    return is_numbered(following) or (short and following[-1].isalnum() and len(following) <= 40)
