r"""Character maps of a PDF file (CMaps): how codes are cut out of a string, and which characters they stand for.

Examples:
    >>> ranges, single = b"beginbfrange <01> <03> <4E00> endbfrange", b" beginbfchar <09> <00660069> endbfchar"
    >>> parse_map(ranges + single).characters
    {1: '一', 2: '丁', 3: '丂', 9: 'fi'}
"""

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

_MOST_STEPS = 70_000
_MOST_SPANS = 256
_LONGEST_CODE = 4
_LONGEST_VALUE = 32
_BEGIN = re.compile(rb"begin(bfchar|bfrange|codespacerange)")
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|([\[\]])")

# The maps that PDF viewers bring along are known by their names; each holds the codes of one encoding.
_CODECS = (
    (re.compile(r"/Uni\w+-(?:UCS2|UTF16)"), "utf-16-be"),
    (re.compile(r"/Uni\w+-UTF8"), "utf-8"),
    (re.compile(r"/Uni\w+-UTF32"), "utf-32-be"),
    (re.compile(r"/GB"), "gb18030"),
    (re.compile(r"/(?:B5pc|ETen-B5|ETenms-B5)"), "cp950"),
    (re.compile(r"/HKscs-B5"), "big5hkscs"),
    (re.compile(r"/90\w+-RKSJ"), "cp932"),
    (re.compile(r"/EUC"), "euc_jp"),
    (re.compile(r"/KSC"), "cp949"),
)


@dataclass(frozen=True)
class CharacterMap:
    """What codes stand for, how many bytes they have, where the map says so, and how many steps it took to read."""

    characters: dict[int, str] = field(default_factory=dict)
    lengths: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    steps: int = 0


def parse_map(data: bytes) -> CharacterMap:
    """The map that `data` writes down; what is not well formed in it is passed over."""
    characters: dict[int, str] = {}
    lengths: dict[int, list[tuple[int, int]]] = {}
    steps = spans = 0
    for kind, section in _sections(data):
        tokens = (_value(token) for token in _TOKEN.finditer(section))
        if kind == b"codespacerange":
            for low, high in islice(_pairs(tokens), _MOST_SPANS - spans):
                spans += 1
                if 0 < len(low) <= _LONGEST_CODE:
                    lengths.setdefault(len(low), []).append((int.from_bytes(low), int.from_bytes(high)))
            continue
        found = _ranges(tokens) if kind == b"bfrange" else _singles(tokens)
        # A code given once more costs a step as the first time; so does a section without any.
        steps += 1
        for code, words in islice(found, max(0, _MOST_STEPS - steps)):
            steps += 1
            characters[code] = words
    return CharacterMap(characters, lengths, steps + len(data) // 8)


def _sections(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The kind and the inside of each section, up to the first one without an end."""
    at = 0
    while begun := _BEGIN.search(data, at):
        ended = data.find(b"end" + begun[1], begun.end())
        if ended < 0:
            return
        yield begun[1], data[begun.end() : ended]
        at = ended + 3 + len(begun[1])


def _pairs(tokens: Iterator[bytes | str]) -> Iterator[tuple[bytes, bytes]]:
    strings = (token for token in tokens if isinstance(token, bytes))
    return zip(strings, strings, strict=False)


def _singles(tokens: Iterator[bytes | str]) -> Iterator[tuple[int, str]]:
    """Codes and their characters, one by one."""
    for code, value in _pairs(tokens):
        yield int.from_bytes(code), _characters(value)


def _value(token: re.Match[bytes]) -> bytes | str:
    if token[2]:
        return token[2].decode()
    digits = re.sub(rb"\s", b"", token[1])
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _ranges(tokens: Iterator[bytes | str]) -> Iterator[tuple[int, str]]:
    """Codes and their characters from the ranges of a map: a first character to count on from, or one for each."""
    for low, high, first in zip(tokens, tokens, tokens, strict=False):
        if not (isinstance(low, bytes) and isinstance(high, bytes)):
            return
        start, end = int.from_bytes(low), int.from_bytes(high)
        if isinstance(first, bytes):
            longest = first[: _LONGEST_VALUE + 1]
            for code in range(start, end + 1):
                yield code, _characters(_count_on(longest, code - start))
            continue
        code = start
        for each in tokens:
            if not isinstance(each, bytes):
                break
            yield code, _characters(each)
            code += 1


def _count_on(first: bytes, steps: int) -> bytes:
    """`first` with `steps` added to its last code unit."""
    last = first[-2:]
    counted: int = (int.from_bytes(last) + steps) % (1 << 8 * len(last))
    return first[:-2] + counted.to_bytes(len(last))


def _characters(value: bytes) -> str:
    """The characters of a value; one that cannot be read for a value longer than any glyph has."""
    if len(value) > _LONGEST_VALUE:
        return "\ufffd"
    return value.decode("latin-1") if len(value) == 1 else value.decode("utf-16-be", "replace")


def codec_of(name: str) -> str | None:
    """Python's name for the encoding behind a map that viewers bring along; None for one that is none.

    Examples:
        >>> codec_of("/UniGB-UCS2-H"), codec_of("/GBK-EUC-H"), codec_of("/Identity-H")
        ('utf-16-be', 'gb18030', None)
    """
    return next((codec for pattern, codec in _CODECS if pattern.match(name)), None)


def splitter(codec: str | None, lengths: dict[int, list[tuple[int, int]]]) -> Callable[[bytes], Iterator[bytes]]:
    """What cuts a string into the bytes of each code: by an encoding, by the ranges of a map, or two by two."""
    if codec is not None:
        return lambda raw: _split_by_codec(raw, codec)
    if not lengths or set(lengths) == {2}:
        return lambda raw: (raw[at : at + 2] for at in range(0, len(raw), 2))
    return lambda raw: _split_by_ranges(raw, lengths)


def _split_by_codec(raw: bytes, codec: str) -> Iterator[bytes]:
    decoder = getincrementaldecoder(codec)("replace")
    begun = 0
    for at in range(len(raw)):
        if decoder.decode(raw[at : at + 1]):
            yield raw[begun : at + 1]
            begun = at + 1
    if begun < len(raw):
        yield raw[begun:]


def _split_by_ranges(raw: bytes, lengths: dict[int, list[tuple[int, int]]]) -> Iterator[bytes]:
    at = 0
    while at < len(raw):
        for length in sorted(lengths):
            code = int.from_bytes(raw[at : at + length])
            if any(low <= code <= high for low, high in lengths[length]):
                break
        else:
            length = min(lengths)
        yield raw[at : at + max(1, length)]
        at += max(1, length)
