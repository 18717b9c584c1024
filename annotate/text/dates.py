"""The day of a text, where nobody gave it: from its file's name, from what the file says of itself, from its words.

The name counts first, for a person chose it. In the words only those places count that say when a text was adopted,
sent, signed, held or put out; a day in running prose may be any. A year that is not written there is taken from a place
that is about the text, too: a line with its whole date near that day, the file's name, or its folder. Years in prose
speak of plans and reviews, so none is taken from there, and a day without a year is told instead of completed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from annotate.text.characters import ends_sentence, is_han
from annotate.text.days import Day, days_apart, find_days, read_day
from annotate.text.publishing import ADOPTS, DAY_LABEL, IN_FORCE, MEETS, SENDS, SOURCE
from annotate.text.reading import Block

Ground = Literal[
    "call", "list", "file name", "folder", "file", "enactment", "dateline", "signature", "opening", "date line"
]

_NEAR = 7  # days between a meeting and the page that reports it
_HEAD, _TAIL = 12, 6  # paragraphs before and behind the body in which a text says when it is of
_SHOWN = 40

_COMPACT = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})(?![0-9])")
_YEARS = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?:0[1-9]|1[0-2])?(?![0-9])")
_FOLDERS = re.compile(r"(?:^|/)([0-9]{4})[-/]([0-9]{1,2})/([0-9]{1,2})$")
_LETTERS = re.compile("[A-Za-z]{2,}")

_SENDS = re.compile(rf"\s*{SENDS}")
_AGENCY = re.compile("[社报報网網台臺]")
_CITY = re.compile(r"[A-Z][A-Z .'-]{1,40},\s+$")
_MEETS = re.compile(MEETS)
_ADOPTS = re.compile(ADOPTS)
_IN_FORCE = re.compile(rf"\s*起?(?:{IN_FORCE})")
_SPAN_OF_TIME = re.compile("(?:截至|截止|自|从|從|至|到)$")
_CLOCK = r"[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?"
_WEEKDAY = "[（(]?(?:星期|周|週)[一二三四五六日天][）)]?"
_SOURCE = rf"(?:{SOURCE})\s*[:：]?"
_BEFORE = re.compile(
    rf"[（(\[【]?\s*(?:(?:{DAY_LABEL})\s*[:：]?\s*|{_SOURCE}\s*[^。，]{{1,20}}[\s|\uff5c]+)?", re.IGNORECASE
)
_BEHIND = re.compile(
    rf"[\s,]*(?:{_WEEKDAY})?\s*T?(?:{_CLOCK})?\s*[）)\]】]?"
    rf"\s*(?:[|\uff5c]?\s*{_SOURCE}\s*[^。，]{{0,30}})?",
    re.IGNORECASE,
)


class Dating(NamedTuple):
    """The day of a text and how it is known.

    Attributes:
        date: YYYY-MM-DD; None where no place gives a whole day.
        ground: what gave it; "list" is a manifest, "file" what the file states of itself, as a web page does, "opening"
            the sentence that says when a meeting was held.
        note: what to tell of it, a sentence part without a stop; None where there is nothing to tell.
        plain: whether the file, its name or its folder gives the day as such and nothing speaks against it.
    """

    date: str | None = None
    ground: Ground | None = None
    note: str | None = None
    plain: bool = False


NOT_DATED = Dating()


@dataclass(frozen=True)
class _Found:
    """A day at a place that says when a text is of."""

    day: Day
    ground: Ground
    words: str

    @property
    def told(self) -> str:
        """The place, in words."""
        names = {"opening": "opening sentence"}
        return f"{names.get(self.ground, self.ground)} (“{self.words}”)"


def find_date(text: str, blocks: Sequence[Block], *, path: str | None = None, stated: str | None = None) -> Dating:
    """The day of a text, by the first of: the file's name, its folder, what it states of itself, its words.

    Args:
        text: the text as people read it.
        blocks: its paragraphs.
        path: the path or address of its file, if it has one.
        stated: the day that the file gives for itself, YYYY-MM-DD; its reader tells where.

    Examples:
        >>> words = "新华社北京2月12日电 会议强调，要加强领导。"
        >>> find_date(words, [Block("body", 0, len(words))], path="2020/readout.txt").date
        '2020-02-12'
        >>> find_date(words, [Block("body", 0, len(words))]).note
        'not dated: its dateline (“新华社北京2月12日电”) names no year; give the day with --date'
    """
    said = list(_in_text(text, blocks))
    named, doubt = _in_path(path or "")
    if named is not None and named.day.year is not None:
        return _by_name(named, said, stated)
    if stated is not None:
        against = _joined(doubt, _against(stated, said[:1]))
        return Dating(stated, "file", _joined(f"dated {stated} as it states", against), plain=against is None)
    first = said[0] if said else named
    if first is None:
        return Dating(note=doubt)
    date, year_from = _completed(first.day, text, blocks, path or "")
    if date is None:
        missing = f"not dated: its {first.told} names no year; give the day with --date"
        return Dating(note=_joined(doubt, missing))
    year = f", the year from {year_from}" if year_from else ""
    return Dating(date, first.ground, _joined(doubt, f"dated {date} by its {first.told}{year}", _against(date, said)))


def _by_name(named: _Found, said: Sequence[_Found], stated: str | None) -> Dating:
    date = named.day.spelled
    against = _against(date, said[:1])
    if stated is not None and not named.day.takes_in(stated):
        against = _joined(f"not {stated}, which it gives itself", against)
    note = f"dated {date} by its {named.ground}"
    if named.words != date:
        note += f" (“{named.words}”)"
    return Dating(date, named.ground, _joined(note, against), plain=against is None)


def _against(date: str, said: Sequence[_Found]) -> str | None:
    """What to tell of places that give another day than `date`."""
    other = [found.told for found in said if not found.day.takes_in(date)]
    return f"another day stands in its {' and its '.join(dict.fromkeys(other))}" if other else None


def _joined(*parts: str | None) -> str | None:
    return "; ".join(part for part in parts if part) or None


def _in_path(path: str) -> tuple[_Found | None, str | None]:
    """The day in the name of a file, or else in those of its folders, and what to tell where a name holds several."""
    *folders, name = _parts(path)
    days = _in_name(_stem(name))
    spelled = list(dict.fromkeys(day.spelled for day in days))
    if len(spelled) == 1:
        words = spelled[0] if days[0].year is not None else _stem(name)
        return _Found(days[0], "file name", words), None
    doubt = f"its file name holds several days ({', '.join(spelled)}), of which none is taken" if spelled else None
    parents = "/".join(folders[-3:])
    match = _FOLDERS.search(parents)
    inside = find_days("-".join(match.groups())) if match else _in_name(folders[-1]) if folders else []
    whole = [day for day in inside if day.year is not None]
    if len({day.spelled for day in whole}) == 1 and not doubt:
        return _Found(whole[0], "folder", match[0].strip("/") if match else folders[-1]), None
    return None, doubt


def _in_name(name: str) -> list[Day]:
    """The days in the name of a file or folder; those with a year alone where there are any."""
    compact = _COMPACT.sub(lambda match: f" {match[1]}-{match[2]}-{match[3]} " if read_day(match[0]) else " ", name)
    found: list[Day] = []
    for form in (compact, _LETTERS.sub(" ", compact), re.sub("[-_]", " ", compact)):
        days = find_days(form)
        whole = [day for day in days if day.year is not None]
        if whole:
            return whole
        found = found or days
    return found


def _parts(path: str) -> list[str]:
    address = re.sub(r"[?#].*$", "", path) if "://" in path else path
    return re.split(r"[/\\]", address)


def _stem(name: str) -> str:
    return re.sub(r"\.(?=[0-9]*[A-Za-z])[0-9A-Za-z]{1,8}$", "", name)


def _in_text(text: str, blocks: Sequence[Block]) -> Iterator[_Found]:
    """The days of the text by its words, those first that count most."""
    quotes = [text[block.start : block.end] for block in blocks]
    around = [*quotes[:_HEAD], *quotes[_HEAD:][-_TAIL:]]
    yield from _enacted(quotes[:_HEAD])
    yield from (found for quote in around if (found := _sent(quote)) is not None)
    lines, signed = _date_lines(quotes)
    yield from signed[:1]
    body = [quote for quote, block in zip(quotes, blocks, strict=True) if block.kind == "body"]
    yield from [found for quote in body[:3] if (found := _held(quote)) is not None][:1]
    yield from lines[:1]


def _enacted(quotes: Sequence[str]) -> Iterator[_Found]:
    """The last day in a line that says who adopted or amended the text, and when."""
    for quote in quotes:
        days = [day for day in find_days(quote[:600]) if day.year is not None]
        opens = bool(days) and days[0].start <= 2 and "。" not in quote.rstrip("。）)")
        if opens and _ADOPTS.search(quote[days[0].end :]):
            acted = [day for day in days if not _IN_FORCE.match(quote[day.end :])]
            if acted:
                last = max(acted, key=lambda day: day.spelled)
                yield _Found(last, "enactment", _clipped(quote[last.start : last.end + _SHOWN]))


def _sent(quote: str) -> _Found | None:
    """The dateline of an agency or a paper: 新华社北京2月12日电, BEIJING, Feb. 12 (Xinhua)."""
    for day in find_days(quote[:80])[:1]:
        before, behind = quote[: day.start], quote[day.end :]
        sends = _SENDS.match(behind)
        if sends and len(before) <= 40 and "。" not in before:
            free = not is_han(behind[sends.end() : sends.end() + 1] or " ")
            if free or _AGENCY.search(before):
                return _Found(day, "dateline", _clipped(quote[: day.end + sends.end()]))
        if _CITY.fullmatch(before) and re.match(r"\s*(?:\(|-|–|—)", behind):
            return _Found(day, "dateline", _clipped(quote[: day.end]))
    return None


def _held(quote: str) -> _Found | None:
    """The day in the opening sentence that says when a meeting was held."""
    sentence = re.split("[。！？\n]", quote, maxsplit=1)[0]
    for day in find_days(sentence[:100])[:1]:
        verb = _MEETS.search(sentence)
        held = verb is not None and day.start <= 40 and day.end <= verb.start() <= day.end + 60
        if verb and held and not _SPAN_OF_TIME.search(sentence[: day.start]):
            return _Found(day, "opening", _clipped(sentence[day.start : verb.end()]))
    return None


def _date_lines(quotes: Sequence[str]) -> tuple[list[_Found], list[_Found]]:
    """Lines that are but a whole date and what a page writes beside it: those before the prose, and those behind."""
    lines: list[_Found] = []
    signed: list[_Found] = []
    prose = False
    for quote in quotes:
        day = _only_day(quote)
        if day is None:
            prose = prose or ends_sentence(quote)
        elif prose:
            signed.append(_Found(day, "signature", _clipped(quote)))
        else:
            lines.append(_Found(day, "date line", _clipped(quote)))
    return lines, signed


def _only_day(quote: str) -> Day | None:
    if len(quote) > 80:
        return None
    days = [day for day in find_days(quote) if day.year is not None]
    if len(days) != 1:
        return None
    day = days[0]
    fits = _BEFORE.fullmatch(quote[: day.start]) and _BEHIND.fullmatch(quote[day.end :])
    return day if fits else None


def _completed(day: Day, text: str, blocks: Sequence[Block], path: str) -> tuple[str | None, str | None]:
    """The whole date of a day, and where its year is from if not from its own words; None without one."""
    if day.year is not None:
        return day.spelled, None
    near = list(_near(day, text, blocks))
    if len({year for year, _ in near}) == 1:
        return _with_year(day, near[0][0]), near[0][1]
    *folders, name = _parts(path)
    for what, part in [("its file name", _stem(name)), *(("the folder", part) for part in reversed(folders[-2:]))]:
        years = {int(year) for year in _YEARS.findall(part)}
        if len(years) == 1:
            return _with_year(day, years.pop()), f"{what} (“{_clipped(part)}”)"
    return None, None


def _near(day: Day, text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """The years of whole dates near `day` in title, headings and lines that are no prose."""
    for block in blocks:
        quote = text[block.start : block.end]
        if block.kind in ("body", "editorial") and ends_sentence(quote):
            continue
        for other in find_days(quote[:200]):
            for year in () if other.year is None else (other.year - 1, other.year, other.year + 1):
                date = _with_year(day, year)
                if date is not None and days_apart(date, other.spelled) <= _NEAR:
                    yield year, f"“{_clipped(quote[other.start : other.end])}”"


def _with_year(day: Day, year: int) -> str | None:
    date = f"{year:04}-{day.month:02}-{day.day:02}"
    return read_day(date)


def _clipped(words: str) -> str:
    one = " ".join(words.split())
    return one if len(one) <= _SHOWN else one[: _SHOWN - 1] + "…"
