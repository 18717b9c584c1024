"""What holds of real readouts, one after another: the series that lies beside the folder ANNOTATE_GOLD."""

import os
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from annotate.compare.values import Comparison, Edit
from annotate.store.adding import add
from annotate.store.annotations import mark
from annotate.store.comparing import diff
from annotate.store.opening import open_store
from annotate.store.placements import marks
from annotate.store.seeds import seed_path
from annotate.text.spans import Span

SERIES = Path(os.environ["ANNOTATE_GOLD"]).parent / "series" / "covid"
READOUTS = [str(path) for path in sorted(SERIES.glob("*.txt"))]
SEED = str(seed_path())
PAIRS = [*pairwise(READOUTS), (SEED, str(SERIES / "2020-02-21.txt"))]

compared = cache(lambda old, new: diff(None, old, new))


@pytest.fixture(params=PAIRS, ids=lambda pair: " ".join(Path(path).stem for path in pair))
def pair(request: pytest.FixtureRequest) -> tuple[str, str]:
    found: tuple[str, str] = request.param
    return found


def visible_places(text: str, spans: list[Span]) -> Counter[int]:
    return Counter(at for span in spans for at in range(*span) if not text[at].isspace())


def rebuild(edits: tuple[Edit, ...], found: Comparison, old: tuple[Span, ...], new: tuple[Span, ...]) -> None:
    """Edits stand where they say, cross no span's end, and together are both sides."""
    sides = ((found.old.reading.text, old, "insert"), (found.new.reading.text, new, "delete"))
    for number, (text, spans, unwanted) in enumerate(sides):
        mine = [((edit.old, edit.new)[number], edit) for edit in edits if edit.op != unwanted]
        assert "".join(edit.text for _, edit in mine) == "".join(span.of(text) for span in spans)
        assert all(at.of(text) == edit.text for at, edit in mine)
        assert all(any(span.covers(at) for span in spans) for at, _ in mine)


def test_there_are_readouts() -> None:
    assert len(READOUTS) > 10


def test_another_copy_of_the_seed_restates_every_directive_and_moves_none() -> None:
    rows = compared(SEED, str(SERIES / "2020-02-12.txt")).directives
    assert len(rows) > 50
    assert {(row.flag, row.moved) for row in rows} == {("restated", False)}


def test_the_alignment_covers_every_visible_character_of_both_texts_once(pair: tuple[str, str]) -> None:
    found = compared(*pair)
    for text, spans in (
        (found.old.reading.text, [span for group in found.alignment for span in group.old]),
        (found.new.reading.text, [span for group in found.alignment for span in group.new]),
    ):
        assert visible_places(text, spans) == visible_places(text, [Span(0, len(text))])


def test_groups_and_their_kinds_agree(pair: tuple[str, str]) -> None:
    found = compared(*pair)
    for group in found.alignment:
        assert bool(group.old) == (group.kind != "added")
        assert bool(group.new) == (group.kind != "removed")
        if group.kind == "changed":
            rebuild(group.edits, found, group.old, group.new)


def test_every_directive_stands_in_the_rows_that_its_flag_allows(pair: tuple[str, str]) -> None:
    found = compared(*pair)
    assert found.directives
    for row in found.directives:
        assert bool(row.old) == (row.flag != "new")
        assert bool(row.new) == (row.flag != "dropped")
        assert (row.ladder is not None) == (row.flag in ("strengthened", "weakened"))
        assert row.why
    new = Counter(span for row in found.directives for span in row.new)
    assert set(new.values()) == {1}
    dropped = {span for row in found.directives if row.flag == "dropped" for span in row.old}
    assert dropped.isdisjoint(span for row in found.directives if row.flag != "dropped" for span in row.old)
    assert sum(found.summary.values()) == len(found.directives)


def test_edits_inside_a_row_rebuild_both_sides(pair: tuple[str, str]) -> None:
    found = compared(*pair)
    edited = [row for row in found.directives if row.edits]
    assert edited or all(row.flag in ("new", "dropped") for row in found.directives)
    for row in edited:
        rebuild(row.edits, found, row.old, row.new)


def test_the_other_way_round_the_links_are_the_same(pair: tuple[str, str]) -> None:
    old, new = pair
    there = {(o, n) for row in compared(old, new).directives for o in row.old for n in row.new}
    back = {(o, n) for row in compared(new, old).directives for n in row.old for o in row.new}
    assert there == back


FORMULAS = (
    "坚定信心、同舟共济、科学防治、精准施策",
    "最吃劲的关键阶段",
    "毫不放松做好疫情防控重点工作",
    "突出重点、统筹兼顾",
    "抓实、抓细、抓落地",
    "人民战争、总体战、阻击战，努力实现今年",
    "应收尽收、应治尽治",
    "早发现、早报告、早隔离、早治疗",
    "集中优势医疗资源和技术力量",
    "畅通收治转诊通道",
    "责任包干、落细落实",
    "联防联控、群防群控",
    "统一调拨",
    "“米袋子”省长责任制",
    "春管春种",
    "分区分级精准防控",
    "以县域为单元",
    "一关了之、一停了之",
    "稳健的货币政策灵活适度",
    "出口信用保险",
)


def test_twenty_formulas_marked_in_one_copy_stand_on_their_words_in_the_next(tmp_path: Path) -> None:
    with open_store(tmp_path / "annotate.db", create=True) as store:
        add(store, SERIES / "2020-02-12.txt", name="readout")
        for formula in FORMULAS:
            mark(store, "readout@1", quote=formula, label="formula")
        add(store, SEED, name="readout")
        found = marks(store, "readout@2")
    assert len(found) == 20
    assert [each.quotes for each in found] == [each.origin.quotes for each in found]
