"""Names, refs and dates: what is taken and what is refused."""

import pytest

from annotate.errors import CallError, InputRefusedError
from annotate.store.refs import (
    check_date,
    check_line,
    check_name,
    check_note,
    looks_like_path,
    name_from_file,
    parse_ref,
)
from annotate.store.values import Ref


@pytest.mark.parametrize("text", ["law", "law@1", "2020-02-12-会议", "a.b@12", "x" * 100])
def test_a_ref_reads_as_it_is_written(text: str) -> None:
    assert str(parse_ref(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "@1", "law@", "law@0", "law@01", "law@-1", "law@x", "law@1@2", "law@²", "a b", "a/b@1", "law@1234567890"],
)
def test_a_malformed_ref_is_a_wrong_call(text: str) -> None:
    with pytest.raises(CallError, match="NAME@NUMBER"):
        parse_ref(text)


def test_a_ref_without_number_is_the_newest_version() -> None:
    assert parse_ref("law") == Ref("law", None)


@pytest.mark.parametrize(
    "name", ["", "a@b", "a:b", "a/b", "a b", "a\u3000b", "a\tb", "a\0b", "a\x7fb", "\ud800", "x" * 101]
)
def test_a_bad_name_is_a_wrong_call(name: str) -> None:
    with pytest.raises(CallError, match="cannot name a document"):
        check_name(name)


def test_a_file_gives_its_stem_as_name() -> None:
    assert name_from_file("texts/2020.02.12.txt") == "2020.02.12"


def test_white_space_in_a_stem_becomes_a_hyphen():
    assert name_from_file("texts/2020-02-12\u3000常委会  会议.txt") == "2020-02-12-常委会-会议"


@pytest.mark.parametrize("file", ["a@b.txt", "-.:x.txt", "/"])
def test_a_stem_that_is_no_name_is_refused_as_input(file: str) -> None:
    with pytest.raises(InputRefusedError, match="--name"):
        name_from_file(file)


@pytest.mark.parametrize("date", ["2020-02-29", "0001-01-01", "9999-12-31"])
def test_a_day_of_the_calendar_is_a_date(date: str) -> None:
    assert check_date(date) == date


@pytest.mark.parametrize(
    "date", ["", "2021-02-29", "2020-2-9", "20200229", "2020-W01-1", "2020-02-29 ", "２０２０-02-29"]
)
def test_anything_else_is_no_date(date: str) -> None:
    with pytest.raises(CallError, match="YYYY-MM-DD"):
        check_date(date)


@pytest.mark.parametrize("value", ["", "  ", "a\nb", "a\x1bb", "a\0", "\udcff"])
def test_a_label_is_one_visible_line(value: str) -> None:
    with pytest.raises(CallError, match="label"):
        check_line("label", value)


def test_a_note_may_have_lines_but_no_broken_characters() -> None:
    assert check_note("note", "one\ntwo\t三") == "one\ntwo\t三"
    with pytest.raises(CallError, match="note"):
        check_note("note", "half \ud83d")


@pytest.mark.parametrize(
    ("text", "is_path"), [("a.txt", True), ("./a", True), ("a/b", True), ("a", False), ("a@1", False)]
)
def test_a_path_has_a_slash_or_a_suffix(text: str, is_path: bool) -> None:
    assert looks_like_path(text) is is_path
