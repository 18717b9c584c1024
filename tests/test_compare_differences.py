"""What two orders differ in is named, in words that stand in them."""

import re

import pytest

from annotate.compare.differences import named_differences
from annotate.compare.units import Unit, units
from annotate.policy.directives import read_directives
from annotate.policy.lexicon import load_lexicon
from annotate.text.reader import read

ZH = load_lexicon("zh-Hans")


def unit(order: str) -> Unit:
    """The one order of a text."""
    text = f"会议强调，{order}。"
    reading = read(text, language="zh-Hans", reflow=False)
    (made,) = units(reading, read_directives(reading, ZH), ZH)
    return made


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("要加固300座水库", "要加固500座水库", "number: “300座” became “500座”"),  # reservoirs to be strengthened
        (
            "要在6月底前完成加固",
            "要在9月底前完成加固",
            "number: “6月” became “9月”",
        ),  # by the end of June, of September
        ("要完成水库加固", "要完成100座水库加固", "number: adds “100座”"),
        ("各地要抓好春耕", "有关部门要抓好春耕", "addressee: “各地” became “有关部门”"),  # localities, departments
        ("要抓好春耕", "各地要抓好春耕", "addressee: names “各地”"),
        ("各地要抓好春耕", "要抓好春耕", "addressee: no longer names “各地”"),
        ("要抓好春耕", "必须抓好春耕", "marker: “要” became “必须”"),  # are to, must
        ("要提高补贴标准", "要适当提高补贴标准", "force: adds “适当”"),  # raise, raise somewhat
        ("要更大力度稳就业", "要稳就业", "force: without “更大力度”"),
        ("要保障粮油、蔬菜供应", "要保障粮油、药品、蔬菜供应", "list: adds “药品”"),  # grain, medicine, vegetables
        ("要保障粮油、药品、蔬菜供应", "要保障粮油、蔬菜供应", "list: without “药品”"),
        ("要做好“六稳”工作", "要做好“六保”工作", "formula: “六稳” became “六保”"),
        ("要支持湖北复工", "要支持武汉复工", "scope: “湖北” became “武汉”, a part of it"),  # a province, its capital
        ("要支持武汉复工", "要支持湖北复工", "scope: “武汉” became “湖北”, which it is part of"),
        ("要支持湖北复工", "要支持北京复工", "scope: “湖北” became “北京”"),
        ("要做好防控", "要做好首都防控", "scope: adds “首都”"),
        (
            "要以项目为抓手扩大投资",
            "要以基金为抓手扩大投资",
            "means: “项目” became “基金”",
        ),  # by way of projects, of funds
        ("要扩大投资", "要通过专项债券等方式扩大投资", "means: adds “专项债券”"),
    ],
)
def test_a_difference_has_a_name(old: str, new: str, told: str) -> None:
    before, after = unit(old), unit(new)
    found = named_differences([before], before, after, ZH)
    assert told in found
    words = [word for sentence in found for word in re.findall("“([^”]+)”", sentence)]
    assert [word for word in words if word not in before.quote + "|" + after.quote] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("要保障粮油、蔬菜供应", "要保障蔬菜、粮油供应"),
        ("要抓好春耕", "要抓好春耕"),
        ("要加固300座水库", "要加固水库300座"),
        ("要以项目为抓手扩大投资", "要扩大投资以项目为抓手"),
    ],
)
def test_the_same_in_another_order_is_no_difference(old: str, new: str) -> None:
    before = unit(old)
    assert named_differences([before], before, unit(new), ZH) == ()


def test_a_place_under_another_of_its_names_is_no_other_scope() -> None:
    before = unit("要做好首都防控")
    assert [said for said in named_differences([before], before, unit("要做好北京防控"), ZH) if "scope" in said] == []


def test_words_that_are_named_are_not_told_twice() -> None:
    before = unit("要保障粮油、蔬菜供应")
    assert named_differences([before], before, unit("要保障粮油、药品、蔬菜供应"), ZH) == ("list: adds “药品”",)


def test_what_no_kind_names_is_told_by_side() -> None:
    before = unit("要稳住楼市")
    assert named_differences([before], before, unit("要盘活楼市"), ZH) == (
        "only in the old text: “稳住”",
        "only in the new text: “盘活”",
    )


def test_what_several_orders_said_together_is_no_addition() -> None:
    first, second = unit("要保障粮油供应"), unit("要保障蔬菜供应")
    found = named_differences([first, second], first, unit("要保障粮油、蔬菜供应"), ZH)
    assert found == ()
