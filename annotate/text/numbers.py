"""Numbers: how a paragraph counts itself at its head, and how deep it stands in the text's own hierarchy.

第三条 is article 3, （一） the first item of a list, 二、 the second part; Article 5, (a), iv. in English. What looks
like a number may be words: 第三条战线 is the third front, 一、二季度 the first and second quarter, 3.5 a decimal. So a
form that words may have, too, counts only where the text goes on counting: behind one less, or before one more.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from annotate.text.characters import HAN
from annotate.text.numerals import DIGITS, read_chinese, read_roman
from annotate.text.reading import Block

_DIGITS = f"零{DIGITS}"
_COUNT = rf"[{_DIGITS}○十百千\d]+"
_ROMAN = "ivxlc"
# The parts of statutes and treaties, the widest first; a part ends what is open of its own rank or below.
_RANKS = ("部分", "编", "分编", "章", "节", "条", "款")
_LATIN_RANKS = ("part", "title", "chapter")
_LOOSE_PARTS = ("section", "article")  # either may be the wider one
_ANNEXES = ("附件", "annex", "appendix", "schedule")
_ANNEX = -1
_HEADINGS = ("一、", "（一）", "1.", "1", "I.")


@dataclass(frozen=True)
class Number:
    """A number at the head of a paragraph.

    Attributes:
        length: how many code points of the paragraph it takes, without the white space behind it.
        style: what it counts, and in which form: 条, （一）, 1., a) …
        value: how far it has counted; 0 for a bullet, and what 1.2.3 begins with stands in the style.
        sure: whether it is a number even where the text does not go on counting.
    """

    length: int
    style: str
    value: int
    sure: bool

    @property
    def heads(self) -> bool:
        """Whether headings are numbered so; other forms are those of items."""
        return self.style in (*_HEADINGS, *_RANKS, *_LATIN_RANKS, *_LOOSE_PARTS, *_ANNEXES) or self.style.endswith(".n")


@dataclass(frozen=True)
class _Form:
    """A form of numbers: how it looks, what to call it, how to read how far it counts, and when it is surely one.

    The pattern's group 1 is what counts. `sure` is asked with what stands behind the number, and the value; it says
    None where these are words, whatever stands beside them.
    """

    pattern: re.Pattern[str]
    style: str
    read: Callable[[str], int | None]
    sure: Callable[[str, int], bool | None]


def _letter(letter: str) -> int:
    return ord(letter.lower()) - ord("a") + 1


def _latin(words: str) -> int | None:
    """How far the number of a chapter or an article counts: 5, 12A, IV, B."""
    digits = re.match(r"\d+", words)
    if digits:
        return int(digits[0])
    return read_roman(words) if all(letter.lower() in _ROMAN for letter in words) else _letter(words)


def _symbol(first: str) -> Callable[[str], int]:
    return lambda symbol: ord(symbol) - ord(first) + 1


def _always(_behind: str, _value: int) -> bool:
    return True


def _never(_behind: str, _value: int) -> bool:
    return False


def _first(_behind: str, value: int) -> bool:
    return value == 1


def _set_off(behind: str, _value: int) -> bool:
    """Whether the number stands by itself: nothing, white space, a colon or a bracket behind it."""
    return not behind or behind[0].isspace() or behind[0] in "：:【（("


def _no_series(behind: str, value: int) -> bool | None:
    """None where the words behind go on counting, as in 一、二季度; 一、二十大 does not."""
    digits = re.match(rf"[{_DIGITS}十]+", behind)
    return None if digits and len(digits[0]) == 1 and read_chinese(digits[0]) == value + 1 else True


def _headed(behind: str, _value: int) -> bool | None:
    """None unless a title or nothing follows: Section 5 Definitions, but not Section 5 of the Act."""
    rest = behind.lstrip()
    return True if not rest or behind[0] in ".:—–" or rest[0].isupper() else None


def _form(
    pattern: str, style: str, read: Callable[[str], int | None], sure: Callable[[str, int], bool | None]
) -> _Form:
    return _Form(re.compile(pattern), style, read, sure)


_REFERS = r"(?![项目款条])"  # 第（一）项 (item 1), broken before its number
_FORMS: tuple[_Form, ...] = (
    *(
        _form(rf"第[ \u3000]?({_COUNT})[ \u3000]?{part}(?:之[一二三四五六七八九十]+)?", part, read_chinese, _set_off)
        for part in _RANKS
    ),
    _form(rf"附[件录] ?({_COUNT}|)$", "附件", lambda words: read_chinese(words or "1"), _always),
    _form(rf"([{_DIGITS}十百]+)、", "一、", read_chinese, _no_series),
    _form(rf"([{_DIGITS}十]+)是", "一是", read_chinese, _never),
    _form(rf"（([{_DIGITS}十百]+)）{_REFERS}", "（一）", read_chinese, _always),
    _form(rf"\(([{_DIGITS}十百]+)\){_REFERS}", "（一）", read_chinese, _always),
    _form("([\u3220-\u3229])", "（一）", _symbol("\u3220"), _always),
    _form(rf"[（(](\d{{1,3}})[）)]{_REFERS}", "（1）", read_chinese, _first),
    _form(r"(\d{1,3})[.．、](?!\d)", "1.", read_chinese, _first),
    _form(r"(\d{1,3})[)）]", "1)", read_chinese, _first),
    _form(
        r"((?:\d{1,2}[.．]){1,3}\d{1,2})(?![\d%\uff05])", "1.1", lambda words: int(re.split("[.．]", words)[-1]), _never
    ),
    _form(rf"(\d{{1,2}})(?=[ \u3000]+[{HAN}])", "1", read_chinese, _never),
    _form("([\u2460-\u2473])", "①", _symbol("\u2460"), _first),
    _form("([\u2474-\u2487])", "（1）", _symbol("\u2474"), _first),
    _form("([\u2488-\u249b])", "1.", _symbol("\u2488"), _first),
    _form("([\u2160-\u216b])[.．、]?", "I", _symbol("\u2160"), _never),
    *(
        _form(rf"(?:{word})[ \u00a0]([0-9]{{1,4}}[A-Z]?|[IVXLC]+|[A-Z])\b\.?(?![\w(])", word.lower(), _latin, _headed)
        for known in ("Part", "Title", "Chapter", "Section", "Article", "Annex", "Appendix", "Schedule")
        for word in (known, known.upper())
    ),
    _form(r"\(([ivx]+)\)", "(i)", read_roman, _never),
    _form(r"\(([a-z])\)", "(a)", _letter, _never),
    _form(r"([ivx]+)[.)](?=\s)", "i.", read_roman, _never),
    _form(r"([a-z])[.)](?=\s|[^\x00-\x7f])", "a.", _letter, _never),
    _form(r"([IVX]+)[.)](?=\s)", "I.", read_roman, _never),
    _form(r"([A-Z])[.)](?=\s|[^\x00-\x7f])", "A.", _letter, _never),
)
_NUMBERED = tuple(
    form for form in _FORMS if form.style in ("编", "章", "节", "条", "款", "（一）", "（1）", "一、", "1.")
)
_BULLET = re.compile(rf"——(?=[{HAN}])|[•·●▪■◆▶–*-](?=\s+\S)(?!\s+\d+\s+-$)")
_MOST = 40


def is_numbered(quote: str) -> bool:
    """Whether a line begins as a numbered paragraph or heading does, whatever stands beside it.

    Examples:
        >>> [is_numbered(quote) for quote in ("第三条　为了", "（一）加强", "1.落实", "3.5万人", "一、二季度")]
        [True, True, True, False, False]
    """
    for form in _NUMBERED:
        found = form.pattern.match(quote)
        value = form.read(found[1]) if found else None
        if found and value is not None and form.sure(quote[found.end() :], value) is not None:
            return True
    return False


def find_numbers(quotes: Sequence[str], *, in_series: bool = False) -> list[Number | None]:
    """The number at the head of each of `quotes`, which are the paragraphs of a text, or its lines, in order.

    Args:
        quotes: the paragraphs or lines, without white space around them.
        in_series: whether to count only numbers behind one less or before one more, however surely they are numbers.

    Examples:
        >>> found = find_numbers(["一、总体要求", "一、二季度平稳。", "3.5万人受益。", "(a) grain;", "(b) oil."])
        >>> [number and number.style for number in found]
        ['一、', None, None, '(a)', '(a)']
    """
    candidates = [_candidates(quote[:_MOST] if len(quote) > _MOST else quote) for quote in quotes]
    met: dict[str, list[tuple[int, Number]]] = defaultdict(list)
    for at, each in enumerate(candidates):
        for number in each:
            # The ninth letter is i, which more often is a Roman one.
            if number.style.lower() not in ("(a)", "a.") or number.value < 9 or _goes_on(met[number.style], number):
                met[number.style].append((at, number))
    begun = {style for style, listed in met.items() if any(number.value == 1 for _, number in listed)}
    found: list[Number | None] = [None] * len(quotes)
    for style, listed in met.items():
        set_off = style in _RANKS and any(number.sure for _, number in listed)
        counted = [each for each in listed if each[1].sure or not set_off]
        for place, (at, number) in enumerate(counted):
            near = [each.value - number.value for _, each in counted[max(0, place - 1) : place + 2]]
            follows, leads = place > 0 and near[0] == -1, place + 1 < len(counted) and near[-1] == 1
            told = (number.sure and not in_series) or follows or leads or (style[0] in "—•" and len(counted) > 1)
            if style == "1":  # 1 总则 heads 1.1 and 1.2; else it may be a figure
                told = f"{number.value}.n" in begun
            if told and (found[at] is None or follows):
                found[at] = number
    return found


def _goes_on(listed: Sequence[tuple[int, Number]], number: Number) -> bool:
    return bool(listed) and listed[-1][1].value == number.value - 1


def _candidates(quote: str) -> list[Number]:
    """What the head of `quote` may be."""
    bullet = _BULLET.match(quote)
    if bullet:
        return [Number(bullet.end(), "——" if bullet[0] == "——" else "•" + bullet[0], 0, sure=False)]
    out = []
    for form in _FORMS:
        found = form.pattern.match(quote)
        if found:
            value, behind = form.read(found[1]), quote[found.end() :]
            style = form.style
            if style == "1.1":
                style = re.sub(r"\d+$", "n", found[1]).replace("．", ".")
            sure = form.sure(behind, value) if value is not None else None
            if value is not None and sure is not None:
                out.append(Number(found.end(), style, value, sure=sure))
    return out


@dataclass(frozen=True)
class _Open:
    """A part or a list that is open where a paragraph begins.

    Attributes:
        style: how its members are numbered; `heading` for headings without a number.
        rank: its place among the parts of a statute, the wider the lower; None for all else.
        told: the level of a heading that the file tells of.
        heading: whether it was opened by a heading; what was opened by a paragraph ends at the next bare heading.
    """

    style: str
    rank: int | None
    told: int | None
    heading: bool


def number_blocks(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    r"""`blocks` with the numbers and levels of headings, articles and items.

    A style that is open goes on, and what was opened below it is closed; a style that is not begins one level deeper.
    The widest level is 1. A number that a file tells of, as Word counts paragraphs, stays; the levels that it tells of
    say which headings are below which.

    Examples:
        >>> text = "一、总体要求\n（一）加强组织。\n（二）落实责任。\n二、保障措施"
        >>> blocks = [Block("body", 0, 6), Block("body", 7, 15), Block("body", 16, 24), Block("body", 25, 31)]
        >>> [(block.number, block.level) for block in number_blocks(text, blocks)]
        [('一、', 1), ('（一）', 2), ('（二）', 2), ('二、', 1)]
    """
    read = [block for block in blocks if block.kind in ("heading", "body")]
    numbers = find_numbers([(block.number or "") + text[block.start : block.end] for block in read])
    found = dict(zip((block.start for block in read), numbers, strict=True))
    outline = _Outline()
    out = []
    for block in blocks:
        number, words = found.get(block.start), text[block.start : block.end]
        if block.kind not in ("heading", "body"):
            out.append(replace(block, number=None, level=None))
        elif number is not None:
            told = block.number or words[: number.length].rstrip()
            out.append(replace(block, number=told, level=outline.enter(number, block)))
        elif block.kind == "heading":
            out.append(replace(block, level=outline.enter_heading(words, block)))
        else:
            outline.untitled = False
            out.append(replace(block, level=None))
    return tuple(out)


class _Outline:
    """What is open at a paragraph, the widest first."""

    def __init__(self) -> None:
        self.open: list[_Open] = []
        self.begun = False
        self.untitled = False

    def enter(self, number: Number, block: Block) -> int:
        """Go on with the number's style where it is open, else open it; the level it stands on."""
        style, heading = _level_style(number.style), block.kind == "heading"
        rank = _rank(style)
        self.begun, self.untitled = True, number.length == block.end - block.start
        known = next((at for at, each in enumerate(self.open) if each.style == style), None)
        if rank is not None:
            self.open = [each for each in self.open if each.rank is not None and each.rank < rank]
        elif known is not None:
            del self.open[known:]
        elif style in _LOOSE_PARTS:
            while self.open and self.open[-1].rank is None and self.open[-1].style not in _LOOSE_PARTS:
                self.open.pop()
        else:
            self._close(block.level if heading else None)
        self.open.append(_Open(style, rank, block.level if heading else None, heading))
        return len(self.open)

    def enter_heading(self, words: str, block: Block) -> int | None:
        """The level of a heading without a number: None for a subtitle, the part's own for the title of a part."""
        if not self.begun and words[0] in "（(—":
            return None
        if self.untitled:
            self.untitled = False
            return len(self.open)
        self.begun = True
        while self.open and not self.open[-1].heading:
            self.open.pop()
        self._close(block.level)
        if block.level is None:
            known = next((at for at, each in enumerate(self.open) if each.style == "heading"), len(self.open))
            del self.open[known:]
        self.open.append(_Open("heading", None, block.level, heading=True))
        return len(self.open)

    def _close(self, told: int | None) -> None:
        """Close the headings that, as the file tells, are not above one of level `told`."""
        for at, each in enumerate(self.open):
            if told is not None and each.told is not None and each.told >= told:
                del self.open[at:]
                return


def _rank(style: str) -> int | None:
    if style in _ANNEXES:
        return _ANNEX
    for ranks in (_RANKS, _LATIN_RANKS):
        if style in ranks:
            return ranks.index(style)
    return None


def _level_style(style: str) -> str:
    """The style as levels have it: 2.1.3 stands as deep as 1.4.1."""
    return "n." * style.count(".") + "n" if style.endswith(".n") else style
