"""Markdown: tables keep their columns whatever stands in a cell, and a redline is struck and underlined."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotate.compare.values import Comparison, Edit, Group, Row, Rules, Side
from annotate.formats.registry import export_diff, write_table
from annotate.policy.values import Parts
from annotate.report.tables import Table
from annotate.text.spans import Span
from tests.building import reading

TRICKY = st.sampled_from(["|", "\\", "\\|", "\n", "\r\n", "`", "<b>", "[a](b)", "𠮷", "e\u0301", "---", "#"])
CELLS = st.lists(
    st.one_of(TRICKY, st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=3)), max_size=5
).map("".join)


def cells(row: str) -> list[str]:
    """The cells of a row as a reader of tables sees them: cut at the bars that no backslash stands before."""
    inner = row.removeprefix("| ").removesuffix(" |")
    found = re.findall(r"((?:\\.|[^|\\])*) \| |((?:\\.|[^|\\])*)$", inner)
    return [re.sub(r"\\(.)", r"\1", one or other) for one, other in found]


@given(st.lists(st.tuples(CELLS, CELLS), max_size=3))
def test_a_cell_comes_back_with_its_white_space_as_single_spaces(found: list[tuple[str, str]]) -> None:
    written = write_table(Table("t", ("one", "two"), tuple((f"x{one}x", f"x{two}x") for one, two in found)), to="md")
    assert isinstance(written, str)
    lines = written.split("\n")[4:-1]
    wanted = [[re.sub(r"\s+", " ", f"x{each}x") for each in row] for row in found]
    assert [cells(line)[:2] for line in lines] == wanted


def comparison(old: str, new: str, *edits: Edit) -> Comparison:
    row = Row(
        "changed",
        False,
        (Span(0, len(old)),),
        (Span(0, len(new)),),
        0.9,
        "force",
        Parts(None, "要", "会议", None),
        ("a | b",),
        (),
        edits,
    )
    group = Group("changed", False, row.old, row.new, 0.9, edits)
    sides = Side(reading(old), ref="a@1", date="2020-01-01"), Side(reading(new), ref="a@2")
    return Comparison(*sides, (group,), (row,), Rules("zh", "1", "0" * 64))


def test_a_redline_is_del_and_ins_and_a_bar_in_it_parts_no_cells() -> None:
    edits = (
        Edit("delete", "a|b", Span(0, 3), Span(0, 0)),
        Edit("insert", "<c>\n|", Span(3, 3), Span(0, 5)),
        Edit("equal", "要", Span(3, 4), Span(5, 6)),
    )
    lines = str(export_diff(comparison("a|b要", "<c>\n|要", *edits), to="md")).split("\n")
    row = next(line for line in lines if line.startswith("| ~ changed, ladder: force"))
    assert row == r"| ~ changed, ladder: force | <del>a\|b</del>要 | <ins>\<c\> \|</ins>要 |  | 要 | 会议 |  | a \| b |"
    assert r"| changed | <del>a\|b</del>要 | <ins>\<c\> \|</ins>要 |" in lines


def test_dates_stand_below_the_title_where_there_are_any() -> None:
    found = comparison("要", "要")
    assert "2020-01-01 → no date" in str(export_diff(found, to="md")).split("\n")
    assert "no date" not in str(export_diff(replace(found, old=replace(found.old, date=None)), to="md"))
