"""English, the second language: directives and flags as text files, and laws over pairs of texts."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.compare.comparison import compare
from annotate.compare.values import Comparison, Side
from annotate.policy.directives import read_directives
from annotate.policy.lexicon import load_lexicon
from annotate.text.reader import read

FOLDER = Path(__file__).parent / "cases"
ORDERS = [
    "The council shall publish an annual report.",
    "The council should publish an annual report.",
    "Member States are encouraged to inspect dams, where possible.",
    "The board may not disclose the names.",
    "Reports shall be published every month.",
    "The agency shall protect wheat, barley and rye.",
    "Ministers agreed to support the fishing villages.",
]
TEXTS = st.lists(st.sampled_from(ORDERS), min_size=1, max_size=6).map(" ".join)


def compared(old: str, new: str) -> Comparison:
    return compare(*(Side(read(text, language="en")) for text in (old, new)))


@pytest.mark.parametrize("path", sorted((FOLDER / "directives_en").glob("*.txt")), ids=lambda path: path.stem)
def test_reads_as_the_case_says(path: Path) -> None:
    promise, text, expected = path.read_text(encoding="utf-8").split("---\n")
    reading = read(text.strip(), language="en")
    found = [
        " | ".join(part or "-" for part in (d.spans[0].of(reading.text), d.marker, d.addressee, d.speaker))
        for d in read_directives(reading, load_lexicon("en"))
    ]
    assert found == expected.splitlines(), promise


@pytest.mark.parametrize("path", sorted((FOLDER / "flags_en").glob("*.txt")), ids=lambda path: path.stem)
def test_flags_as_the_case_says(path: Path) -> None:
    promise, old, new, expected = path.read_text(encoding="utf-8").split("---\n")
    rows = [
        " | ".join((r.flag, *(" + ".join(s.of(t) for s in spans) or "-" for spans, t in ((r.new, new), (r.old, old)))))
        for r in compared(old.strip(), new.strip()).directives
    ]
    assert rows == expected.splitlines(), promise


@settings(deadline=None)
@given(TEXTS)
def test_a_text_against_itself_is_restated_and_nothing_moved(text: str) -> None:
    assert {(row.flag, row.moved) for row in compared(text, text).directives} == {("restated", False)}


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_links_do_not_depend_on_which_text_is_the_old_one(one: str, other: str) -> None:
    there = {(old, new) for row in compared(one, other).directives for old in row.old for new in row.new}
    back = {(new, old) for row in compared(other, one).directives for old in row.old for new in row.new}
    assert there == back


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_the_words_of_a_ground_stand_in_the_quotes(old: str, new: str) -> None:
    for row in compared(old, new).directives:
        both = " ".join([*(span.of(old) for span in row.old), *(span.of(new) for span in row.new)])
        for word in re.findall("“([^”]+)”", " ".join(row.why)):
            assert word in both
