"""The table of formats keeps its promises, and tables are written for spreadsheets and wikis."""

import csv
import json
from importlib import import_module
from io import StringIO

import pytest

from annotate.compare.values import Comparison, Edit, Group, Near, Row, Rules, Side
from annotate.errors import CallError
from annotate.formats.catalogue import FORMATS, format_names
from annotate.formats.registry import export, export_diff, write_table
from annotate.policy.values import Parts
from annotate.report.tables import Table
from annotate.text.spans import Span
from tests.building import mark, reading, version, words_of

TEXT = "会议强调，各地要抓好春耕。"


def comparison() -> Comparison:
    edits = (
        Edit("delete", "要", Span(0, 1), Span(0, 0)),
        Edit("insert", "必须", Span(1, 1), Span(0, 2)),
        Edit("equal", "抓好春耕", Span(1, 5), Span(2, 6)),
    )
    parts = Parts("各地", "必须", None, "农业")
    rows = (
        Row("dropped", False, (Span(6, 10),), (), None, None, parts, (), (Near((Span(7, 10),), 0.25),)),
        Row("new", False, (), (Span(7, 10),), None, None, parts, ("2 searched",), (Near((Span(6, 10),), 0.2),)),
        Row("strengthened", True, (Span(0, 5),), (Span(0, 6),), 0.91239, "force", parts, ("要 → 必须",), (), edits),
        Row("restated", False, (Span(0, 5),), (Span(2, 6),), 1.0, None, parts, ("same words",)),
    )
    groups = (Group("changed", False, (Span(0, 6),), (Span(0, 7),), 0.8, edits),)
    sides = Side(reading("要抓好春耕。要稳就业。"), ref="a@1"), Side(reading("必须抓好春耕。要防火。"), path="b.txt")
    return Comparison(*sides, groups, rows, Rules("zh", "1", "0" * 64))


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_has_the_functions_it_names(name: str) -> None:
    module = import_module(f"annotate.formats.{FORMATS[name].module}")
    written = ("versions", "diff", "table", "history", "store")
    assert {ability for ability in written if hasattr(module, f"write_{ability}")} == FORMATS[name].writes
    assert {ability for ability in ("marks", "store") if hasattr(module, f"read_{ability}")} == FORMATS[name].reads
    assert hasattr(module, "check_store") == ("store" in FORMATS[name].writes)


@pytest.mark.parametrize("to", format_names(writing="versions"))
def test_every_export_writes_marks_without_a_place(to: str) -> None:
    assert "旧话" in words_of(export(version(TEXT), [mark(TEXT, note="kept")], to=to))


@pytest.mark.parametrize("to", format_names(writing="diff"))
def test_every_diff_names_its_flags_and_quotes(to: str) -> None:
    written = words_of(export_diff(comparison(), to=to))
    for words in ("strengthened", "dropped", "2 searched"):
        assert words in written


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(CallError, match="csv, md, html"):
        write_table(Table("", (), ()), to="pdf")
    with pytest.raises(CallError):
        export_diff(comparison(), to="jsonl")


@pytest.mark.parametrize("words", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_words_that_look_like_a_formula_stay_words(words: str) -> None:
    written = export(version(TEXT), [mark(TEXT, (5, 7), label="x", note=words)], to="csv")
    (row,) = csv.DictReader(StringIO(written, newline=""))
    assert row["note"] == "'" + words


def test_csv_of_a_diff_has_every_row_in_reading_order() -> None:
    rows = list(csv.DictReader(StringIO(export_diff(comparison(), to="csv"))))
    assert [row["flag"] for row in rows] == ["strengthened", "restated", "new", "dropped"]
    assert rows[0]["old"] == "要抓好春耕"
    assert rows[0]["moved"] == "moved"
    assert rows[2]["nearest"] == "0.20 要稳就业"
    assert rows[3]["nearest"] == "0.25 要防火"


def test_csv_of_a_diff_has_only_the_flags_asked_for() -> None:
    rows = list(csv.DictReader(StringIO(export_diff(comparison(), to="csv", only=["new"]))))
    assert [row["flag"] for row in rows] == ["new"]


def test_markdown_folds_restated_rows_and_shows_edits() -> None:
    written = export_diff(comparison(), to="md")
    assert (
        "| ↑ strengthened, moved, ladder: force | <del>要</del>抓好春耕 | <ins>必须</ins>抓好春耕 "
        "| 各地 | 必须 |  | 农业 | 要 → 必须 |" in written
    )
    assert "1 row is not shown." in written
    assert "restated |" not in written
    assert "= restated" in export_diff(comparison(), to="md", everything=True)


def test_markdown_shows_words_as_they_are() -> None:
    table = Table("a|b", ("note",), (("<b>*x*</b>\n# h | y",),))
    assert write_table(table, to="md").splitlines()[-1] == r"| \<b\>\*x\*\</b\> \# h \| y |"


def test_markdown_puts_a_footnote_where_a_mark_ends() -> None:
    written = export(version(TEXT), [mark(TEXT, (5, 7), note="whom")], to="md")
    assert "会议强调，<mark>各地</mark>[^1-1]要抓好春耕。" in written
    assert "[^1-1]: **提法** whom (li) (5:7)" in written


def test_a_diff_as_json_has_the_shape_that_others_rely_on() -> None:
    found = json.loads(export_diff(comparison(), to="json"))
    assert found["schema"] == "annotate.diff/1"
    assert found["rules"] == {"name": "zh", "version": "1", "sha256": "0" * 64}
    assert found["cutter"] == {"name": "none", "version": "0"}
    assert found["old"] == {"ref": "a@1", "path": None, "date": None, "length": 11}
    assert found["new"] == {"ref": None, "path": "b.txt", "date": None, "length": 11}
    assert set(found["alignment"][0]) == {"kind", "moved", "old", "new", "similarity", "edits"}
    assert found["alignment"][0]["edits"][1] == {"op": "insert", "text": "必须", "old": [1, 1], "new": [0, 2]}
    row = found["directives"][0]
    assert set(row) >= {
        "flag",
        "moved",
        "old",
        "new",
        "score",
        "ladder",
        "edits",
        "verdict",
        "parts",
        "candidates",
        "why",
    }
    assert (row["flag"], row["old"], row["score"], row["ladder"]) == ("strengthened", [[0, 5]], 0.9124, "force")
    assert row["parts"] == {"addressee": "各地", "marker": "必须", "speaker": None, "section": "农业"}
    assert found["summary"] == {"restated": 1, "changed": 0, "strengthened": 1, "weakened": 0, "new": 1, "dropped": 1}


def test_candidates_name_the_text_they_stand_in() -> None:
    rows = {row["flag"]: row for row in json.loads(export_diff(comparison(), to="json"))["directives"]}
    assert rows["new"]["candidates"] == [{"old": [[6, 10]], "score": 0.2}]
    assert rows["dropped"]["candidates"] == [{"new": [[7, 10]], "score": 0.25}]


def test_a_version_as_json_has_its_marks() -> None:
    found = json.loads(export(version(TEXT), [mark(TEXT, (5, 7))], to="json"))
    assert (found["schema"], found["ref"], found["text"]) == ("annotate.version/1", "law@1", TEXT)
    (only,) = found["marks"]
    assert (only["start"], only["end"], only["quotes"], only["from"]) == (5, 7, ["各地"], None)
