"""PDF files: lines, columns, running heads and paragraphs from where things stand; refused where none can be read."""

import contextlib
import logging
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.errors import AnnotateError, CallError, UnreadableFileError
from annotate.text.extracts import Extract, Options
from annotate.text.reader import read
from annotate.text.readers.registry import extract
from tests.corpus import visible
from tests.pdffile import Put, content, paragraph, pdf, stream, written

LONG = (
    "会议要求，各地区要认真落实各项任务，保障居民日常所需的供应，稳定物价，并按"
    "时报告进展；有关部门要加强督促检查，确保各项措施落到实处"
)
OTHER = (
    "会议强调，要做好春耕备耕工作，组织好种子、化肥和农药的生产供应，加强技术指"
    "导，帮助农民解决实际困难，不误农时，确保全年粮食丰收"
)


def body(number: int, top: int = 740) -> list[Put]:
    """A paragraph that is another one on every page."""
    return paragraph(f"{'甲乙丙丁戊己庚'[number]}地{LONG}，{'甲乙丙丁戊己庚'[number]}地已落实。", top=top)


def found(data: bytes, name: str = "plan.pdf") -> Extract:
    return extract(data, Options(name))


def text(data: bytes) -> str:
    return read(found(data)).text


def test_wrapped_lines_are_lines_of_the_extract_and_a_paragraph_of_the_text():
    data = pdf(content(*paragraph(LONG + "。")))
    assert found(data).text.splitlines() == [put.words for put in paragraph(LONG + "。")]
    assert text(data).strip() == LONG + "。"


def test_a_line_that_leaves_room_ends_its_paragraph():
    short = [Put(72, 740, "会议指出，要保障供应。"), *paragraph(LONG + "。", top=722)]
    assert text(pdf(content(*short))).splitlines() == ["会议指出，要保障供应。", LONG + "。"]


def test_a_mark_that_hangs_out_of_the_column_does_not_make_other_lines_short():
    lines = ["会议要求各地区各部门要", "认真落实各项任务，保障，", "居民日常所需供应要稳定", "物价并按时报告。"]
    puts = [Put(72, 740 - 18 * at, line) for at, line in enumerate(lines)]
    assert text(pdf(content(*puts))).splitlines() == ["".join(lines)]


def test_a_sentence_that_breaks_off_goes_on_where_little_room_is_left():
    lines = [
        "会议要求，各地区各部门要认真落实",
        "《条例》，保障居民日常所需供应要",
        "稳定物价并按时报告进展的情况和",
        "“三保”任务，不误农时确保全年粮食",
        "丰收。",
    ]
    puts = [Put(72, 740 - 18 * at, line) for at, line in enumerate(lines)]
    assert text(pdf(content(*puts))).splitlines() == ["".join(lines)]


def test_a_sentence_that_ends_where_one_more_character_fits_ends_its_paragraph():
    lines = [
        "会议要求，各地区各部门要认真落实",
        "各项任务，保障居民日常供应稳定，",
        "会议强调，要做好春耕备耕工作。",
        "会议指出，要保障市场供应稳定物价",
        "并按时报告。",
    ]
    puts = [Put(72, 740 - 18 * at, line) for at, line in enumerate(lines)]
    assert text(pdf(content(*puts))).splitlines() == ["".join(lines[:3]), "".join(lines[3:])]


def test_an_indent_begins_a_paragraph_even_behind_a_full_line():
    full = LONG[:57] + "。"
    puts = [*paragraph(full, indent=2), *paragraph(OTHER + "。", top=704, indent=2)]
    assert text(pdf(content(*puts))).splitlines() == [full, OTHER + "。"]


def test_a_list_of_short_lines_is_not_joined():
    names = ["北京市海淀区", "天津市河西区", "上海市闵行区", "重庆市渝中区", "广州市天河区"]
    puts = [Put(72, 740 - 18 * at, name) for at, name in enumerate(names)]
    assert text(pdf(content(*puts))).splitlines() == names


