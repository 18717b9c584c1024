"""Days as texts write them, in Chinese, in English and in numbers alone.

What is written is read, nothing more: where no year stands, the year is None, and what is no day of the calendar is no
day. Days of the farmers' calendar (农历) are left alone, for only an almanac could say which they are.

Examples:
    >>> [day.spelled for day in find_days("新华社北京2月12日电 会议于二〇二〇年二月十日至十二日举行")]
    ['--02-12', '2020-02-12']
    >>> [day.spelled for day in find_days("On 29 February 2020 and on February 30, 2020; issue 3 of 2020-1")]
    ['2020-02-29']
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from annotate.text.numerals import DIGITS as _NUMERALS
from annotate.text.numerals import read_chinese

FIRST_YEAR, LAST_YEAR = 1900, 2099
"""The years that are looked for; other numbers of four digits are numbers."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS = "uary|ruary|ch|il|e|y|ust|tember|ober|ember"
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_REPUBLIC = 1911  # 民國一年, the first year of the Republic of China, is 1912

# Full-width digits and signs, and the many signs for a zero between numerals, each one character for one.
_PLAIN = str.maketrans(
    {chr(ord(sign) + 0xFEE0): sign for sign in "0123456789-/._"} | dict.fromkeys("○零O\uff2f", "\u3007") | {"　": " "}
)
_NUMBER = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = f"(?:(?<![0-9])[0-9]{{4}}|(?<![{_NUMERALS}])[{_NUMERALS}]{{4}})"
_TO = r"\s{0,4}(?:至|到|[-–—~～―]{1,2})\s{0,4}"

_CHINESE = re.compile(
    rf"(?:(?:(?P<year>{_YEAR})|(?:中华|中華)?(?:民国|民國)\s{{0,4}}(?P<republic>[0-9]{{2,3}}|[{_NUMERALS}十百]{{1,6}}|元))\s{{0,4}}年\s{{0,4}}|(?<![0-9{_NUMERALS}十年])(?<!年\s))"
    rf"(?P<month>{_NUMBER})\s{{0,4}}月\s{{0,4}}(?P<day>{_NUMBER})\s{{0,4}}"
    rf"(?:日(?:{_TO}(?:(?P<later_year>{_YEAR})\s{{0,4}}年\s{{0,4}})?(?:(?P<later_month>{_NUMBER})\s{{0,4}}月\s{{0,4}})?(?P<later>{_NUMBER})\s{{0,4}}日)?"
    rf"|{_TO}(?P<last>{_NUMBER})\s{{0,4}}日)"
)
_FARMERS = re.compile(r"(?:农历|農曆|阴历|陰曆|夏历|夏曆)[^，。；\n]{0,6}$")
_MONTH_NAME = rf"(?P<name>{'|'.join(_MONTHS)})(?:{_FULL_MONTHS})?t?\b\.?"
_ENGLISH = re.compile(
    rf"\b(?:(?P<before>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH_NAME},?(?:\s+(?P<year>[0-9]{{4}}))?"
    rf"|{_MONTH_NAME.replace('name', 'first')}\s+(?P<after>[0-9]{{1,2}})(?:st|nd|rd|th)?\b"
    r"(?:,?\s+(?P<late>[0-9]{4}))?)"
    r"(?![0-9])",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"(?<![0-9A-Za-z.])(?P<year>[0-9]{4})(?P<sign>[-/._ ])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})"
    r"(?![0-9])(?!\.[0-9])"
)


@dataclass(frozen=True)
class Day:
    """A day that a text names, and where: `[start, end)` in code points.

    Attributes:
        year: None where none is written.
        month: 1 to 12.
        day: the last one, where the words name several in a row.
        start: where the words begin.
        end: where they end.
        since: the first month and day, where the words name several in a row.
    """

    year: int | None
    month: int
    day: int
    start: int
    end: int
    since: tuple[int, int] | None = None

    @property
    def spelled(self) -> str:
        """The day in ISO 8601: YYYY-MM-DD, or --MM-DD where there is no year."""
        year = "-" if self.year is None else f"{self.year:04}"
        return f"{year}-{self.month:02}-{self.day:02}"

    def takes_in(self, other: str) -> bool:
        """Whether `other`, YYYY-MM-DD, is this day or one of the row; a year that is not written may be any."""
        year, month, day = (int(part) for part in other.split("-"))
        first = self.since or (self.month, self.day)
        turned = first > (self.month, self.day)  # over the end of a year
        within = (
            first <= (month, day) or (month, day) <= (self.month, self.day)
            if turned
            else first <= (month, day) <= (self.month, self.day)
        )
        return within and self.year in (None, year, year + 1 if turned and (month, day) >= first else year)


