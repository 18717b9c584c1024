"""Rules are copied to a folder of one's own, and to nowhere that anything stands."""

from pathlib import Path

import pytest

from annotate.errors import InputRefusedError, OutputExistsError
from annotate.policy.lexicon import load_lexicon
from annotate.store.ruling import copy_rules


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_a_copy_is_the_same_rules(tmp_path: Path, language: str) -> None:
    made = copy_rules(tmp_path / "mine", language=language)
    assert load_lexicon(language, str(made)).rules == load_lexicon(language).rules


def test_what_is_there_already_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    with pytest.raises(OutputExistsError, match="there already"):
        copy_rules(tmp_path / "mine")
    assert list((tmp_path / "mine").iterdir()) == []


def test_a_language_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefusedError, match="und"):
        copy_rules(tmp_path / "mine", language="und")
