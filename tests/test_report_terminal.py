"""Columns and lines on a terminal, where a Chinese character fills two cells."""

from hypothesis import given
from hypothesis import strategies as st

from annotate.report.cells import Piece, clipped, padded, safe, width, wrapped
from annotate.report.tables import Table
from annotate.report.terminal import Screen, table_text

WORDS = st.text(alphabet="防控工作，。；abc -12", max_size=60)


def test_wide_and_combining_characters_are_counted_as_they_are_drawn() -> None:
    assert width("防控") == 4
    assert width("a\u0301") == 1
    assert width("，") == 2


def test_columns_line_up_under_chinese_headings() -> None:
    table = Table("", ("name", "title", "n"), (("公报", "工作", 1), ("a", "ok", 20)))
    assert table_text(table, Screen()).splitlines() == ["name  title  n", "公报  工作   1", "a     ok     20"]


def test_a_table_wider_than_the_screen_is_cut_in_its_widest_column() -> None:
    table = Table("", ("id", "quote", "by"), (("m1", "抓好" * 40, "li"),))
    for line in table_text(table, Screen(40)).splitlines():
        assert width(line) <= 40
    assert "…" in table_text(table, Screen(40))
    assert "抓好" * 40 in table_text(table, Screen(0))


def test_columns_without_values_are_left_out() -> None:
    assert table_text(Table("", ("id", "note"), (("m1", ""), ("m2", None))), Screen()) == "id\nm1\nm2"


def test_escape_sequences_are_made_visible() -> None:
    assert safe("\x1b]0;owned\x07\u202e") == r"\x1b]0;owned\x07\u202e"
    assert "\x1b" not in table_text(Table("", ("id",), (("\x1b[2J",),)), Screen())


def test_a_paragraph_hangs_behind_its_lead() -> None:
    lines = Screen(22).paragraph([Piece("抓好春耕保障供应稳住就业")], lead="  old", indent=6)
    assert lines == ["  old 抓好春耕保障供应", "      稳住就业"]


def test_opening_and_closing_marks_stay_with_their_words() -> None:
    found = wrapped([Piece("抓好“春耕”和"), Piece("{+保障+}", "insert"), Piece("农资")], 6)
    lines = ["".join(piece.text for piece in line) for line in found]
    assert lines == ["抓好", "“春耕”", "和{+保", "障+}农", "资"]


@given(WORDS, st.integers(4, 30))
def test_wrapping_loses_no_visible_character_and_keeps_to_the_width(words: str, cells: int) -> None:
    lines = ["".join(piece.text for piece in line) for line in wrapped([Piece(words)], cells)]
    assert "".join("".join(lines).split()) == "".join(words.split())
    for line in lines:
        assert width(line.rstrip("，。；-")) <= cells


@given(WORDS, st.integers(1, 30))
def test_clipping_and_padding_keep_to_the_cells(words: str, cells: int) -> None:
    assert width(clipped(words, cells)) <= cells
    assert width(padded(clipped(words, cells), cells)) == cells
