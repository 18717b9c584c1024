"""Clauses: each rule by an example, and the law that they hold every visible character once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.text.clauses import clauses
from annotate.text.spans import Span, visible


def cut(text, language):
    return [clause.of(text) for clause in clauses(text, Span(0, len(text)), language)]


@pytest.mark.parametrize(
    "expected",
    [
        ["会议指出，", "要保障供应、稳定物价；", "各地要报告：", "按月进行。"],
        ["要坚持“外防输入，内防反弹”，", "不能松懈。"],
        ["落实本办法（以下简称办法，下同），", "按期报告。"],
        ["安排1，000万元，", "于12：30前到位。"],
        ["依照《停车，管理办法》执行，", "不得例外。"],
        ["会议强调：", "“要落实，要报告。”"],
        ["要落实,", "要报告;", "要总结"],
    ],
)
def test_chinese(expected):
    assert cut("".join(expected), "zh-Hans") == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["The council shall report every month,", "and the ministry must answer in writing;", "no delay is allowed."],
        ["Agencies keep food, water, and fuel."],
        ["The fee of $1,000 is due at 12:30."],
        ["The act (as amended, with its annex) applies."],
    ],
)
def test_english(expected):
    assert cut(" ".join(expected), "en") == expected


def test_only_the_span_is_cut():
    text = "前文，会议指出，要落实。后文，"
    assert [clause.of(text) for clause in clauses(text, Span(3, 12), "zh-Hans")] == ["会议指出，", "要落实。"]


@settings(deadline=None)
@given(st.text(alphabet="要会，；：。！？“”（）《》1,.; ab\n"), st.sampled_from(["zh-Hans", "en"]))
def test_clauses_hold_every_visible_character_once(text, language):
    quotes = cut(text, language)
    assert visible("".join(quotes)) == visible(text)
    assert all(quote and quote == quote.strip() for quote in quotes)
