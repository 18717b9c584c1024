"""Decoding: the encoding is found, no byte is lost, and what is no text is refused in a sentence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.errors import CallError, UnreadableFileError
from annotate.text.decoding import byte_offsets, decode, mark_length

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
        ("The council met.\n", "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (TRADITIONAL, "utf-16-le", "utf-16-le"),
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


@pytest.mark.parametrize(
    ("label", "codec", "encoding"),
    [
        ("gb2312", "gbk", "gb18030"),
        ("GBK", "gb18030", "gb18030"),
        (" big5 ", "big5", "big5hkscs"),
        ("utf-16", "utf-16-le", "utf-16-le"),
        ("utf8", "utf-8", "utf-8"),
        ("x-sjis", "cp932", "cp932"),
    ],
)
def test_a_declared_label_means_what_the_web_means_by_it(label, codec, encoding):
    decoded = decode("集中".encode(codec), declared=label)
    assert (decoded.extract, decoded.encoding) == ("集中", encoding)


def test_a_mark_wins_over_a_label():
    assert decode("要落实".encode("utf-8-sig"), declared="gbk").encoding == "utf-8"


@pytest.mark.parametrize("label", ["gb2312", "iso-8859-1", "klingon", "utf-16le"])
def test_a_wrong_label_is_passed_over_and_told(label):
    decoded = decode(SIMPLIFIED.encode(), declared=label)
    assert (decoded.extract, decoded.notes) == (SIMPLIFIED, (f"it says that it is {label}, which it is not",))


def test_a_choice_by_the_look_of_the_characters_is_told():
    assert decode(SIMPLIFIED.encode("gbk")).notes == ("read as gb18030, told by its characters",)
    assert decode(SIMPLIFIED.encode()).notes == ()


@pytest.mark.parametrize("words", ["春耕", "会"])
def test_what_a_person_could_not_tell_is_refused_until_the_encoding_is_named(words):
    data = words.encode("gb18030")
    assert data.decode("big5") != words
    with pytest.raises(UnreadableFileError, match=r"too short to tell .* in gb18030 .*|too short to tell .* in big5 "):
        decode(data)
    assert decode(data, encoding="gbk").extract == words


@pytest.mark.parametrize(
    ("data", "label", "words"),
    [
        ("要\n落\n".encode() + b"\xffx", "utf-8", "line 3 holds 0xFF at byte 8"),
        ("要\r落".encode("big5") + b"\xff", "big5", "line 2 holds 0xFF at byte 5"),
        ("要\n".encode("utf-16") + b"\x00\xd8", "utf-16le", "line 2 holds 0x00 at byte 6"),
    ],
)
def test_bytes_that_the_named_encoding_does_not_explain_are_named_by_line_and_byte(data, label, words):
    with pytest.raises(UnreadableFileError, match=words):
        decode(data, encoding=label)


def test_chinese_that_is_utf_8_by_chance_is_refused_but_not_a_word_with_an_accent():
    data = "联通".encode("gb18030")
    assert data.decode("utf-8", "replace") != "联通"
    with pytest.raises(UnreadableFileError, match="too short to tell"):
        decode("挛".encode("gb18030"))
    assert decode("café\n".encode()).encoding == "utf-8"


def test_a_named_encoding_leaves_its_byte_order_mark_out():
    assert decode("要".encode("utf-8-sig"), encoding="utf-8").extract == "要"


def test_utf_16_without_an_order_of_bytes_is_read_in_the_order_of_its_mark():
    found = decode(b"\xfe\xff" + "要".encode("utf-16-be"), encoding="utf-16")
    assert (found.extract, found.encoding) == ("要", "utf-16-be")


@pytest.mark.parametrize("label", ["utf-16le", "utf-8", "gb18030"])
def test_an_encoding_that_the_byte_order_mark_speaks_against_is_refused(label):
    with pytest.raises(UnreadableFileError, match="byte order mark of UTF-16-BE"):
        decode(b"\xfe\xff" + "要求".encode("utf-16-be"), encoding=label)


def test_an_unknown_encoding_is_a_wrong_call():
    with pytest.raises(CallError, match="klingon"):
        decode(b"x", encoding="klingon")


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "big5hkscs"]


@settings(deadline=None)
@given(st.text(alphabet="a要\r\n，𠮷😀é", max_size=20), st.sampled_from(ENCODINGS))
def test_every_character_is_found_at_its_bytes(text, codec):
    text = "".join(char for char in text if char.encode(codec, "ignore"))
    data = text.encode(codec)
    encoding = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(codec, codec)
    starts = byte_offsets(data, encoding, range(len(text) + 1))
    assert starts[-1] == len(data)
    start = mark_length(data, encoding)
    for at in range(len(text) + 1):
        assert data[start : starts[at]].decode(encoding) == text[:at]


def test_a_code_that_stands_for_two_characters_is_one_place():
    data = b"a\x88\x62b"
    assert data.decode("big5hkscs") == "aÊ\u0304b"
    assert byte_offsets(data, "big5hkscs", [0, 1, 2, 3, 4]) == [0, 1, 1, 3, 4]


@pytest.mark.parametrize("at", range(0, 0xFFFF, 257))
def test_two_ways_to_write_one_character_do_not_shift_the_others(at):
    data = at.to_bytes(2, "big")
    for encoding in ("gb18030", "big5hkscs"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        assert byte_offsets(data + b"x", encoding, [len(text)]) == [2]
