"""JSON Lines: what is written is read again; one bad line refuses the file."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import CallError, ImportRefusedError
from annotate.formats.registry import export, read_marks
from annotate.store.values import NewMark
from annotate.text.spans import Span
from tests.building import mark, version

TEXT = "会议强调，各地要抓好春耕。"
GOOD = '{"start": 5, "end": 7, "quote": "各地", "label": "addressee"}'


def test_what_is_written_is_read_again() -> None:
    marks = [
        mark(TEXT, (5, 7), note="two\nlines"),
        mark(TEXT, (0, 2), (8, 10), mark_id="m2"),
        mark(TEXT, (5, 5), mark_id="m3"),
        mark(TEXT, mark_id="m4"),
    ]
    read = read_marks(export(version(TEXT), marks, to="jsonl"))
    assert [(m.id, m.label, m.note, m.by, m.created) for m in sorted(read, key=lambda m: str(m.id))] == [
        (m.id, m.label, m.note, m.by, m.created) for m in marks
    ]
    assert {m.id: (m.spans, m.quotes) for m in read} == {m.id: (m.spans, m.quotes or ("旧话",)) for m in marks}


@given(st.data())
def test_any_mark_comes_back_as_it_was(data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(TEXT)), min_size=2, max_size=6, unique=True)))
    note = data.draw(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20))
    made = mark(TEXT, *zip(cuts[::2], cuts[1::2], strict=False), note=note)
    (read,) = read_marks(export(version(TEXT), [made], to="jsonl"))
    assert (read.spans, read.quotes, read.note) == (made.spans, made.quotes, note)


def test_one_span_is_written_in_the_plain_form() -> None:
    written = json.loads(export(version(TEXT), [mark(TEXT, (5, 7))], to="jsonl"))
    assert (written["start"], written["end"], written["quote"]) == (5, 7, "各地")


def test_a_line_needs_only_place_quote_and_label() -> None:
    assert read_marks(GOOD) == (NewMark((Span(5, 7),), "addressee", quotes=("各地",), line=1),)


def test_empty_lines_are_passed_over_and_counted() -> None:
    assert [mark.line for mark in read_marks(f"\n{GOOD}\n  \n{GOOD}\n")] == [2, 4]


def test_a_line_separator_inside_a_quote_is_not_a_line_end() -> None:
    assert read_marks('{"start": 0, "end": 1, "quote": "\u2028", "label": "x"}')[0].quotes == ("\u2028",)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "deeper than 64 levels"),
        ('{"start": NaN, "end": 2, "quote": "x", "label": "x"}', "NaN is no number"),
        ('{"start": 1' + "0" * 5000 + ', "end": 2, "quote": "x", "label": "x"}', "a number of 5001 digits"),
        ("[1, 2]", "a JSON object is needed"),
        ('"words"', "a JSON object is needed"),
        ('{"end": 7, "quote": "各地", "label": "x"}', "`start` is missing"),
        ('{"start": 5, "end": 7, "label": "x"}', "`quote` is missing"),
        ('{"start": 5, "end": 7, "quote": "各地"}', "`label` is missing"),
        ('{"start": 5, "end": 7, "quote": "各地", "label": " "}', "`label` is empty"),
        ('{"start": 5, "end": 7, "quote": "各地", "label": 3}', "`label` must be words"),
        ('{"start": 5, "end": 7, "quote": "各地", "label": "a\\nb"}', "`label` must be one line"),
        ('{"start": 5, "end": 7, "quote": ["各地"], "label": "x"}', "a quote must be words"),
        ('{"start": "5", "end": 7, "quote": "各地", "label": "x"}', "whole numbers"),
        ('{"start": 5.0, "end": 7, "quote": "各地", "label": "x"}', "whole numbers"),
        ('{"start": true, "end": 7, "quote": "各地", "label": "x"}', "whole numbers"),
        ('{"start": -1, "end": 7, "quote": "各地", "label": "x"}', "no span can go from -1 to 7"),
        ('{"start": 7, "end": 5, "quote": "各地", "label": "x"}', "no span can go from 7 to 5"),
        ('{"start": 0, "end": 99999999999999, "quote": "x", "label": "x"}', "a number beyond all texts"),
        ('{"start": 5, "end": 7, "quote": "各\\u0000", "label": "x"}', "NUL"),
        ('{"start": 5, "end": 7, "quote": "\\ud800", "label": "x"}', "half of a pair"),
        ('{"start": 5, "end": 7, "quote": "各地", "label": "x", "note": {}}', "`note` must be words"),
        ('{"start": 5, "end": 7, "quote": "各地", "label": "' + "x" * 5000 + '"}', "`label` has 5000 characters"),
        ('{"spans": 3, "quotes": [], "label": "x"}', "`spans` must be a list"),
        ('{"spans": [[0, 2], [1, 3]], "quotes": ["会议", "议强"], "label": "x"}', "ascend and not overlap"),
        ('{"spans": [[5, 7], [0, 2]], "quotes": ["各地", "会议"], "label": "x"}', "ascend and not overlap"),
        ('{"spans": [[0, 2, 4]], "quotes": ["会议"], "label": "x"}', "whole numbers"),
        ('{"spans": [[0, 2], [5, 7]], "quotes": ["会议"], "label": "x"}', "2 spans need 2 quotes, and there are 1"),
        ('{"spans": [[0, 2]], "label": "x"}', "`quotes` is missing"),
        ('{"spans": [], "quotes": [], "label": "x"}', "needs `origin`"),
        ('{"spans": [], "quotes": [], "label": "x", "origin": {"quotes": "旧话"}}', "must be a list of words"),
    ],
)
def test_a_bad_line_refuses_the_file_and_is_named(line: str, reason: str) -> None:
    with pytest.raises(ImportRefusedError) as refused:
        read_marks(f"{GOOD}\n{line}\n", "marks.jsonl")
    sentence = str(refused.value)
    assert sentence.startswith("marks.jsonl, line 2: ")
    assert reason in sentence
    assert "\n" not in sentence
    assert len(sentence) < 200


def test_a_format_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(CallError, match="jsonl"):
        read_marks(GOOD, source="html")
