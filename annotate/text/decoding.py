"""Decoding: from the bytes of a file of characters to the characters, never by dropping one.

A byte order mark decides; then what the file declares; then strict UTF-8; then UTF-16 without a mark and the two legacy
encodings of Chinese, GB 18030 and Big5, between which only the look of the result can decide, because each reads most
files of the other without an error and wrongly. Where two of them look right, a person has to say which it is.
"""

from codecs import getincrementaldecoder
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from annotate.errors import CallError, UnreadableFileError
from annotate.text.encoding_labels import encoding_of
from annotate.text.lines import FILE_LINE_END

MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
"""Byte order marks and the encodings they stand for, the longer ones first where one begins like another."""
_LEGACY = ("gb18030", "big5", "big5hkscs", "utf-16-le", "utf-16-be")
_PUNCTUATION = frozenset("，。、；：！？“”‘’「」『』（）《》〈〉【】—…·　")
_CONTROLS = frozenset(map(chr, (*range(9), *range(14, 28), 127)))
_LEAST_USUAL = 0.8
_TOO_NEAR = 0.9
_SAVE = "save it as UTF-8 and add it again"


@dataclass(frozen=True)
class Decoded:
    """What a file says, the encoding it was read in, by Python's name for it, and what to tell of how it was found."""

    extract: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, *, name: str = "the file", declared: str | None = None, encoding: str | None = None) -> Decoded:
    """Read `data` as text.

    Args:
        data: the bytes of a file of characters.
        name: how the file is called in an error.
        declared: the label that the file, or what brought it, gives its encoding; it is taken if it explains the bytes.
        encoding: the label that a person gives it; nothing else is tried then, and a byte order mark of it is left out.

    Raises:
        UnreadableFileError: the file is empty, holds only white space or no text, or its bytes are explained by no
            encoding, or by two.
        CallError: `encoding` is the label of none.

    Examples:
        >>> decode("要落实".encode("utf-8-sig"))
        Decoded(extract='要落实', encoding='utf-8', notes=())
        >>> decode("會議要求各地保障供應。".encode("big5")).encoding
        'big5'
        >>> decode("要落实".encode("gbk"), declared="gb2312").encoding
        'gb18030'
    """
    if not data:
        raise UnreadableFileError(f"{name} is empty; give a file that holds a text.")
    decoded = _as_told(data, name, encoding) if encoding is not None else _as_found(data, name, declared)
    _check(decoded, name)
    return decoded


def check_encoding(label: str) -> str:
    """Python's name of the encoding that `label` stands for.

    Raises:
        CallError: it stands for none.

    Examples:
        >>> check_encoding("gb2312")
        'gb18030'
    """
    encoding = encoding_of(label)
    if encoding is None:
        raise CallError(f"There is no encoding {label!r}; the usual ones are utf-8, gb18030, big5 and utf-16le.")
    return encoding


def mark_length(data: bytes, encoding: str) -> int:
    """How many bytes of `data`, read in `encoding`, are a byte order mark.

    Examples:
        >>> mark_length("要".encode("utf-8-sig"), "utf-8"), mark_length("要".encode(), "utf-8")
        (3, 0)
    """
    return next((len(mark) for mark, known in MARKS if known == encoding and data.startswith(mark)), 0)


def byte_offsets(data: bytes, encoding: str, offsets: Sequence[int]) -> list[int]:
    """Where the code points at `offsets`, in any order, begin in `data`, which was read in `encoding` without an error.

    Examples:
        >>> byte_offsets("会a议".encode("utf-8-sig"), "utf-8", [0, 1, 2, 3])
        [3, 6, 7, 10]
    """
    wanted = sorted(set(offsets), reverse=True)
    found: dict[int, int] = {}
    decoder = getincrementaldecoder(encoding)()
    start = mark_length(data, encoding)
    count, begun = 0, start
    for at in range(start, len(data)):
        came = len(decoder.decode(data[at : at + 1]))
        if not came:
            continue
        while wanted and wanted[-1] < count + came:
            found[wanted.pop()] = begun
        if not wanted:
            break
        count, begun = count + came, at + 1
    return [found.get(offset, len(data)) for offset in offsets]


def _as_told(data: bytes, name: str, label: str) -> Decoded:
    """Read in the encoding a person named, or say at which byte that fails."""
    encoding = check_encoding(label)
    marked = next((known for mark, known in MARKS if data.startswith(mark)), encoding)
    if marked != encoding and label.strip().lower() == "utf-16" and marked.startswith("utf-16"):
        encoding = marked  # the label leaves the order of the bytes to the mark
    elif marked != encoding:
        raise UnreadableFileError(
            f"{name} begins with the byte order mark of {marked.upper()}, so it is not {label}; leave --encoding out."
        )
    start = mark_length(data, encoding)
    try:
        return Decoded(data[start:].decode(encoding), encoding)
    except UnicodeDecodeError as error:
        line = _line(data[start : start + error.start].decode(encoding, "replace"))
        at = start + error.start
        raise UnreadableFileError(
            f"{name} is not {label}: line {line} holds {_hexadecimal(data, at)} at byte {at}, which stands for no "
            "character there; give the encoding it is in, or leave --encoding out to have it found."
        ) from None


