"""The text export: marks in brackets, and the text back when they are stripped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.formats.as_text import strip_text_export
from annotate.formats.registry import export
from tests.building import mark, version

TEXT = "会议强调，各地要抓好春耕，保障农资供应。"  # localities must get spring ploughing done


def test_a_mark_stands_in_brackets_with_its_id_and_label() -> None:
    exported = export(version(TEXT), [mark(TEXT, (8, 12))], to="text")
    assert exported.startswith("会议强调，各地要[[m1|提法]]抓好春耕[[/m1]]，保障农资供应。\n[[end of text]]\n")


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        pytest.param(
            [((5, 12), "a"), ((8, 16), "b")], "[[a|提法]]各地要[[b|提法]]抓好春耕[[/a]]，保障农[[/b]]", id="overlapping"
        ),
        pytest.param([((5, 12), "a"), ((8, 10), "b")], "[[a|提法]]各地要[[b|提法]]抓好[[/b]]春耕[[/a]]", id="nested"),
        pytest.param(
            [((5, 7), "a"), ((5, 12), "b")], "[[b|提法]][[a|提法]]各地[[/a]]要抓好春耕[[/b]]", id="same start"
        ),
        pytest.param(
            [((5, 5), "a"), ((5, 7), "b")], "，[[a|提法]][[/a]][[b|提法]]各地[[/b]]", id="a point where another starts"
        ),
        pytest.param([((5, 7), "a"), ((7, 7), "b")], "各地[[/a]][[b|提法]][[/b]]要", id="a point where another ends"),
    ],
)
def test_marks_may_overlap_nest_and_be_empty(marks: list[tuple[tuple[int, int], str]], expected: str) -> None:
    exported = export(version(TEXT), [mark(TEXT, span, mark_id=name) for span, name in marks], to="text")
    assert expected in exported
    assert strip_text_export(exported) == TEXT


def test_a_mark_of_several_spans_stands_around_each() -> None:
    exported = export(version(TEXT), [mark(TEXT, (5, 7), (13, 15))], to="text")
    assert exported.count("[[m1|") == exported.count("[[/m1]]") == 2


def test_notes_stand_below_the_text() -> None:
    exported = export(version(TEXT), [mark(TEXT, (8, 12), note="second time\nsince March")], to="text")
    notes = exported.partition("[[end of text]]")[2]
    assert "m1  8:12  提法  (li)\n    second time\n    since March\n" in notes


def test_a_mark_without_a_place_is_kept_in_a_closing_section() -> None:
    exported = export(version(TEXT), [mark(TEXT)], to="text")
    notes = exported.partition("[[end of text]]")[2]
    assert "Marks without a place" in notes
    assert "旧话" in notes
    assert strip_text_export(exported) == TEXT


@pytest.mark.parametrize(
    "text",
    [
        "见[[附件]]及[[m1|提法]]与[[/m1]]",
        "[[[[]]]][[[]]",
        "[[end of text]]\n[[end of text]]\n",
        "[[[a|b]]]",
        "末尾换行\n\n",
        "]]|[[",
        "\r\n[[x|y]]\r",
    ],
)
def test_brackets_of_the_text_itself_come_back(text: str) -> None:
    assert strip_text_export(export(version(text), [mark(text, (0, 2), (3, len(text)))], to="text")) == text


def test_brackets_that_are_no_tag_are_left_alone() -> None:
    assert export(version("见[[附件]]。"), [], to="text").startswith("见[[附件]]。\n")


def test_a_label_cannot_break_its_tag() -> None:
    exported = export(version(TEXT), [mark(TEXT, (5, 7), label="a]]b|[[c\nd")], to="text")
    assert strip_text_export(exported) == TEXT
    assert "a]]b|[[c d" in exported.partition("[[end of text]]")[2]


_TAGGED = st.lists(
    st.sampled_from(["[", "]", "|", "/", "m1", "要", "\n", "[[m1|x]]", "[[/m1]]", "[[[]]", "[[end of text]]"])
)


@given(_TAGGED.map("".join), st.data())
def test_stripping_gives_any_text_back(text: str, data: st.DataObject) -> None:
    offset = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(offset, offset).map(lambda pair: (min(pair), max(pair))), max_size=5))
    marks = [mark(text, span, mark_id=f"m{n}") for n, span in enumerate(spans)]
    assert strip_text_export(export(version(text), marks, to="text")) == text
