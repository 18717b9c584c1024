"""What is named of the edits inside a mark: numbers, dates, markers, steps on a ladder, and nothing that stayed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.compare.changes import change
from annotate.compare.values import Change
from annotate.policy.lexicon import has_lexicon, load_lexicon
from annotate.text.reader import read
from annotate.text.spans import Span


def changed(old: str, new: str) -> Change | None:
    one, other = read(old, reflow=False), read(new, reflow=False)
    lexicon = load_lexicon(one.language) if has_lexicon(one.language) else None
    return change(one, [Span(0, len(old))], other, [Span(0, len(new))], lexicon)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("应当在30日内办结。", "应当在15日内办结。", ("the number “30” became “15”",)),
        ("应当在三十日内办结。", "应当在六十日内办结。", ("the number “三十” became “六十”",)),
        ("占百分之五十。", "占百分之六十五。", ("the number “百分之五十” became “百分之六十五”",)),
        ("2020年3月1日前报告。", "2021年3月1日前报告。", ("the date “2020年3月1日” became “2021年3月1日”",)),
        ("每月3次通报。", "每月通报。", ("the number “3” is gone",)),
        ("各单位要报告。", "各单位不得报告。", ("the marker “要” became “不得”",)),
        ("要加强建设。", "要进一步加强建设。", ("adds “进一步” (ladder: effort)",)),
        ("Report by March 3, 2020.", "Report by April 4, 2021.", ("the date “March 3, 2020” became “April 4, 2021”",)),
    ],
)
def test_what_carries_the_rule_is_named(old: str, new: str, said: tuple[str, ...]) -> None:
    found = changed(old, new)
    assert found is not None
    assert found.said == said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("３０日内办结。", "30 日内办结。"),  # the same number in other digits
        ("统一管理。", "一切管理。"),  # 一 inside words is no number
        ("2020年3月1日前办理。", "2020年3月1日前尽早办理。"),  # the date stayed
        ("重要的工作。", "主要的工作。"),  # 要 inside words is no marker
    ],
)
def test_what_stayed_or_is_no_number_is_not_named(old: str, new: str) -> None:
    found = changed(old, new)
    assert found is not None
    assert found.said == ()


def test_the_same_words_did_not_change() -> None:
    assert changed("要报告。", "要报告。") is None


@given(st.text("要不得三十日2020年月，", min_size=1, max_size=20), st.text("要可以六十日2021年月，", max_size=20))
def test_the_edits_rebuild_both_sides(old: str, new: str) -> None:
    found = changed(old, new)
    if found is None:
        assert old == new
        return
    assert "".join(edit.text for edit in found.edits if edit.op != "insert") == old
    assert "".join(edit.text for edit in found.edits if edit.op != "delete") == new
