"""Where marks stand on another version, and how each survived."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.compare.carrying import carry
from annotate.compare.values import Carriable, Placement
from annotate.text.reader import read
from annotate.text.reading import Reading
from annotate.text.spans import Span, visible

CASES = sorted((Path(__file__).parent / "cases" / "carrying").glob("*.txt"))
SEED = Path(__file__).parents[1] / "seeds" / "2020-02-12-psc-readout.txt"

SENTENCES = (
    "各省要落实属地责任。",
    "企业要在做好防护的前提下有序复工复产。",
    "学校要推迟开学时间，组织网上教学。",
    "银行应当降低贷款利率。",
    "商场和超市要保证生活必需品供应！",
    "未按规定备案的，由主管部门责令改正，处一万元以下的罚款。",
    "未按规定公示的，由主管部门责令改正，处一万元以下的罚款。",
    "最后通报了上月数据。\n",
    "The ministry must report every month.\n",
)
texts = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=12).map("".join)
free_texts = st.text(alphabet="要的复工学校，。！\n aB１", max_size=60)


def reading(text: str) -> Reading:
    return read(text, language="zh-Hans", reflow=False)


def mark(text: str, *spans: tuple[int, int]) -> Carriable:
    where = tuple(Span(*span) for span in spans)
    return Carriable(where, tuple(span.of(text) for span in where), where)


def carried(old: str, new: str, *marks: Carriable) -> tuple[Placement, ...]:
    return carry(reading(old), reading(new), marks)


def on_words(old: str, new: str, words: str) -> Placement:
    """The placement of a mark on the first `words` of `old`."""
    at = old.index(words)
    return carried(old, new, mark(old, (at, at + len(words))))[0]


@st.composite
def marked(draw: st.DrawFn, source: st.SearchStrategy[str]) -> tuple[str, Carriable]:
    """A text and a mark of one or two spans somewhere on it, zero-width ones among them."""
    text = draw(source)
    ends = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=4)))[: 2 * draw(st.integers(1, 2))]
    return text, mark(text, *dict.fromkeys(zip(ends[::2], ends[1::2], strict=False)))


def without_marks(lines: str) -> tuple[str, dict[str, list[Span]]]:
    """A text written with ⟦name:words⟧ around its marks, as the text and the spans of each name."""
    text, opened, spans = "", [], {}
    for token in re.split(r"(⟦\w+\??:|⟧)", lines):
        if token.startswith("⟦"):
            opened.append((token[1:-1], len(text)))
        elif token == "⟧":
            name, start = opened.pop()
            spans.setdefault(name, []).append(Span(start, len(text)))
        else:
            text += token
    return text, spans


# -- cases


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_mark_of_a_case_stands_where_the_case_says(path: Path) -> None:
    _, before, after, states = re.split(r"--- (?:before|after|states)\n", path.read_text("utf-8"))
    (old, starts), (new, ends) = without_marks(before.rstrip("\n")), without_marks(after.rstrip("\n"))
    expected = {line.split()[0]: line.split()[1:] for line in states.splitlines()}
    placements = carried(old, new, *(mark(old, *starts[name]) for name in expected))
    for (name, words), placement in zip(expected.items(), placements, strict=True):
        assert placement.state == words[0], (name, placement)
        assert list(placement.spans) == ends.get(name, []), (name, placement)
        if words[0] == "ambiguous":
            assert [one.spans[0] for one in placement.candidates] == ends[f"{name}?"], (name, placement)
        if words[0] != "moved":
            assert placement.moved == ("moved" in words), (name, placement)


# -- laws


@given(marked(texts | free_texts))
def test_an_unchanged_text_keeps_every_mark(case: tuple[str, Carriable]) -> None:
    text, one = case
    placement = carried(text, text, one)[0]
    assert (placement.state, placement.spans, placement.likeness) == ("unchanged", one.spans, 1.0)


@given(marked(texts | free_texts), texts | free_texts)
def test_every_mark_gets_a_placement_that_fits_the_new_text(case: tuple[str, Carriable], new: str) -> None:
    old, one = case
    placements = carried(old, new, one, one)
    assert len(placements) == 2
    assert placements[0] == placements[1]
    placed = placements[0]
    assert (not placed.spans) == (placed.state in ("ambiguous", "orphaned"))
    assert bool(placed.candidates) or placed.state != "ambiguous"
    for spans in (placed.spans, *(candidate.spans for candidate in placed.candidates)):
        assert all(0 <= span.start <= span.end <= len(new) for span in spans)
        assert all(span.end <= after.start and span != after for span, after in pairwise(spans))
    assert 0 <= placed.likeness <= 1
    assert 0 <= placed.place <= 1
    assert re.fullmatch(r"[A-Z].+\.", placed.rule)


@given(marked(texts | free_texts), texts | free_texts)
def test_words_are_called_the_same_only_if_they_are(case: tuple[str, Carriable], new: str) -> None:
    old, one = case
    placed = carried(old, new, one)[0]
    words = [visible(span.of(new)) for span in placed.spans], [visible(quote) for quote in one.origin_quotes]
    same = len({tuple(sorted(filter(None, side))) for side in words}) == 1
    if placed.state in ("unchanged", "shifted", "moved"):
        assert same
        assert placed.likeness == 1.0
    if placed.state == "changed":
        assert not same


@given(st.permutations(SENTENCES), st.integers(0, len(SENTENCES) - 1), st.integers(0, len(SENTENCES)))
def test_a_new_sentence_shifts_what_follows_it_and_nothing_else(order: list[str], which: int, at: int) -> None:
    old = "".join(order)
    new = "".join([*order[:at], "此外还有另一件事情。", *order[at:]])
    placed = on_words(old, new, order[which].strip())
    assert placed.state == (
        "shifted" if at <= which and new.index(order[which]) != old.index(order[which]) else "unchanged"
    )
    assert placed.spans[0].of(new) == order[which].strip()


@given(st.permutations(SENTENCES), st.integers(0, len(SENTENCES) - 1))
def test_a_deleted_sentence_orphans_its_mark_though_lookalikes_remain(order: list[str], which: int) -> None:
    new = "".join(order[:which] + order[which + 1 :])
    placed = on_words("".join(order), new, order[which].strip())
    assert (placed.state, placed.spans) == ("orphaned", ())


@given(st.permutations(SENTENCES), st.integers(0, len(SENTENCES) - 1), st.integers(0, len(SENTENCES)))
def test_a_copy_elsewhere_never_takes_a_mark(order: list[str], which: int, at: int) -> None:
    copied = [*order[:at], order[which], *order[at:]]
    placed = on_words("".join(order), "".join(copied), order[which].strip())
    if at in (which, which + 1):
        assert placed.state == "ambiguous"
    else:
        home = len("".join(copied[: which + (at <= which)]))
        assert [span.start for span in placed.spans] == [home]


@given(st.permutations(SENTENCES), st.integers(0, len(SENTENCES) - 1))
def test_a_text_written_twice_leaves_every_mark_ambiguous(order: list[str], which: int) -> None:
    old = "".join(order)
    placed = on_words(old, old + old, order[which].strip())
    start = old.index(order[which])
    assert placed.state == "ambiguous"
    assert [one.spans[0].start for one in placed.candidates] == [start, start + len(old)]
    assert len({(one.likeness, one.place) for one in placed.candidates}) == 1


@given(marked(texts), texts)
def test_a_mark_carried_there_and_back_is_never_on_other_words(case: tuple[str, Carriable], new: str) -> None:
    old, one = case
    there = carried(old, new, one)[0]
    if there.state not in ("shifted", "unchanged", "moved"):
        return
    back = carry(reading(new), reading(old), [Carriable(there.spans, one.origin_quotes, one.origin_spans)])[0]
    if back.state in ("shifted", "unchanged", "moved"):
        # Spans that meet, as two empty ones may, are joined: the words are what counts.
        assert "".join(visible(span.of(old)) for span in back.spans) == "".join(map(visible, one.origin_quotes))


# -- promises


def test_no_marks_no_placements() -> None:
    assert carried("各省要落实责任。", "完全不同。") == ()


def test_moved_sticks_to_a_mark_that_moved_before() -> None:
    old, new = "会议听取了汇报。各省要落实责任。", "会议听取了汇报。通报了数据。各省要落实责任。"
    one = mark(old, (8, 16))
    before = Carriable(one.spans, one.origin_quotes, (Span(40, 48),), moved=True)
    placed = carried(old, new, before)[0]
    assert (placed.state, placed.moved) == ("moved", True)


def test_state_and_likeness_are_against_the_words_the_mark_was_made_on() -> None:
    old, new = "各省要压实属地责任。", "各省要落实属地责任。"
    made = Carriable((Span(0, 10),), ("各省要落实属地责任。",), (Span(0, 10),))
    placed = carried(old, new, made)[0]
    assert (placed.state, placed.likeness) == ("unchanged", 1.0)


def test_an_orphan_shows_the_nearest_sentence() -> None:
    old = "会议听取了汇报。企业要按时报告有关情况。各省要按时报告有关情况。"
    new = "会议听取了汇报。各省要按时报告有关情况。"
    nearest = on_words(old, new, "企业要按时报告有关情况。").candidates[0]
    assert nearest.spans[0].of(new) == "各省要按时报告有关情况。"
    assert 0.5 < nearest.likeness < 1


def test_a_point_stays_between_its_two_characters() -> None:
    old, new = "各省要落实责任。企业要复工。", "通报数据。各省要落实责任。企业要复工。"
    placed = carried(old, new, mark(old, (8, 8)), mark(old, (3, 3)))
    assert [(one.state, one.spans) for one in placed] == [("shifted", (Span(13, 13),)), ("shifted", (Span(8, 8),))]


def test_a_point_in_a_deleted_sentence_is_orphaned() -> None:
    old, new = "各省要落实责任。企业要有序复工。学校要推迟开学。", "各省要落实责任。学校要推迟开学。"
    assert carried(old, new, mark(old, (11, 11)))[0].state == "orphaned"


def test_white_space_at_the_ends_of_a_mark_is_kept() -> None:
    old, new = "各省要落实责任。\n\n企业要复工。", "通报数据。\n\n各省要落实责任。\n\n企业要复工。"
    placed = carried(old, new, mark(old, (0, 10)))[0]
    assert placed.spans[0].of(new) == "各省要落实责任。\n\n"


def test_a_heavily_edited_sentence_is_held_by_its_neighbours() -> None:
    old = "会议听取了汇报。各级财政部门要及时足额拨付应急物资采购资金。最后通报了数据。"
    new = "会议听取了汇报。财政方面要尽快拨付采购应急物资所需的资金。最后通报了数据。"
    placed = on_words(old, new, "各级财政部门要及时足额拨付应急物资采购资金。")
    assert placed.state == "changed"
    assert placed.spans[0].of(new) == "财政方面要尽快拨付采购应急物资所需的资金。"


def test_the_seed_in_another_layout_keeps_every_mark() -> None:
    seed = read(SEED.read_text("utf-8"))
    spaced = re.sub(r"(\d+)", r" \1 ", seed.text.replace("\n", "\n\n"))
    clauses = [Span(*found.span()) for found in re.finditer(r"[^，。；\s]{6,}", seed.text)]
    marks = [Carriable((span,), (span.of(seed.text),), (span,)) for span in clauses]
    placed = carry(seed, read(spaced, reflow=False), marks)
    assert len(placed) > 100
    assert {one.state for one in placed} == {"unchanged", "shifted"}


def test_a_long_text_without_sentences_is_carried() -> None:
    old = "甲乙丙丁戊己庚辛壬癸" * 300
    new = "子丑" + old
    placed = carried(old, new, mark(old, (100, 120)))
    assert (placed[0].state, placed[0].spans) == ("shifted", (Span(102, 122),))


def test_spans_of_a_mark_that_change_places_stand_in_the_order_of_the_new_text() -> None:
    old = "甲方要报告。" * 5 + "乙方要落实。"
    new = "乙方要落实。" + "甲方要报告。"
    placed = carried(old, new, mark(old, (0, 0), (0, len(old))))
    assert placed[0].spans == (Span(0, 6), Span(6, 6), Span(6, 12))
