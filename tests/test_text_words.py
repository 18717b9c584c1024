"""Words: Chinese by the dictionary, numbers and Latin words whole, and no trace left by the cutter."""

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.text.spans import visible
from annotate.text.words import cut, cutter


def words(text, language):
    ends = (0, *cut(text, language))
    return [text[start:end].strip() for start, end in pairwise(ends)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh-Hans", ["会议", "指出", "，", "要", "保障", "供应", "。"]),
        ("zh-Hans", ["GDP", "增长", "2.5", "%", "，", "5G", "用户", "1,000", "万"]),
        ("zh-Hans", ["２", "月", "12", "日"]),
        ("en", ["The", "COVID-19", "plan", "isn't", "cheap", ":", "$", "9,000.5", "."]),
        ("en", ["新", "华", "said"]),
    ],
)
def test_words(language, expected):
    text = " ".join(expected) if language == "en" else "".join(expected)
    assert words(text, language) == expected


def test_the_cut_of_a_paragraph_does_not_depend_on_its_neighbours():
    first, second = "会议指出，要保障供应。", "各地区要按月报告进展。"
    joined = cut(first + "\n" + second, "zh-Hans")
    assert joined == (*cut(first, "zh-Hans"), *(len(first) + 1 + end for end in cut(second, "zh-Hans")))


def test_cutter_is_named_with_its_version():
    assert cutter("zh-Hant").name == "jieba"
    assert cutter("zh-Hans").version[0].isdigit()
    assert cutter("und").name == "annotate-latin"


def test_loading_the_dictionary_prints_nothing_and_leaves_no_file(tmp_path):
    program = "from annotate.text.words import cut; print(cut('要落实', 'zh-Hans'))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={"TMPDIR": str(tmp_path), "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert (done.stdout, done.stderr) == ("(1, 3)\n", "")
    assert list(tmp_path.iterdir()) == []


def test_the_dictionary_is_not_loaded_to_name_the_cutter_or_to_cut_english():
    program = (
        "import sys; from annotate.text.words import cut, cutter; cutter('zh-Hans'); cut('The end.', 'en'); "
        "print('jieba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@settings(deadline=None)
@given(st.text(), st.sampled_from(["zh-Hans", "en", "und"]))
def test_words_hold_every_visible_character_once(text, language):
    ends = cut(text, language)
    assert list(ends) == sorted(set(ends))
    assert visible("".join(words(text, language))) == visible(text)
    assert all(word and word == "".join(word.split()) for word in words(text, language))
