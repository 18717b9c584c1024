"""Headings are found however a text is set: measured over all cases together, each set in seven ways."""

from collections import Counter

import pytest

from annotate.text.reader import read
from tests.headings import pages


def found_headings(page: str) -> list[str]:
    reading = read(page)
    return [reading.text[block.start : block.end] for block in reading.blocks if block.kind == "heading"]


def test_headings_are_found_in_every_setting() -> None:
    right = wrong = missed = 0
    for _, page, headings in pages():
        wanted, found = Counter(headings), Counter(found_headings(page))
        right += (wanted & found).total()
        wrong += (found - wanted).total()
        missed += (wanted - found).total()
    assert right + missed >= 100
    assert 2 * right / (2 * right + wrong + missed) >= 0.95


@pytest.mark.parametrize(("name", "page", "headings"), list(pages()), ids=[name for name, _, _ in pages()])
def test_no_body_becomes_a_heading(name: str, page: str, headings: list[str]) -> None:
    assert Counter(found_headings(page)) - Counter(headings) == Counter()
