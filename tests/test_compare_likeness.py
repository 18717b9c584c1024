"""Likeness: what counts and what does not."""

import pytest

from annotate.compare.likeness import containment, dice, grams, overlap, pairs, rarity, weight

PIECES = [grams(text) for text in ("由水务部门责令改正", "由城管部门责令改正", "由园林部门责令改正", "要清理水库淤泥")]
WEIGHTS = rarity(PIECES)


def test_white_space_punctuation_and_case_do_not_count():
    assert grams("要 稳就业，") == grams("要稳就业")
    assert grams("New Roads!") == grams("new roads")


def test_neighbours_are_not_counted_across_a_mark_in_chinese():
    assert pairs("稳，就业") == {"就业": 1}


def test_what_all_pieces_share_weighs_least():
    assert WEIGHTS["责令"] < WEIGHTS["水"] < WEIGHTS["水务"]


def test_a_shared_frame_makes_two_pieces_less_alike_than_their_characters_do():
    flat = dict.fromkeys(WEIGHTS, 1.0)
    assert dice(PIECES[0], PIECES[1], WEIGHTS) < 0.6 < dice(PIECES[0], PIECES[1], flat)


@pytest.mark.parametrize("measure", [dice, containment])
def test_a_piece_is_wholly_like_itself_and_nothing_is_like_nothing(measure):
    assert measure(PIECES[0], PIECES[0], WEIGHTS) == pytest.approx(1.0)
    assert measure(PIECES[0], grams(""), WEIGHTS) == measure(grams(""), PIECES[0], WEIGHTS) == 0.0


def test_overlap_is_symmetric_and_no_more_than_the_lighter_piece():
    one, other = PIECES[0], PIECES[3]
    shared = overlap(one, other, WEIGHTS)
    assert shared == overlap(other, one, WEIGHTS) <= min(weight(one, WEIGHTS), weight(other, WEIGHTS))
