"""How well sentences are aligned between two versions of a text; labels from ANNOTATE_GOLD."""

import os
from pathlib import Path

import pytest

from benchmarks.measure_revision import measure

GOLD = Path(os.environ["ANNOTATE_GOLD"]) / "revision"


@pytest.mark.parametrize(("name", "least"), [("argrewrite", 0.965), ("zh-edits", 0.935)])
def test_links_between_versions(name: str, least: float) -> None:
    assert measure(GOLD / f"{name}.jsonl").all.f1 >= least
