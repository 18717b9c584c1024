"""Layout: wraps are undone, blocks are found, and nothing visible is lost or added.

A case is two files: `NAME.page.txt` as it comes out of a file, `NAME.blocks.txt` with a block a line, kind and words.
"""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.text.layout import lay_out
from annotate.text.reader import read
from annotate.text.reading import Block
from annotate.text.spans import visible

CASES = Path(__file__).parent / "cases" / "layout"
SEED = Path(__file__).parents[1] / "seeds" / "2020-02-12-psc-readout.txt"

words = st.text(alphabet="要会议指出防控供应，。；：“”（）《》 2abAB.,-", min_size=1, max_size=90)
line_ends = st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\n　　", "\n ", "\x0c"])
pages = st.lists(st.tuples(words, line_ends), max_size=30).map(lambda parts: "".join(a + b for a, b in parts))


@st.composite
def wrapped_pages(draw):
    """Pages of paragraphs broken at a width, as a printer breaks them, with some noise of white space."""
    width = draw(st.integers(10, 40))
    lines = []
    for paragraph in draw(st.lists(words, min_size=1, max_size=8)):
        long = paragraph * draw(st.integers(1, 4))
        lines += [long[at : at + width] for at in range(0, len(long), width)]
    return draw(line_ends).join(lines)


def case_names():
    return sorted(path.name.removesuffix(".page.txt") for path in CASES.glob("*.page.txt"))


@pytest.mark.parametrize("name", case_names())
def test_case(name):
    page = (CASES / f"{name}.page.txt").read_bytes().decode()
    expected = (CASES / f"{name}.blocks.txt").read_text(encoding="utf-8")
    reading = read(page)
    found = "".join(f"{block.kind}\t{reading.text[block.start : block.end]}\n" for block in reading.blocks)
    assert found == expected


@pytest.mark.parametrize(
    "name", ["editorial-lead", "statute", "notice", "list-of-names", "bare-list", "short-lines-that-are-body"]
)
def test_text_that_is_not_wrapped_is_not_touched(name):
    page = (CASES / f"{name}.page.txt").read_bytes().decode()
    assert read(page).text == page


def seed_blocks(kind):
    reading = read(SEED.read_text(encoding="utf-8"))
    return [reading.text[block.start : block.end] for block in reading.blocks if block.kind == kind]


def test_seed_has_its_title():
    assert seed_blocks("title") == [read(SEED.read_text(encoding="utf-8")).title]
    assert seed_blocks("title")[0].endswith("最吃劲的关键阶段")


def test_seed_has_six_headings_the_newspaper_put_in():
    headings = seed_blocks("heading")
    assert [heading[:4] for heading in headings] == [
        "疫情形势",
        "努力实现",
        "疫情防控",
        "紧缺物资",
        "非疫情防",
        "把新冠肺",
    ]


def test_seed_has_five_editorial_sentences_before_the_official_text():
    editorial = seed_blocks("editorial")
    assert len(editorial) == 5
    assert editorial[-1] == "更多内容，请看通稿。"


def test_seed_body_begins_with_the_meeting_and_holds_31_paragraphs():
    body = seed_blocks("body")
    assert len(body) == 31
    assert body[0].startswith("中共中央政治局常务委员会2月12日召开会议，")
    assert all(paragraph.endswith("。") for paragraph in body)


def test_seed_kept_with_its_wraps_has_the_same_headings():
    page = SEED.read_text(encoding="utf-8")
    reading = read(page, reflow=False)
    assert reading.text == page
    headings = [page[block.start : block.end] for block in reading.blocks if block.kind == "heading"]
    assert headings == seed_blocks("heading")


def test_a_line_cut_by_the_page_is_never_a_heading_when_wraps_are_kept():
    page = (CASES / "plain-28.page.txt").read_text(encoding="utf-8")
    reading = read(page, reflow=False)
    headings = [page[block.start : block.end] for block in reading.blocks if block.kind == "heading"]
    assert headings == ["把隐患排查摆在首位", "保障群众基本生活"]


