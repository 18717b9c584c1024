"""The alignment of two texts: readable cases, and laws that hold for any two texts."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.compare.alignment import align
from annotate.compare.values import Group
from annotate.text.reader import read
from annotate.text.reading import Block, Reading
from annotate.text.spans import Span
from tests.building import reading

CASES = sorted((Path(__file__).parent / "cases" / "alignment").glob("*.txt"))
TURNED = {
    "added": "removed",
    "removed": "added",
    "split": "merged",
    "merged": "split",
    "same": "same",
    "changed": "changed",
}


def case(path: Path) -> dict[str, list[str]]:
    parts: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.endswith(":") and line[:-1] in ("old", "new", "groups"):
            parts[line[:-1]] = []
        elif parts and line:
            parts[list(parts)[-1]].append(line)
    return parts


def shown(group: Group, old: Reading, new: Reading) -> str:
    """A group as the cases write it: kind, line numbers of the old, line numbers of the new."""
    sides = []
    for spans, text in ((group.old, old.text), (group.new, new.text)):
        sides.append(" ".join(str(text.count("\n", 0, span.start) + 1) for span in spans) or "-")
    return f"{'moved ' * group.moved}{group.kind} {sides[0]} = {sides[1]}"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_groups_are_those_of_the_case(path):
    parts = case(path)
    old, new = (read("\n".join(parts[side]) + "\n", reflow=False) for side in ("old", "new"))
    assert [shown(group, old, new) for group in align(old, new)] == parts["groups"]


def test_a_reworded_heading_is_aligned_in_a_laid_out_text_too():
    old, new = (
        read(f"办法\n\n{heading}\n\n要节约用水，按月公布用量。各户应当装表计量。\n")
        for heading in ("一、用水管理", "一、用水与节水管理")
    )
    headings = [group for group in align(old, new) if group.old and group.old[0].of(old.text).startswith("一、")]
    assert [group.kind for group in headings] == ["changed"]


def test_similarity_is_null_where_there_is_nothing_to_compare():
    old, new = read("要清淤。\n", reflow=False), read("学校应当开设音乐课。\n", reflow=False)
    assert [group.similarity for group in align(old, new)] == [None, None]


def test_a_long_text_of_repeated_sentences_is_aligned_line_by_line():
    text = "情节严重的，予以公布。\n" * 2000
    groups = align(bare(text), bare(text))
    assert {(group.kind, group.moved) for group in groups} == {("same", False)}
    assert len(groups) == 2000


def bare(text: str) -> Reading:
    """A reading of one body block, every line a sentence, without cutting words."""
    solid = text.strip()
    start = text.find(solid) if solid else 0
    blocks = (Block("body", start, start + len(solid)),) if solid else ()
    return reading(text, blocks)


SENTENCE = st.text(alphabet="甲乙丙丁戊要稳就业，ab ", max_size=12).map(lambda words: words + "。")
TEXT = st.lists(SENTENCE, max_size=9).map("\n".join)


def revised(text: str, steps: list[tuple[str, int, int]]) -> str:
    """A revision of `text`: sentences dropped, moved, joined or reworded at the places named."""
    lines = text.split("\n")
    for step, first, second in steps:
        at, to = first % len(lines), second % len(lines)
        if step == "move":
            lines.insert(to, lines.pop(at))
        elif step == "drop" and len(lines) > 1:
            lines.pop(at)
        elif step == "join" and at + 1 < len(lines):
            lines[at : at + 2] = [lines[at].rstrip("。") + "，" + lines[at + 1]]
        elif step == "reword":
            lines[at] = "切实" + lines[at]
    return "\n".join(lines)


STEP = st.tuples(st.sampled_from(["move", "drop", "join", "reword"]), st.integers(0, 9), st.integers(0, 9))
PAIR = st.one_of(
    st.tuples(TEXT, TEXT),
    st.tuples(TEXT, st.lists(STEP, max_size=5)).map(lambda drawn: (drawn[0], revised(*drawn))),
)


@given(PAIR)
def test_every_visible_character_of_both_texts_stands_in_one_group(pair):
    old, new = map(bare, pair)
    groups = align(old, new)
    for text, sides in ((old.text, [g.old for g in groups]), (new.text, [g.new for g in groups])):
        held = Counter(at for spans in sides for span in spans for at in range(*span) if not text[at].isspace())
        assert held == Counter(at for at, char in enumerate(text) if not char.isspace())


@given(TEXT)
def test_a_text_is_the_same_as_itself(text):
    groups = align(bare(text), bare(text))
    assert all(group.kind == "same" and not group.moved and group.similarity == 1.0 for group in groups)


@given(PAIR)
def test_turned_round_the_links_are_the_same(pair):
    old, new = map(bare, pair)

    def links(groups: tuple[Group, ...], *, turn: bool) -> set[tuple[str, tuple[Span, ...], tuple[Span, ...], bool]]:
        if turn:
            return {(TURNED[g.kind], g.new, g.old, g.moved) for g in groups}
        return {(g.kind, g.old, g.new, g.moved) for g in groups}

    assert links(align(new, old), turn=True) == links(align(old, new), turn=False)


@given(PAIR)
def test_groups_stand_in_the_order_of_the_new_text_and_say_what_they_are(pair):
    groups = align(*map(bare, pair))
    starts = [group.new[0].start for group in groups if group.new]
    assert starts == sorted(starts)
    for group in groups:
        sizes = len(group.old), len(group.new)
        assert {"added": sizes[0] == 0, "removed": sizes[1] == 0, "split": 1 <= sizes[0] < sizes[1]}.get(
            group.kind, True
        )
        assert (group.similarity is None) == (0 in sizes)
        assert group.similarity is None or 0 <= group.similarity <= 1


@given(PAIR)
def test_without_the_moved_groups_the_order_is_kept(pair):
    stayed = [group for group in align(*map(bare, pair)) if group.old and group.new and not group.moved]
    starts = [group.old[0].start for group in stayed]
    assert starts == sorted(starts)


def test_no_pair_of_words_stands_across_two_sentences_that_are_joined() -> None:
    old, new = "。\n。\n。\n。\n。\n。\na丁丁。", "丁丁b。\na。\n。\n。\n。\n。\n。"
    one, other = (read(text, language="zh-Hans", reflow=False) for text in (old, new))
    assert {span.of(new) for group in align(one, other) for span in group.new} >= {"丁丁b。", "a。"}
