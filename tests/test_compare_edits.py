"""Inline edits: readable cases, and laws that hold for any two texts."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.compare.edits import edits
from annotate.compare.values import Edit
from annotate.text.spans import Span
from annotate.text.words import cut

FOLDER = Path(__file__).parent / "cases" / "edits"
SHAPES = {"equal": "{}", "delete": "[-{}-]", "insert": "{{+{}+}}"}


def cases() -> list[tuple[str, str, str, str]]:
    found = []
    for path, language in ((FOLDER / "chinese.txt", "zh-Hans"), (FOLDER / "english.txt", "en")):
        blocks = path.read_text(encoding="utf-8").split("\n\n")[1:]
        found += [(language, *block.strip().split("\n")) for block in blocks]
    return found


def whole(text: str) -> list[Span]:
    return [Span(0, len(text))]


def marked(made: tuple[Edit, ...]) -> str:
    return "".join(SHAPES[edit.op].format(edit.text) for edit in made)


@pytest.mark.parametrize(("language", "old", "new", "expected"), cases(), ids=lambda value: value[:12])
def test_the_edits_are_those_a_person_would_mark(language, old, new, expected):
    words = {"old_words": cut(old, language), "new_words": cut(new, language)}
    assert marked(edits(old, whole(old), new, whole(new), **words)) == expected


def test_a_deletion_stands_at_its_place_in_the_new_text():
    made = edits("要清淤，要固堤。", whole("要清淤，要固堤。"), "要清淤。", whole("要清淤。"))
    assert [(edit.op, edit.old, edit.new) for edit in made] == [
        ("equal", Span(0, 3), Span(0, 3)),
        ("delete", Span(3, 7), Span(3, 3)),
        ("equal", Span(7, 8), Span(3, 4)),
    ]


def test_spans_of_the_whole_texts_are_given_and_no_edit_crosses_a_spans_end():
    old, new = "前言。要清淤。要固堤。", "要清淤，要固堤。后记。"
    made = edits(old, [Span(3, 7), Span(7, 11)], new, [Span(0, 8)])
    assert [(edit.op, edit.text, edit.old, edit.new) for edit in made] == [
        ("equal", "要清淤", Span(3, 6), Span(0, 3)),
        ("delete", "。", Span(6, 7), Span(3, 3)),
        ("insert", "，", Span(7, 7), Span(3, 4)),
        ("equal", "要固堤。", Span(7, 11), Span(4, 8)),
    ]


def test_one_empty_side_is_all_inserted_or_all_deleted():
    assert [(edit.op, edit.new) for edit in edits("要清淤。", whole("要清淤。"), "", [])] == [("delete", Span(0, 0))]
    assert [(edit.op, edit.old) for edit in edits("", [], "要清淤。", whole("要清淤。"))] == [("insert", Span(0, 0))]


def test_a_long_text_keeps_its_equalities():
    lines = [
        f"第{number}条规定，第{number * 7919 % 10007}号仓库应当每{number % 28 + 2}日盘点。" for number in range(1500)
    ]
    old = "\n".join(lines)
    new = "\n".join(line.replace("应当", "必须") if number % 3 else line for number, line in enumerate(lines))
    made = edits(old, whole(old), new, whole(new))
    assert sum(len(edit.text) for edit in made if edit.op == "equal") == len(old) - 2 * 1000
    assert {edit.text for edit in made if edit.op != "equal"} == {"应当", "必须"}


TEXT = st.text(alphabet="要稳就业，。、 ab1\n", max_size=40)


@st.composite
def quoted(draw) -> tuple[str, list[Span], list[int]]:
    """A text, spans in it that do not overlap, and places where words end."""
    text = draw(TEXT)
    places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = [Span(*ends) for ends in list(pairwise(places))[:: draw(st.integers(1, 2))]]
    return text, spans, sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))


@given(quoted(), quoted())
def test_the_edits_rebuild_both_sides_and_cross_no_end(old, new):
    made = edits(old[0], old[1], new[0], new[1], old_words=old[2], new_words=new[2])
    for (text, spans, _), side, other in ((old, "old", "insert"), (new, "new", "delete")):
        own = [edit for edit in made if edit.op != other]
        assert "".join(edit.text for edit in own) == "".join(span.of(text) for span in spans)
        for edit in own:
            span = getattr(edit, side)
            assert span.of(text) == edit.text
            assert any(whole_span.covers(span) for whole_span in spans)
        for edit in made:
            if edit.op == other:
                assert getattr(edit, side).length == 0
                assert 0 <= getattr(edit, side).start <= len(text)


@given(quoted())
def test_a_text_and_itself_are_one_equal_a_span(drawn):
    text, spans, words = drawn
    made = edits(text, spans, text, spans, old_words=words, new_words=words)
    assert [(edit.op, edit.old, edit.new) for edit in made] == [("equal", span, span) for span in spans]


@given(TEXT, TEXT)
def test_no_edit_is_empty_and_no_two_neighbours_are_alike(old, new):
    made = edits(old, whole(old), new, whole(new))
    assert all(edit.text for edit in made)
    assert all(one.op != other.op for one, other in pairwise(made))
