"""The characters of a PDF file's fonts that have no map to Unicode: by the names of their glyphs.

The names are those that Adobe gave to the Latin letters and signs; others say their character in hexadecimal digits.

Examples:
    >>> [named(name) for name in ("A", "quoteright", "fi", "uni4E00", "g12")]
    ['A', '’', 'fi', '一', None]
    >>> base_encoding("/WinAnsiEncoding")[0x93]
    '“'
"""

import re
from unicodedata import normalize

_ASCII = (
    "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk plus comma "
    "hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater question "
    "at"
)
_BRACKETS = (
    ("[", "bracketleft backslash bracketright asciicircum underscore grave"),
    ("{", "braceleft bar braceright asciitilde"),
)
_LATIN = (
    "exclamdown cent sterling currency yen brokenbar section dieresis copyright ordfeminine guillemotleft logicalnot "
    "softhyphen registered macron degree plusminus twosuperior threesuperior acute mu paragraph periodcentered cedilla "
    "onesuperior ordmasculine guillemotright onequarter onehalf threequarters questiondown"
)
_OTHER = {
    "Euro": "€", "quotesinglbase": "‚", "florin": "ƒ", "quotedblbase": "„", "ellipsis": "…", "dagger": "†",
    "daggerdbl": "‡", "circumflex": "ˆ", "perthousand": "‰", "guilsinglleft": "‹", "OE": "Œ", "quoteleft": "‘",
    "quoteright": "’", "quotedblleft": "“", "quotedblright": "”", "bullet": "•", "endash": "–", "emdash": "—",
    "tilde": "˜", "trademark": "™", "guilsinglright": "›", "oe": "œ", "dotlessi": "ı", "fraction": "⁄", "minus": "−",
    "fi": "fi", "fl": "fl", "ff": "ff", "ffi": "ffi", "ffl": "ffl", "nbspace": "\u00a0", "AE": "Æ", "ae": "æ",
    "Oslash": "Ø", "oslash": "ø", "germandbls": "ß", "Eth": "Ð", "eth": "ð", "Thorn": "Þ", "thorn": "þ",
    "multiply": "×", "divide": "÷", "Lslash": "Ł", "lslash": "ł", "sfthyphen": "\u00ad",
}  # fmt: skip
_ACCENTS = {
    "grave": "\u0300", "acute": "\u0301", "circumflex": "\u0302", "tilde": "\u0303", "dieresis": "\u0308",
    "ring": "\u030a", "cedilla": "\u0327", "caron": "\u030c",
}  # fmt: skip
_UPPER = "¡ ¢ £ ⁄ ¥ ƒ § ¤ ' “ « ‹ › fi fl – † ‡ · ¶ • ‚ „ ” » … ‰ ¿"
_ACCENTED = re.compile(rf"([A-Za-z])({'|'.join(_ACCENTS)})")
_CODED = re.compile(r"uni((?:[0-9A-F]{4})+)|u([0-9A-F]{4,6})")
_STANDARD = dict(zip((*range(0xA1, 0xB0), *range(0xB1, 0xB5), *range(0xB6, 0xBE), 0xBF), _UPPER.split(), strict=True))
_STANDARD |= {0x27: "’", 0x60: "‘"}
_STANDARD |= {0xD0: "—", 0xE1: "Æ", 0xE9: "Ø", 0xEA: "Œ", 0xF1: "æ", 0xF5: "ı", 0xF9: "ø", 0xFA: "œ", 0xFB: "ß"}


def _run(first: str, names: str) -> dict[str, str]:
    """The names of characters that stand one behind the other, from `first` on."""
    return {name: chr(ord(first) + at) for at, name in enumerate(names.split())}


_NAMES = _run(" ", _ASCII) | _run("\u00a1", _LATIN) | _OTHER
for _first, _names in _BRACKETS:
    _NAMES |= _run(_first, _names)


def named(name: str) -> str | None:
    """What the glyph called `name` shows; None where the name does not say."""
    stem = name.removeprefix("/").split(".")[0]
    if len(stem) == 1 and stem.isalpha() and stem.isascii():
        return stem
    if stem in _NAMES:
        return _NAMES[stem]
    if accented := _ACCENTED.fullmatch(stem):
        return normalize("NFC", accented[1] + _ACCENTS[accented[2]])
    if coded := _CODED.fullmatch(stem):
        digits = [coded[1][at : at + 4] for at in range(0, len(coded[1]), 4)] if coded[1] else [coded[2]]
        return "".join(chr(int(each, 16)) for each in digits if int(each, 16) < 0x110000) or None
    parts = stem.split("_")  # a ligature: f_i
    inner = [named(part) for part in parts] if 1 < len(parts) < 5 else [None]
    return "".join(part for part in inner if part) if all(inner) else None


def base_encoding(name: str | None) -> dict[int, str]:
    """The characters of the codes 0 to 255 in an encoding that PDF files name; the standard one without a name."""
    codec = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}.get(name or "")
    if codec is None:
        return {code: chr(code) for code in range(32, 127)} | _STANDARD
    decoded = {code: bytes([code]).decode(codec, "ignore") for code in range(32, 256) if code != 127}
    return {code: char for code, char in decoded.items() if char}
