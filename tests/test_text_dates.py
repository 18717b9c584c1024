"""The day of a text: found in names, in datelines and in what is written around a text; never guessed, never silent."""

import calendar
import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.store.seeds import SPECIMEN, seed_path
from annotate.text.dates import NOT_DATED, Dating, find_date
from annotate.text.days import days_apart, find_days, is_day, read_day
from annotate.text.reader import read

CASES = Path(__file__).parent / "cases/dates"
NAMES = [
    line.rsplit(maxsplit=1)
    for line in (CASES / "names.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
TEXTS = [case.split("\n", 2) for case in (CASES / "texts.txt").read_text(encoding="utf-8").split("\n== ")[1:]]
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))


def found(text: str, path: str | None = None, stated: str | None = None) -> Dating:
    reading = read(text)
    return find_date(reading.text, reading.blocks, path=path, stated=stated)


@pytest.mark.parametrize(("name", "date"), NAMES, ids=[name for name, _ in NAMES])
def test_a_name_gives_its_day(name: str, date: str) -> None:
    assert (found("会议强调，要加强领导。", name).date or "-") == date


@pytest.mark.parametrize(("case", "about", "text"), TEXTS, ids=[case for case, *_ in TEXTS])
def test_a_text_gives_its_day(case: str, about: str, text: str) -> None:
    path, date, expected = (part.strip() for part in about.split("|"))
    dating = found(text, path)
    assert (dating.date or "-") == date
    if date == "-":
        assert expected in (dating.note or "")
        assert bool(dating.note) == bool(expected)
    else:
        ground, _, said = expected.partition("; ")
        assert dating.ground == ground
        assert said in (dating.note or "")


def written(day: dt.date) -> list[str]:
    """The ways to write a day."""
    year, month, number = day.year, day.month, day.day
    numerals = "〇一二三四五六七八九"
    years = "".join(numerals[int(digit)] for digit in str(year))

    def counted(value: int) -> str:
        tens, ones = divmod(value, 10)
        head = "" if tens == 0 else "十" if tens == 1 else f"{numerals[tens]}十"
        return head + (numerals[ones] if ones else "")

    name, short = calendar.month_name[month], calendar.month_abbr[month]
    numbered = f"{years}年{counted(month)}月{counted(number)}日"
    chinese = f"{year}年{month}月{number}日"
    return [
        day.isoformat(), f"{year}/{month}/{number}", f"{year}.{month}.{number}", f"{year}_{month}_{number}",
        chinese, f"{year} 年 {month} 月 {number} 日", f"{year}年{month:02}月{number:02}日",
        chinese.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}),
        numbered, numbered.replace("\u3007", "○"),
        f"{number} {name} {year}", f"{name} {number}, {year}", f"{short}. {number}, {year}", f"{number} {short} {year}",
    ]  # fmt: skip


@given(DAYS)
def test_a_day_is_read_however_it_is_written(day: dt.date) -> None:
    for words in written(day):
        assert [each.spelled for each in find_days(f"（{words}）")] == [day.isoformat()], words
        assert read_day(words) == day.isoformat(), words


@given(DAYS, st.text("会议。，a (", max_size=6), st.text("会议。， (", max_size=6))
def test_the_words_of_a_day_are_found_where_they_stand(day: dt.date, before: str, behind: str) -> None:
    words = f"{day.year}年{day.month}月{day.day}日"
    (only,) = find_days(before + words + behind)
    assert (only.start, only.end) == (len(before), len(before) + len(words))


@given(
    st.text(st.sampled_from("0123456789年月日-/._ 至到十二〇三电召开，。\nFebMay,民国农历"), max_size=60),
    st.text(max_size=20),
)
def test_no_day_is_given_that_is_not_in_the_calendar(text: str, path: str) -> None:
    for day in find_days(text):
        assert is_day(2000 if day.year is None else day.year, day.month, day.day)
        assert 0 <= day.start < day.end <= len(text)
    date = find_date(text, read(text).blocks, path=path).date
    assert date is None or dt.date.fromisoformat(date)


@given(st.integers(-1, 2200), st.integers(-1, 14), st.integers(-1, 33))
def test_the_calendar_is_that_of_the_library(year: int, month: int, day: int) -> None:
    try:
        dt.date(year, month, day)
        there = True
    except ValueError:
        there = False
    assert is_day(year, month, day) == there


@given(DAYS, DAYS)
def test_days_apart_are_counted_as_the_library_does(one: dt.date, other: dt.date) -> None:
    assert days_apart(one.isoformat(), other.isoformat()) == abs((one - other).days)


@given(DAYS, st.integers(0, 60))
def test_of_days_in_a_row_the_last_is_taken_and_none_is_another_day(first: dt.date, length: int) -> None:
    last = first + dt.timedelta(days=length)
    words = f"{first.year}年{first.month}月{first.day}日至{last.year}年{last.month}月{last.day}日"
    if last.year <= 2099:
        (only,) = find_days(words)
        assert only.spelled == last.isoformat()
        assert only.takes_in(first.isoformat())
        assert only.takes_in(last.isoformat())
        assert not only.takes_in((last + dt.timedelta(days=1)).isoformat())


@pytest.mark.parametrize("words", ["民國109年2月12日", "中華民國一百零九年二月十二日", "民国一〇九年二月十二日"])
def test_the_years_of_the_republic_are_counted_from_1912(words: str) -> None:
    assert read_day(words) == "2020-02-12"


def test_no_year_is_taken_from_nowhere() -> None:
    for text in ("新华社北京2月12日电 会议强调，要加强领导。", "市委2月12日召开会议。"):
        assert not re.search(r"\d{4}-", str(found(text, "texts/readout.txt")))


def test_what_the_file_states_counts_before_its_words_and_behind_its_name() -> None:
    words = "新华社北京2020年2月12日电 会议强调，要加强领导。"
    assert found(words, stated="2020-02-13").date == "2020-02-13"
    named = found(words, "2020-02-12.html", stated="2020-02-13")
    assert (named.date, named.plain) == ("2020-02-12", False)
    assert named.note is not None
    assert "2020-02-13" in named.note


def test_a_text_that_names_no_day_is_not_dated_and_nothing_is_told() -> None:
    assert found("会议强调，要加强领导。", "readout.txt") == NOT_DATED


def test_the_seeds_get_their_days() -> None:
    seed = seed_path().read_text(encoding="utf-8")
    assert found(seed, seed_path().name) == Dating(
        "2020-02-12", "file name", "dated 2020-02-12 by its file name", plain=True
    )
    assert found(seed, "2020/readout.txt").date == "2020-02-12"
    assert found(seed, "readout.txt").date is None
    assert found(seed_path(SPECIMEN).read_text(encoding="utf-8"), SPECIMEN).date is None
