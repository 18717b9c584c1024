"""Decoding: the encoding is found, no byte is lost, and what is no text is refused in a sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.errors import UnreadableFileError
from annotate.text.decoding import decode

SIMPLIFIED = "会议要求各地区落实责任，保障居民生活必需品供应，按月报告进展。\r\n"
TRADITIONAL = "會議要求各地區落實責任，保障居民生活必需品供應，按月報告進展。\r\n"


@pytest.mark.parametrize(
    ("text", "codec", "encoding"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "utf-16", "utf-16-le"),
        (SIMPLIFIED, "utf-32", "utf-32-le"),
        (SIMPLIFIED, "gb2312", "gb18030"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "gbk", "gb18030"),
        ("會議。", "big5", "big5"),
        ("会议。", "gb18030", "gb18030"),
        ("The council met.\n", "ascii", "utf-8"),
    ],
)
def test_encoding_is_found_and_every_character_kept(text, codec, encoding):
    decoded = decode(text.encode(codec))
    assert (decoded.extract, decoded.encoding) == (text, encoding)


def test_utf_16_of_the_other_byte_order_is_read_by_its_mark():
    decoded = decode(b"\xfe\xff" + SIMPLIFIED.encode("utf-16-be"))
    assert (decoded.extract, decoded.encoding) == (SIMPLIFIED, "utf-16-be")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_never_stays(codec):
    assert "\ufeff" not in decode(SIMPLIFIED.encode(codec)).extract


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "holds only white space"),
        (b"\xef\xbb\xbf", "holds only white space"),
        (b"\xff\xfe", "holds only white space"),
        ("会议\0要求".encode(), "line 1 holds the control character U\\+0000"),
        (b"PK\x03\x04" + bytes(range(256)), "neither UTF-8"),
        ("要落实。\n".encode() + b"\xff\xff\n", "line 2"),
        (SIMPLIFIED.encode("utf-16-le"), "neither UTF-8|control character"),
        (b"\xff\xfe\x00\xd8", "UTF-16-LE at byte 2"),
        (b"\xef\xbb\xbf\xff", "not UTF-8 at byte 3"),
        ("Les autorités se sont réunies à Genève.".encode("latin-1"), "neither UTF-8"),
        ("会議は対策の強化を求めた。これを各地の担当者が報告する。".encode("shift_jis"), "neither UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(data, words):
    with pytest.raises(UnreadableFileError, match=words) as caught:
        decode(data, name="plan.txt")
    assert str(caught.value).startswith("plan.txt ")


# A text of one or two words can be valid in several encodings; so these are made of phrases, not of single characters.
@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["会议要求", "落实责任，", "保障居民", "供应充足。", "按月报告", "2020年"]), min_size=2)
)
def test_simplified_text_comes_back_from_utf_8_and_gb_18030(phrases):
    text = "各地区" + "".join(phrases)
    for codec in ("utf-8", "gb18030"):
        assert decode(text.encode(codec)).extract == text


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["會議要求", "落實責任，", "保障居民", "供應充足。", "按月報告", "2020年"]), min_size=2)
)
def test_traditional_text_comes_back_from_big5(phrases):
    text = "各地區" + "".join(phrases)
    assert decode(text.encode("big5")).extract == text


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_that_encodes_back_or_an_error(data):
    try:
        decoded = decode(data)
    except UnreadableFileError:
        return
    assert decoded.extract.encode(decoded.encoding) in data
