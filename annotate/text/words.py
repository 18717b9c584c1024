"""Words: where they end. The only module that knows the word cutter.

Chinese runs are cut by jieba, by its dictionary alone: the hidden Markov model it would guess unknown words with makes
the cut of a word depend on its neighbours, so that one phrase is cut in two ways in two texts. Latin words and numbers
stay whole in every language.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from annotate.text.characters import HAN
from annotate.text.reading import Cutter, Language

if TYPE_CHECKING:
    from jieba import Tokenizer

_LATIN_CUTTER = Cutter("annotate-latin", "1")
# Chinese characters in a row; a number or a word with its inner marks (9,000.5, COVID-19, don't); any other mark.
_RUN = re.compile(rf"(?P<han>[{HAN}]+)|[^\W_{HAN}]+(?:[.,:/'’·-][^\W_{HAN}]+)*|\S")


@lru_cache(maxsize=8)
def cutter(language: Language) -> Cutter:
    """Which program cuts words of `language`, without loading it.

    Examples:
        >>> cutter("zh-Hans").name, cutter("en")
        ('jieba', Cutter(name='annotate-latin', version='1'))
    """
    if not language.startswith("zh"):
        return _LATIN_CUTTER
    from importlib.metadata import version

    return Cutter("jieba", version("jieba"))


def cut(text: str, language: Language) -> tuple[int, ...]:
    """The end of each word of `text`, ascending; each word begins where the one before it ends, but for white space.

    Args:
        text: the text; a word never crosses white space or a mark, so the cut of a paragraph does not depend on others.
        language: Chinese runs are cut by jieba where it is Chinese, and character by character where it is not.

    Examples:
        >>> cut("The CPI rose 1.5%.", "en")
        (3, 7, 12, 16, 17, 18)
        >>> cut("做好2月防控工作", "zh-Hans")
        (2, 3, 4, 6, 8)
    """
    dictionary = _dictionary() if language.startswith("zh") else None
    ends: list[int] = []
    for run in _RUN.finditer(text):
        if run["han"] is None:
            ends.append(run.end())
            continue
        at = run.start()
        for word in dictionary.cut(run[0], HMM=False) if dictionary else run[0]:
            at += len(word)
            ends.append(at)
    return tuple(ends)


@lru_cache(maxsize=1)
def _dictionary() -> "Tokenizer":
    """The cutter with the dictionary it came with, loaded once.

    Left alone, jieba keeps the loaded dictionary as a marshal file under a fixed name in the shared temporary folder,
    and loads whatever somebody else has put there. So the dictionary is read here, and jieba finds nothing left to load
    nor to report on standard error.
    """
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its regular expressions are plain strings, and it imports pkg_resources
        import jieba

        tokenizer = jieba.Tokenizer()
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    return tokenizer
