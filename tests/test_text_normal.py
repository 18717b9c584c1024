"""Quotes in another normal form are found, and the span is the text's own."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import QuoteNotFoundError
from annotate.store.quoting import find_quote
from annotate.text.normal import Normal

NFC, NFD = "Café société", "Cafe\u0301 socie\u0301te\u0301"


@pytest.mark.parametrize(("text", "quote"), [(NFC, NFD), (NFD, NFC), (NFC, NFC), (NFD, NFD)])
def test_a_quote_is_found_in_either_form(text: str, quote: str) -> None:
    assert find_quote(f"La {text}.", quote).of(f"La {text}.") == text


def test_prefix_and_suffix_may_be_in_another_form() -> None:
    text = f"{NFC} un. {NFD} un!"
    assert find_quote(text, " un", prefix=NFC, suffix="!").start == text.index(" un!")


def test_line_ends_and_a_byte_order_mark_do_not_hide_a_quote() -> None:
    text = "第一条\r\n第二条"
    assert find_quote(text, "一条\n第二").of(text) == "一条\r\n第二"
    assert find_quote("第一条\n第二条", "\ufeff一条\r\n第二").of("第一条\n第二条") == "一条\n第二"


def test_half_a_character_is_not_found() -> None:
    with pytest.raises(QuoteNotFoundError):
        find_quote("Café", "cafe\u0300")
    with pytest.raises(QuoteNotFoundError):
        find_quote("é\u0323", "e\u0301x")


@given(st.text("ae\u0301\u0323éẹ\r\n字가\u1100\u1161", max_size=12))
def test_the_whole_text_comes_back_from_its_normal_form(text: str) -> None:
    normal = Normal(text)
    assert normal.text == normalize("NFD", text.replace("\r\n", "\n"))
    assert normal.back(0, len(normal.text)) == (0, len(text))
