"""Script: traditional and simplified Chinese read alike. The only module that knows OpenCC.

A text is folded beside the original, to be compared; what people read and what is kept stays as it was written. Folding
goes towards simplified characters, code point for code point, so a span of the one is a span of the other.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from annotate.errors import MissingExtraError
from annotate.text.characters import HAN
from annotate.text.extras import Extra, check_installed
from annotate.text.reading import Language, Reading
from annotate.text.words import cut, cutter

if TYPE_CHECKING:
    from opencc import OpenCC

EXTRA = Extra("script", "opencc", "opencc")
_RUN = re.compile(f"[{HAN}]+")
# Of a traditional text first the forms of Hong Kong are made common ones, then those of Taiwan are simplified. Neither
# is done to a simplified text: its 显著 would become 显着.
_CONFIGS: dict[Language, tuple[str, ...]] = {"zh-Hans": ("t2s",), "zh-Hant": ("hk2t", "tw2s")}


def configs(language: Language) -> tuple[str, ...]:
    """The conversions of OpenCC that a text in `language` goes through, in their order; none if it is not Chinese.

    Examples:
        >>> configs("zh-Hant"), configs("en")
        (('hk2t', 'tw2s'), ())
    """
    return _CONFIGS.get(language, ())


def check_opencc() -> str:
    """See that OpenCC is installed, without loading it; its version.

    Raises:
        MissingExtraError: it is not, or another library takes its name.
    """
    from importlib.metadata import PackageNotFoundError, version

    check_installed("--fold-script", EXTRA)
    try:
        return version(EXTRA.library)
    except PackageNotFoundError as error:
        raise MissingExtraError(
            f"--fold-script needs {EXTRA.library}, and another library is installed under its name; remove that, "
            f"then: pip install 'policy-annotate[{EXTRA.name}]'."
        ) from error


def fold(text: str, language: Language) -> str:
    """`text` in simplified characters, as long as it was and every mark in its place.

    Which character stands for which may depend on its neighbours: 著 becomes 着 in 著力 and stays in 顯著. They are
    looked for within a run of Chinese characters, so the folding of a clause does not depend on the next one.

    Args:
        text: the text.
        language: `zh-Hant` or `zh-Hans`; a text that is not Chinese stays as it is.

    Raises:
        MissingExtraError: OpenCC is not installed.

    Examples:
        >>> fold("著力穩定經濟，成效顯著。", "zh-Hant"), fold("外防輸入", "zh-Hans"), fold("皇后以後", "zh-Hant")
        ('着力稳定经济，成效显著。', '外防输入', '皇后以后')
    """
    runs = _RUN.findall(text)
    for config in configs(language):
        runs = _converted(runs, config)
    found = iter(runs)
    return _RUN.sub(lambda _: next(found), text)


def folded(reading: Reading) -> Reading:
    """`reading` with its text folded: the same spans, the words cut anew, in simplified Chinese.

    Raises:
        MissingExtraError: OpenCC is not installed.
    """
    text = fold(reading.text, reading.language)
    if text == reading.text and reading.language == "zh-Hans":
        return reading
    return replace(reading, text=text, language="zh-Hans", words=cut(text, "zh-Hans"), cutter=cutter("zh-Hans"))


def _converted(runs: Sequence[str], config: str) -> list[str]:
    """The runs, each on its own, converted; one whose length would change stays as it is."""
    converted = _converter(config).convert("\n".join(runs)).split("\n") if runs else []
    return [new if len(new) == len(old) else old for old, new in zip(runs, converted, strict=True)]


@lru_cache(maxsize=4)
def _converter(config: str) -> "OpenCC":
    check_opencc()
    from opencc import OpenCC

    return OpenCC(config)