def is_day(year: int, month: int, day: int) -> bool:
    """Whether there is such a day in the calendar.

    Examples:
        >>> is_day(2020, 2, 29), is_day(2100, 2, 29), is_day(2020, 13, 1)
        (True, False, False)
    """
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= _MONTH_LENGTHS[month - 1] + leap


def days_apart(one: str, other: str) -> int:
    """How many days lie between two days, each YYYY-MM-DD.

    Examples:
        >>> days_apart("2019-12-31", "2020-01-01"), days_apart("2020-03-01", "2020-02-28")
        (1, 2)
    """
    return abs(_count(one) - _count(other))


def find_days(text: str) -> list[Day]:
    """The days that `text` names, in order; of days in a row (12月14日至16日) the last."""
    plain = text.translate(_PLAIN)
    found = sorted((*_chinese(plain), *_english(text), *_numeric(plain)), key=lambda day: day.start)
    return [
        day
        for before, day in pairwise([None, *found])
        if day is not None and (before is None or day.start >= before.end)
    ]


def read_day(words: str) -> str | None:
    """The day that `words` are, YYYY-MM-DD, if they are one with its year and nothing else.

    Examples:
        >>> read_day("2020/2/12"), read_day("2020年2月12日"), read_day("20200212"), read_day("2月12日")
        ('2020-02-12', '2020-02-12', '2020-02-12', None)
    """
    words = words.strip()
    if re.fullmatch("[0-9]{8}", words):
        words = f"{words[:4]}-{words[4:6]}-{words[6:]}"
    days = find_days(words)
    whole = len(days) == 1 and (days[0].start, days[0].end) == (0, len(words)) and days[0].since is None
    return days[0].spelled if whole and days[0].year is not None else None


def _chinese(plain: str) -> Iterator[Day]:
    for match in _CHINESE.finditer(plain):
        if _FARMERS.search(plain[max(0, match.start() - 10) : match.start()]):
            continue
        year, month, day = _year(match), _number(match["month"]), _number(match["day"])
        until = match["later"] or match["last"]
        first = _day(year, month, day, match)
        if first is None or until is None:
            if first is not None:
                yield first
            continue
        later_month = _number(match["later_month"]) if match["later_month"] else month
        later_year = int(_digits(match["later_year"])) if match["later_year"] else year
        if year is not None and match["later_year"] is None and later_month < month:
            later_year = year + 1
        last = _day(later_year, later_month, _number(until), match, since=(month, day))
        if last is not None:
            yield last


def _english(text: str) -> Iterator[Day]:
    for match in _ENGLISH.finditer(text):
        month = _MONTHS.index((match["name"] or match["first"]).lower()) + 1
        year = match["year"] or match["late"]
        found = _day(int(year) if year else None, month, int(match["before"] or match["after"]), match)
        if found is not None:
            yield found


def _numeric(plain: str) -> Iterator[Day]:
    for match in _NUMERIC.finditer(plain):
        found = _day(int(match["year"]), int(match["month"]), int(match["day"]), match)
        if found is not None:
            yield found


def _day(
    year: int | None, month: int, day: int, match: re.Match[str], *, since: tuple[int, int] | None = None
) -> Day | None:
    """The day, if the calendar has it; a 29 February without a year may be one."""
    if not is_day(2000 if year is None else year, month, day):
        return None
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return Day(year, month, day, match.start(), match.end(), since)


def _year(match: re.Match[str]) -> int | None:
    if match["republic"]:
        words = match["republic"]
        return (1 if words == "元" else int(words) if words.isdecimal() else read_chinese(words) or 0) + _REPUBLIC
    return int(_digits(match["year"])) if match["year"] else None


def _digits(numerals: str) -> str:
    """Numerals written one by one as digits: 二〇二〇 is 2020."""
    return "".join(str(read_chinese(char)) for char in numerals)


def _number(word: str) -> int:
    """A number up to 99, in digits or in numerals: 十二 is 12, 三十 is 30; 0 for what is no number."""
    if word.isascii():
        return int(word)
    return (read_chinese(word) or 0) if len(word) == 1 or "十" in word else 0


def _count(day: str) -> int:
    """The number of a day, YYYY-MM-DD, counted from the year 0."""
    year, month, number = (int(part) for part in day.split("-"))
    leaps = (year - 1) // 4 - (year - 1) // 100 + (year - 1) // 400
    days = sum(_MONTH_LENGTHS[: month - 1]) + (month > 2 and is_day(year, 2, 29))
    return 365 * (year - 1) + leaps + days + number
