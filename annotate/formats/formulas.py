"""Words that a spreadsheet would take for a formula."""

from unicodedata import normalize

_SIGNS = frozenset("=+-@\t\r\n")


def begins_like_formula(words: str) -> bool:
    """Whether a spreadsheet might take `words` for a formula: by their first character, or what it is a form of.

    Examples:
        >>> begins_like_formula("=1+1"), begins_like_formula("\uff1d1+1"), begins_like_formula("1+1")
        (True, True, False)
    """
    return not _SIGNS.isdisjoint(normalize("NFKC", words[:1]))
