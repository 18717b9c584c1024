"""What two strings have in common, long ones included."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotate.compare.differ import equal_stretches

STRINGS = st.text("abc", max_size=40)


def common(old: str, new: str) -> str:
    """The characters that were kept, after a look at where they stand."""
    found = list(equal_stretches(old, new))
    assert all(old[at : at + size] == new[to : to + size] and size for at, to, size in found)
    assert all(at + size <= at2 and to + size <= to2 for (at, to, size), (at2, to2, _) in pairwise(found))
    return "".join(old[at : at + size] for at, _, size in found)


@given(STRINGS, STRINGS)
def test_stretches_are_equal_and_follow_one_another(old: str, new: str) -> None:
    common(old, new)


@given(STRINGS)
def test_equal_strings_are_equal_throughout(words: str) -> None:
    assert common(words, words) == words


def test_strings_too_long_to_be_compared_whole_keep_what_stands_once_in_both() -> None:
    once = "".join(map(chr, range(0x4E00, 0x4E00 + 50)))
    old = "".join(char + "ab" * 90 for char in once)
    new = "".join(char + "xy" * 90 for char in once)
    assert common(old, new) == once


def test_strings_too_long_to_be_compared_whole_are_halved_where_nothing_stands_once() -> None:
    assert common("ab" * 4000, "xy" * 2000 + "ab" * 2000) == "ab" * 2000
    assert common("ab" * 4000, "xy" * 4000) == ""