def test_a_paragraph_goes_on_over_the_end_of_a_page_its_number_and_the_head_of_the_next():
    whole = (LONG + "，" + OTHER + "。") * 2
    lines = paragraph(whole)
    half = len(lines) // 2
    pages = []
    for number, part in enumerate((lines[:half], lines[half:]), start=1):
        moved = [put._replace(y=740 - 18 * at) for at, put in enumerate(part)]
        pages.append(content(Put(240, 800, "政策汇编", 9), *moved, Put(290, 40, f"— {number} —", 9)))
    data = pdf(*pages)
    assert text(data).strip() == whole
    assert [(each.kind, each.text) for each in found(data).removed] == [
        ("running head", "政策汇编"),
        ("page number", "— 1 —"),
        ("running head", "政策汇编"),
        ("page number", "— 2 —"),
    ]


def test_places_say_on_which_page_words_stand():
    made = found(pdf(content(Put(72, 700, "要落实责任。")), content(Put(72, 700, "要保障供应。"))))
    assert [(made.text[place.start :][:6], place.number) for place in made.places] == [
        ("要落实责任。", 1),
        ("要保障供应。", 2),
    ]


@pytest.mark.parametrize(
    "form", ["{}", "- {} -", "— {} —", "第{}页", "第 {} 页 共 3 页", "{}/3", "Page {} of 3", "P. {}", "·{}·", "({})"]
)
def test_page_numbers_in_many_forms_are_taken_out(form):
    pages = [content(*body(number), Put(280, 40, form.format(number))) for number in (1, 2, 3)]
    made = found(pdf(*pages))
    assert [each.text for each in made.removed] == [form.format(number) for number in (1, 2, 3)]
    assert {each.kind for each in made.removed} == {"page number"}


def test_roman_page_numbers_are_taken_out():
    pages = [content(*body(number), Put(280, 40, roman)) for number, roman in enumerate(("iii", "iv", "v"))]
    assert [each.text for each in found(pdf(*pages)).removed] == ["iii", "iv", "v"]


def test_heads_of_left_and_right_pages_are_told_apart():
    heads = ["政策汇编", "第一章总则"] * 3
    pages = [content(Put(72, 800, head, 9), *body(at)) for at, head in enumerate(heads)]
    assert [each.text for each in found(pdf(*pages)).removed] == heads


@pytest.mark.parametrize(
    "edges",
    [
        ("2020", "2021"),  # years
        ("7", "3"),
        ("第一条总则", "第二条范围"),
        ("要保障供应。", "要稳定物价。"),
        ("mix", "mild"),
    ],
)
def test_what_neither_repeats_nor_counts_stays(edges):
    pages = [content(*body(at), Put(72, 40, edge)) for at, edge in enumerate(edges)]
    made = found(pdf(*pages))
    assert made.removed == ()
    assert all(edge in made.text for edge in edges)


def test_words_that_repeat_within_the_text_stay():
    pages = [
        content(*paragraph(LONG + "。"), Put(72, 500, "要点"), *paragraph(OTHER + "。", top=482)) for _ in range(3)
    ]
    made = found(pdf(*pages))
    assert made.text.count("要点") == 3


def test_a_head_seen_once_stays():
    assert "政策汇编" in text(pdf(content(Put(240, 800, "政策汇编", 9), *paragraph(LONG + "。"))))


def test_a_left_column_is_read_before_the_right_one_below_a_heading_over_both():
    left, right = paragraph((LONG + "。") * 2, width=16), paragraph((OTHER + "。") * 2, left=312, width=16)
    puts = sorted([*left, *right], key=lambda put: -put.y)  # as a program may draw them: line by line
    title = Put(220, 780, "关于做好当前工作的意见", 16)
    assert text(pdf(content(title, *puts))).splitlines() == [title.words, (LONG + "。") * 2, (OTHER + "。") * 2]


