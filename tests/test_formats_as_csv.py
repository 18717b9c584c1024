"""CSV: a reader of CSV gets back every cell, and a spreadsheet takes none for a formula."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.cli.running import run
from annotate.formats.registry import write_table
from annotate.report.tables import Table

SIGNS = "=+-@\t\r\n＝＋－＠"  # noqa: RUF001  # full-width signs
TRICKY = st.sampled_from([",", ";", '"', '""', "\n", "\r\n", "\r", "'", "𠮷", "👩‍👩‍👧‍👦", "e\u0301", "\ufeff", *SIGNS])
CELLS = st.lists(st.one_of(TRICKY, st.text(st.characters(exclude_categories=["Cs"]), max_size=3)), max_size=5).map(
    "".join
)


def read(written: str | bytes) -> list[list[str]]:
    assert isinstance(written, str)
    return list(csv.reader(StringIO(written, newline="")))


@given(st.lists(st.tuples(CELLS, CELLS), max_size=4))
def test_cells_come_back_but_for_an_apostrophe_before_what_looks_like_a_formula(cells: list[tuple[str, str]]) -> None:
    _, *found = read(write_table(Table("", ("one", "two"), tuple(cells)), to="csv"))
    plain = [
        [each[1:] if each.startswith(tuple(f"'{sign}" for sign in SIGNS)) else each for each in row] for row in found
    ]
    wanted = [
        [each[1:] if each.startswith(tuple(f"'{sign}" for sign in SIGNS)) else each for each in row] for row in cells
    ]
    assert plain == wanted


@given(CELLS)
def test_no_cell_begins_like_a_formula(words: str) -> None:
    _, (cell, number) = read(write_table(Table("", ("one", "two"), ((words, -1),)), to="csv"))
    assert not cell.startswith(tuple(SIGNS))
    assert number == "-1"


def test_commas_quotes_and_line_ends_stay_inside_their_cell() -> None:
    written = write_table(Table("", ("note", "n"), (('a, "b"\nc', 1),)), to="csv")
    assert written == 'note,n\r\n"a, ""b""\nc",1\r\n'


def test_nothing_of_a_title_stands_before_the_columns() -> None:
    assert read(write_table(Table("Marks", ("id",), ()), to="csv")) == [["id"]]


@pytest.mark.parametrize("arguments", ["diff a.txt b.txt", "list", "marks law", "log law", "history"])
def test_a_file_begins_with_a_byte_order_mark_and_standard_output_has_none(
    arguments: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANNOTATE_STORE", raising=False)
    for name in ("a.txt", "b.txt"):
        Path(name).write_text("会议强调，各地要抓好春耕。\n", encoding="utf-8")
    assert run(["add", "a.txt", "--name", "law"]) == 0
    assert run(["mark", "law", "--quote", "春耕", "--label", "x", "--note", "one\ntwo"]) == 0
    capsysbinary.readouterr()
    assert run([*arguments.split(), "--format", "csv"]) == 0
    printed = capsysbinary.readouterr().out
    assert run([*arguments.split(), "--format", "csv", "-o", "out.csv"]) == 0
    assert Path("out.csv").read_bytes() == b"\xef\xbb\xbf" + printed
    assert printed.endswith(b"\r\n")
    assert not printed.startswith(b"\xef\xbb\xbf")
