"""The seed in every encoding that its copies come in: the same words each time."""

import codecs

import pytest

from annotate.errors import UnreadableFileError
from tests.corpus import LINES, check_comes_back

MADE = {
    "UTF-8": ("utf-8", b""),
    "UTF-8 with a BOM": ("utf-8", codecs.BOM_UTF8),
    "UTF-16 little-endian": ("utf-16-le", codecs.BOM_UTF16_LE),
    "UTF-16 big-endian": ("utf-16-be", codecs.BOM_UTF16_BE),
    "GB18030": ("gb18030", b""),
    "GB2312": ("gb2312", b""),
}


@pytest.mark.parametrize(("encoding", "bom"), MADE.values(), ids=MADE)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_the_seed_comes_back_from_every_encoding_and_line_end(encoding: str, bom: bytes, line_end: str) -> None:
    check_comes_back(bom + line_end.join(LINES).encode(encoding), "seed.txt")


def test_the_seed_comes_back_from_gb18030_wrapped_in_mid_word() -> None:
    lines = [line[at : at + 38] for line in LINES for at in range(0, len(line), 38)]
    check_comes_back("\r\n".join(lines).encode("gb18030"), "seed.txt")


def test_the_seed_cut_in_the_middle_of_a_character_is_refused() -> None:
    whole = "\n".join(LINES).encode("gb18030")
    with pytest.raises(UnreadableFileError):
        check_comes_back(whole[:-1], "seed.txt")
