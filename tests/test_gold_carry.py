"""How well marks find their words in a revised text; truth from ANNOTATE_GOLD."""

import os
from pathlib import Path

import pytest

from benchmarks.measure_carry import MISPLACED, RIGHT, CarryScore, measure

GOLD = Path(os.environ["ANNOTATE_GOLD"]) / "carry" / "edits.json"


@pytest.fixture(scope="module")
def score() -> CarryScore:
    return measure(GOLD)


def test_no_mark_is_lost(score: CarryScore) -> None:
    assert score.lost() == 0


def test_marks_whose_words_live_on_are_found(score: CarryScore) -> None:
    assert min(score.living(kind, RIGHT) for kind in score.kinds()) >= 0.80


def test_marks_whose_words_were_deleted_get_no_place(score: CarryScore) -> None:
    assert max(score.deleted(kind, MISPLACED) for kind in score.kinds()) <= 0.15
