"""What stands around the text of a PDF page: running heads, running feet, page numbers.

Only what repeats at the same place on several pages, or counts up with them, is one; and only at the edge of a page,
with nothing but others of its kind beyond it. What browsers print is known by its shape, on a single page too. In doubt
a line belongs to the text.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Literal, NamedTuple

from annotate.text.numerals import read_roman
from annotate.text.readers.pdf_lines import Row

Kind = Literal["running head", "page number"]

_DEPTH = 3
_LEAST_YEAR = 1900
_GOES_ON = "，。；、,;"
_NUMBER = re.compile(r"\d+")
_ROMAN = re.compile(r"[ivxlc]+|[IVXLC]+")
_FRAME = re.compile(r"[-—–―－~·・.|()（）\[\]\s]*")
_COUNTED = re.compile(
    r"第#页(?:[,，/]?共#页)?|第#頁(?:[,，/]?共#頁)?|共#页[,，]?第#页|#/#|(?:page|p\.?|pp\.)?#(?:of#)?", re.I
)
_TELLING = re.compile(r"第#[页頁].*|共#.*|#/#|page#(?:of#)?|#of#", re.I)
_ROMAN_LETTERS = 10
_ROMAN_END = 200  # a preface has fewer pages
_HOUR = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4},?\s*(?:[上下]午)?\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?", re.I
)
_ADDRESS = re.compile(r"(?:https?|file)://\S+|about:\w+")
_OF_PAGES = re.compile(r"(\d{1,5})\s?(?:/|of)\s?(\d{1,5})")


class _Edge(NamedTuple):
    """A line at the edge of a page: on which page, how far from the edge, and where."""

    page: int
    depth: int
    top: bool
    row: Row

    @property
    def place(self) -> tuple[bool, int]:
        """Where it stands, to a few points."""
        return self.top, round(self.row.y / 4)


def find_margins(pages: Sequence[Sequence[Row]]) -> list[dict[int, Kind]]:
    """For each page, which of its rows are no part of the text, and what they are.

    Args:
        pages: the rows of each page, from the top.
    """
    edges = [edge for page, rows in enumerate(pages) for edge in _edges(page, rows)]
    kinds: dict[tuple[int, int], Kind] = {}
    for edge in _repeated(edges, pages):
        kinds[edge.page, _index(edge, pages)] = "running head"
    for edge in _numbers(edges, len(pages)):
        kinds[edge.page, _index(edge, pages)] = "page number"
    for page, rows in enumerate(pages):
        if len(rows) > 2 and _is_print(rows[0], rows[-1], page + 1):
            kinds[page, 0] = kinds[page, len(rows) - 1] = "running head"
    return [_outermost(page, len(rows), kinds) for page, rows in enumerate(pages)]


def _is_print(head: Row, foot: Row, number: int) -> bool:
    """Whether the outer lines of page `number` are those that browsers print: day and hour, address, count of pages."""
    outer = [cell.words.strip() for row in (head, foot) for cell in (row.cells[0], row.cells[-1])]
    counts = [count for words in outer if (count := _OF_PAGES.fullmatch(words))]
    return (
        any(_HOUR.fullmatch(words) for words in outer)
        and any(_ADDRESS.fullmatch(words) for words in outer)
        and any(int(count[1]) == number <= int(count[2]) for count in counts)
    )


def _edges(page: int, rows: Sequence[Row]) -> list[_Edge]:
    tops = [_Edge(page, depth, True, row) for depth, row in enumerate(rows[:_DEPTH])]
    feet = [_Edge(page, depth, False, row) for depth, row in enumerate(rows[::-1][:_DEPTH])]
    return [*tops, *feet]


def _index(edge: _Edge, pages: Sequence[Sequence[Row]]) -> int:
    return edge.depth if edge.top else len(pages[edge.page]) - 1 - edge.depth


def _outermost(page: int, length: int, kinds: dict[tuple[int, int], Kind]) -> dict[int, Kind]:
    """Those rows of a page that have nothing of the text beyond them."""
    found: dict[int, Kind] = {}
    for order in (range(length), range(length - 1, -1, -1)):
        for row in order:
            if (page, row) not in kinds:
                break
            found[row] = kinds[page, row]
    return found


def _shape(words: str) -> str:
    """`words` without blanks, every number a `#`.

    Examples:
        >>> _shape("第 2 页 共 15 页")
        '第#页共#页'
    """
    return _NUMBER.sub("#", "".join(words.split()))


def _numbers(edges: Sequence[_Edge], count: int) -> list[_Edge]:
    """The lines that hold nothing but a page number: those that count up with the pages, and those that say so."""
    series: dict[tuple[tuple[bool, int], str, int], list[_Edge]] = defaultdict(list)
    telling = []
    for edge in edges:
        words = "".join(edge.row.words.split())
        inner = _FRAME.sub("", words, count=1)
        inner = inner[: len(inner) - len(_FRAME.match(inner[::-1])[0])]  # type: ignore[index]
        value = _page_value(inner)
        if value is None or value >= _LEAST_YEAR:
            continue
        series[edge.place, "#" if inner.isalnum() else _shape(words), value - edge.page].append(edge)
        framed = inner != words and words[:1] + words[-1:] != "()"
        if value == edge.page + 1 and (_TELLING.fullmatch(_shape(inner)) or framed):
            telling.append(edge)
    counted = [
        edge for found in series.values() if len({each.page for each in found}) >= min(2, count) for edge in found
    ]
    return [*(counted if count > 1 else []), *telling]


def _page_value(words: str) -> int | None:
    """The number that a line of nothing but a page number gives; None for other lines.

    Examples:
        >>> [_page_value(words) for words in ("3", "第3页共5页", "Page3of5", "iv", "3/5", "2020年", "mix")]
        [3, 3, 3, 4, 3, None, None]
    """
    if _COUNTED.fullmatch(_shape(words)):
        numbers = [int(each) for each in _NUMBER.findall(words) if len(each) < 6]
        return (numbers[-1] if words.startswith("共") else numbers[0]) if numbers else None
    value = read_roman(words) if len(words) <= _ROMAN_LETTERS and _ROMAN.fullmatch(words) else None
    return value if value is not None and value < _ROMAN_END else None


def _repeated(edges: Sequence[_Edge], pages: Sequence[Sequence[Row]]) -> list[_Edge]:
    """The lines that say the same at the same place on several pages, but for numbers that count up with them."""
    same: dict[tuple[tuple[bool, int], float, str], list[_Edge]] = defaultdict(list)
    for edge in edges:
        if edge.depth < _DEPTH - 1 and edge.row.words[-1] not in _GOES_ON:
            same[edge.place, round(edge.row.size), _shape(edge.row.words)].append(edge)
    return [
        edge
        for found in same.values()
        if _runs_on(found, len(pages))
        and (5 * len(found) > 3 * max(4, len(pages)) or all(_stands_apart(edge, pages[edge.page]) for edge in found))
        and sum(char.isalpha() for char in found[0].row.words) > 1
        for edge in found
    ]


def _runs_on(found: Sequence[_Edge], count: int) -> bool:
    """Whether lines of one shape run through the pages: on most of them, or on several one after another."""
    numbers = [[int(each[:9]) for each in _NUMBER.findall(edge.row.words)] for edge in found]
    steps = zip(*numbers, strict=True)
    counting = all(
        len(set(values)) == 1 or len({value - edge.page for value, edge in zip(values, found, strict=True)}) == 1
        for values in steps
    )
    pages = sorted({edge.page for edge in found})
    near = sum(after - before <= 2 for before, after in pairwise(pages))
    return counting and len(pages) >= 2 and (2 * len(pages) >= count or near >= 2)


def _stands_apart(edge: _Edge, rows: Sequence[Row]) -> bool:
    """Whether more room than between lines, or another size, parts a line from the text, or other lines that do so."""
    inner = rows[edge.depth :] if edge.top else rows[::-1][edge.depth :]
    gaps = [abs(one.y - other.y) for one, other in pairwise(rows)]
    if len(inner) < 2 or not gaps:
        return True
    usual = median(gaps)
    reach = inner[: _DEPTH + 1 - edge.depth]
    return any(abs(one.y - other.y) > 1.25 * usual or one.size < 0.93 * other.size for one, other in pairwise(reach))