def test_a_table_is_read_by_rows():
    rows = [
        ("粮食产量，万吨", "六百六十三"),
        ("棉花产量，万吨", "五百九十一"),
        ("油料产量，万吨", "三百五十八"),
        ("糖料产量，万吨", "一千二百"),
    ]
    puts = [
        Put(x, 740 - 18 * at, words) for at, row in enumerate(rows) for x, words in zip((72, 320), row, strict=True)
    ]
    made = found(pdf(content(*puts)))
    assert made.text.splitlines() == ["\t".join(row) for row in rows]
    assert any("table" in note for note in made.notes)


def test_lines_drawn_across_the_gap_make_a_table_of_running_text():
    left, right = paragraph((LONG + "。") * 2, width=16), paragraph((OTHER + "。") * 2, left=312, width=16)
    drawn = "".join(f"72 {y} m 510 {y} l S " for y in (735, 717, 699, 681))
    made = found(pdf(content(*left, *right, before=drawn)))
    assert made.text.splitlines()[0] == f"{left[0].words}\t{right[0].words}"


@pytest.mark.parametrize(
    ("turn", "matrix"), [(90, "0 1 -1 0 595 0"), (180, "-1 0 0 -1 595 842"), (270, "0 -1 1 0 0 842")]
)
def test_a_turned_page_reads_like_an_upright_one(turn, matrix):
    upright, turned = content(*paragraph(LONG + "。")), content(*paragraph(LONG + "。"), before=f"{matrix} cm")
    assert found(pdf(turned, more=b"/Rotate %d" % turn)).text == found(pdf(upright)).text


def test_turned_words_beside_the_text_stand_behind_it_and_are_told():
    stamp = "q 0.7 0.7 -0.7 0.7 200 300 cm BT /F1 40 Tf <" + "征求意见稿".encode("utf-16-be").hex() + "> Tj ET Q"
    made = found(pdf(content(*paragraph(LONG + "。"), before=stamp)))
    assert made.text.splitlines()[-1] == "征求意见稿"
    assert any("turned" in note for note in made.notes)


def test_bold_print_by_printing_twice_gives_its_words_once():
    twice = [Put(72 + shift, 740, "要落实责任。") for shift in (0, 0.4)]
    assert text(pdf(content(*twice))).strip() == "要落实责任。"


def test_a_form_is_read_where_it_is_drawn():
    form = stream(
        content(Put(0, 0, "要落实责任。")),
        b"/Type/XObject/Subtype/Form/Matrix[1 0 0 1 72 700]/Resources<</Font<</F1 3 0 R>>>>",
    )
    data = pdf(
        content(Put(72, 740, "会议指出："), before="/X Do"),
        others=[form],
        more=b"/Resources<</Font<</F1 3 0 R>>/XObject<</X 5 0 R>>>>",
    )
    assert found(data).text.split() == ["会议指出：", "要落实责任。"]


def test_a_form_that_draws_itself_ends():
    form = stream(
        b"/X Do " + content(Put(0, 0, "责")),
        b"/Type/XObject/Subtype/Form/Resources<</Font<</F1 3 0 R>>/XObject<</X 5 0 R>>>>",
    )
    data = pdf(b"/X Do", others=[form], more=b"/Resources<</XObject<</X 5 0 R>>>>")
    assert visible(found(data).text) == "责"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["The policies of the county and the pol-", "icies of the state are to be carried out."],
            "policies of the state",
        ),
        (
            ["A plan for the long term: this is a long-", "term plan which is to be carried out now."],
            "a long-term plan",
        ),
        (["Plans for the county are to be well-", "coordinated, and carried out in time."], "be well-coordinated, and"),
        (
            ["What the county and its towns had devel-", "oped before is to be developing further."],
            "had developed before",
        ),
        (["Duties are to be carried out by the of-", "fices of the county and of the province."], "by the of-fices of"),
    ],
)
def test_a_hyphen_goes_where_the_text_shows_that_it_only_divides_a_word(lines, expected):
    data = pdf(content(*(Put(72, 740 - 18 * at, line) for at, line in enumerate(lines))))
    assert expected in text(data)
    assert all(each.kind == "hyphen" for each in found(data).removed)