def _as_found(data: bytes, name: str, declared: str | None) -> Decoded:
    marked = _by_mark(data, name)
    if marked is not None:
        return marked
    plain = None if b"\0" in data else _as(data, "utf-8")
    if declared is not None:
        meant = _as_declared(data, declared, plain)
        if meant is not None:
            return meant
    note = () if declared is None else (f"it says that it is {declared}, which it is not",)
    if plain is not None and _may_be_chance(plain.extract) and (other := _as_legacy(data, name)) is not None:
        raise _two_ways(name, plain, other)
    found = plain or _as_legacy(data, name) or _as(data, "utf-8")
    if found is None:
        raise UnreadableFileError(
            f"{name} is neither UTF-8 nor Chinese text in GB 18030 or Big5: line {_first_bad_line(data)} holds bytes "
            f"that are none of them; {_SAVE}, or name its encoding with --encoding."
        )
    return Decoded(found.extract, found.encoding, (*note, *found.notes))


def _as(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _by_mark(data: bytes, name: str) -> Decoded | None:
    """Read by the byte order mark, which is not part of the text."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding), encoding)
            except UnicodeDecodeError as error:
                at = len(mark) + error.start
                raise UnreadableFileError(
                    f"{name} begins with the mark of {encoding.upper()} but is not {encoding.upper()} at byte {at}; "
                    f"{_SAVE}."
                ) from None
    return None


def _as_declared(data: bytes, declared: str, plain: Decoded | None) -> Decoded | None:
    """Read in the encoding declared; None where that is unknown or fails, or where the bytes are plainly UTF-8.

    Encodings of one byte a character explain any bytes, and GB 18030 most, so a wrong label would pass unseen.
    """
    encoding = encoding_of(declared)
    meant = None if encoding is None else _as(data, encoding)
    if meant is None or (plain is not None and meant.extract != plain.extract and _share_of_usual(meant.extract) < 0.5):
        return None
    return meant


def _as_legacy(data: bytes, name: str) -> Decoded | None:
    """Read in the encoding that gives more of the characters that Chinese is usually written with.

    Of text in one of them hardly a character is rare; read as another, about half of the characters are.

    Raises:
        UnreadableFileError: two of them give usual characters.
    """
    found: list[tuple[float, Decoded]] = []
    for encoding in _LEGACY:
        decoded = _as(data, encoding)
        if decoded is not None and all(decoded.extract != other.extract for _, other in found):
            share = _share_of_usual(decoded.extract, wide=encoding.startswith("utf-16"))
            found.append((share, decoded))
    found.sort(key=lambda each: -each[0])
    if not found or found[0][0] < _LEAST_USUAL:
        return None
    best, *others = (decoded for share, decoded in found if share > _TOO_NEAR * found[0][0])
    if others:
        raise _two_ways(name, best, others[0])
    return Decoded(best.extract, best.encoding, (f"read as {best.encoding}, told by its characters",))


def _may_be_chance(extract: str) -> bool:
    """Whether so few characters, none usual in Chinese or beside Latin letters, may be UTF-8 by mere chance."""
    foreign = [char for char in extract if not char.isascii()]
    latin = any(char.isascii() and char.isalpha() for char in extract)
    return 0 < len(foreign) <= 12 and not latin and _share_of_usual(extract) < 0.5


def _two_ways(name: str, *found: Decoded) -> UnreadableFileError:
    ways = " and ".join(f"{each.extract.strip()[:8]!r} in {each.encoding}" for each in found)
    return UnreadableFileError(
        f"{name} is too short to tell its encoding: it may say {ways}; name the right one with --encoding."
    )


def _share_of_usual(extract: str, *, wide: bool = False) -> float:
    """The share of usual characters among those that are not ASCII; of all, where ASCII takes two bytes as well."""
    counts = Counter(char for char in extract if wide or not char.isascii())
    usual = sum(count for char, count in counts.items() if _is_usual(char))
    return usual / max(1, counts.total())


def _is_usual(char: str) -> bool:
    """Whether `char` is punctuation or of the first level of GB 2312 or Big5, which list the common characters."""
    if char.isascii():
        return char.isprintable() or char in "\r\n\t"
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
        return _line(data[: error.start].decode("utf-8"))
    return 1


def _line(before: str) -> int:
    """The number of the line that begins in, or goes on after, `before`."""
    return len(FILE_LINE_END.findall(before)) + 1


def _hexadecimal(data: bytes, at: int) -> str:
    return f"0x{data[at]:02X}"


def _check(decoded: Decoded, name: str) -> None:
    """Refuse what is no text: nothing to see, or control characters."""
    if not decoded.extract.strip():
        raise UnreadableFileError(f"{name} holds only white space; give a file that holds a text.")
    for at, char in enumerate(decoded.extract):
        if char in _CONTROLS:
            line = _line(decoded.extract[:at])
            raise UnreadableFileError(
                f"{name} is not a plain text: line {line} holds the control character U+{ord(char):04X}; "
                "save it as plain text in UTF-8 and add it again."
            )
