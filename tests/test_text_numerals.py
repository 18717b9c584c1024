"""Numerals: what is written is read again as the same number, and what is no number is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text.numerals import (
    COUNTING,
    COUNTING_HANT,
    DIGITS,
    LEGAL_HANS,
    LEGAL_HANT,
    Numerals,
    read_chinese,
    read_roman,
    write_chinese,
    write_roman,
)

WAYS = st.sampled_from([COUNTING, COUNTING_HANT, LEGAL_HANS, LEGAL_HANT])


@given(st.integers(1, 99_999_999), WAYS)
def test_a_number_counted_in_chinese_is_read_again(number: int, way: Numerals) -> None:
    assert read_chinese(write_chinese(number, way) or "") == number


@given(st.integers(0, 10**12))
def test_a_number_digit_by_digit_is_read_again(number: int) -> None:
    assert read_chinese("".join(DIGITS[int(digit)] for digit in str(number))) == number


@given(st.integers(1, 32_767))
def test_a_number_in_roman_letters_is_read_again_in_either_case(number: int) -> None:
    letters = write_roman(number) or ""
    assert read_roman(letters) == read_roman(letters.upper()) == number


@given(st.text("ivxlcdm", min_size=1, max_size=8))
def test_roman_letters_are_a_number_only_as_it_is_written(letters: str) -> None:
    value = read_roman(letters)
    assert value is None or write_roman(value) == letters


@pytest.mark.parametrize("words", ["", "十十", "一百百", "二三十", "十百", "万", "条", "十条"])
def test_what_is_no_number_is_none(words: str) -> None:
    assert read_chinese(words) is None
