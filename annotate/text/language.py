"""Which language a text is in, told from its script.

Simplified and traditional characters are told apart by the two standards that list them: what GB 2312 knows and Big5
does not is simplified (国), what Big5 knows and GB 2312 does not is traditional (國).
"""

import re
from collections import Counter

from annotate.text.characters import every_han
from annotate.text.reading import Language

_OTHER_EAST_ASIAN = re.compile(r"[\u3040-\u30fa\uac00-\ud7a3]")  # kana and hangul
_LATIN_WORD = re.compile(r"[A-Za-z]+")
# Words that hold English sentences together and are rare in other languages of Latin script.
_ENGLISH = frozenset(("the", "of", "and", "to", "is", "that", "for", "with", "shall", "must", "are", "this", "should"))


def guess_language(text: str) -> Language:
    """The language of `text`: zh-Hans, zh-Hant, en, or und where its script does not tell.

    Examples:
        >>> guess_language("会议要求保障供应。"), guess_language("會議要求保障供應。")
        ('zh-Hans', 'zh-Hant')
        >>> guess_language("The committee shall report to the council."), guess_language("2020-02-12")
        ('en', 'und')
    """
    han = Counter(every_han(text))
    words = _LATIN_WORD.findall(text)
    if han.total() and han.total() >= len(words):
        if len(_OTHER_EAST_ASIAN.findall(text)) * 5 > han.total():
            return "und"
        return _chinese_script(han)
    english = sum(word.lower() in _ENGLISH for word in words)
    return "en" if english and english * 14 >= len(words) else "und"


def _chinese_script(han: Counter[str]) -> Language:
    listed: Counter[tuple[bool, bool]] = Counter()
    for char, count in han.items():
        listed[_in_charset(char, "gb2312"), _in_charset(char, "big5")] += count
    return "zh-Hant" if listed[False, True] > listed[True, False] else "zh-Hans"


def _in_charset(char: str, charset: str) -> bool:
    """Whether the standard `charset` has a code for `char`."""
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
