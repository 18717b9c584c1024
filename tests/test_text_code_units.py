"""Offsets in other units: mapped both ways without loss, and never into the middle of a character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import SpanOutsideError
from annotate.text.code_units import Counted, Offsets
from annotate.text.spans import Span

TEXT = "关于𠮷林的é😊意见。"


@pytest.mark.parametrize(("offsets", "start", "end"), [("codepoint", 2, 4), ("utf16", 2, 5), ("utf8", 6, 13)], ids=str)
def test_a_span_is_counted_as_asked(offsets: Offsets, start: int, end: int) -> None:
    counted = Counted(TEXT, offsets)
    assert counted.outward(Span(2, 4)) == (start, end)
    assert counted.inward((start, end)) == (2, 4)


@pytest.mark.parametrize(("offsets", "cut"), [("utf16", 3), ("utf8", 1), ("utf8", 8)])
def test_a_span_that_cuts_a_character_is_refused(offsets: Offsets, cut: int) -> None:
    with pytest.raises(SpanOutsideError, match="in two"):
        Counted(TEXT, offsets).inward((0, cut))


@pytest.mark.parametrize("offsets", ["codepoint", "utf16", "utf8"])
@given(text=st.text(max_size=30), place=st.tuples(st.integers(0, 30), st.integers(0, 30)))
def test_every_span_comes_back_and_slices_alike(offsets: Offsets, text: str, place: tuple[int, int]) -> None:
    start, end = sorted(offset % (len(text) + 1) for offset in place)
    counted = Counted(text, offsets)
    there = counted.outward(Span(start, end))
    assert counted.inward(there) == (start, end)
    encoded = {"utf16": "utf-16-le", "utf8": "utf-8"}.get(offsets)
    if encoded:
        width = 2 if offsets == "utf16" else 1
        data = text.encode(encoded)
        assert data[there.start * width : there.end * width].decode(encoded) == text[start:end]


@pytest.mark.parametrize("offsets", ["codepoint", "utf16", "utf8"])
def test_what_reaches_past_the_text_still_does(offsets: Offsets) -> None:
    assert Counted(TEXT, offsets).inward((0, 999)).end > len(TEXT)