def test_a_hyphen_that_stays_among_others_that_go_is_told():
    lines = [
        "The policies of the county, all of them, and pol-",
        "icies of the state are to be carried out by well-",
        "made plans.",
    ]
    made = found(pdf(content(*(Put(72, 740 - 18 * at, line) for at, line in enumerate(lines)))))
    assert "1 hyphen kept at a line end, which may belong to its word, as in “well-made”" in made.notes


def test_signs_that_stand_for_characters_become_them_and_it_is_told():
    made = found(pdf(content(Put(72, 740, "⼀是要加强⻓期管理，ﬁrst"))))
    assert made.text == "一是要加强长期管理，first\n"
    assert any(note.startswith("3 signs of its fonts") for note in made.notes)


def test_the_title_of_the_file_is_taken_only_if_it_stands_in_the_text():
    page = content(Put(72, 740, "关于做好工作的意见"), *paragraph(LONG + "。", top=700))
    for title, taken in (("关于做好工作的意见", "关于做好工作的意见"), ("Microsoft Word - 1.doc", None)):
        info = b"<</Title<feff%s>/CreationDate(D:20200212)>>" % title.encode("utf-16-be").hex().encode()
        made = found(pdf(page, others=[info], trailer=b"/Info 5 0 R"))
        assert (made.title, made.date) == (taken, None)


SCAN = b"q 595 0 0 842 0 0 cm /I Do Q"


def test_a_scan_is_refused_and_told_of_text_recognition():
    with pytest.raises(UnreadableFileError, match=r"^plan\.pdf has only pictures of its text, .*OCR"):
        found(pdf(SCAN, SCAN))


def test_scanned_pages_among_others_are_told_by_their_numbers():
    made = found(pdf(content(*paragraph(LONG + "。")), SCAN, SCAN))
    assert any(note.startswith("pages 2–3: only a picture") for note in made.notes)


def test_words_that_a_recognition_left_behind_a_scan_are_read_and_told():
    made = found(pdf(content(*paragraph(LONG + "。"), before="q 595 0 0 842 0 0 cm /I Do Q 3 Tr")))
    assert visible(made.text) == LONG + "。"
    assert any("OCR" in note for note in made.notes)


SIMPLE = b"<</Type/Font/Subtype/Type1/BaseFont/%s/FirstChar 65/LastChar 70/Widths[600 600 600 600 600 600]%s>>"
COMPOSITE = (
    b"<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H%s"
    b"/DescendantFonts[<</Subtype/CIDFontType2/DW 1000>>]>>"
)
WORDS = b"BT /F1 12 Tf 1 0 0 1 72 700 Tm (ABCDEF) Tj ET"


@pytest.mark.parametrize(
    ("font", "map_"),
    [
        (COMPOSITE % b"", b""),
        (COMPOSITE % b"/ToUnicode 5 0 R", b"beginbfrange <4141> <4646> <E000> endbfrange"),
        (COMPOSITE % b"/ToUnicode 5 0 R", b"beginbfrange <4141> <4646> <0001> endbfrange"),
        (COMPOSITE % b"/ToUnicode 5 0 R", b"beginbfchar <4142> <FFFD> endbfchar"),
        (SIMPLE % (b"X", b"/Encoding<</Differences[65/g1/g2/g3/g4/g5/g6]>>"), b""),
        (SIMPLE % (b"Symbol", b""), b""),
    ],
    ids=["no map", "private use", "controls", "replacement", "names that say nothing", "symbols"],
)
def test_fonts_that_do_not_say_what_they_show_are_refused(font, map_):
    with pytest.raises(UnreadableFileError, match=r"does not say which characters its fonts show: .*OCR"):
        found(pdf(WORDS, font=font, others=[stream(map_)]))


@pytest.mark.parametrize(
    ("font", "expected"),
    [
        (SIMPLE % (b"Helvetica", b""), "ABCDEF"),
        (SIMPLE % (b"X", b"/Encoding<</Differences[65/uni4E00/quoteright/f_i/eacute/Euro/A.sc]>>"), "一’fié€A"),
        (COMPOSITE % b"/ToUnicode<</a/b>>", None),
        (COMPOSITE.replace(b"Identity-H", b"GBK-EUC-H") % b"", "ABCDEF"),
    ],
)
def test_characters_come_from_encodings_and_names_of_glyphs_too(font, expected):
    if expected is None:
        with pytest.raises(UnreadableFileError):
            found(pdf(WORDS, font=font))
    else:
        assert found(pdf(WORDS, font=font)).text.strip() == expected


