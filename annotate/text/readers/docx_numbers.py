"""Numbers as Word writes them in front of list items: the formats of OOXML (ST_NumberFormat) by their names."""

from collections.abc import Callable, Mapping

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_LOW = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
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


def _roman(number: int) -> str | None:
    if not 0 < number < 32768:
        return None
    out = ""
    for size, letters in (*_ROMAN, *_ROMAN_LOW):
        out += letters * (number // size)
        number %= size
    return out


def _upper_roman(number: int) -> str | None:
    found = _roman(number)
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


def _chinese(digits: str, units: str, *, zero: str = "〇", one_ten: bool = False) -> Callable[[int], str | None]:
    """With the words for ten, hundred and so on; `one_ten` says the one of eleven, too."""

    def write(number: int) -> str | None:
        if not 0 < number < 100_000_000:
            return None
        high, low = divmod(number, 10_000)
        lead = f"{below(high)}{units[3]}" if high else ""
        gap = zero if high and 0 < low < 1000 else ""
        found = lead + gap + below(low)
        short = digits[1] + units[0]
        return found.removeprefix(digits[1]) if not one_ten and found.startswith(short) else found

    def below(number: int) -> str:
        out, gap = "", False
        for size, unit in ((1000, units[2]), (100, units[1]), (10, units[0]), (1, "")):
            digit, number = divmod(number, size)
            if digit:
                out += (zero if gap and out else "") + digits[digit] + unit
            gap = not digit
        return out

    return write


def _up_to_99(digits: str, zero: str) -> Callable[[int], str | None]:
    """Ten has a word; from a hundred on it is digit by digit."""
    small, large = _chinese(digits, "十百千万"), _digits(zero + digits[1:])
    return lambda number: small(number) if number < 100 else large(number)


def _ordinal(number: int) -> str | None:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_PLAIN, _LEGAL_HANS, _LEGAL_HANT = "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "零壹貳參肆伍陸柒捌玖"
_WIDE = _digits("０１２３４５６７８９")
_FORMS: Mapping[str, Callable[[int], str | None]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _WIDE,
    "decimalFullWidth2": _WIDE,
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": _ordinal,
    "lowerRoman": _roman,
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
    "ideographDigital": _digits(_PLAIN),
    "japaneseDigitalTenThousand": _digits(_PLAIN),
    "taiwaneseDigital": _digits("○" + _PLAIN[1:]),
    "chineseCounting": _up_to_99(_PLAIN, "○"),
    "taiwaneseCounting": _up_to_99(_PLAIN, "○"),
    "chineseCountingThousand": _chinese(_PLAIN, "十百千万"),
    "taiwaneseCountingThousand": _chinese(_PLAIN, "十百千萬", zero="零"),
    "chineseLegalSimplified": _chinese(_LEGAL_HANS, "拾佰仟万", zero="零", one_ten=True),
    "ideographLegalTraditional": _chinese(_LEGAL_HANT, "拾佰仟萬", zero="零", one_ten=True),
    "none": lambda _: "",
}
