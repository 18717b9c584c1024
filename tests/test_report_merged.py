"""Two texts as one: each is rebuilt exactly, whatever they are said to share."""

from difflib import SequenceMatcher
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotate.compare.values import Comparison, Edit, Group, Rules, Side
from annotate.report.merged import Merged, cut, merged, shared
from annotate.text.spans import Span
from tests.building import reading

WORDS = st.text(alphabet="要抓好。\n 𠮷\u0301", max_size=30)


def same(old: str, new: str) -> list[tuple[Span, Span]]:
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return [(Span(a, a + size), Span(b, b + size)) for a, b, size in blocks]


def told(old: str, new: str, pieces: tuple[Merged, ...]) -> list[tuple[str, str]]:
    return [(piece.op, piece.old.of(old) if piece.op == "delete" else piece.new.of(new)) for piece in pieces]


def check_both_texts(old: str, new: str, pieces: tuple[Merged, ...]) -> None:
    assert "".join(piece.old.of(old) for piece in pieces) == old
    assert "".join(piece.new.of(new) for piece in pieces) == new
    assert all(piece.old.of(old) == piece.new.of(new) for piece in pieces if piece.op == "equal")
    assert all(piece.old.length == 0 for piece in pieces if piece.op == "insert")
    assert all(piece.new.length == 0 for piece in pieces if piece.op == "delete")
    for one, other in pairwise(pieces):
        assert (one.old.end, one.new.end) == (other.old.start, other.new.start)


@given(WORDS, WORDS)
def test_both_texts_are_rebuilt(old: str, new: str) -> None:
    check_both_texts(old, new, merged(old, new, same(old, new)))


@given(WORDS, WORDS, st.data())
def test_what_is_wrongly_said_to_be_shared_does_no_harm(old: str, new: str, data: st.DataObject) -> None:
    def span(text: str) -> st.SearchStrategy[Span]:
        offset = st.integers(0, len(text))
        return st.tuples(offset, offset).map(lambda pair: Span(min(pair), max(pair)))

    said = data.draw(st.lists(st.tuples(span(old), span(new)), max_size=6))
    check_both_texts(old, new, merged(old, new, [*said, *same(old, new)]))


@given(WORDS, WORDS, st.sets(st.integers(0, 30)), st.sets(st.integers(0, 30)))
def test_cut_pieces_are_the_same_texts(old: str, new: str, old_cuts: set[int], new_cuts: set[int]) -> None:
    pieces = tuple(cut(merged(old, new, same(old, new)), old_cuts, new_cuts))
    check_both_texts(old, new, pieces)
    assert not [p for p in pieces if p.op != "insert" and any(p.old.start < at < p.old.end for at in old_cuts)]
    assert not [p for p in pieces if p.op != "delete" and any(p.new.start < at < p.new.end for at in new_cuts)]


def test_white_space_that_agrees_is_shared() -> None:
    pieces = merged("甲。\n乙。", "甲。\n丙。\n乙。", [(Span(0, 2), Span(0, 2)), (Span(3, 5), Span(6, 8))])
    assert told("甲。\n乙。", "甲。\n丙。\n乙。", pieces) == [
        ("equal", "甲。"),
        ("equal", "\n"),
        ("insert", "丙。\n"),
        ("equal", "乙。"),
    ]


def test_lines_that_were_replaced_keep_their_own_line_ends_and_share_empty_lines() -> None:
    old, new = "甲。\n旧\n\n乙。", "甲。\n新\n\n乙。"
    pieces = merged(old, new, [(Span(0, 2), Span(0, 2)), (Span(6, 8), Span(6, 8))])
    assert told(old, new, pieces)[1:-1] == [("equal", "\n"), ("delete", "旧\n"), ("insert", "新\n"), ("equal", "\n")]


def test_words_replaced_inside_a_line_share_its_end() -> None:
    old, new = "甲，旧\n乙。", "甲，新\n乙。"
    pieces = merged(old, new, [(Span(0, 2), Span(0, 2)), (Span(4, 6), Span(4, 6))])
    assert told(old, new, pieces)[1:-1] == [("delete", "旧"), ("insert", "新"), ("equal", "\n")]


def test_sentences_share_what_their_edits_say_and_moved_ones_nothing() -> None:
    old, new = "要抓好。稳住。", "稳住。要抓。"
    edits = (
        Edit("equal", "要抓", Span(0, 2), Span(3, 5)),
        Edit("delete", "好", Span(2, 3), Span(5, 5)),
        Edit("equal", "。", Span(3, 4), Span(5, 6)),
    )
    groups = (
        Group("same", True, (Span(4, 7),), (Span(0, 3),), 1.0),
        Group("changed", False, (Span(0, 4),), (Span(3, 6),), 0.8, edits),
    )
    found = shared(Comparison(Side(reading(old)), Side(reading(new)), groups, (), Rules("zh", "1", "0" * 64)))
    assert found == [(Span(0, 2), Span(3, 5)), (Span(3, 4), Span(5, 6))]
    check_both_texts(old, new, merged(old, new, found))


def test_a_sentence_without_edits_is_shared_where_its_words_are_the_same() -> None:
    groups = (
        Group("same", False, (Span(0, 2),), (Span(0, 2),), 1.0),
        Group("changed", False, (Span(2, 4),), (Span(2, 4),), 0.5),
    )
    compared = Comparison(Side(reading("甲。旧。")), Side(reading("甲。新。")), groups, (), Rules("zh", "1", "0" * 64))
    assert shared(compared) == [(Span(0, 2), Span(0, 2))]
