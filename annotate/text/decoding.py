"""Decoding: from the bytes of a plain text file to characters, never by dropping one.

A byte order mark decides; then strict UTF-8; then the two legacy encodings of Chinese, GB 18030 and Big5, between which
only the look of the result can decide, because each reads most files of the other without an error and wrongly.
"""

from collections import Counter
from dataclasses import dataclass

from annotate.errors import UnreadableFileError

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_PUNCTUATION = frozenset("，。、；：！？“”‘’「」『』（）《》〈〉【】—…·　")
_CONTROLS = frozenset(map(chr, (*range(9), *range(14, 28), 127)))


@dataclass(frozen=True)
class Decoded:
    """What a file says, and the encoding it was read in, by Python's name for it."""

    extract: str
    encoding: str


def decode(data: bytes, *, name: str = "the file") -> Decoded:
    """Read `data` as text.

    Args:
        data: the bytes of a plain text file.
        name: how the file is called in an error.

    Raises:
        UnreadableFileError: the file is empty, holds only white space, is no text, or no encoding explains its bytes.

    Examples:
        >>> decode("要落实".encode("utf-8-sig"))
        Decoded(extract='要落实', encoding='utf-8')
        >>> decode("會議要求各地保障供應。".encode("big5")).encoding
        'big5'
    """
    if not data:
        raise UnreadableFileError(f"{name} is empty; give a file that holds a text.")
    decoded = _by_mark(data, name) or _as_utf8(data) or _as_legacy(data)
    if decoded is None:
        raise UnreadableFileError(
            f"{name} is neither UTF-8 nor Chinese text in GB 18030 or Big5: line {_first_bad_line(data)} holds bytes "
            "that are none of them; save it as UTF-8 and add it again."
        )
    _check(decoded, name)
    return decoded


def _by_mark(data: bytes, name: str) -> Decoded | None:
    """Read by the byte order mark, which is not part of the text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding), encoding)
            except UnicodeDecodeError as error:
                at = len(mark) + error.start
                raise UnreadableFileError(
                    f"{name} begins with the mark of {encoding.upper()} but is not {encoding.upper()} at byte {at}; "
                    "save it as UTF-8 and add it again."
                ) from None
    return None


def _as_utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _as_legacy(data: bytes) -> Decoded | None:
    """Read as GB 18030 or Big5, whichever gives more of the characters that Chinese is usually written with.

    Of text in one of them hardly a character is rare; read as the other, about half of the characters are.
    """
    best: tuple[float, Decoded] | None = None
    for encoding in ("gb18030", "big5"):
        try:
            extract = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        share = _share_of_usual(extract)
        if share >= 0.8 and (best is None or share > best[0]):
            best = share, Decoded(extract, encoding)
    return best[1] if best else None


def _share_of_usual(extract: str) -> float:
    """The share of usual characters among those that are not ASCII."""
    counts = Counter(char for char in extract if not char.isascii())
    usual = sum(count for char, count in counts.items() if _is_usual(char))
    return usual / max(1, counts.total())


def _is_usual(char: str) -> bool:
    """Whether `char` is punctuation or of the first level of GB 2312 or Big5, which list the common characters."""
    if char in _PUNCTUATION or "\uff01" <= char <= "\uff5e":  # full-width forms of ASCII
        return True
    for charset, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        try:
            code = char.encode(charset)
        except UnicodeEncodeError:
            continue
        if len(code) == 2 and first <= code[0] <= last:
            return True
    return False


def _first_bad_line(data: bytes) -> int:
    """The line of `data` at which it stops being UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 1


def _check(decoded: Decoded, name: str) -> None:
    """Refuse what is no text: nothing to see, or control characters."""
    if not decoded.extract.strip():
        raise UnreadableFileError(f"{name} holds only white space; give a file that holds a text.")
    for at, char in enumerate(decoded.extract):
        if char in _CONTROLS:
            line = decoded.extract.count("\n", 0, at) + 1
            raise UnreadableFileError(
                f"{name} is not a plain text: line {line} holds the control character U+{ord(char):04X}; "
                "save it as plain text in UTF-8 and add it again."
            )
