"""Other projects' cases for offsets and quotes, from ANNOTATE_CONFORMANCE."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from annotate.store.quoting import occurrences
from annotate.text.code_units import Counted
from annotate.text.spans import Span
from benchmarks.carry_speed import ends

FOLDER = Path(os.environ["ANNOTATE_CONFORMANCE"]) / "cases"


def cases(name: str) -> list[Any]:
    found = json.loads((FOLDER / name).read_text(encoding="utf-8"))["cases"]
    return [pytest.param(case, id=case["id"]) for case in found]


@pytest.mark.parametrize("case", cases("unicode-offset-witnesses.json"))
def test_all_three_ways_of_counting_name_the_same_words(case: dict[str, Any]) -> None:
    text, span = case["text"], Span(*case["codepoints"])
    assert span.of(text) == case["covered"]
    for offsets, key in (("utf16", "utf16"), ("utf8", "utf8_bytes")):
        counted = Counted(text, offsets)  # type: ignore[arg-type]
        assert list(counted.outward(span)) == case[key]
        assert counted.inward(tuple(case[key])) == span


@pytest.mark.parametrize("case", cases("apache-text-position.json"))
def test_positions_count_code_points(case: dict[str, Any]) -> None:
    span = Span(case["selector"]["start"], case["selector"]["end"])
    assert span.of(case["text"]) == case["expected"]["covered"]
    there = Counted(case["text"], "utf16").outward(span)
    assert there == (case["expected"]["utf16_start"], case["expected"]["utf16_end"])


@pytest.mark.parametrize("case", cases("apache-text-quote-match.json"))
def test_a_quote_is_found_wherever_it_stands(case: dict[str, Any]) -> None:
    selector = case["selector"]
    if not selector["exact"]:
        return
    found = occurrences(
        case["text"], selector["exact"], prefix=selector.get("prefix", ""), suffix=selector.get("suffix", "")
    )
    assert [{"start": span.start, "end": span.end} for span in found] == case["expected_all_matches"]


@pytest.mark.parametrize("case", cases("approx-string-match.json"))
def test_the_search_that_carrying_is_timed_against_finds_the_fewest_edits(case: dict[str, Any]) -> None:
    found = list(ends(case["text"], case["pattern"], case["max_errors"]))
    if "expected_count" in case:
        assert len(found) == case["expected_count"]
        return
    fewest = min((errors for _, errors in found), default=None)
    best = {(end, errors) for end, errors in found if errors == fewest}
    key, errors = ("expected_codepoints", "errors_codepoints") if "unit" in case else ("expected_best_any_of", "errors")
    wanted = {(each["end"], each[errors]) for each in case[key]}
    assert bool(best) == bool(wanted)
    assert not wanted or best & wanted
