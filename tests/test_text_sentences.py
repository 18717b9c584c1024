"""Sentences: each rule by an example, and the law that they hold every visible character once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.text.reader import read
from annotate.text.reading import Block
from annotate.text.sentences import sentences
from annotate.text.spans import visible


def cut(text, language, *, line_ends=False):
    block = Block("body", 0, len(text))
    return [span.of(text) for span in sentences(text, [block], language, line_ends=line_ends)]


@pytest.mark.parametrize(
    "expected",
    [
        ["会议指出，要落实；要报告。", "各地要跟进！", "谁来做？"],
        ["会议强调：“要落实。”", "各地要报告。"],
        ["要坚持“两个毫不动摇”，落实到位。"],
        ["《谁来负责？》一文已发。", "各地要学习。"],
        ["本办法（试行期一年。期满另行公布。）自发布起施行。"],
        ["要落实。", "（市政府另行通知。）", "要报告。"],
        ["……要落实。"],
        ["要节约水、电、气……等资源。"],
        ["要长期坚持……", "要报告"],
        ["增长2.5%，达到1,000.50元。", "要巩固。"],
        ["真的吗？！", "要核实。"],
        ["各地（一要落实。", "二要报告。"],
    ],
)
def test_chinese(expected):
    assert cut("".join(expected), "zh-Hans") == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["The council met.", "It shall report by May."],
        ["The U.S.  Department of Labor paid $9,000,200.00 in fees.", "It must stop."],
        ["It works in the U.S.", "The rest follows."],
        ["Dr. J. Smith and Mrs. Wu chair Art. 5 of No. 12.", "They agree."],
        ["He said “Stop!” and left.", "“Why?” she asked."],
        ["Agencies, e.g. the EPA, must act.", "So must we."],
        ["Prices rose 1.5 percent (see Fig. 2).", "They must fall."],
        ["It ended at 5 p.m. on Monday."],
        ["It failed… but they tried again."],
        ["They paid no rent.", "However, they stayed."],
    ],
)
def test_english(expected):
    assert cut(" ".join(expected), "en") == expected


def test_a_missing_space_between_english_sentences_is_seen():
    assert cut("It must stop.However, it goes on.", "en") == ["It must stop.", "However, it goes on."]


def test_english_paragraph_in_a_chinese_text_is_read_by_english_rules():
    assert cut("The council met. It agreed.", "zh-Hans") == ["The council met.", "It agreed."]


def test_a_line_end_that_ends_a_block_ends_the_sentence():
    reading = read("应当遵守下列规定：\n（一）公示标准；\n（二）保持畅通。")
    spans = sentences(reading.text, reading.blocks, reading.language, line_ends=reading.line_ends)
    assert [span.of(reading.text) for span in spans] == ["应当遵守下列规定：", "（一）公示标准；", "（二）保持畅通。"]


def test_line_ends_end_sentences_where_asked():
    assert cut("要落实\n要报告", "zh-Hans", line_ends=True) == ["要落实", "要报告"]
    assert cut("要落实\n要报告", "zh-Hans", line_ends=False) == ["要落实\n要报告"]


@settings(deadline=None)
@given(
    st.text(alphabet="要会。！？…“”（）《》，；:. \nAb.c1?\"'"),
    st.sampled_from(["zh-Hans", "en", "und"]),
    st.booleans(),
)
def test_sentences_hold_every_visible_character_once(text, language, reflow):
    reading = read(text, language=language, reflow=reflow)
    spans = sentences(reading.text, reading.blocks, language, line_ends=reading.line_ends)
    quotes = [span.of(reading.text) for span in spans]
    assert visible("".join(quotes)) == visible(text)
    assert all(quote and quote == quote.strip() for quote in quotes)
    assert all(any(block.start <= span.start and span.end <= block.end for block in reading.blocks) for span in spans)
