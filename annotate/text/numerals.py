"""Numerals: numbers in Chinese characters and in Roman letters, read and written.

Examples:
    >>> read_chinese("三百零四"), read_chinese("二〇二〇"), read_roman("xiv")
    (304, 2020, 14)
    >>> write_chinese(304), write_roman(14)
    ('三百〇四', 'xiv')
"""

from dataclasses import dataclass

DIGITS = "〇一二三四五六七八九"
"""The digits from zero on; between them a zero is written 零 and ○, too."""


@dataclass(frozen=True)
class Numerals:
    """A way to write numbers in Chinese.

    Attributes:
        digits: from zero to nine.
        units: for ten, hundred, thousand and ten thousand.
        zero: what stands for units that are passed over.
        one_ten: whether eleven is written with its one, 壹拾壹.
    """

    digits: str = DIGITS
    units: str = "十百千万"
    zero: str = "〇"
    one_ten: bool = False


COUNTING = Numerals()
COUNTING_HANT = Numerals(units="十百千萬", zero="零")
LEGAL_HANS = Numerals("零壹贰叁肆伍陆柒捌玖", "拾佰仟万", "零", one_ten=True)
LEGAL_HANT = Numerals("零壹貳參肆伍陸柒捌玖", "拾佰仟萬", "零", one_ten=True)

_WAYS = (COUNTING, COUNTING_HANT, LEGAL_HANS, LEGAL_HANT)
_VALUES = {sign: at for way in _WAYS for at, sign in enumerate(way.digits)} | dict.fromkeys("零○", 0)
_UNITS = {sign: 10 ** (at + 1) for way in _WAYS for at, sign in enumerate(way.units)}
_MYRIAD = 10_000
_BEYOND = _MYRIAD**2

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_ROMAN_VALUES = {sign: value for value, sign in _ROMAN if len(sign) == 1}


def read_chinese(words: str) -> int | None:
    """The number that `words` write in Chinese, with units or digit by digit, or in digits of any script.

    Returns:
        None where the words are no number: two digits before a unit, or a unit behind a smaller one.

    Examples:
        >>> [read_chinese(words) for words in ("十二", "二〇", "１２", "一万二千", "壹拾壹")]
        [12, 20, 12, 12000, 11]
        >>> [read_chinese(words) for words in ("", "十十", "二三十", "十条")]
        [None, None, None, None]
    """
    if not words or any(char not in _UNITS and _digit(char) is None for char in words):
        return None
    if not any(char in _UNITS for char in words):
        return int("".join(str(_digit(char)) for char in words))
    high, sign, low = _parted(words)
    if not sign:
        return _below_myriad(words)
    upper = _below_myriad(high)
    lower = _below_myriad(low) if low else 0
    return None if not upper or lower is None else upper * _MYRIAD + lower


def write_chinese(number: int, way: Numerals = COUNTING) -> str | None:
    """`number` as it is counted in Chinese; None from a hundred million on, and for what is not above zero.

    Examples:
        >>> write_chinese(12), write_chinese(108, COUNTING_HANT), write_chinese(11, LEGAL_HANS), write_chinese(0)
        ('十二', '一百零八', '壹拾壹', None)
    """
    if not 0 < number < _BEYOND:
        return None
    high, low = divmod(number, _MYRIAD)
    lead = f"{_written(high, way)}{way.units[3]}" if high else ""
    found = lead + (way.zero if high and 0 < low < 1000 else "") + _written(low, way)
    short = found.startswith(way.digits[1] + way.units[0]) and not way.one_ten
    return found.removeprefix(way.digits[1]) if short else found


def read_roman(letters: str) -> int | None:
    """The value of a Roman number in its usual form, of capital or of small letters; None for other words.

    Examples:
        >>> [read_roman(letters) for letters in ("iv", "XIX", "iiii", "mix", "Iv")]
        [4, 19, None, 1009, None]
    """
    small = letters.lower()
    if letters not in (small, small.upper()) or not small or any(letter not in _ROMAN_VALUES for letter in small):
        return None
    values = [_ROMAN_VALUES[letter] for letter in small]
    total = sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
    return total if write_roman(total) == small else None


def write_roman(number: int) -> str | None:
    """`number` in small Roman letters; None for what is not above zero, or needs more than a few dozen letters.

    Examples:
        >>> write_roman(1994), write_roman(0)
        ('mcmxciv', None)
    """
    if not 0 < number < 32768:
        return None
    out = ""
    for value, sign in _ROMAN:
        out += sign * (number // value)
        number %= value
    return out


def _digit(char: str) -> int | None:
    return int(char) if char.isdecimal() else _VALUES.get(char)


def _parted(words: str) -> tuple[str, str, str]:
    """What stands before the first ten thousand, its sign, and what stands behind; no sign where there is none."""
    for at, char in enumerate(words):
        if _UNITS.get(char) == _MYRIAD:
            return words[:at], char, words[at + 1 :]
    return words, "", ""


def _below_myriad(words: str) -> int | None:
    total, digit, last = 0, None, _MYRIAD
    for char in words:
        unit = _UNITS.get(char)
        if unit is None:
            if digit:
                return None
            digit = _digit(char)
        elif unit >= last or digit == 0:
            return None
        else:
            total, digit, last = total + (digit or 1) * unit, None, unit
    return total + (digit or 0)


def _written(number: int, way: Numerals) -> str:
    out, gap = "", False
    for size, unit in ((1000, way.units[2]), (100, way.units[1]), (10, way.units[0]), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            out += (way.zero if gap and out else "") + way.digits[digit] + unit
        gap = not digit
    return out
