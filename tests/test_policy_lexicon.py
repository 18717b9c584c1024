"""The rules: what the package ships can be read, and what is wrong with a folder of one's own is said in a sentence."""

import re
import shutil
from pathlib import Path

import pytest

from annotate.errors import FileMissingError, InputRefusedError
from annotate.policy.lexicon import load_lexicon, package_rules

KEYS = [
    (path.name, line.split(" = ")[0])
    for path in sorted(package_rules("zh-Hans").glob("*.toml"))
    if path.name in ("reading.toml", "linking.toml", "acts.toml")
    for line in path.read_text(encoding="utf-8").splitlines()
    if re.match(r"[a-z_]+ = ", line) and path.name != "acts.toml"
]


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return shutil.copytree(package_rules("zh-Hans"), tmp_path / "rules")


def test_a_copy_of_the_rules_is_the_same_rules(rules: Path) -> None:
    assert load_lexicon("zh-Hans", str(rules)).rules == load_lexicon("zh-Hans").rules


def test_another_word_is_other_rules_read_afresh(rules: Path) -> None:
    before = load_lexicon("zh-Hans", str(rules)).rules
    path = rules / "matters.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# one line more\n", encoding="utf-8")
    assert load_lexicon("zh-Hans", str(rules)).rules.sha256 != before.sha256


@pytest.mark.parametrize(("name", "key"), KEYS, ids=[f"{name}-{key}" for name, key in KEYS])
def test_a_key_that_is_missing_is_named(rules: Path, name: str, key: str) -> None:
    path = rules / name
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(rf"(?m)^{key} = ", f"{key}_gone = ", text, count=1), encoding="utf-8")
    with pytest.raises(InputRefusedError, match=re.escape(str(rules))):
        load_lexicon("zh-Hans", str(rules))


def test_there_are_keys_to_miss() -> None:
    assert len(KEYS) > 25


@pytest.mark.parametrize("name", ["reading.toml", "weights.toml", "rarity.tsv"])
def test_a_file_that_is_missing_is_named(rules: Path, name: str) -> None:
    (rules / name).unlink()
    with pytest.raises(FileMissingError, match=re.escape(name)):
        load_lexicon("zh-Hans", str(rules))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("reading.toml", "name = "),
        ("ladders.toml", "guards = []"),
        ("ladders.toml", "guards = 3\nladder = []"),
        ("rarity.tsv", "*\tmany\n"),
        ("rarity.tsv", "*\t1\n"),
        ("rarity.tsv", "水利 7\n"),
        ("weights.toml", "[link]\nbias = 'high'\n"),
    ],
)
def test_a_file_that_is_not_well_formed_is_refused(rules: Path, name: str, text: str) -> None:
    (rules / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputRefusedError, match=r"rules"):
        load_lexicon("zh-Hans", str(rules))


def test_a_pattern_that_is_no_pattern_is_refused(rules: Path) -> None:
    path = rules / "reading.toml"
    path.write_text(
        re.sub(r"patterns = \[\n    '", "patterns = [\n    '(", path.read_text(encoding="utf-8")), encoding="utf-8"
    )
    with pytest.raises(InputRefusedError, match="cannot be used"):
        load_lexicon("zh-Hans", str(rules))


def test_a_language_without_rules_is_refused() -> None:
    with pytest.raises(InputRefusedError, match="no lexicon"):
        load_lexicon("und")


def test_weights_run_from_nothing_for_what_stands_everywhere_to_one_for_what_was_never_seen() -> None:
    rarity = load_lexicon("zh-Hans").rarity
    assert rarity.weight("鰥鰥") == 1.0
    assert 0 < rarity.weight("发展") < rarity.weight("水利") < 1


@pytest.mark.parametrize(
    ("name", "line", "reason"),
    [
        ("matters.toml", '["z"]\n"甲" = {names = ["甲甲"], broader = "乙"}', "part of '乙', which is no matter"),
        ("matters.toml", '["z"]\n"甲" = {names = ["甲甲"], broader = "甲"}', "part of itself"),
        ("matters.toml", '["z"]\n"甲" = {names = ["甲甲"], apart = ["乙"]}', "apart from '乙', which is no matter"),
        ("places.toml", '"武汉" = ["亚特兰蒂斯"]', "'亚特兰蒂斯', which is no place"),
    ],
)
def test_a_matter_or_place_that_is_named_and_not_there_is_refused(
    rules: Path, name: str, line: str, reason: str
) -> None:
    path = rules / name
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    with pytest.raises(InputRefusedError, match=re.escape(reason)):
        load_lexicon("zh-Hans", str(rules))


def test_a_place_is_read_by_its_usual_name() -> None:
    assert load_lexicon("zh-Hans").canonical("首都防控") == load_lexicon("zh-Hans").canonical("北京防控")
