"""PDF files made to cost much: read, or refused by name, within bounds of memory and of seconds."""

import zlib

import pytest

from annotate.text.extracts import Options
from annotate.text.readers.registry import extract
from tests.bounded import read_within_bounds

Objects = dict[int, bytes]

SHOWN = b"BT /F1 12 Tf 1 0 0 1 50 700 Tm (Hello world, this is text.) Tj ET "
FONTS = b"/Font<</F1 5 0 R>>"
COMPOSITE = (
    b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding %s/DescendantFonts[7 0 R]/ToUnicode 6 0 R>>" % b"/Identity-H"
)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), entries, packed)


def pdf(commands: bytes, resources: bytes = FONTS, more: Objects | None = None, pages: int = 1) -> bytes:
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, b"3 0 R " * pages),
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<%s>>>>" % resources,
        4: stream(commands),
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    } | (more or {})
    out = b"%PDF-1.7\n"
    starts = {}
    for number in sorted(objects):
        starts[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    size = max(objects) + 1
    table = b"".join(
        b"%010d 00000 n \n" % starts[number] if number in starts else b"0000000000 65535 f \n" for number in range(size)
    )
    return out + b"xref\n0 %d\n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, len(out),
    )  # fmt: skip


def mapped(characters: bytes, widths: bytes = b"") -> Objects:
    return {5: COMPOSITE, 6: stream(characters), 7: b"<</W[%s]>>" % widths}


FORM = stream(b" " * 3_900_000 + b"n", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")
DIRECT = b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>>>"
SAID = b"<</ActualText(%s)>>" % (b"abcdefgh " * 60_000)
SPACES = b"begincodespacerange %s endcodespacerange" % (b"<00><01>" * 450_000)
COSTLY = {
    "rows of no size": pdf(b"BT /F1 0.04 Tf 1 0 0 1 50 700 Tm (Hello) Tj ET"),
    "a form drawn often": pdf(SHOWN + b"/X Do " * 20_000, FONTS + b"/XObject<</X 6 0 R>>", {6: FORM}),
    "pages of one stream": pdf(SHOWN + b" " * 3_900_000, pages=2000),
    "a font of no number": pdf(
        b"/F1 12 Tf " * 20_000 + SHOWN, DIRECT, {6: stream(b"beginbfrange <0000> <FFFF> <0041> endbfrange ")}
    ),
    "sections without an end": pdf(SHOWN, more=mapped(b"beginbfchar " * 300_000)),
    "codes given again": pdf(SHOWN, more=mapped(b"beginbfrange <0> <8888> <0041> endbfrange " * 90_000)),
    "a value of many": pdf(SHOWN, more=mapped(b"beginbfrange <0000> <FFFF> <%s> endbfrange " % (b"4e00" * 100_000))),
    "widths given again": pdf(SHOWN, more=mapped(b"", b"0 65000 9 " * 20_000)),
    "spaces of codes": pdf(
        SHOWN, more=mapped(b"") | {5: COMPOSITE.replace(b"/Identity-H", b" 8 0 R"), 8: stream(SPACES)}
    ),
    "marks in marks": pdf(
        b"/P BMC " * 50_000 + b"BT /F1 1 Tf 1 0 0 1 5 700 Tm (" + b"ab" * 50_000 + b") Tj ET " + b"EMC " * 50_000
    ),
    "words said often": pdf(
        b"BT /F1 12 Tf 1 0 0 1 50 700 Tm " + b"/S /P1 BDC (a) Tj EMC 0 -1 Td " * 2000 + b"ET",
        FONTS + b"/Properties<</P1 6 0 R>>",
        {6: SAID},
    ),
    "a long Roman number": pdf(b"BT /F1 1 Tf 1 0 0 1 50 700 Tm (" + b"ci" * 75_000 + b") Tj ET"),
}


@pytest.mark.parametrize("what", COSTLY)
def test_a_file_made_to_cost_much_is_read_or_refused_within_bounds(what: str) -> None:
    said = read_within_bounds(COSTLY[what], "costly.pdf")
    assert said.startswith("a text of ") or "costly.pdf" in said


@pytest.mark.parametrize(("said", "shown"), [(b"", "glyphs"), (b"a\\033]0;x\\000b\\nc", "a\ufffd]0;x\ufffdb c")])
def test_words_said_of_glyphs_hold_no_controls_and_stand_in_only_where_there_are_any(said: bytes, shown: str) -> None:
    long = b"".join(
        b"BT /F1 9 Tf 1 0 0 1 50 %d Tm (Hello world, this is text.) Tj ET " % y for y in range(300, 600, 20)
    )
    marked = b"/Span <</ActualText (%s)>> BDC BT /F1 9 Tf 1 0 0 1 50 650 Tm (glyphs) Tj ET EMC" % said
    assert extract(pdf(marked + b" " + long), Options("a.pdf")).text.splitlines()[0] == shown
