"""What a reader says wins over the rules, and the rows still fit together."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.compare.comparison import compare
from annotate.compare.values import Comparison, Flag, NewVerdict, Row, Side, TextSide, Verdict
from annotate.compare.verdicts import check_verdict
from annotate.errors import InputRefusedError
from annotate.policy.directives import read_directives
from annotate.policy.lexicon import load_lexicon
from annotate.text.reader import read
from annotate.text.reading import Reading
from annotate.text.spans import Span, quotes

ORDERS = [
    "要做好春耕工作",
    "加强水利建设",
    "各地要抓紧修复堤防",
    "稳住楼市",
    "促进房地产平稳发展",
    "不得层层加码",
    "扩大就业",
    "要大力扩大就业",
]
TEXTS = st.lists(st.sampled_from(ORDERS), min_size=1, max_size=6).map(
    lambda each: "会议强调，要真抓实干，" + "，".join(each) + "。"
)
OLD = "会议强调，要稳住楼市，加强水利建设，扩大就业。"  # steady housing, build waterworks, extend employment
NEW = "会议强调，要稳定房价，大力加强水利建设，修复堤防。"  # steady prices, build waterworks in earnest, mend dykes


def reading(text: str) -> Reading:
    return read(text, language="zh-Hans", reflow=False)


def compared(old: str, new: str, *verdicts: Verdict) -> Comparison:
    return compare(Side(reading(old)), Side(reading(new)), verdicts=verdicts)


def directives(text: str) -> list[tuple[Span, ...]]:
    return [each.spans for each in read_directives(reading(text), load_lexicon("zh-Hans"))]


def said(text: str, *words: str) -> tuple[Span, ...]:
    """The spans of the directives that begin with `words`."""
    return tuple(span for spans in directives(text) for span in spans if span.of(text).startswith(words))


def verdict(
    flag: Flag, old: tuple[Span, ...] = (), new: tuple[Span, ...] = (), side: TextSide = "new", number: int = 1
) -> Verdict:
    return Verdict(number, old, new, flag, "", None, side, "lin", "2024-05-01T10:00:00Z")


def row_of(found: Comparison, words: str, side: TextSide = "new") -> Row:
    text = found.new.reading.text if side == "new" else found.old.reading.text
    (row,) = [r for r in found.directives for span in getattr(r, side) if span.of(text).startswith(words)]
    return row


def test_a_new_directive_is_linked_where_the_reader_says() -> None:
    there = verdict("changed", said(OLD, "扩大"), said(NEW, "修复"))
    assert row_of(compared(OLD, NEW), "修复").flag == "new"

    found = compared(OLD, NEW, there)

    row = row_of(found, "修复")
    assert (row.flag, row.old, row.verdict) == ("changed", said(OLD, "扩大"), there)
    assert [r for r in found.directives if r.flag == "dropped" and r.old == said(OLD, "扩大")] == []


def test_a_link_undone_frees_the_old_directive() -> None:
    there = verdict("new", (), said(NEW, "大力"))

    found = compared(OLD, NEW, there)

    assert (row_of(found, "大力").flag, row_of(found, "大力").verdict) == ("new", there)
    freed = row_of(found, "加强", "old")
    assert (freed.flag, freed.verdict) == ("dropped", None)
    assert freed.why == ("a reader parted what the rules had linked",)


def test_a_directive_called_dropped_is_taken_up_by_nothing() -> None:
    found = compared(OLD, NEW, verdict("dropped", said(OLD, "加强"), (), "old"))
    assert row_of(found, "加强", "old").verdict
    assert row_of(found, "大力").flag == "new"


def test_an_old_directive_can_join_the_ones_a_new_one_takes_up() -> None:
    found = compared(OLD, NEW, verdict("changed", said(OLD, "扩大"), said(NEW, "大力"), "old"))
    assert row_of(found, "大力").old == (*said(OLD, "加强"), *said(OLD, "扩大"))
    assert row_of(found, "大力").verdict


def test_the_later_of_two_verdicts_wins() -> None:
    first = verdict("changed", said(OLD, "扩大"), said(NEW, "修复"), number=1)
    later = verdict("dropped", said(OLD, "扩大"), (), "old", number=2)
    found = compared(OLD, NEW, first, later)
    assert (row_of(found, "修复").flag, row_of(found, "修复").verdict) == ("new", None)
    assert row_of(found, "扩大", "old").verdict == later
    assert row_of(compared(OLD, NEW, later, first), "修复").verdict == first


def test_stronger_without_a_ladder_stands_on_the_readers() -> None:
    there = verdict("strengthened", said(OLD, "扩大"), said(NEW, "修复"))
    assert row_of(compared(OLD, NEW, there), "修复").ladder == "reader"
    assert row_of(compared(OLD, NEW, replace(there, ladder="effort")), "修复").ladder == "effort"


def test_a_verdict_on_words_that_are_no_directive_has_no_effect_and_is_told() -> None:
    found = compared(OLD, NEW, verdict("new", (), (Span(0, 2),), number=7))
    assert found.directives == compared(OLD, NEW).directives
    assert "no effect: 7" in found.note


def test_a_verdict_holds_on_where_other_rules_cut_a_directive_otherwise() -> None:
    (span,) = said(NEW, "大力")
    assert row_of(compared(OLD, NEW, verdict("new", (), (Span(span.start, span.end - 2),))), "大力").flag == "new"


@settings(deadline=None)
@given(TEXTS, TEXTS, st.data())
def test_whatever_a_reader_says_the_rows_fit_together(old: str, new: str, data: st.DataObject) -> None:
    given_verdicts = drawn(old, new, data)

    rows = compared(old, new, *given_verdicts).directives

    assert sorted(row.new for row in rows if row.new) == sorted(directives(new))
    taken = {span for row in rows if row.new for span in row.old}
    dropped = [row.old for row in rows if not row.new]
    assert sorted(dropped) == sorted(spans for spans in directives(old) if not set(spans) & taken)
    for row in rows:
        assert bool(row.old) == (row.flag != "new")
        assert bool(row.new) == (row.flag != "dropped")
        assert (row.ladder is not None) == (row.flag in ("strengthened", "weakened"))
        assert row.verdict is None or (row.flag == row.verdict.flag and not row.doubts)
        words = "|".join([*quotes(old, row.old), *quotes(new, row.new)])
        assert [word for ground in row.why for word in re.findall("“([^”]+)”", ground) if word not in words] == []


@settings(deadline=None)
@given(TEXTS, TEXTS, st.data())
def test_the_last_word_stands(old: str, new: str, data: st.DataObject) -> None:
    *_, last = given_verdicts = drawn(old, new, data)
    rows = compared(old, new, *given_verdicts).directives
    assert last in {row.verdict for row in rows}


@settings(deadline=None)
@given(TEXTS, TEXTS, st.data())
def test_verdicts_keep_their_links_when_the_texts_change_places(old: str, new: str, data: st.DataObject) -> None:
    given_verdicts = drawn(old, new, data)
    there = compared(old, new, *given_verdicts)
    back = compared(new, old, *(each.turned() for each in given_verdicts))
    assert linked(there) == {(o, n) for n, o in linked(back)}
    assert all(each.turned().turned() == each for each in given_verdicts)


def linked(found: Comparison) -> set[tuple[Span, Span]]:
    return {(o, n) for row in found.directives for o in row.old for n in row.new}


def drawn(old: str, new: str, data: st.DataObject) -> list[Verdict]:
    """One to four verdicts on directives of the two texts, each such as `judge` takes."""
    olds, news = directives(old), directives(new)
    made = []
    for number in range(1, data.draw(st.integers(1, 4)) + 1):
        side: TextSide = data.draw(st.sampled_from(["old", "new"]))
        mine, others = (olds, news) if side == "old" else (news, olds)
        judged = data.draw(st.sampled_from(mine))
        several = data.draw(st.lists(st.sampled_from(others), max_size=3, unique=True))
        alone: Flag = "dropped" if side == "old" else "new"
        flag: Flag = (
            data.draw(st.sampled_from(["restated", "changed", "strengthened", "weakened"])) if several else alone
        )
        links = tuple(sorted(span for spans in several for span in spans))
        here, there = (judged, links) if side == "old" else (links, judged)
        check_verdict(NewVerdict(here, there, flag, side=side), olds, news)
        made.append(verdict(flag, here, there, side, number))
    return made


@pytest.mark.parametrize(
    ("given_verdict", "reason"),
    [
        (NewVerdict(((Span(0, 2)),), (Span(5, 9),), "new"), "has no old one"),
        (NewVerdict((Span(5, 9),), (Span(5, 9),), "dropped"), "has no new one"),
        (NewVerdict((), (Span(5, 9),), "changed"), "needs a directive of each text"),
        (NewVerdict((), (Span(5, 10),), "new", ladder="effort"), "stand on a ladder"),
        (NewVerdict((), (Span(6, 10),), "new"), "6:10 is no directive of the new text"),
        (NewVerdict((), (Span(5, 10), Span(11, 15)), "new"), "and 2 are named"),
    ],
)
def test_a_verdict_that_cannot_be_is_refused(given_verdict: NewVerdict, reason: str) -> None:
    with pytest.raises(InputRefusedError, match=reason):
        check_verdict(given_verdict, [(Span(5, 9),)], [(Span(5, 10),), (Span(11, 15),)])
