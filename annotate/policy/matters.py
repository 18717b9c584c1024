"""Policy matters: what an order is about, under whatever name.

A lexicon lists for each matter its names, abbreviations and set phrases, and members that belong to it. One matter
under two names is what no likeness of characters sees: 楼市 and 房地产 are both the housing market.
"""

from collections.abc import Mapping

from annotate.policy.entries import Lexicon


def matters(words: str, lexicon: Lexicon) -> Mapping[str, float]:
    """The matters named in `words`, and how surely: 1 by a name, less by a member.

    Examples:
        >>> from annotate.policy.lexicon import load_lexicon
        >>> sorted(matters("加快秋粮收购", load_lexicon("zh-Hans")))      # "buy in the autumn grain faster"
        ['秋粮', '粮食收购', '粮食生产']
    """
    forms, pieces = lexicon.matter_forms, lexicon.pieces
    keys = pieces.keys(words)
    found: dict[str, float] = {}
    for start in range(len(keys)):
        for length in lexicon.matter_lengths:
            for matter, sureness in forms.get(pieces.join(keys[start : start + length]), ()):
                found[matter] = max(found.get(matter, 0.0), sureness)
    return found


def naming(words: str, matter: str, lexicon: Lexicon) -> str:
    """The longest words in `words` that name `matter`, the first of several; empty where none does.

    Examples:
        >>> from annotate.policy.lexicon import load_lexicon
        >>> naming("稳住楼市", "房地产", load_lexicon("zh-Hans"))
        '楼市'
    """
    pieces = lexicon.pieces
    keys, places = pieces.keys(words), pieces.places(words)
    for length in reversed(lexicon.matter_lengths):
        for start in range(len(keys) - length + 1):
            form = pieces.join(keys[start : start + length])
            if any(found == matter for found, _ in lexicon.matter_forms.get(form, ())):
                return words[places[start].start : places[start + length - 1].end]
    return ""
