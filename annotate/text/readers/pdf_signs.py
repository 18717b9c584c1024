"""Signs that the fonts of a PDF file give in place of the characters that were written.

Fonts draw 一 (one) and the radical ⼀ alike, and many files name the radical where the character was meant; nobody sees
a difference, and no comparison or search would find the word. Ligatures are one sign for two letters in the same way.
Both are taken as what was written, and the reader tells how many.

Examples:
    >>> written("⼀ ⻓ ﬁ 一")
    '一 长 fi 一'
"""

import re
from unicodedata import normalize

_KANGXI = "\u2f00-\u2fd5"
_LIGATURES = "\ufb00-\ufb06"
# Radicals beyond the Kangxi ones that are drawn like a character of today, as far as fonts are seen to mix them up;
# from Unicode's EquivalentUnifiedIdeograph.
_RADICALS = dict(
    zip(
        "⺟⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "母虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
_STANDING_IN = re.compile(f"[{_KANGXI}{_LIGATURES}{''.join(_RADICALS)}]")


def written(words: str) -> str:
    """`words` with the characters that such signs stand for."""
    return _STANDING_IN.sub(lambda found: _RADICALS.get(found[0]) or normalize("NFKC", found[0]), words)


def count_standing_in(words: str) -> int:
    """How many such signs `words` has."""
    return len(_STANDING_IN.findall(words))