@pytest.mark.parametrize("text", ["", "   \n\n", "要"])
def test_hardly_a_text(text):
    assert lay_out(text, "und").text == text


@settings(deadline=None)
@given(st.one_of(pages, wrapped_pages(), st.text(max_size=200)))
def test_text_and_extract_show_the_same_characters(page):
    assert visible(lay_out(page, "zh-Hans").text) == visible(page)


@settings(deadline=None)
@given(st.one_of(pages, wrapped_pages()))
def test_offset_runs_stand_alike_on_both_sides_and_hold_everything_visible(page):
    layout = lay_out(page, "zh-Hans")
    covered = []
    for text_start, extract_start, length in layout.offsets.runs:
        run = layout.text[text_start : text_start + length]
        assert run == page[extract_start : extract_start + length]
        covered.append(run)
    assert visible("".join(covered)) == visible(page)
    for (a, b, length), (c, d, _) in pairwise(layout.offsets.runs):
        assert a + length <= c
        assert b + length <= d


@settings(deadline=None)
@given(st.one_of(pages, wrapped_pages()))
def test_every_visible_offset_maps_to_its_own_character(page):
    layout = lay_out(page, "zh-Hans")
    for at, char in enumerate(layout.text):
        if not char.isspace():
            there = layout.offsets.to_extract(at)
            assert page[there] == char
            assert layout.offsets.to_text(there) == at


@settings(deadline=None)
@given(st.one_of(pages, wrapped_pages()))
def test_laying_out_twice_changes_nothing_more(page):
    once = read(page)
    twice = read(once.text, language=once.language)
    assert twice.text == once.text
    assert twice.blocks == once.blocks


@settings(deadline=None)
@given(st.one_of(pages, wrapped_pages()), st.booleans())
def test_blocks_hold_every_visible_character_once(page, reflow):
    layout = lay_out(page, "zh-Hans", reflow=reflow)
    quotes = [layout.text[block.start : block.end] for block in layout.blocks]
    assert visible("".join(quotes)) == visible(page)
    assert all(quote and quote == quote.strip() for quote in quotes)


@settings(deadline=None)
@given(st.one_of(pages, wrapped_pages()))
def test_without_reflow_the_text_is_the_extract(page):
    assert lay_out(page, "zh-Hans", reflow=False).text == page


@settings(deadline=None)
@given(st.lists(st.text(alphabet="要会议防控，、", min_size=1, max_size=80).map(lambda line: line + "。"), max_size=20))
def test_paragraphs_a_line_are_not_touched(lines):
    page = "\r\n".join(lines) + "\r\n"
    assert lay_out(page, "zh-Hans").text == page


@settings(deadline=None)
@given(st.text(alphabet="要会议防控", min_size=1, max_size=60), st.sampled_from("。；，：、！？"))
def test_a_line_that_ends_in_a_mark_is_never_a_heading(words, mark):
    text = f"会议指出，要落实。\n{words}{mark}\n要报告。"
    assert {block.kind for block in lay_out(text, "zh-Hans").blocks} == {"body"}


def test_a_hyphen_that_divides_a_word_stays_in_a_plain_text_and_is_told():
    lines = [
        "The council met to review preparations for the rainy",
        "season. It noted that the dikes along the lower reaches",
        "have been strengthened, and that two districts have devel-",
        "oped plans of their own. Districts shall inspect all of",
        "the pumping stations and report doubts at once.",
    ]
    layout = lay_out("\n".join(lines), "en")
    assert "have devel-oped plans" in layout.text
    assert visible(layout.text) == visible("".join(lines))
    assert layout.notes[-1] == "1 hyphen kept at a line end, as in “devel-oped”"


def test_a_short_block_that_shares_its_line_is_no_heading() -> None:
    extract = "市政府\t要落实责任。\n区政府\n要加强检查。"
    known = [Block("body", 0, 3), Block("body", 4, 10), Block("body", 11, 14), Block("body", 15, 21)]
    kinds = [block.kind for block in lay_out(extract, "zh-Hans", known=known).blocks]
    assert kinds == ["body", "body", "heading", "body"]
