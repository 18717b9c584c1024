"""The fonts of a PDF file: which characters the codes of a string show, and how wide they are.

A PDF file says where glyphs stand, not what they mean. What they mean comes from the map to Unicode that a font may
bring, from the encoding it names, or from the names of its glyphs. Where none of them says, a glyph is `UNKNOWN`, and
never what its number happens to be in Unicode.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from annotate.text.characters import is_wide
from annotate.text.readers.pdf_maps import CharacterMap, codec_of, parse_map, splitter
from annotate.text.readers.pdf_names import base_encoding, named

UNKNOWN = "\ufffd"
"""A glyph of which the file does not say what it means."""

_MOST_WIDTHS = 70_000
_MOST_DIFFERENCES = 10_000
_SYMBOLIC = 4
_PRIVATE = (("\ud800", "\uf8ff"), ("\U000f0000", "\U0010ffff"))


@dataclass(frozen=True)
class Font:
    """A font as far as reading needs it.

    Attributes:
        split: cuts a string into the bytes of each code.
        meaning: the characters that a code shows.
        widths: how far a code moves on, in thousandths of the size.
        width: the same for codes that are not among them; None to go by the look of the character.
        vertical: whether lines run downwards.
        steps: how much work it was to load.
    """

    split: Callable[[bytes], Iterator[bytes]]
    meaning: Callable[[bytes], str]
    widths: Mapping[int, float]
    width: float | None = None
    vertical: bool = False
    steps: int = 0

    def show(self, raw: bytes) -> Iterator[tuple[str, float, bool]]:
        """For each code of a string: its characters, its width in ems, and whether it is a blank that stretches."""
        for code in self.split(raw):
            words = self.meaning(code)
            width = self.widths.get(int.from_bytes(code), self.width)
            if width is None:
                width = 1000 if is_wide(words[:1] or " ") else 500
            yield words, width / 1000, code == b" "


def load_font(found: Any) -> Font:
    """The font that a dictionary of the file describes; anything else gives one of which nothing is known."""
    described = _dictionary(found)
    to_unicode = _map_of(described.get("/ToUnicode"))
    if described.get("/Subtype") == "/Type0":
        return _load_composite(described, to_unicode)
    codes = _simple_codes(described)
    known = {code: clean(words) for code, words in to_unicode.characters.items()}

    def meaning(code: bytes) -> str:
        return known.get(code[0]) or codes.get(code[0], UNKNOWN)

    widths, usual = _simple_widths(described)
    steps = to_unicode.steps + len(codes) + len(widths) + len(_differences(described))
    return Font(lambda raw: (raw[at : at + 1] for at in range(len(raw))), meaning, widths, usual, steps=steps)


def _load_composite(described: Any, to_unicode: CharacterMap) -> Font:
    """A font with codes of several bytes, as Chinese has."""
    encoding = _resolved(described.get("/Encoding"))
    name = encoding if isinstance(encoding, str) else str(_dictionary(encoding).get("/CMapName", ""))
    embedded = CharacterMap() if isinstance(encoding, str) else _map_of(encoding)
    codec = codec_of(name)
    known = {code: clean(words) for code, words in to_unicode.characters.items()}
    as_is = described.get("/ToUnicode") in ("/Identity-H", "/Identity-V")

    def meaning(code: bytes) -> str:
        found = known.get(int.from_bytes(code))
        if found is None and (codec or as_is):
            found = clean(code.decode(codec or "utf-16-be", "replace"))
        return found or UNKNOWN

    lower = _first(described.get("/DescendantFonts"))
    widths, usual, moved = _composite_widths(lower) if codec is None else ({}, None, 0)
    steps = to_unicode.steps + embedded.steps + moved
    wide = not isinstance(encoding, str) and _dictionary(encoding).get("/WMode") == 1
    return Font(splitter(codec, embedded.lengths), meaning, widths, usual, wide or name.endswith("-V"), steps)


def clean(words: str) -> str:
    r"""`words` as a map gives them: blanks as a space, `UNKNOWN` where they are no characters that anybody could read.

    Examples:
        >>> clean("\t"), clean("\ue012") == UNKNOWN, clean("\x03") == UNKNOWN, clean("fi")
        (' ', True, True, 'fi')
    """
    if not words.strip("\0"):
        return UNKNOWN
    if words.isspace():
        return "\u3000" if words == "\u3000" else " "
    if any(
        char < " " or "\x7f" <= char < "\xa0" or any(low <= char <= high for low, high in _PRIVATE) for char in words
    ):
        return UNKNOWN
    return words


def _simple_codes(described: Any) -> dict[int, str]:
    """What the codes of a font with one byte a code show, by its encoding and the names of its glyphs."""
    encoding = _resolved(described.get("/Encoding"))
    descriptor = _dictionary(described.get("/FontDescriptor"))
    own = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    flags = descriptor.get("/Flags", 0)
    symbols = isinstance(flags, int) and bool(flags & _SYMBOLIC) and own
    signs = str(described.get("/BaseFont", "")).endswith(("Symbol", "ZapfDingbats"))
    if isinstance(encoding, str):
        return base_encoding(encoding)
    inner = _dictionary(encoding)
    base = inner.get("/BaseEncoding")
    unsaid = base is None and (symbols or signs or described.get("/Subtype") == "/Type3")
    codes = {} if unsaid else base_encoding(base)
    code = 0
    for each in _differences(described):
        if isinstance(each, str):
            codes[code] = named(each) or UNKNOWN
            code += 1
        elif isinstance(each, int):
            code = each
    return codes


def _differences(described: Any) -> list[Any]:
    """Codes and names of glyphs by which the encoding of a font differs from the one it is based on."""
    return _list(_dictionary(described.get("/Encoding")).get("/Differences"))[:_MOST_DIFFERENCES]


def _simple_widths(described: Any) -> tuple[dict[int, float], float | None]:
    first = _resolved(described.get("/FirstChar"))
    scale = 1.0
    if described.get("/Subtype") == "/Type3":
        matrix = [_number(each) for each in _list(described.get("/FontMatrix"))]
        scale = abs(matrix[0]) * 1000 if matrix and matrix[0] else 1.0
    widths = {
        (first if isinstance(first, int) else 0) + at: _number(width) * scale
        for at, width in enumerate(_list(described.get("/Widths"))[:256])
    }
    missing = _number(_dictionary(described.get("/FontDescriptor")).get("/MissingWidth"))
    return widths, missing or None


def _composite_widths(lower: Any) -> tuple[dict[int, float], float, int]:
    """Widths as composite fonts list them, `first [width …]` or `first last width`; the usual one; and the steps."""
    widths: dict[int, float] = {}
    listed = _list(lower.get("/W"))
    at = steps = 0
    while at + 1 < len(listed) and steps < _MOST_WIDTHS:
        first, second = _resolved(listed[at]), _resolved(listed[at + 1])
        steps += 1
        left = _MOST_WIDTHS - steps
        if not isinstance(first, int):
            at += 1
        elif isinstance(second, list):
            widths.update((first + step, _number(width)) for step, width in enumerate(second[:left]))
            steps += len(second)
            at += 2
        else:
            last = second if isinstance(second, int) else first
            width = _number(listed[at + 2]) if at + 2 < len(listed) else 0.0
            codes = range(first, min(last, first + left) + 1)
            widths.update(dict.fromkeys(codes, width))
            steps += len(codes)
            at += 3
    return widths, _number(lower.get("/DW"), 1000.0), steps


def _map_of(found: Any) -> CharacterMap:
    stream = _resolved(found)
    return parse_map(stream.get_data()) if hasattr(stream, "get_data") else CharacterMap()


def _resolved(found: Any) -> Any:
    return found.get_object() if hasattr(found, "get_object") else found


def _dictionary(found: Any) -> Any:
    resolved = _resolved(found)
    return resolved if isinstance(resolved, dict) else {}


def _list(found: Any) -> list[Any]:
    resolved = _resolved(found)
    return resolved if isinstance(resolved, list) else []


def _first(found: Any) -> Any:
    return _dictionary(next(iter(_list(found)), None))


def _number(found: Any, otherwise: float = 0.0) -> float:
    resolved = _resolved(found)
    return float(resolved) if isinstance(resolved, (int, float)) else otherwise
