"""PDF files written by hand, object by object: what the tests put on a page is what stands there, and nothing else."""

from collections.abc import Sequence
from typing import NamedTuple

CHINESE = (
    b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>"
)
"""A font whose codes are Unicode: Chinese characters are one letter wide, ASCII ones half of that."""

IMAGE = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1"
    b"/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>\nstream\n0\nendstream"
)


class Put(NamedTuple):
    """Words on a page: where their base line begins, and how large they are."""

    x: float
    y: float
    words: str
    size: float = 12


def content(*puts: Put, before: str = "") -> bytes:
    """The commands that draw `puts`, after those of `before`."""
    drawn = [f"/F1 {put.size} Tf 1 0 0 1 {put.x} {put.y} Tm <{put.words.encode('utf-16-be').hex()}> Tj" for put in puts]
    return f"{before} BT {' '.join(drawn)} ET".encode()


def pdf(
    *pages: bytes, font: bytes = CHINESE, trailer: bytes = b"", others: Sequence[bytes] = (), more: bytes = b""
) -> bytes:
    """A file of A4 pages, one for each content; `others` are further objects, the first of which is number 5.

    `more` goes into the dictionary of each page, `trailer` into that of the file; /F1 is the font, /I an image.
    """
    first = 5 + len(others)
    kids = b" ".join(b"%d 0 R" % (first + 2 * at) for at in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>/XObject<</I 4 0 R>>>>>>"
        % (len(pages), kids),
        font,
        IMAGE,
        *others,
    ]
    for at, page in enumerate(pages):
        objects.append(b"<</Type/Page/Parent 2 0 R/Contents %d 0 R%s>>" % (first + 2 * at + 1, more))
        objects.append(b"<</Length %d>>\nstream\n%s\nendstream" % (len(page), page))
    return written(objects, trailer)


def written(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of `objects`, numbered from 1 on, the first of them its catalog."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, table)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(data), entries, data)


def paragraph(words: str, *, left: float = 72, top: float = 740, width: int = 30, indent: int = 0) -> list[Put]:
    """`words` in lines of `width` letters of 12 points, 18 points apart, the first one set in."""
    puts, at = [], 0
    while at < len(words):
        inner = indent if not puts else 0
        puts.append(Put(left + 12 * inner, top - 18 * len(puts), words[at : at + width - inner]))
        at += width - inner
    return puts
