"""Traditional and simplified characters read alike: one for one, in place, and never where words differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from annotate.store.seeds import SPECIMEN, seed_path
from annotate.text.characters import is_han
from annotate.text.decoding import decode
from annotate.text.reader import read
from annotate.text.reading import Language
from annotate.text.script import check_opencc, configs, fold, folded

CHINESE: tuple[Language, ...] = ("zh-Hans", "zh-Hant")
HAN = [(0x3007, 0x3007), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF)]
EVERY_HAN = "".join(chr(code) for first, last in HAN for code in range(first, last + 1))
TEXTS = st.text(
    st.one_of(st.sampled_from("著顯着显後后乾坤干部輸出输入，。「」 \n\0\u0301𠮷"), st.characters(codec="utf-8"))
)


@pytest.mark.parametrize("config", sorted({config for language in CHINESE for config in configs(language)}))
def test_every_chinese_character_becomes_one_character(config: str) -> None:
    assert {len(found) for found in OpenCC(config).convert("\n".join(EVERY_HAN)).split("\n")} == {1}


@given(TEXTS, st.sampled_from(CHINESE))
def test_folding_keeps_the_place_of_everything(text: str, language: Language) -> None:
    found = fold(text, language)
    assert len(found) == len(text)
    assert all(new == old for old, new in zip(text, found, strict=True) if not is_han(old))


@given(TEXTS, TEXTS, st.sampled_from(CHINESE))
def test_the_folding_of_a_clause_does_not_depend_on_the_next(one: str, other: str, language: Language) -> None:
    assert fold(f"{one}，{other}", language) == f"{fold(one, language)}，{fold(other, language)}"


@pytest.mark.parametrize("name", ["2020-02-12-psc-readout.txt", SPECIMEN])
@pytest.mark.parametrize("script", ["s2t", "s2tw", "s2hk"])
def test_a_readout_in_traditional_characters_folds_back_to_what_it_was(name: str, script: str) -> None:
    text = decode(seed_path(name).read_bytes()).extract
    assert fold(text, "zh-Hans") == text
    assert fold(OpenCC(script).convert(text), "zh-Hant") == text


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("皇后", "皇后"),
        ("以後", "以后"),
        ("乾坤", "乾坤"),
        ("幹部", "干部"),
        ("乾燥", "干燥"),
        ("著作", "著作"),
        ("著力", "着力"),
    ],
)
def test_characters_that_simplified_writing_merges_are_merged_and_no_others(traditional: str, simplified: str) -> None:
    assert fold(traditional, "zh-Hant") == simplified


@pytest.mark.parametrize(
    ("one", "other"), [("外防輸出", "外防输入"), ("軟體", "软件"), ("乾坤", "干部"), ("顯著", "显着")]
)
def test_what_differs_in_more_than_script_still_differs(one: str, other: str) -> None:
    assert fold(one, "zh-Hant") != fold(other, "zh-Hans")


def test_a_simplified_text_keeps_what_only_looks_traditional() -> None:
    assert fold("成效显著，著作等身", "zh-Hans") == "成效显著，著作等身"


@pytest.mark.parametrize("language", ["en", "und"])
def test_a_text_that_is_not_chinese_stays_as_it_is(language: Language) -> None:
    assert fold("the word 會議", language) == "the word 會議"


def test_a_folded_reading_is_cut_into_the_words_of_simplified_chinese() -> None:
    simplified = read("会议要求，要着力做好疫情防控工作。", language="zh-Hans")
    traditional = read("會議要求，要著力做好疫情防控工作。", language="zh-Hant")
    found = folded(traditional)
    assert (found.text, found.words, found.language) == (simplified.text, simplified.words, "zh-Hans")
    assert (found.extract, found.blocks) == (traditional.extract, traditional.blocks)


def test_the_version_is_told_without_loading_the_library() -> None:
    assert check_opencc()[0].isdecimal()
