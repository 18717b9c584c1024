"""Structure: datelines and signatures have their kinds, and headings, articles and items their numbers and levels.

A case is a text with a paragraph a line, each behind its kind, its level and its number. The cases hold what must not
be taken for structure as well: dates and decimals at a line's head, references, figures, words that begin like numbers.
"""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text.layout import lay_out
from annotate.text.numbers import find_numbers
from annotate.text.reader import read
from annotate.text.reading import Block, Reading
from annotate.text.spans import visible
from benchmarks.measure_layout import broken

CASES = Path(__file__).parent / "cases" / "structure"
NAMES = sorted(path.stem for path in CASES.glob("*.txt"))
WIDTHS = (20, 28, 35)

numbers = st.sampled_from(
    [
        "一、",
        "二、",
        "三、",
        "（一）",
        "（二）",
        "1.",
        "2.",
        "3.5",
        "第一条　",
        "第二章　",
        "①",
        "(a) ",
        "(b) ",
        "——",
        "",
    ]
)
paragraphs = st.lists(st.tuples(numbers, st.sampled_from(["要落实。", "总体要求", "要报告；", "2月"])), max_size=12)


def labelled(name: str) -> tuple[list[str], list[str]]:
    """The rows of a case, and the paragraphs of its text."""
    rows = (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return rows, [row.split("\t")[3] for row in rows]


def rows_of(reading: Reading) -> list[str]:
    return [
        f"{block.kind}\t{block.level or ''}\t{block.number or ''}\t{reading.text[block.start : block.end]}"
        for block in reading.blocks
    ]


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str) -> None:
    rows, lines = labelled(name)
    assert rows_of(read("\n".join(lines) + "\n")) == rows


@pytest.mark.parametrize("name", NAMES)
def test_structure_is_the_same_with_every_line_end_kept(name: str) -> None:
    rows, lines = labelled(name)
    assert rows_of(read("\r\n".join(lines), reflow=False)) == rows


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("english")])
def test_a_numbered_paragraph_is_never_joined_to_the_line_before(name: str, width: int) -> None:
    rows, lines = labelled(name)
    page = "\n".join(line for paragraph in lines for line in broken(paragraph, width))
    starts = {visible(row.split("\t")[3])[:8] for row in rows if row.split("\t")[2]}
    reading = read(page)
    found = {visible(reading.text[block.start : block.end])[:8] for block in reading.blocks}
    assert starts - found == set()


@given(paragraphs)
def test_a_number_stands_at_the_head_of_its_paragraph_and_nothing_else_is_changed(parts: list[tuple[str, str]]) -> None:
    text = "\n".join(number + words for number, words in parts)
    layout = lay_out(text, "zh-Hans")
    assert layout.text == text
    for block in layout.blocks:
        assert text[block.start : block.end].startswith(block.number or "")
        assert block.number is None or (block.level is not None and block.kind in ("heading", "body"))


@given(paragraphs)
def test_a_level_is_at_most_one_deeper_than_the_one_before(parts: list[tuple[str, str]]) -> None:
    text = "\n".join(number + words for number, words in parts)
    levels = [0, *(block.level for block in lay_out(text, "zh-Hans").blocks if block.level)]
    assert all(1 <= after <= before + 1 for before, after in pairwise(levels))


def test_a_reference_broken_before_its_number_begins_no_paragraph() -> None:
    words = "公园管理单位应当按照本条例第二条第（三）项、第（四）项和第三十一条第（五）项规定劝阻，并及时向主管部门"
    words += "报告有关情况，做好记录。"
    page = "\n".join(broken(words, 17))
    assert "\n（三）项" in page
    assert "\n（五）项" in page
    assert read(page).text == words


def test_the_first_and_second_quarter_are_no_numbers() -> None:
    assert find_numbers(["一、二季度平稳。", "二、三线城市回暖。"]) == [None, None]
    assert find_numbers(["一、二十大以来的工作"])[0] is not None


@pytest.mark.parametrize("words", ["１．要抓好ＡＢＣ检查；", "1.要抓好ABC检查;", "（１）要报告。", "(1)要报告."])
def test_full_width_and_half_width_stay_as_they_are(words: str) -> None:
    reading = read(words)
    assert reading.text == words
    assert reading.blocks[0].number == words[: words.index("要")]


def test_levels_that_a_file_tells_of_order_headings_without_numbers() -> None:
    text = "农业\n春耕\n要抓好。\n工业"
    known = [Block("heading", 0, 2, level=2), Block("heading", 3, 5, level=3), Block("body", 6, 10)]
    known.append(Block("heading", 11, 13, level=2))
    assert [block.level for block in lay_out(text, "zh-Hans", known=known).blocks] == [1, 2, None, 1]


def test_a_number_that_a_file_tells_of_need_not_stand_in_the_text() -> None:
    known = [Block("body", 0, 4, number="1."), Block("body", 5, 9, number="2.")]
    found = lay_out("要抓好。\n要报告。", "zh-Hans", known=known).blocks
    assert [(block.number, block.level) for block in found] == [("1.", 1), ("2.", 1)]


def test_items_without_a_mark_that_fill_their_lines_stay_apart() -> None:
    items = ["（一）加强值班值守并及时上报情况", "（二）检修排水设施并备足抢险物资", "（三）转移低洼地带群众并妥善安置"]
    words = "会议指出，今年七月以来全市降雨偏多，各区各部门要压实责任，重点做好下列防汛工作，确保安全度汛："
    page = "\n".join(line for paragraph in [words, *items] for line in broken(paragraph, 16))
    assert read(page).text == "\n".join([words, *items])
