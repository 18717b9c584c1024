"""Blocks: what each paragraph of a text is — title, heading, body, editorial words, dateline, signature, or else.

Directives are read from body blocks alone, so a directive taken for a heading would be lost without a word, while a
heading taken for body is only read once too often. In doubt a paragraph is body.
"""

import re
from collections.abc import Sequence

from annotate.text.apparatus import (
    find_contents,
    is_date,
    is_dateline,
    is_document_number,
    is_enactment,
    is_letterhead,
    is_signatory,
)
from annotate.text.characters import CLOSERS, ends_sentence, has_han
from annotate.text.lines import Line
from annotate.text.numbers import Number, find_numbers, is_numbered
from annotate.text.publishing import CREDITS, MEETS, POINTERS, PUBLISHERS, SENDS
from annotate.text.reading import Block, BlockKind, Language
from annotate.text.widths import Width

_HEADING_LENGTH = 40
_LATIN_HEADING_LENGTH = 80
_STOPS = "。；，：、！？…—,;:!?."

# A readout begins with its dateline, or with the day and the verb of meeting: 2月12日召开会议 (met on 12 February).
_DATELINE = re.compile(rf"^(?:{PUBLISHERS})[^。]{{0,30}}?{SENDS}")
_MEETING = re.compile(rf"^[^。！？]{{0,40}}?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日[^。！？]{{0,60}}?{MEETS}")
_POINTER = re.compile(POINTERS)
_CREDIT = re.compile(rf"^[（(]?(?:{CREDITS})[:：]")
_BY_THEN = r"[\d年月日]{4,11}(?:之前|以前|[前起底])"  # 2020年12月31日前: by a day, which no heading says
_BODY = re.compile(rf"第[\u3007零一二三四五六七八九十百千\d]+[条條款]|{_BY_THEN}")


def find_blocks(
    text: str, lines: Sequence[Line], language: Language, *, wrapped: Width | None = None
) -> tuple[Block, ...]:
    r"""What each line of `text` is; a line is a paragraph here, so every visible character stands in one block.

    Args:
        text: the text as people read it.
        lines: its lines that hold something, in order.
        language: the language of the text.
        wrapped: the width it is broken at, where the wraps were kept; a line cut by it is body, whatever it looks like.

    Examples:
        >>> from annotate.text.lines import split_lines
        >>> text = "市政府召开会议\n会议指出，要保障供应。\n守住底线\n要排查隐患。"
        >>> [block.kind for block in find_blocks(text, split_lines(text), "zh-Hans")]
        ['title', 'body', 'heading', 'body']
    """
    quotes = [text[line.start : line.end] for line in lines]
    short = [_looks_like_heading(quote, language) for quote in quotes]
    if wrapped is not None:
        short = _without_cut_lines(quotes, short, wrapped)
    kinds = _apparatus(quotes)
    _name_title_and_headings(quotes, short, kinds)
    _name_dates(quotes, short, kinds)
    _name_editorial(quotes, kinds)
    return tuple(Block(kind, line.start, line.end) for kind, line in zip(kinds, lines, strict=True))


def _looks_like_heading(quote: str, language: Language) -> bool:
    """Whether `quote` is short and does not end as a sentence or a clause does."""
    chinese = language.startswith("zh") or has_han(quote)
    limit = _HEADING_LENGTH if chinese else _LATIN_HEADING_LENGTH
    if len(quote) > limit or quote.rstrip(CLOSERS + " ")[-1:] in _STOPS or _BODY.match(quote):
        return False
    if not chinese and not (quote[0].isupper() or quote[0].isdigit()):
        return False
    return any(char.isalpha() for char in quote) and not any(mark in quote for mark in "。；！")


def _without_cut_lines(quotes: Sequence[str], short: Sequence[bool], width: Width) -> list[bool]:
    """`short` without the lines that only stop because the page is no wider."""
    following = [*quotes[1:], ""]
    return [
        flag and not width.is_full(quote, after) for flag, quote, after in zip(short, quotes, following, strict=True)
    ]


def _apparatus(quotes: Sequence[str]) -> list[BlockKind]:
    """Name the lines that are no part of what the text says, whatever stands beside them; the rest is body for now."""
    kinds: list[BlockKind] = []
    contents = find_contents(quotes)
    for at, quote in enumerate(quotes):
        if is_dateline(quote):
            kinds.append("dateline")
        else:
            kinds.append("other" if at in contents or is_date(quote) or is_enactment(quote) else "body")
    return kinds


