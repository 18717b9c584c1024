"""What a format cannot hold is told of what was there, of nothing else, and so that a person can read it daily."""

from dataclasses import replace

import pytest

from annotate.compare.values import Comparison, Row, Rules, Side, Verdict
from annotate.errors import CallError
from annotate.formats.catalogue import format_names
from annotate.formats.losses import NO_PLACE, Loss, losses_shape, sentences
from annotate.formats.registry import diff_losses, losses, versions_losses
from annotate.policy.values import Parts
from annotate.store.values import Label, MarkCandidate, Reply
from annotate.text.spans import Span
from tests.building import NOW, mark, reading, version

TEXT = "会议强调，各地要抓好春耕。"
PLAIN = mark(TEXT, (5, 7))
AMBIGUOUS = replace(mark(TEXT, mark_id="m3"), candidates=(MarkCandidate((Span(5, 7),), ("各地",), 0.5, 0.5),))
LABEL = Label("提法", "a formula", "#a06a00", 1)


def urgent(to: str, *marks: object, labels: tuple[Label, ...] = ()) -> tuple[str, ...]:
    return sentences(to, losses(version(TEXT), marks, to=to, labels=labels))  # type: ignore[arg-type]


@pytest.mark.parametrize("to", format_names(writing="versions"))
def test_a_plain_mark_gives_nobody_anything_to_read(to: str) -> None:
    assert urgent(to, PLAIN) == ()


def test_json_loses_nothing() -> None:
    assert losses(version(TEXT, title="Notice"), [AMBIGUOUS, PLAIN], to="json", labels=[LABEL]) == ()


def test_candidates_and_what_is_said_of_labels_are_told_of() -> None:
    assert urgent("md", AMBIGUOUS, PLAIN, labels=(LABEL,)) == (
        "md cannot hold: label colours (提法), what labels are for (提法), candidates (m3).",
    )
    assert urgent("text", AMBIGUOUS) == ()


def test_a_few_marks_are_named_and_the_others_counted() -> None:
    marks = [replace(AMBIGUOUS, id=f"m{n}") for n in range(1, 43)]
    assert urgent("csv", *marks) == ("csv cannot hold: candidates (m1, m2, m3 and 39 more).",)


def test_a_mark_on_two_versions_is_named_once() -> None:
    found = versions_losses([(version(TEXT), [AMBIGUOUS])] * 2, to="md")
    assert sentences("md", found) == ("md cannot hold: candidates (m3).",)


def test_what_the_program_works_out_again_stands_in_the_report_alone() -> None:
    carried = replace(PLAIN, carried_from="law@1", revision=2)
    found = losses(version(TEXT), [carried], to="md")
    assert sentences("md", found) == ()
    assert {loss.field for loss in found if loss.mark == "m1"} == {"id", "created", "placement", "origin", "revision"}
    assert {loss.reason for loss in found} == {NO_PLACE}


def test_a_writer_adds_what_only_it_can_know() -> None:
    noted = replace(PLAIN, note="two\nlines", replies=(Reply("m1.1", "one", "li", NOW),))
    assert urgent("md", noted) == ("md: line ends in notes became spaces (m1).",)
    assert urgent("text", noted) == ()


def test_the_report_has_every_loss_and_an_empty_list_where_there_is_none() -> None:
    shape = losses_shape("csv", [Loss("law@1", "mark", "candidates", mark="m3")])
    assert (shape["schema"], shape["format"]) == ("annotate.losses/1", "csv")
    (only,) = shape["losses"]
    assert (only["ref"], only["mark"], only["field"], only["reason"]) == ("law@1", "m3", "candidates", NO_PLACE)
    assert losses_shape("json", [])["losses"] == []


def test_of_a_comparison_the_rows_asked_for_are_told() -> None:
    parts = Parts(None, "要", None, None)
    verdict = Verdict(1, (), (Span(5, 7),), "new", "", None, "new", "lin", NOW)
    rows = (
        Row("new", False, (), (Span(5, 7),), None, None, parts, ("why",), verdict=verdict, doubts=("near",)),
        Row("restated", False, (Span(0, 2),), (Span(0, 2),), 1.0, None, parts, ("why",)),
    )
    sides = Side(reading(TEXT), ref="a@1"), Side(reading(TEXT), ref="b@1")
    found = Comparison(*sides, (), rows, Rules("zh", "1", "0" * 64), note="No lexicon.")
    assert diff_losses(found, to="json") == ()
    assert sentences("csv", diff_losses(found, to="csv")) == (
        "csv cannot hold: what could not be compared (a@1 → b@1).",
    )
    doubts = [loss for loss in diff_losses(found, to="text", only=["new"]) if loss.owner == "row"]
    assert [(loss.row, loss.field) for loss in doubts] == [(2, "spans"), (2, "doubts")]


def test_losses_of_what_a_format_cannot_write_are_no_question() -> None:
    with pytest.raises(CallError):
        diff_losses(Comparison(Side(reading("")), Side(reading("")), (), (), Rules("", "", "")), to="jsonl")
