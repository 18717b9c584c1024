"""The seed in web pages of many layouts: the same words each time, and nothing of what stands around them."""

import codecs
from collections.abc import Callable

import pytest

from tests.corpus import LINES, check_comes_back
from tests.webpages import LAYOUTS

Layout = Callable[[tuple[str, ...], str], str]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize(("label", "encoding"), [("gb2312", "gb18030"), ("utf-8", "utf-8"), ("gbk", "gb18030")])
def test_the_seed_comes_back_from_every_layout_and_encoding(layout: Layout, label: str, encoding: str) -> None:
    extract, reading = check_comes_back(layout(LINES, label).encode(encoding), "page.html")
    assert extract.encoding == encoding
    assert (reading.blocks[0].kind, reading.title) == ("title", LINES[0])
    assert reading.text.count(LINES[0]) == 1


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_each_paragraph_is_a_block(layout: Layout) -> None:
    _, reading = check_comes_back(layout(LINES, "utf-8").encode(), "page.html")
    assert [reading.text[block.start : block.end] for block in reading.blocks] == list(LINES)


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_byte_order_mark_wins_over_what_the_page_says(layout: Layout) -> None:
    data = codecs.BOM_UTF16_LE + layout(LINES, "gb2312").encode("utf-16-le")
    assert check_comes_back(data, "page.html")[0].encoding == "utf-16-le"


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_page_that_names_a_wrong_encoding_or_none_is_read_by_its_characters(layout: Layout) -> None:
    for label in ("utf-8", "klingon"):
        extract, _ = check_comes_back(layout(LINES, label).encode("gb18030"), "page.html")
        assert extract.encoding == "gb18030"
        assert f"it says that it is {label}, which it is not" in extract.notes


def test_two_pages_of_one_text_differ_in_nothing() -> None:
    texts = {
        check_comes_back(layout(LINES, "utf-8").encode(), "page.html")[1].text.strip() for layout in LAYOUTS.values()
    }
    assert len(texts) == 1
