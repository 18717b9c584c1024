"""No file makes a reader take more time or memory than a multiple of its size."""

import pytest

from tests.bounded import read_within_bounds

SIZE = 150_000
PLAIN = {
    "one line of many sentences": "会议强调，要落实责任。",
    "no stop": "要",
    "short lines": "要落实\n",
    "lines of one width": "各地区要认真落实会议提出的三项任务，保障居民日常所需的供应，稳定物\n",
    "digits set apart": "2 月 1 日",
    "blank lines": "要\n\n\n\n",
    "quotation marks that never close": "“",
    "brackets that never close": "（",
    "one Latin word": "a",
    "Latin lines": "the committee shall report to the board on the matter of\n",
    "numbers": "1.2.",
    "articles": "第一条\n",
    "dots": "…",
    "headings of contents": "目录\n",
    "words of reporters": "记者",
}


@pytest.mark.parametrize("unit", PLAIN.values(), ids=PLAIN)
def test_a_plain_text_is_read_within_bounds_whatever_it_repeats(unit: str) -> None:
    text = unit * (SIZE // len(unit))
    assert read_within_bounds(text.encode(), "long.txt").startswith("a text of ")


def test_chapters_and_their_parts_are_numbered_within_bounds() -> None:
    half = SIZE // 16
    text = "1 总则。\n" * half + "1.2 总则\n" * half + "（新华社" + "记者" * half
    assert read_within_bounds(text.encode(), "long.txt").startswith("a text of ")


@pytest.mark.parametrize("data", [b"\0" * 3 * SIZE, b"\xff" * 3 * SIZE, b"\xff\xfe" + b"\0\xd8" * SIZE, b" \n" * SIZE])
def test_bytes_that_are_no_text_are_refused_within_bounds(data: bytes) -> None:
    assert "long.txt" in read_within_bounds(data, "long.txt")