def _name_title_and_headings(quotes: Sequence[str], short: Sequence[bool], kinds: list[BlockKind]) -> None:
    """Call the first short line the title, and later ones headings where body follows.

    Three and more bare short lines in a row are a list, and a text that consists of short lines has no headings: both
    stay body.
    """
    prose = _prose(quotes, short, kinds)
    if not prose:
        return
    candidates = [at for at in range(len(quotes)) if short[at] and kinds[at] == "body"]
    title = _title(quotes, candidates, kinds)
    numbers = find_numbers(quotes)
    for at in range(title or 0):
        kinds[at] = "other" if kinds[at] == "body" else kinds[at]  # the letterhead
    for run in _runs([at for at in candidates if at >= (title or 0)]):
        if run[0] > prose[-1] and run[0] != title:
            continue  # nothing follows
        inner = [at for at in run if at != title]
        if title in run:
            kinds[run[0]] = "title"
        if sum(not _is_numbered(quotes[at], numbers[at]) for at in inner) < 3:
            for at in inner:
                kinds[at] = "heading"


def _is_numbered(quote: str, number: Number | None) -> bool:
    return is_numbered(quote) or (number is not None and number.heads)


def _title(quotes: Sequence[str], candidates: Sequence[int], kinds: Sequence[BlockKind]) -> int | None:
    """Which line is the title: the first short one, if nothing but apparatus stands before it.

    Behind a letterhead and the number of the document it is the line below that number.
    """
    if not candidates or any(kinds[at] == "body" for at in range(candidates[0])):
        return None
    first = candidates[0]
    below = first + 2
    if is_letterhead(quotes[first]) and below in candidates and is_document_number(quotes[first + 1]):
        return below if not is_numbered(quotes[below]) else first
    return first


def _name_dates(quotes: Sequence[str], short: Sequence[bool], kinds: list[BlockKind]) -> None:
    """Call a date before the body a dateline, and one behind it, with the names over it, a signature.

    A date that stands between two paragraphs under nobody's name may be anything, and stays something else.
    """
    prose = _prose(quotes, short, kinds)
    contents = find_contents(quotes)
    for at, quote in enumerate(quotes):
        if not prose or at in contents or not is_date(quote):
            continue
        if at < prose[0]:
            kinds[at] = "dateline"
            continue
        names = _names_over(at, quotes, short, kinds)
        for each in names:
            kinds[each] = "signature"
        if names or at > prose[-1]:
            kinds[at] = "signature"


def _names_over(date: int, quotes: Sequence[str], short: Sequence[bool], kinds: Sequence[BlockKind]) -> list[int]:
    """The lines over a date that name who signed; none, where they may be the items of a list."""
    first = date
    while first and short[first - 1] and kinds[first - 1] in ("body", "heading") and is_signatory(quotes[first - 1]):
        first -= 1
    over = quotes[first - 1] if first else ""
    if over[-1:] in ("：", ":") or (first and short[first - 1] and kinds[first - 1] == "body"):
        return []
    return list(range(first, date))


def _prose(quotes: Sequence[str], short: Sequence[bool], kinds: Sequence[BlockKind]) -> list[int]:
    return [at for at, quote in enumerate(quotes) if kinds[at] == "body" and not short[at] and _is_prose(quote)]


def _is_prose(quote: str) -> bool:
    return ends_sentence(quote) or quote[-1] in "；：;:" or len(quote) > _HEADING_LENGTH


def _runs(places: Sequence[int]) -> list[list[int]]:
    """`places` in runs of neighbours."""
    runs: list[list[int]] = []
    for at in places:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _name_editorial(quotes: Sequence[str], kinds: list[BlockKind]) -> None:
    """Call editorial the lead in front of the paragraph that opens an official text, and lines of credit.

    The lead must be short, speak of the text from outside, and end before a paragraph that opens formally; otherwise it
    may be the text's own first paragraph.
    """
    for at, quote in enumerate(quotes):
        if kinds[at] == "body" and len(quote) <= _HEADING_LENGTH and _CREDIT.match(quote):
            kinds[at] = "editorial"
    opening = next((at for at, quote in enumerate(quotes) if _DATELINE.match(quote) or _MEETING.match(quote)), None)
    if not opening:
        return
    lead = [at for at in range(opening) if kinds[at] == "body"]
    length = sum(len(quotes[at]) for at in lead)
    if len(lead) <= 8 and length * 3 <= sum(map(len, quotes)) and any(_POINTER.search(quotes[at]) for at in lead):
        for at in lead:
            kinds[at] = "editorial"
