"""How well the flags of successive readouts agree with careful readers; labels from ANNOTATE_GOLD."""

import os
from pathlib import Path

import pytest

from benchmarks.measure_successor import PairScore, mean, measure

GOLD = Path(os.environ["ANNOTATE_GOLD"]) / "successor"


@pytest.fixture(scope="module")
def scores() -> list[PairScore]:
    return measure(GOLD)


@pytest.mark.parametrize(("figure", "least"), [("kappa", 0.65), ("link", 0.50)])
def test_flags_and_links_of_successive_readouts(scores: list[PairScore], figure: str, least: float) -> None:
    assert mean(scores, figure) >= least
