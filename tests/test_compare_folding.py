"""Two scripts compared as one: the same rows as in one script, told in each text's own characters."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from annotate.compare.comparison import compare
from annotate.compare.folding import in_own_words
from annotate.compare.values import Comparison, Edit, Row, Side
from annotate.errors import InputRefusedError
from annotate.policy.values import Parts, Rules
from annotate.report.merged import merged, shared
from annotate.text.characters import every_han
from annotate.text.reader import read
from annotate.text.reading import Language
from annotate.text.script import fold
from annotate.text.spans import Span

CASES = sorted((Path(__file__).parent / "cases" / "folding").glob("*.txt"))
ORDERS = [
    "要做好春耕备耕工作",
    "要切实做好春耕备耕工作",
    "加强水利建设",
    "各地要抓紧修复堤防",
    "各级党委要抓紧修复堤防",
    "不得层层加码",
    "严禁层层加码",
    "着力保障300座水库安全",
    "着力保障500座水库安全",
    "要抓好外防输入",
    "要抓好外防输出",
    "在武汉市推广“菜篮子”经验",
    "在湖北省推广“米袋子”经验",
    "稳住楼市、股市",
    "促进房地产市场平稳健康发展",
]
TEXTS = st.lists(st.sampled_from(ORDERS), min_size=1, max_size=6).map(
    lambda orders: "会议要求，各地区要办好实事，" + "，".join(orders) + "。"
)
SCRIPTS = st.sampled_from(("s2t", "s2tw", "s2hk"))


@cache
def converter(script: str) -> OpenCC:
    return OpenCC(script)


def written(script: str, text: str) -> str:
    """`text` in traditional characters."""
    return str(converter(script).convert(text))


def side(text: str, language: Language) -> Side:
    return Side(read(text, language=language, reflow=False))


def plain(old: str, new: str) -> Comparison:
    return compare(side(old, "zh-Hans"), side(new, "zh-Hans"))


def across(old: str, new: str, language: Language = "zh-Hans") -> Comparison:
    """`old`, which is in traditional characters, against `new`."""
    return compare(side(old, "zh-Hant"), side(new, language), fold_script=True)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_flags_as_the_case_says(path: Path) -> None:
    promise, old, new, expected = path.read_text(encoding="utf-8").split("---\n")
    sides = [Side(read(text.strip(), reflow=False)) for text in (old, new)]
    found = compare(*sides, fold_script=True)

    def words(spans: Sequence[Span], text: str) -> str:
        return " + ".join(span.of(text.strip()) for span in spans) or "-"

    rows = [f"{row.flag} | {words(row.new, new)} | {words(row.old, old)}" for row in found.directives]
    assert rows == expected.splitlines(), promise


@settings(deadline=None)
@given(TEXTS, SCRIPTS)
def test_a_text_against_itself_in_the_other_script_is_restated_and_the_same(text: str, script: str) -> None:
    found = across(written(script, text), text)
    assert {(row.flag, row.moved) for row in found.directives} == {("restated", False)}
    assert {(group.kind, group.moved) for group in found.alignment} == {("same", False)}
    assert {edit.op for group in found.alignment for edit in group.edits} == {"equal"}


@settings(deadline=None)
@given(TEXTS, TEXTS, SCRIPTS)
def test_rows_are_those_of_the_simplified_texts_but_for_the_characters(old: str, new: str, script: str) -> None:
    found, expected = across(written(script, old), new), plain(old, new)
    assert len(found.directives) == len(expected.directives)
    for row, other in zip(found.directives, expected.directives, strict=True):
        assert (row.flag, row.moved, row.old, row.new) == (other.flag, other.moved, other.old, other.new)
        assert (row.score, row.ladder, row.candidates) == (other.score, other.ladder, other.candidates)
        assert [fold(ground, "zh-Hant") for ground in row.why] == list(other.why)
        for mine, theirs in zip(vars(row.parts).values(), vars(other.parts).values(), strict=True):
            assert mine == theirs or fold(mine, "zh-Hant") == theirs
    assert [(group.kind, group.old, group.new) for group in found.alignment] == [
        (group.kind, group.old, group.new) for group in expected.alignment
    ]


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_links_do_not_depend_on_which_text_is_the_old_one(one: str, other: str) -> None:
    texts = side(written("s2tw", one), "zh-Hant"), side(other, "zh-Hans")
    found, turned = compare(*texts, fold_script=True), compare(*reversed(texts), fold_script=True)
    there = {(old, new) for row in found.directives for old in row.old for new in row.new}
    assert there == {(new, old) for row in turned.directives for old in row.old for new in row.new}


def rebuilt(edits: Sequence[Edit]) -> tuple[str, str]:
    """The old and the new words, from the edits alone."""
    old = "".join(edit.text if edit.old_text is None else edit.old_text for edit in edits if edit.op != "insert")
    return old, "".join(edit.text for edit in edits if edit.op != "delete")


@settings(deadline=None)
@given(TEXTS, TEXTS, SCRIPTS)
def test_edits_rebuild_both_sides_in_their_own_characters(old: str, new: str, script: str) -> None:
    old = written(script, old)
    found = across(old, new)
    for each in (*found.directives, *found.alignment):
        if each.edits:
            expected = tuple(
                "".join(span.of(text) for span in spans) for text, spans in ((old, each.old), (new, each.new))
            )
            assert rebuilt(each.edits) == expected


@settings(deadline=None)
@given(TEXTS, TEXTS, SCRIPTS)
def test_tracked_changes_still_hold_both_texts(old: str, new: str, script: str) -> None:
    old = written(script, old)
    pieces = merged(old, new, shared(across(old, new)))
    assert "".join(piece.old.of(old) for piece in pieces) == old
    assert "".join(piece.new.of(new) for piece in pieces) == new
    assert all(piece.old.of(old) == piece.new.of(new) for piece in pieces if piece.op == "equal")


@settings(deadline=None)
@given(TEXTS, TEXTS, SCRIPTS)
def test_every_word_told_is_of_one_of_the_texts(old: str, new: str, script: str) -> None:
    old = written(script, old)
    for row in across(old, new).directives:
        for ground in row.why:
            for words in re.findall("“([^“”]+)”", ground):
                assert words in old or words in new


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("各縣要實現辦好學校", "各县要办好学校、医院", "shared words: “办好学校”, “各县要”"),
        ("各縣要實現辦好學校", "各县要办好学校、医院", "only in the old text: “實現”"),
        ("各地區要加快項目建設", "各地区要大力加快项目建设", "adds “大力” (ladder: effort)"),
        ("要全面加強水利設施建設", "要加强水利和农村道路设施建设", "force: without “全面”"),
        ("要抓好外防輸出", "要抓好外防输入", "opposite words: “输入”, “輸出”"),
        ("要穩住樓市", "要促进房地产市场平稳发展", "one matter under two names: “樓市”, “房地产”"),
        ("要推廣“菜籃子”經驗", "要推广“米袋子”经验", "formula: “菜籃子” became “米袋子”"),
    ],
)
def test_words_in_a_ground_are_those_of_the_text_they_are_from(old: str, new: str, told: str) -> None:
    (row,) = across(f"會議強調，{old}。", f"会议强调，{new}。").directives
    assert told in row.why


@pytest.mark.parametrize(
    ("ground", "told"),
    [
        ("shared words: “水库”, “要加固”", "shared words: “水库”, “要加固”"),
        ("only in the old text: “水库”", "only in the old text: “水庫”"),
        ("only in the new text: “水库”", "only in the new text: “水库”"),
        ("scope: “水库” became “水库”, a part of it", "scope: “水庫” became “水库”, a part of it"),
        ("list: adds “水库”, without “水库”, “要加固”", "list: adds “水库”, without “水庫”, “要加固”"),
        ("without “水库” (ladder: effort)", "without “水庫” (ladder: effort)"),
        ("addressee: 各级党委 became “各级党委”", "addressee: 各級黨委 became “各级党委”"),
        ("addressee: no longer names 各级党委", "addressee: no longer names 各級黨委"),
        ("addressee: names 各级党委", "addressee: names 各级党委"),
        ("one matter under two names: “水库”, “水库”", "one matter under two names: “水庫”, “水库”"),
    ],
)
def test_what_stands_in_both_texts_is_written_as_in_the_one_meant(ground: str, told: str) -> None:
    old, new = "各級黨委要修路，要加固水庫", "各级党委要修路，要加固水库"
    sides = side(old, "zh-Hant"), side(new, "zh-Hans")
    spans = (Span(8, 13),)
    row = Row("changed", False, spans, spans, 1.0, None, Parts(None, None, None, None), (ground,))
    made = Comparison(side(new, "zh-Hans"), sides[1], (), (row,), Rules("zh", "1", ""))
    assert in_own_words(made, *sides).directives[0].why == (told,)


def test_who_is_told_and_who_speaks_is_written_as_in_the_text() -> None:
    found = across("會議強調，有關部門要做好春耕。", "会议强调，要稳住楼市。")
    (dropped,) = (row for row in found.directives if row.flag == "dropped")
    assert (dropped.parts.addressee, dropped.parts.speaker) == ("有關部門", "會議")
    assert found.old.reading.language == "zh-Hant"


def test_the_comparison_says_that_characters_were_folded_and_by_what() -> None:
    found = across("會議強調，要穩住樓市。", "会议强调，要稳住楼市。")
    assert found.folded is not None
    assert (found.folded.name, found.folded.old, found.folded.new) == ("opencc", ("hk2t", "tw2s"), ("t2s",))
    assert found.notes[0].startswith(
        f"Traditional and simplified characters count as equal (opencc {found.folded.version}"
    )


def test_without_folding_two_scripts_are_refused_and_the_sentence_names_the_option() -> None:
    with pytest.raises(InputRefusedError, match=r"zh-Hant, the new one in zh-Hans; .* without --fold-script"):
        compare(side("會議強調，要穩住樓市。", "zh-Hant"), side("会议强调，要稳住楼市。", "zh-Hans"))


def test_without_folding_a_traditional_text_has_no_directives_and_the_note_names_the_option() -> None:
    found = compare(*[side("會議強調，要穩住樓市。", "zh-Hant")] * 2)
    assert found.directives == ()
    assert "--fold-script" in found.note


def test_two_simplified_texts_are_compared_as_without_folding() -> None:
    old, new = "会议强调，要稳住楼市，成效显著。", "会议强调，要稳住股市，成效显著。"
    found = compare(side(old, "zh-Hans"), side(new, "zh-Hans"), fold_script=True)
    assert (found.directives, found.alignment) == (plain(old, new).directives, plain(old, new).alignment)


def test_other_languages_are_not_compared_by_folding() -> None:
    with pytest.raises(InputRefusedError, match="two languages are not compared"):
        compare(side("會議強調，要穩住樓市。", "zh-Hant"), side("Members shall act.", "en"), fold_script=True)


def test_where_there_is_nothing_to_fold_the_note_says_so() -> None:
    found = compare(*[side("Members shall act.", "en")] * 2, fold_script=True)
    assert found.folded is None
    assert found.note.startswith("No characters were folded: the texts are in en")
    assert [row.flag for row in found.directives] == ["restated"]


def test_no_simplified_character_slips_into_the_words_of_a_traditional_text() -> None:
    old = "會議強調，各級黨委要著力保障300座水庫安全，嚴禁層層加碼。"
    new = "會議強調，各級政府要著力保障500座水庫安全，不得層層加碼。"
    found = across(old, new, "zh-Hant")
    said = "".join("".join(map(str, (*vars(row.parts).values(), *row.why))) for row in found.directives)
    assert set(every_han(said)) <= set(every_han(old + new))