def test_vertical_lines_are_refused():
    column = [Put(500 - 18 * (at // 20), 760 - 14 * (at % 20), char) for at, char in enumerate(LONG)]
    with pytest.raises(UnreadableFileError, match="vertical lines"):
        found(pdf(content(*column)))


def test_a_file_without_text_is_refused():
    with pytest.raises(UnreadableFileError, match="no text on any page"):
        found(pdf(b""))


def test_an_encrypted_file_is_refused_with_the_way():
    lock = (
        b"<</Filter/Standard/V 5/R 6/Length 256/O<%s>/U<%s>/OE<%s>/UE<%s>"
        b"/Perms<%s>/P -4/CF<</StdCF<</CFM/AESV3>>>>/StmF/StdCF/StrF/StdCF>>"
    )
    lock %= tuple(b"00" * length for length in (48, 48, 32, 32, 16))
    with pytest.raises(UnreadableFileError, match=r"encrypted; .*qpdf --decrypt"):
        found(pdf(content(Put(72, 740, "要")), others=[lock], trailer=b"/Encrypt 5 0 R/ID[<00><00>]"))


def test_an_encoding_cannot_be_named():
    with pytest.raises(CallError, match="no encoding to name"):
        extract(pdf(content(Put(72, 740, "要"))), Options("plan.pdf", encoding="gbk"))


def test_a_page_that_unpacks_to_far_more_than_its_bytes_is_refused():
    bomb = zlib.compress(content(Put(72, 740, "要")) * 600_000, 9)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R>>"
    data = written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
            stream(bomb, b"/Filter/FlateDecode"),
            page,
        ]
    )
    with pytest.raises(UnreadableFileError, match=r"^plan\.pdf "):
        found(data)


def test_one_page_named_ten_thousand_times_is_refused():
    kids = b" 4 0 R" * 20_000
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R>>"
    data = written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 20000/Kids[%s]>>" % kids,
            stream(content(Put(1, 1, "要"))),
            page,
        ]
    )
    with pytest.raises(UnreadableFileError, match=r"^plan\.pdf "):
        found(data)


def test_a_page_tree_that_leads_back_to_itself_is_refused():
    with pytest.raises(UnreadableFileError, match=r"^plan\.pdf "):
        found(written([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[2 0 R]>>"]))


def test_what_the_library_says_reaches_nobody(capfd, caplog):
    whole = pdf(content(*paragraph(LONG + "。")))
    broken = whole.replace(b"startxref\n", b"startxref\n9").replace(b"/Length ", b"/Lengt ")
    with contextlib.suppress(UnreadableFileError):
        found(broken)
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []
    assert logging.getLogger("pypdf").propagate


SAMPLE = pdf(
    content(Put(72, 780, "政策汇编", 9), *paragraph(LONG + "。")),
    content(*paragraph(OTHER + "。")),
    others=[stream(b"beginbfchar <41> <4E00> endbfchar")],
)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.tuples(st.integers(9, len(SAMPLE) - 1), st.binary(max_size=12)), max_size=6),
    st.integers(20, len(SAMPLE)),
)
def test_a_damaged_file_gives_a_text_or_an_error_of_ours(changes, length):
    data = bytearray(SAMPLE)
    for at, bytes_ in changes:
        data[at : at + len(bytes_)] = bytes_
    try:
        made = found(bytes(data[:length]))
    except AnnotateError:
        return
    assert visible(read(made).text) == visible("".join(made.text[at] for at in kept(made)))


def kept(made: Extract) -> list[int]:
    """The offsets of an extract that are not removed."""
    gone = {at for each in made.removed for at in range(each.start, each.end)}
    return [at for at in range(len(made.text)) if at not in gone]
