"""Excel: what is written is read back by openpyxl, words stay words, and what a cell cannot hold is told and kept."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.worksheet.worksheet import Worksheet

from annotate.cli.running import run
from annotate.compare.values import Change, Comparison, Edit, Group, Near, Row, Rules, Side, Verdict
from annotate.errors import InputRefusedError
from annotate.formats import xlsx_book
from annotate.formats.losses import sentences
from annotate.formats.registry import (
    diff_losses,
    export,
    export_diff,
    export_versions,
    losses,
    versions_losses,
    write_table,
)
from annotate.formats.xlsx_cells import LIMIT
from annotate.policy.values import Parts
from annotate.report.tables import Table
from annotate.store.values import Label, Reply
from annotate.text.reading import Block, Removed
from annotate.text.spans import Span
from tests.building import NOW, mark, reading, version

TEXT = "要抓好春耕\n\n各地要稳就业"
BLOCKS = (Block("title", 0, 5), Block("body", 7, 13))
HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "=HYPERLINK(1)",
    "https://example.org/",
    "<r><t>x</t></r>",
    "<r></r>",
]
VISIBLE = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TRICKY = st.sampled_from(
    ["𠮷", "👩‍👩‍👧‍👦", "e\u0301", "_x0041_x0042_", "<r>", "</r>", "&amp;", "=", "'", "\n", " ", "1"]
)
ANYTHING = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=9)
WORDS = st.lists(st.one_of(TRICKY, st.text(VISIBLE, max_size=4)), max_size=6).map("".join)


def read(written: str | bytes, *, rich: bool = False) -> Workbook:
    assert isinstance(written, bytes)
    return load_workbook(BytesIO(written), rich_text=rich)


def rows(page: Worksheet) -> list[dict[str, object]]:
    """The rows of a sheet by the names of its columns."""
    head, *found = page.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in found]


def shared(written: str | bytes) -> list[str]:
    """The words of the cells as a reader of the standard sees them, `_x000D_` taken for a carriage return."""
    assert isinstance(written, bytes)
    with ZipFile(BytesIO(written)) as archive:
        tree = ET.fromstring(archive.read("xl/sharedStrings.xml"))
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    return ["".join(unescaped(run.text or "") for run in item.iter(f"{space}t")) for item in tree.iter(f"{space}si")]


def unescaped(words: str) -> str:
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), words)


def comparison(old: str = "a@1", new: str = "a@2", why: str = "要 → 必须", **of_row: object) -> Comparison:
    edits = (
        Edit("delete", "要", Span(0, 1), Span(0, 0)),
        Edit("insert", "必须", Span(1, 1), Span(0, 2)),
        Edit("equal", "抓好春耕", Span(1, 5), Span(2, 6)),
    )
    parts = Parts("各地", "必须", "会议", "农业")
    first = Row("strengthened", True, (Span(0, 5),), (Span(0, 6),), 0.91239, "force", parts, (why, "b"), (), edits)
    found = (
        Row("dropped", False, (Span(6, 10),), (), None, None, parts, (), (Near((Span(7, 10),), 0.25),)),
        Row("new", False, (), (Span(7, 10),), None, None, parts, ("2 searched",)),
        replace(first, **of_row),  # type: ignore[arg-type]
        Row("restated", False, (Span(0, 5),), (Span(2, 6),), 1.0, None, parts, ("same words",)),
    )
    groups = (
        Group("changed", True, (Span(0, 6),), (Span(0, 7),), 0.8, edits),
        Group("added", False, (), (Span(7, 11),), None),
    )
    sides = (
        Side(reading("要抓好春耕。要稳就业。"), ref=old, date="2020-01-01"),
        Side(reading("必须抓好春耕。要防火。"), ref=new),
    )
    return Comparison(*sides, groups, found, Rules("zh", "1", "ab" * 32))


def test_a_directive_is_a_row_with_its_flag_in_sign_and_words() -> None:
    book = read(export_diff(comparison(), to="xlsx"))
    found = rows(book["Directives"])
    assert [row["flag"] for row in found] == ["↑ strengthened", "= restated", "+ new", "− dropped"]
    first, *_, last = found
    assert (first["old"], first["new"], first["moved"]) == ("要抓好春耕", "必须抓好春耕", "moved")
    assert (first["why"], first["ladder"], first["score"]) == ("要 → 必须\nb", "force", 0.9124)
    assert [first[name] for name in ("addressee", "marker", "speaker", "section")] == ["各地", "必须", "会议", "农业"]
    assert (last["nearest"], last["old spans"], last["new spans"]) == ("0.25 要防火", "6:10", None)


def test_a_verdict_stands_beside_its_flag_and_doubts_are_there() -> None:
    verdict = Verdict(1, (), (), "strengthened", "a reason", None, "new", "lin", NOW)
    found = rows(read(export_diff(comparison(verdict=verdict, doubts=("near",)), to="xlsx"))["Directives"])
    assert (found[0]["verdict"], found[0]["doubts"]) == (f"lin, {NOW}: a reason", "near")


def test_deleted_words_are_struck_and_red_inserted_ones_underlined_and_green() -> None:
    page = read(export_diff(comparison(), to="xlsx"), rich=True)["Directives"]
    old, new = page["C2"].value, page["D2"].value
    assert isinstance(old, CellRichText)
    assert isinstance(new, CellRichText)
    struck, kept = old
    assert (struck.text, struck.font.strike, struck.font.color.rgb) == ("要", True, "FFB00020")
    assert isinstance(kept, TextBlock)
    assert (kept.text, kept.font.strike) == ("抓好春耕", None)
    assert (new[0].text, new[0].font.u, new[0].font.color.rgb) == ("必须", "single", "FF00692B")


def test_a_cell_that_is_inserted_whole_is_underlined_too() -> None:
    edits = (
        Edit("delete", "要抓好春耕", Span(0, 5), Span(0, 0)),
        Edit("insert", "必须抓好春耕", Span(5, 5), Span(0, 6)),
    )
    page = read(export_diff(comparison(edits=edits), to="xlsx"))["Directives"]
    assert (page["C2"].font.strike, page["D2"].font.underline) == (True, "single")


def test_what_one_text_alone_has_is_struck_or_underlined_whole() -> None:
    both = comparison()
    dropped = replace(both.directives[2], flag="dropped", new=(), edits=())
    new = replace(both.directives[2], flag="new", old=(), edits=())
    page = read(export_diff(replace(both, directives=(new, dropped)), to="xlsx"))["Directives"]
    assert (page["C2"].value, page["D2"].font.underline, page["D2"].font.strike) == (None, "single", None)
    assert (page["C3"].font.strike, page["C3"].font.underline, page["D3"].value) == (True, None, None)


def test_only_the_flags_asked_for_are_there_and_the_summary_says_so() -> None:
    book = read(export_diff(comparison(), to="xlsx", only=["new"]))
    assert [row["flag"] for row in rows(book["Directives"])] == ["+ new"]
    assert ("rows here", "only new") in book["Summary"].iter_rows(values_only=True, max_col=2)


def test_sentences_have_a_sheet_between_versions_of_one_document() -> None:
    book = read(export_diff(comparison(), to="xlsx"))
    assert book.sheetnames == ["Directives", "Sentences", "Summary"]
    assert [row["what"] for row in rows(book["Sentences"])] == ["~ changed", "+ added"]
    assert rows(book["Sentences"])[0]["old"] == "要抓好春耕。"


def test_sentences_of_two_documents_have_no_sheet_and_the_report_says_so() -> None:
    other = comparison(new="b@1")
    assert read(export_diff(other, to="xlsx")).sheetnames == ["Directives", "Summary"]
    assert [(loss.owner, loss.field) for loss in diff_losses(other, to="xlsx")] == [("comparison", "sentences")]
    assert diff_losses(comparison(), to="xlsx") == ()


def test_the_summary_has_refs_dates_counts_rules_and_hashes() -> None:
    page = read(export_diff(comparison(), to="xlsx"))["Summary"]
    found = dict(page.iter_rows(values_only=True, max_col=2))
    assert (found["old text"], found["new text"], found["old date"]) == ("a@1", "a@2", "2020-01-01")
    assert (found["↑ strengthened"], found["= restated"], found["~ changed"], found["moved"]) == (1, 1, 0, 1)
    assert (found["rules"], found["rules, SHA-256"]) == ("zh 1", "ab" * 32)
    assert found["old text, SHA-256"] == sha256("要抓好春耕。要稳就业。".encode()).hexdigest()


def test_the_head_stays_rows_can_be_sifted_and_a_page_can_be_printed() -> None:
    page = read(export_diff(comparison(), to="xlsx"))["Directives"]
    assert (page.freeze_panes, page.auto_filter.ref) == ("B2", "A1:P5")
    setup = page.page_setup
    assert (setup.orientation, setup.fitToWidth or 1, setup.fitToHeight) == ("landscape", 1, 0)  # 1 as nothing is said
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_title_rows == "$1:$1"
    assert page.print_area == "'Directives'!$A$1:$K$5"
    assert page.oddHeader.left.text == "Directives of a@1 → a@2"
    assert page.oddFooter.left.text == "Rules zh 1 abababababab"
    assert page.oddFooter.center.text == "&P / &N"
    assert page["C2"].alignment.wrap_text
    assert page.column_dimensions["C"].width > 30


@pytest.mark.parametrize("words", HOSTILE)
def test_words_are_never_a_formula_a_link_or_markup(words: str) -> None:
    book = read(write_table(Table("", ("a", words), ((words, 1),)), to="xlsx"))
    (page,) = book.worksheets
    assert (page["A2"].value, page["A2"].data_type, page["A2"].hyperlink) == (words, "s", None)
    assert (page["B1"].value, page["B1"].data_type) == (words, "s")


@pytest.mark.parametrize("words", HOSTILE)
def test_neither_are_edited_words(words: str) -> None:
    sides = Side(reading("x" + words), ref="a@1"), Side(reading(words), ref="a@2")
    edits = (
        Edit("insert", words[:2], Span(1, 1), Span(0, 2)),
        Edit("equal", words[2:], Span(3, 1 + len(words)), Span(2, len(words))),
    )
    found = replace(comparison(new=""), old=sides[0], new=sides[1], alignment=())
    row = Row("changed", False, (), (Span(0, len(words)),), 1.0, words, Parts(*[words] * 4), (words,), (), edits)
    page = read(export_diff(replace(found, directives=(row,)), to="xlsx"))["Directives"]
    for cell in ("D2", "E2", "F2", "G2", "J2"):
        assert (page[cell].value, page[cell].data_type) == (words, "s")
    assert page["D2"].quotePrefix == page["E2"].quotePrefix == words.startswith(tuple("=+-@\t"))


def test_a_sheet_may_be_called_what_excel_refuses() -> None:
    for title in ("History", "a[b]:*?/\\'", "'x'", "長" * 40, "\x01", "𠮷" * 40, "e\u0301" * 40):
        (name,) = read(write_table(Table(title, ("a",), ()), to="xlsx")).sheetnames
        assert name
        assert len(name) <= 31
        assert name.lower() != "history"


def test_an_ampersand_in_a_title_commands_nothing() -> None:
    page = read(write_table(Table("a &P b" + "长" * 300, ("a",), ()), to="xlsx")).worksheets[0]
    assert page.oddHeader.left.text.startswith("a &&P b长")
    assert len(page.oddHeader.left.text) < 255


@given(st.lists(st.tuples(WORDS, WORDS), max_size=4))
def test_a_table_comes_back_as_it_was(cells: list[tuple[str, str]]) -> None:
    written = write_table(Table("t", ("one", "two"), tuple(cells)), to="xlsx")
    (page,) = read(written).worksheets
    found = [[value or "" for value in row] for row in page.iter_rows(min_row=2, values_only=True)]
    assert found == [list(row) for row in cells]


@given(st.lists(st.one_of(st.just("a\r\n"), WORDS, ANYTHING).filter(bool), max_size=4))
def test_control_characters_are_held_as_the_standard_has_them(cells: list[str]) -> None:
    written = write_table(Table("t", ("one",), tuple((each,) for each in cells)), to="xlsx")
    assert set(cells) <= set(shared(written))


@given(st.data())
def test_the_text_can_be_put_together_from_its_rows(data: st.DataObject) -> None:
    pieces = data.draw(st.lists(WORDS.map(lambda words: "".join(words.split())).filter(bool), max_size=5))
    gaps = [data.draw(st.sampled_from(["\n", "\n\n", ""])) for _ in pieces]
    text = "".join(piece + gap for piece, gap in zip(pieces, gaps, strict=True))
    starts = [len("".join(p + g for p, g in zip(pieces[:n], gaps[:n], strict=True))) for n in range(len(pieces))]
    blocks = tuple(Block("body", start, start + len(piece)) for start, piece in zip(starts, pieces, strict=True))
    offset = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(offset, offset).map(lambda pair: (min(pair), max(pair))), max_size=4))
    marks = [mark(text, span, mark_id=f"m{n}") for n, span in enumerate(spans)]
    found = version(text, blocks=blocks)
    written = rows(read(export(found, marks, to="xlsx"))["Text"])
    together = ""
    for row in written:
        start, words = row["start"], str(row["text"])
        assert isinstance(start, int)
        together += "\n" * (start - len(together)) + words
        assert row["end"] == len(together)
    assert together.ljust(len(text), "\n") == text
    assert losses(found, marks, to="xlsx") == ()


def test_a_mark_is_a_row_and_its_words_are_underlined_in_the_text() -> None:
    marks = [mark(TEXT, (1, 3), (7, 9), note="a\nb"), mark(TEXT, mark_id="m2")]
    book = read(export(version(TEXT, title="Notice", date="2020-02-12", blocks=BLOCKS), marks, to="xlsx"), rich=True)
    placed, lost = rows(book["Marks"])
    assert (placed["ref"], placed["id"], placed["spans"], placed["quote"]) == ("law@1", "m1", "1:3 7:9", "抓好 … 各地")
    assert (placed["note"], placed["by"], placed["in force"]) == ("a\nb", "li", "yes")
    assert (lost["state"], lost["spans"], lost["quote"], lost["words there"]) == ("orphaned", None, "旧话", "旧话")
    title, body = rows(book["Text"])
    assert (title["kind"], title["start"], title["end"], str(title["text"])) == ("title", 0, 5, "要抓好春耕")
    assert [(run.text, run.font.u) for run in body["text"]] == [("各地", "single"), ("要稳就业", None)]  # type: ignore[attr-defined]
    assert body["marks"] == "m1 提法"
    (about,) = rows(book["Versions"])
    assert (about["title"], about["date"], about["marks"], about["without a place"]) == ("Notice", "2020-02-12", 2, 1)


def test_replies_changes_labels_and_what_was_taken_out_have_their_place() -> None:
    edits = (Edit("delete", "狠", Span(0, 1), Span(0, 0)), Edit("insert", "抓", Span(1, 1), Span(0, 1)))
    found = replace(
        mark(TEXT, (1, 3)), replies=(Reply("m1.1", "=so", "wang", NOW),), change=Change(edits, ("adds 抓",))
    )
    one = version(TEXT, blocks=BLOCKS)
    one = replace(one, reading=replace(one.reading, removed=(Removed(3, 4, "page number", "7"),)))
    book = read(export(one, [found], to="xlsx", labels=[Label("提法", "a formula", "#a06a00", 1)]), rich=True)
    (row,) = rows(book["Marks"])
    assert row["replies"] == f"m1.1 (wang, {NOW}): =so"
    assert str(row["change"]) == "狠抓\nadds 抓"
    assert row["change"][0].font.strike  # type: ignore[index]
    assert rows(book["Labels"])[0]["about"] == "a formula"
    assert book["Labels"]["A2"].fill.fgColor.rgb == "FFA06A00"
    assert rows(book["Taken out"])[0]["words"] == "7"


def test_words_too_long_for_a_cell_stand_whole_on_a_sheet_of_their_own_and_that_is_told() -> None:
    note = "𠮷林" * LIMIT
    found = version(TEXT, blocks=BLOCKS)
    book = read(export(found, [mark(TEXT, (0, 2), note=note)], to="xlsx"))
    (row,) = rows(book["Marks"])
    assert str(row["note"]).endswith(" … (whole on the sheet Long words)")
    parts = rows(book["Long words"])
    assert "".join(str(part["words"]) for part in parts) == note
    assert {(part["sheet"], part["cell"]) for part in parts} == {("Marks", "G2")}
    assert all(len(str(part["words"]).encode("utf-16-le")) // 2 <= LIMIT for part in parts)
    told = sentences("xlsx", losses(found, [mark(TEXT, (0, 2), note=note)], to="xlsx"))
    assert told == ("xlsx: words beyond the 32,767 characters of a cell stand whole on the sheet Long words (m1).",)


def test_a_row_with_long_grounds_is_told_by_its_number() -> None:
    (loss,) = diff_losses(comparison(why="x" * (LIMIT + 1)), to="xlsx")
    assert (loss.row, loss.field) == (1, "why")


def test_a_redline_too_long_for_a_cell_keeps_its_strokes() -> None:
    long = "长" * (LIMIT + 5)
    row = Row("changed", False, (Span(0, len(long)),), (), 1.0, None, Parts(None, None, None, None), (), (), ())
    edits = (Edit("delete", long[:3], Span(0, 3), Span(0, 0)), Edit("delete", long[3:], Span(3, len(long)), Span(0, 0)))
    found = replace(comparison(), old=Side(reading(long), ref="a@1"), alignment=())
    book = read(export_diff(replace(found, directives=(replace(row, edits=edits),)), to="xlsx"))
    assert [len(str(part["words"])) for part in rows(book["Long words"])] == [LIMIT, 5]
    assert book["Long words"]["D2"].font.strike


def test_a_block_too_long_for_a_cell_goes_on_in_the_next_row() -> None:
    long = "长" * (LIMIT + 5)
    found = version(long, blocks=(Block("body", 0, len(long)),))
    one, other = rows(read(export(found, [], to="xlsx"))["Text"])
    assert (one["start"], one["end"], other["start"], other["end"]) == (0, LIMIT, LIMIT, LIMIT + 5)
    assert losses(found, [], to="xlsx") == ()


def test_what_is_no_character_is_replaced_and_told() -> None:
    found, marks = version(TEXT, blocks=BLOCKS), [mark(TEXT, (0, 2), note="a\0b\ud800")]
    assert rows(read(export(found, marks, to="xlsx"))["Marks"])[0]["note"] == "a\ufffdb\ufffd"
    assert [(loss.mark, loss.field) for loss in losses(found, marks, to="xlsx")] == [("m1", "note")]


def test_white_space_between_blocks_that_is_no_line_end_is_told() -> None:
    found = version("要\u3000\n抓", blocks=(Block("body", 0, 1), Block("body", 3, 4)))
    assert [loss.field for loss in losses(found, [], to="xlsx")] == ["text"]


def test_more_rows_than_excel_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_book, "ROWS", 3)
    write_table(Table("t", ("a",), ((1,), (2,))), to="xlsx")
    with pytest.raises(InputRefusedError, match="choose another format"):
        write_table(Table("t", ("a",), ((1,), (2,), (3,))), to="xlsx")


def test_several_versions_share_the_sheets() -> None:
    found = [(version(TEXT, blocks=BLOCKS), [mark(TEXT, (0, 2))])] * 2
    book = read(export_versions(found, to="xlsx"))
    assert len(rows(book["Marks"])) == len(rows(book["Versions"])) == 2
    assert versions_losses(found, to="xlsx") == ()


@pytest.mark.parametrize(
    "write",
    [
        lambda: export_diff(comparison(), to="xlsx"),
        lambda: export(version(TEXT, blocks=BLOCKS), [mark(TEXT, (0, 2))], to="xlsx"),
        lambda: write_table(Table("t", ("a", "b"), (("c", 1),)), to="xlsx"),
        lambda: write_table(Table("", (), ()), to="xlsx"),
        lambda: export_versions([], to="xlsx"),
    ],
)
def test_the_same_input_gives_the_same_file(write: Callable[[], bytes]) -> None:
    written = write()
    assert write() == written
    with ZipFile(BytesIO(written)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_the_command_writes_a_file_that_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ANNOTATE_STORE", raising=False)
    Path("law.txt").write_text("会议强调，各地要抓好春耕。\n", encoding="utf-8")
    assert run(["add", "law.txt"]) == 0
    assert run(["mark", "law", "--quote", "春耕", "--label", "=x"]) == 0
    for arguments in (
        "export law --to xlsx -o a.xlsx",
        "diff law law --format xlsx -o b.xlsx",
        "history --format xlsx -o c.xlsx",
    ):
        assert run(arguments.split()) == 0
    assert rows(read(Path("a.xlsx").read_bytes())["Marks"])[0]["label"] == "=x"
    assert rows(read(Path("b.xlsx").read_bytes())["Directives"])[0]["flag"] == "= restated"
    assert [row["what"] for row in rows(read(Path("c.xlsx").read_bytes()).worksheets[0])] == ["add", "mark"]
