"""What becomes of directives: cases as text files, and laws over pairs of texts."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.compare.comparison import compare
from annotate.compare.linking import link
from annotate.compare.units import units
from annotate.compare.values import Comparison, Row, Side
from annotate.errors import InputRefusedError
from annotate.policy.directives import read_directives
from annotate.policy.lexicon import load_lexicon
from annotate.store.seeds import SPECIMEN, seed_path
from annotate.text.decoding import decode
from annotate.text.reader import read
from annotate.text.reading import Reading
from annotate.text.spans import Span

CASES = sorted((Path(__file__).parent / "cases" / "flags").glob("*.txt"))
LEXICON = load_lexicon("zh-Hans")
KNOWN_FAILURES = sorted((Path(__file__).parent / "cases" / "flags" / "known_failures").glob("*.txt"))
ORDERS = [
    "要做好春耕备耕工作",
    "加强水利建设",
    "各地要抓紧修复堤防",
    "坚决防止疫情反弹",
    "稳住楼市",
    "促进房地产市场平稳健康发展",
    "要抓好外防输入",
    "要抓好外防输出",
    "不得层层加码",
    "扩大高校毕业生就业",
    "更大力度稳就业",
    "保障能源供应",
    "稳就业保民生",
    "要保民生稳就业",
    "保基本民生、稳就业",
]
TEXTS = st.lists(st.sampled_from(ORDERS), min_size=1, max_size=8).map(
    lambda orders: "会议要求，要办好实事，" + "，".join(orders) + "。"
)


def reading(text: str) -> Reading:
    return read(text, language="zh-Hans", reflow=False)


def seed(name: str = "2020-02-12-psc-readout.txt") -> Reading:
    return read(decode(seed_path(name).read_bytes()).extract)


def compared(old: str, new: str) -> Comparison:
    return compare(Side(reading(old)), Side(reading(new)))


def quotes(spans: tuple[Span, ...], text: str) -> str:
    return " + ".join(span.of(text) for span in spans) or "-"


@pytest.mark.parametrize("path", KNOWN_FAILURES, ids=lambda path: path.stem)
@pytest.mark.xfail(strict=True, reason="known failures: when one passes, it moves up to the cases")
def test_known_failures(path: Path) -> None:
    test_flags_as_the_case_says(path)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_flags_as_the_case_says(path: Path) -> None:
    promise, old, new, expected = path.read_text(encoding="utf-8").split("---\n")
    found = compared(old.strip(), new.strip())
    rows = [f"{row.flag} | {quotes(row.new, new)} | {quotes(row.old, old)}" for row in found.directives]
    assert rows == expected.splitlines(), promise


@settings(deadline=None)
@given(TEXTS)
def test_a_text_against_itself_is_restated_and_nothing_moved(text: str) -> None:
    found = compared(text, text)
    assert {(row.flag, row.moved) for row in found.directives} == {("restated", False)}


def scores(old: str, new: str) -> dict[tuple[int, int], float]:
    old_units, new_units = (
        units(each, read_directives(each, LEXICON), LEXICON) for each in (reading(old), reading(new))
    )
    return dict(link(old_units, new_units, LEXICON).scores)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_scores_are_the_same_to_the_last_bit_whichever_text_is_the_old_one(one: str, other: str) -> None:
    assert scores(one, other) == {(o, n): score for (n, o), score in scores(other, one).items()}


def test_runs_of_one_length_in_another_order_score_alike_both_ways() -> None:
    one, other = "会议强调，要稳就业保民生。", "会议强调，要保民生稳就业。"
    assert scores(one, other) == scores(other, one) != {}


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_links_do_not_depend_on_which_text_is_the_old_one(one: str, other: str) -> None:
    there = {(old, new) for row in compared(one, other).directives for old in row.old for new in row.new}
    back = {(new, old) for row in compared(other, one).directives for old in row.old for new in row.new}
    assert there == back


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_every_directive_stands_in_a_row_of_its_own_kind(old: str, new: str) -> None:
    rows = compared(old, new).directives
    for row in rows:
        assert bool(row.old) == (row.flag != "new")
        assert bool(row.new) == (row.flag != "dropped")
        assert (row.ladder is not None) == (row.flag in ("strengthened", "weakened"))
    of_new = [span for row in rows for span in row.new]
    assert sorted(of_new) == sorted(set(of_new))
    dropped = {span for row in rows if row.flag == "dropped" for span in row.old}
    assert not dropped & {span for row in rows if row.flag != "dropped" for span in row.old}


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_edits_rebuild_both_sides(old: str, new: str) -> None:
    for row in compared(old, new).directives:
        if row.edits:
            assert "".join(e.text for e in row.edits if e.op != "insert") == "".join(s.of(old) for s in row.old)
            assert "".join(e.text for e in row.edits if e.op != "delete") == "".join(s.of(new) for s in row.new)


@pytest.fixture(scope="module")
def specimen() -> Comparison:
    return compare(Side(seed()), Side(seed(SPECIMEN)))


def test_a_new_row_says_how_much_was_searched_and_a_dropped_one_too(specimen: Comparison) -> None:
    counts = {side: len({s for row in specimen.directives for s in getattr(row, side)}) for side in ("old", "new")}
    for row in specimen.directives:
        if row.flag in ("new", "dropped"):
            searched = counts["old" if row.flag == "new" else "new"]
            assert row.why[0].startswith(f"{searched} directives of the")


def test_the_words_of_a_ground_stand_in_the_quotes(specimen: Comparison) -> None:
    for row in specimen.directives:
        if row.flag not in ("new", "dropped"):
            assert row.why, quotes(row.new, specimen.new.reading.text)
            assert _foreign_words(row, specimen) == []


def _foreign_words(row: Row, found: Comparison) -> list[str]:
    both = quotes(row.old, found.old.reading.text) + quotes(row.new, found.new.reading.text)
    return [word for ground in row.why for word in re.findall("“([^”]+)”", ground) if word not in both]


def test_candidates_come_best_first(specimen: Comparison) -> None:
    for row in specimen.directives:
        scores = [near.score for near in row.candidates]
        assert scores == sorted(scores, reverse=True)


def test_a_copys_noise_is_no_change() -> None:
    original = seed()
    noisy = original.text.replace("武汉市以外地市，要责任包干", "武汉以外地市要责任包干").replace("19个", "19 个")
    copy = read(noisy.replace("有序推动央企", "有序推动 央企"))
    found = compare(Side(original), Side(copy))
    assert {(row.flag, row.moved) for row in found.directives} == {("restated", False)}


def test_two_languages_are_refused() -> None:
    english = read("The council shall publish a report every year. It shall not delay the work.", language="en")
    with pytest.raises(InputRefusedError, match="two languages"):
        compare(Side(reading("会议强调，要做好工作。")), Side(english))


def test_a_language_without_a_lexicon_is_aligned_and_says_so() -> None:
    text = read("The council shall publish a report every year.", language="und")
    found = compare(Side(text), Side(text))
    assert found.directives == ()
    assert found.alignment
    assert "no lexicon" in found.note
