"""What of a comparison is shown, and in which order."""

import pytest

from annotate.compare.values import Comparison, Edit, Flag, Group, GroupKind, Row, Rules, Side
from annotate.policy.values import Parts
from annotate.report.diff_view import diff_text
from annotate.report.rows import View, differs, edited_quotes, shown_groups, shown_rows
from annotate.report.terminal import Screen
from annotate.text.spans import Span
from tests.building import reading

OLD, NEW = "要抓好春耕。要稳就业。", "必须抓好春耕。要防火。"  # farming, jobs; farming, fire
PARTS = Parts(None, None, None, None)


def row(flag: Flag, *, moved: bool = False, at: int = 0) -> Row:
    old = () if flag == "new" else (Span(at, at + 1),)
    new = () if flag == "dropped" else (Span(at, at + 1),)
    return Row(flag, moved, old, new, None, None, PARTS, ())


def group(kind: GroupKind, *, moved: bool = False) -> Group:
    return Group(kind, moved, (Span(0, 1),), (Span(0, 1),), 1.0)


def comparison(*found: Row | Group, old: str | None = "a@1", new: str | None = "b@1") -> Comparison:
    def side(text: str, ref: str | None) -> Side:
        return Side(reading(text), ref=ref, path=None if ref else "x.txt")

    rows = tuple(each for each in found if isinstance(each, Row))
    groups = tuple(each for each in found if isinstance(each, Group))
    return Comparison(side(OLD, old), side(NEW, new), groups, rows, Rules("zh", "1", "0"))


def flags(rows: tuple[Row, ...]) -> list[str]:
    return [each.flag for each in rows]


def test_rows_stand_in_reading_order_the_dropped_ones_last() -> None:
    found = comparison(row("dropped", at=1), row("new", at=3), row("dropped"), row("changed", at=2), row("new"))
    assert flags(shown_rows(found)) == ["new", "changed", "new", "dropped", "dropped"]
    assert [each.old[0].start for each in shown_rows(found)[-2:]] == [0, 1]


def test_restated_rows_are_folded_also_when_they_moved() -> None:
    found = comparison(row("restated"), row("restated", moved=True), row("changed"))
    assert flags(shown_rows(found)) == ["changed"]
    assert len(shown_rows(found, View(everything=True))) == 3


def test_only_the_flags_asked_for_are_shown_restated_ones_too() -> None:
    found = comparison(row("restated"), row("new"), row("changed"))
    assert flags(shown_rows(found, View(frozenset({"restated", "new"})))) == ["new", "restated"]


def test_same_groups_are_folded_but_not_when_they_moved() -> None:
    found = comparison(group("same"), group("same", moved=True), group("changed"))
    assert [(each.kind, each.moved) for each in shown_groups(found)] == [("same", True), ("changed", False)]


@pytest.mark.parametrize(
    ("found", "view", "expected"),
    [
        (comparison(row("restated", moved=True)), View(), False),
        (comparison(row("new")), View(), True),
        (comparison(row("new")), View(frozenset({"dropped"})), False),
        (comparison(row("restated"), group("changed")), View(), False),
        (comparison(group("changed"), new="a@2"), View(), True),
        (comparison(group("same", moved=True), new="a@2"), View(), True),
        (comparison(group("same"), new="a@2"), View(), False),
    ],
)
def test_what_counts_as_a_difference(found: Comparison, view: View, expected: bool) -> None:
    assert differs(found, view) is expected


def test_quotes_are_cut_where_the_edits_say_on_either_side() -> None:
    edits = [
        Edit("delete", "要", Span(0, 1), Span(0, 0)),
        Edit("insert", "必须", Span(1, 1), Span(0, 2)),
        Edit("equal", "抓好", Span(1, 3), Span(2, 4)),
    ]
    assert edited_quotes(OLD, [Span(0, 3)], edits, "old")[0].pieces == (("delete", "要"), ("equal", "抓好"))
    assert edited_quotes(NEW, [Span(0, 4)], edits, "new")[0].pieces == (("insert", "必须"), ("equal", "抓好"))


def test_a_quote_without_edits_of_its_own_is_whole() -> None:
    edits = [Edit("equal", "要", Span(0, 1), Span(0, 1))]
    assert edited_quotes(OLD, [Span(0, 3), Span(6, 10)], edits, "old")[1].pieces == (("equal", "要稳就业"),)


def test_the_view_tells_flag_words_edits_and_the_rest_as_a_count() -> None:
    edits = (Edit("delete", "要", Span(0, 1), Span(0, 0)), Edit("insert", "必须", Span(1, 1), Span(0, 2)))
    edits += (Edit("equal", "抓好春耕", Span(1, 5), Span(2, 6)),)
    parts = Parts("各地", "必须", "会议强调", None)
    changed = Row("strengthened", True, (Span(0, 5),), (Span(0, 6),), 0.9, "force", parts, ("要 → 必须",), (), edits)
    assert diff_text(comparison(changed, row("restated"))) == "\n".join(
        [
            "a@1 (11 characters)  →  b@1 (11 characters)",
            "",
            "↑ strengthened, moved  ladder: force",
            "  old   [-要-]抓好春耕",
            "  new   {+必须+}抓好春耕",
            "  in    addressee 各地 · marker 必须 · speaker 会议强调",
            "  why   要 → 必须",
            "",
            "Directives  1 restated · 1 strengthened (1 folded: --all prints them)",
        ]
    )


def test_sentences_are_shown_between_versions_of_one_document() -> None:
    found = diff_text(comparison(row("restated"), group("changed"), group("same"), new="a@2"))
    assert "changed  1.00" in found
    assert found.endswith("Sentences   1 same · 1 changed")
    assert "Sentences" not in diff_text(comparison(row("restated"), group("changed")))


def test_sentences_of_one_side_stand_in_one_line() -> None:
    gone = Group("removed", False, (Span(0, 6),), (), None)
    came = Group("added", False, (), (Span(7, 11),), None)
    found = diff_text(comparison(gone, came, group("changed"), new="a@2"))
    assert "Sentences\n− removed  要抓好春耕。\n+ added    要防火。\n\n~ changed  1.00\n  old   要\n" in found


def test_colour_adds_nothing_but_codes() -> None:
    import re

    found = comparison(row("new"), row("dropped"), group("changed"), new="a@2")
    coloured = diff_text(found, screen=Screen(60, colour=True))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == diff_text(found, screen=Screen(60))


def test_a_note_of_the_comparison_is_printed() -> None:
    from dataclasses import replace

    assert "no lexicon" in diff_text(replace(comparison(), note="There is no lexicon for und."))
