"""Numbers as Word writes them in front of list items: the formats of OOXML (ST_NumberFormat) by their names."""

from collections.abc import Callable, Mapping

from annotate.text.numerals import (
    COUNTING,
    COUNTING_HANT,
    DIGITS,
    LEGAL_HANS,
    LEGAL_HANT,
    Numerals,
    write_chinese,
    write_roman,
)

_LONGEST_ROW = 20  # letters in a row: a hostile file may begin to count at a billion


def written(number: int, form: str) -> str | None:
    """`number` in the format `form`; None where the format is not known here, or cannot write it.

    Examples:
        >>> written(12, "chineseCounting"), written(108, "chineseCountingThousand"), written(10, "ideographDigital")
        ('十二', '一百〇八', '一〇')
        >>> written(4, "upperRoman"), written(28, "lowerLetter"), written(3, "decimalEnclosedCircle")
        ('IV', 'bb', '③')
        >>> written(3, "hebrew1") is None
        True
    """
    way = _FORMS.get(form)
    return None if way is None else way(number)


def _upper_roman(number: int) -> str | None:
    found = write_roman(number)
    return None if found is None else found.upper()


def _letters(first: str, count: int = 26) -> Callable[[int], str | None]:
    """Letters from `first` on, then each twice: a to z, aa to zz."""

    def write(number: int) -> str | None:
        row, at = divmod(number - 1, count)
        return chr(ord(first) + at) * (row + 1) if 0 <= row < _LONGEST_ROW else None

    return write


def _row(*runs: tuple[int, int]) -> Callable[[int], str | None]:
    """Characters made for numbers, from 1 on: runs of a first code point and how many there are."""

    def write(number: int) -> str | None:
        at = number - 1
        for first, count in runs:
            if 0 <= at < count:
                return chr(first + at)
            at -= count
        return None

    return write


def _cycle(signs: str) -> Callable[[int], str | None]:
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else None


def _digits(signs: str) -> Callable[[int], str | None]:
    """Digit by digit, from the sign of 0 on."""
    return lambda number: "".join(signs[int(digit)] for digit in str(number)) if number >= 0 else None


def _chinese(way: Numerals) -> Callable[[int], str | None]:
    return lambda number: write_chinese(number, way)


def _up_to_99(zero: str) -> Callable[[int], str | None]:
    """Ten has a word; from a hundred on it is digit by digit."""
    large = _digits(zero + DIGITS[1:])
    return lambda number: write_chinese(number) if number < 100 else large(number)


def _ordinal(number: int) -> str | None:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_WIDE = _digits("０１２３４５６７８９")
_FORMS: Mapping[str, Callable[[int], str | None]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _WIDE,
    "decimalFullWidth2": _WIDE,
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": _ordinal,
    "lowerRoman": write_roman,
    "upperRoman": _upper_roman,
    "lowerLetter": _letters("a"),
    "upperLetter": _letters("A"),
    "decimalEnclosedCircle": _row((0x2460, 20), (0x3251, 15), (0x32B1, 15)),
    "decimalEnclosedCircleChinese": _row((0x2460, 20), (0x3251, 15), (0x32B1, 15)),
    "decimalEnclosedParen": _row((0x2474, 20)),
    "decimalEnclosedFullstop": _row((0x2488, 20)),
    "ideographEnclosedCircle": _row((0x3280, 10)),
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "ideographDigital": _digits(DIGITS),
    "japaneseDigitalTenThousand": _digits(DIGITS),
    "taiwaneseDigital": _digits("○" + DIGITS[1:]),
    "chineseCounting": _up_to_99("○"),
    "taiwaneseCounting": _up_to_99("○"),
    "chineseCountingThousand": _chinese(COUNTING),
    "taiwaneseCountingThousand": _chinese(COUNTING_HANT),
    "chineseLegalSimplified": _chinese(LEGAL_HANS),
    "ideographLegalTraditional": _chinese(LEGAL_HANT),
    "none": lambda _: "",
}
