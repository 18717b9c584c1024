"""Reading a text from end to end."""

from pathlib import Path

from annotate.text.reader import read

SEED = Path(__file__).parents[1] / "seeds" / "2020-02-12-psc-readout.txt"


def test_a_reading_says_what_it_was_made_of():
    reading = read("市政府召开会议\n会议指出，要保障供应。\n")
    assert reading.extract == reading.text == "市政府召开会议\n会议指出，要保障供应。\n"
    assert reading.language == "zh-Hans"
    assert reading.title == "市政府召开会议"
    assert reading.removed == ()
    assert not reading.line_ends
    assert reading.words[-1] == len(reading.text) - 1


def test_language_given_overrules_the_guess():
    reading = read("会议要求保障供应。", language="und")
    assert reading.language == "und"
    assert reading.cutter.name == "annotate-latin"


def test_without_reflow_every_line_is_a_block():
    reading = read("要落实\n要报告", reflow=False)
    assert reading.line_ends
    assert len(reading.blocks) == 2


def test_a_text_without_a_title_has_none():
    assert read("会议指出，要保障供应。").title is None


def test_same_extract_same_reading():
    page = SEED.read_text(encoding="utf-8")
    assert read(page) == read(page)
