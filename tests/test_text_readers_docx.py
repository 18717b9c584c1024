"""Word files: what Word shows is the text, what it hides or shows elsewhere is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.errors import AnnotateError, UnreadableFileError
from annotate.text.extracts import Extract, Options
from annotate.text.reader import read as lay_out
from annotate.text.readers.docx import read
from annotate.text.readers.docx_numbers import written
from annotate.text.readers.docx_package import DEPTH
from annotate.text.readers.registry import extract
from annotate.text.spans import visible
from tests.wordmaking import HEAD, SPACES, comment, gone, ins, on, p, packed, part, r, relations, word
from tests.wordmaking import answers as threads

OPTIONS = Options("plan.docx")
REJECTED = Options("plan.docx", changes="rejected")


def texts(data: bytes) -> tuple[str, str]:
    """The new and the old text of a file."""
    return read(data, OPTIONS).text, read(data, REJECTED).text


def kinds(found: Extract) -> list[tuple[str, str]]:
    return [(block.kind, found.text[block.start : block.end]) for block in found.blocks]


def style(key: str, name: str, inside: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{inside}</w:style>'


# Paragraphs


def test_a_paragraph_is_a_line_and_an_empty_one_an_empty_line() -> None:
    assert read(word(p(r("甲。")), p(), p(r("乙。")), p()), OPTIONS).text == "甲。\n\n乙。\n"


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a\nb"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>", "a-b"),
        ("<w:r><w:t>a</w:t><w:softHyphen/><w:t>b</w:t></w:r>", "ab"),
        ("<w:r><w:t>a\n  b</w:t></w:r>", "a   b"),
        (f"<w:hyperlink>{r('ab')}</w:hyperlink>", "ab"),
        (f"<w:smartTag><w:smartTagPr/>{r('a')}<w:smartTag>{r('b')}</w:smartTag></w:smartTag>", "ab"),
        (f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{r('ab')}</w:sdtContent></w:sdt>", "ab"),
        (f"<w:fldSimple>{r('12')}</w:fldSimple>", "12"),
        ("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1"),
        ('<w:r><w:sym w:font="Symbol" w:char="2265"/></w:r>', "≥"),
        (f"<w:unheardOf>{r('ab')}</w:unheardOf>", "ab"),
    ],
)
def test_what_stands_in_a_paragraph_is_read_as_word_shows_it(run: str, words: str) -> None:
    assert read(word(p(run)), OPTIONS).text == words


def test_of_a_field_the_result_is_read_and_not_its_code() -> None:
    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = f"{sign('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>{sign('separate')}{r('3')}{sign('end')}"
    outer = f"{sign('begin')}<w:r><w:instrText>IF </w:instrText></w:r>{inner}{sign('separate')}{r('好')}{sign('end')}"
    assert read(word(p(r("甲"), outer, r("乙")), p(inner)), OPTIONS).text == "甲好乙\n3"


def test_a_field_that_does_not_end_takes_no_words_along() -> None:
    data = word(p(r("甲"), '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', r("乙")), p(r("丙")))
    assert read(data, OPTIONS).text == "甲乙\n丙"


def test_hidden_text_is_left_out_and_counted() -> None:
    hidden = style("H", "Hidden", "<w:rPr><w:vanish/></w:rPr>")
    data = word(
        p(r("甲"), r("藏", "<w:vanish/>"), r("乙", '<w:vanish w:val="0"/>')), p(r("密件"), style="H"), styles=hidden
    )
    found = read(data, OPTIONS)
    assert found.text == "甲乙\n"
    assert found.notes == ("not read: 3 characters of hidden text",)


def test_of_ruby_the_base_is_read_and_the_reading_told() -> None:
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('yì')}</w:rt><w:rubyBase>{r('疫')}</w:rubyBase></w:ruby></w:r>"
    found = read(word(p(ruby, r("情"))), OPTIONS)
    assert (found.text, found.notes) == ("疫情", ("not read: 1 pronunciation over its word",))


def test_a_symbol_of_a_font_of_symbols_is_kept_and_told() -> None:
    found = read(word(p(r("是"), '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>')), OPTIONS)
    assert found.text == "是\uf0fe"
    assert found.notes == ("1 symbol of Wingdings kept as private characters",)


def test_a_text_box_stands_once_behind_its_paragraph() -> None:
    box = f"<w:txbxContent>{p(r('框内。'))}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    found = read(word(p(r("甲"), f"<w:r>{both}</w:r>", r("乙")), p(r("丙"))), OPTIONS)
    assert found.text == "甲乙\n框内。\n丙"
    assert found.notes == ("1 text box put behind the paragraph around",)


def test_footnotes_stand_at_the_end_with_their_numbers() -> None:
    def refer(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    def note(kind: str, number: int, words: str) -> str:
        return f'<w:{kind} w:id="{number}">{p(f"<w:r><w:{kind}Ref/></w:r>", r(" " + words))}</w:{kind}>'

    separator = f'<w:footnote w:type="separator" w:id="-1">{p()}</w:footnote>'
    found = read(
        word(
            p(r("甲"), refer("footnote", 7), r("乙"), refer("endnote", 1)),
            p(r("丙"), refer("footnote", 2)),
            footnotes=separator + note("footnote", 2, "后。") + note("footnote", 7, "先。"),
            endnotes=note("endnote", 1, "尾。"),
        ),
        OPTIONS,
    )
    assert found.text == "甲乙\n丙\n[1] 先。\n[2] 后。\n[i] 尾。"
    assert [kind for kind, _ in kinds(found)][-3:] == ["other"] * 3
    assert found.notes == (
        "2 footnotes put at the end, the number in the text left out",
        "1 endnote put at the end, the number in the text left out",
    )


def test_headers_and_footers_are_not_read_and_told() -> None:
    data = word(p(r("甲。")), header1=p(r("内部资料")), footer1=p(r("第1页")), header2=p())
    found = read(data, OPTIONS)
    assert (found.text, found.notes) == ("甲。", ("not read: 2 headers and footers",))


# What paragraphs are


def test_styles_name_title_and_headings() -> None:
    styles = (
        style("T", "Title") + style("H", "heading 1")
        + style("X", "自定义", '<w:basedOn w:val="Y"/>') + style("Y", "基", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
        + style("C", "toc 1")
    )  # fmt: skip
    found = read(
        word(
            p(r("工作方案"), style="T"),
            p(r("目录 1"), style="C"),
            p(r("总则"), style="H"),
            p(r("要求"), style="X"),
            p(r("直接"), properties='<w:outlineLvl w:val="0"/>'),
            p(r("要落实责任。")),
            styles=styles,
        ),
        OPTIONS,
    )
    assert [kind for kind, _ in kinds(found)] == ["title", "other", "heading", "heading", "heading", "body"]


def test_an_article_in_the_style_of_a_heading_is_body_and_told() -> None:
    found = read(word(p(r("第一条　各级政府应当落实责任。"), style="H"), styles=style("H", "heading 2")), OPTIONS)
    assert kinds(found)[0][0] == "body"
    assert found.notes == ("1 sentence in the style of a heading taken for body",)


def test_a_title_broken_over_two_lines_is_one() -> None:
    broken = "<w:r><w:t>关于加强管理的</w:t><w:br/><w:t>若干意见</w:t></w:r>"
    reading = lay_out(read(word(p(broken, style="T"), p(r("要落实。")), styles=style("T", "Title")), OPTIONS))
    assert reading.title == "关于加强管理的若干意见"
    assert reading.text == "关于加强管理的\n若干意见\n要落实。"


def test_line_breaks_in_body_part_paragraphs() -> None:
    found = read(word(p("<w:r><w:t>要落实。</w:t><w:br/><w:t>要检查。</w:t></w:r>")), OPTIONS)
    assert kinds(found) == [("body", "要落实。"), ("body", "要检查。")]


def table(*rows: list[str]) -> str:
    cells = ["".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def test_a_row_of_a_table_is_a_line_and_each_paragraph_of_a_cell_a_block() -> None:
    rows = [p(r("任务")), p(r("单位"))], [p(r("要落实。")) + p(r("要检查。")), p()], [p(r("丙")), p(r("市政府"))]
    found = read(word(p(r("前。")), table(*rows), p(r("后。"))), OPTIONS)
    assert found.text == "前。\n任务\t单位\n要落实。\n要检查。\t\n丙\t市政府\n后。"
    assert [words for _, words in kinds(found)] == [
        "前。",
        "任务",
        "单位",
        "要落实。",
        "要检查。",
        "丙",
        "市政府",
        "后。",
    ]


def test_a_short_cell_is_not_taken_for_a_heading() -> None:
    rows = [[p(r("1")), p(r("要落实责任。")), p(r("市政府"))], [p(r("2")), p(r("要加强检查。")), p(r("区政府"))]]
    reading = lay_out(read(word(p(r("分工如下。")), table(*rows)), OPTIONS))
    assert {block.kind for block in reading.blocks} == {"body"}


# Numbers that Word computes


def level(at: int, form: str, words: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{words}"/></w:lvl>'
    )


def lists(*levels: str, more: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'
    )


def item(words: str, at: int = 0, listed: int = 1, mark: str = "") -> str:
    inside = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{listed}"/></w:numPr>'
    return p(*([r(words)] if words else []), properties=inside, mark=mark)


def test_the_numbers_of_articles_are_put_in_and_told() -> None:
    numbering = lists(level(0, "chineseCountingThousand", "第%1条"))
    found = read(word(item("目的。"), p(r("夹。")), item("范围。"), numbering=numbering), OPTIONS)
    assert found.text == "第一条 目的。\n夹。\n第二条 范围。"
    assert found.notes == ("2 numbers that Word computes for lists put before their paragraphs",)


def test_deeper_levels_begin_anew_and_show_those_above() -> None:
    numbering = lists(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    items = [item("a"), item("b", 1), item("c", 1), item("d"), item("e", 1)]
    assert read(word(*items, numbering=numbering), OPTIONS).text == "I. a\n1.1 b\n1.2 c\nII. d\n2.1 e"


def test_articles_go_on_through_chapters_where_they_never_begin_anew() -> None:
    articles = level(1, "chineseCounting", "第%2条", '<w:lvlRestart w:val="0"/>')
    numbering = lists(level(0, "chineseCounting", "第%1章"), articles)
    items = [item("总则"), item("甲", 1), item("职责"), item("乙", 1)]
    assert read(word(*items, numbering=numbering), OPTIONS).text == "第一章 总则\n第一条 甲\n第二章 职责\n第二条 乙"


def test_a_second_list_of_one_definition_counts_on_unless_it_says_where_it_starts() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    numbering = lists(level(0, "decimal", "（%1）"), more=more)
    items = [item("a"), item("b", listed=2), item("c", listed=3), item("d", listed=3)]
    assert read(word(*items, numbering=numbering), OPTIONS).text == "（1）a\n（2）b\n（1）c\n（2）d"


def test_a_style_brings_its_number_and_no_list_takes_it_away() -> None:
    inside = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    numbering = lists(level(0, "decimal", "%1"), level(1, "chineseCounting", "%2、", '<w:pStyle w:val="S"/>'))
    without = p(r("乙"), style="S", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    data = word(p(r("甲"), style="S"), without, styles=style("S", "条", inside), numbering=numbering)
    assert read(data, OPTIONS).text == "一、甲\n乙"


def test_a_bullet_of_a_font_of_symbols_is_a_bullet() -> None:
    numbering = lists(level(0, "bullet", "\uf0b7"))
    assert read(word(item("甲"), numbering=numbering), OPTIONS).text == "• 甲"


def test_an_unknown_format_is_written_in_digits_and_told() -> None:
    found = read(word(item("a"), numbering=lists(level(0, "hebrew1", "%1"))), OPTIONS)
    assert found.text == "1 a"
    assert "numbers in a format not known here written in digits (hebrew1)" in found.notes


def test_a_deleted_item_is_not_counted() -> None:
    numbering = lists(level(0, "decimal", "%1、"))
    lost = item("", mark="del").replace("</w:pPr>", f"</w:pPr>{gone('乙')}")
    assert texts(word(item("甲"), lost, item("丙"), numbering=numbering)) == ("1、甲\n2、丙", "1、甲\n2、乙\n3、丙")


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("decimalZero", {1: "01", 10: "10"}),
        ("lowerRoman", {4: "iv", 1999: "mcmxcix"}),
        ("upperLetter", {1: "A", 27: "AA"}),
        ("chineseCounting", {1: "一", 10: "十", 19: "十九", 20: "二十", 99: "九十九"}),
        ("chineseCountingThousand", {10: "十", 100: "一百", 101: "一百〇一", 110: "一百一十", 1020: "一千〇二十"}),
        ("chineseLegalSimplified", {1: "壹", 11: "壹拾壹", 105: "壹佰零伍"}),
        ("ideographDigital", {1: "一", 10: "一〇", 25: "二五"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: None}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 36: "㊱", 51: None}),
        ("decimalFullWidth", {12: "１２"}),
        ("ordinal", {1: "1st", 11: "11th", 22: "22nd"}),
    ],
)
def test_numbers_are_written_as_word_writes_them(form: str, numbers: dict[int, str | None]) -> None:
    assert {number: written(number, form) for number in numbers} == numbers


# Tracked changes


def test_tracked_words_give_two_texts() -> None:
    data = word(p(r("要"), gone("抓"), ins(r("抓紧")), r("落实。")))
    assert texts(data) == ("要抓紧落实。", "要抓落实。")
    assert read(data, OPTIONS).notes == ("2 tracked changes read as accepted",)
    assert read(data, REJECTED).notes == ("2 tracked changes read as rejected",)


def test_words_inserted_and_deleted_again_are_in_neither() -> None:
    assert texts(word(p(r("甲"), ins(gone("乙"))))) == ("甲", "甲")


def test_moved_words_stand_in_each_text_once() -> None:
    data = word(p(gone("乙", "moveFrom"), r("甲")), p(ins(r("乙"), tag="moveTo"), r("丙")))
    assert texts(data) == ("甲\n乙丙", "乙甲\n丙")


def test_a_paragraph_mark_that_goes_joins_two_paragraphs() -> None:
    assert texts(word(p(r("甲"), mark="del"), p(r("乙")))) == ("甲乙", "甲\n乙")
    assert texts(word(p(r("甲"), mark="ins"), p(r("乙")))) == ("甲\n乙", "甲乙")


def test_a_row_and_a_cell_go_and_come() -> None:
    def row(change: str, *cells: str) -> str:
        return f"<w:tr><w:trPr>{change}</w:trPr>{''.join(cells)}</w:tr>"

    def cell(words: str, change: str = "") -> str:
        return f"<w:tc><w:tcPr>{change}</w:tcPr>{p(r(words))}</w:tc>"

    rows = [
        row("", cell("a"), cell("b", '<w:cellIns w:id="1"/>'), cell("c", '<w:cellDel w:id="2"/>')),
        row('<w:ins w:id="3"/>', cell("new")),
        row('<w:del w:id="4"/>', cell("old")),
    ]
    data = word(f"<w:tbl>{''.join(rows)}</w:tbl>", p(r("z")))
    assert texts(data) == ("a\tb\nnew\nz", "a\tc\nold\nz")
    assert read(data, OPTIONS).changes == 4


def test_the_old_text_has_the_style_from_before() -> None:
    change = '<w:pPrChange w:id="1"><w:pPr><w:pStyle w:val="H"/></w:pPr></w:pPrChange>'
    data = word(p(r("总则"), properties=change), p(r("要落实。")), styles=style("H", "heading 1"))
    assert [read(data, each).blocks[0].kind for each in (OPTIONS, REJECTED)] == ["body", "heading"]


# Comments


def test_a_comment_stands_on_its_words() -> None:
    data = word(p(r("要"), on(0, r("落实"), r("责任")), r("。")), comments=comment(0, "谁？\n何时？"))
    (found,) = read(data, OPTIONS).comments
    assert (found.spans, found.words, found.by, found.when) == (((1, 5),), "落实责任", "Li", "2020-02-12T08:00:00Z")
    assert found.note == "谁？\n何时？"


def test_answers_belong_to_the_comment_they_answer() -> None:
    data = word(
        p(on(1, on(2, on(3, r("甲"))))),
        comments=comment(1, "问") + comment(2, "答", "Wang") + comment(3, "再答"),
        commentsExtended=threads((1, None, True), (2, 1, False), (3, 1, False)),
    )
    (found,) = read(data, OPTIONS).comments
    assert (found.note, found.done) == ("问", True)
    assert [(each.by, each.note) for each in found.replies] == [("Wang", "答"), ("Li", "再答")]


def test_a_comment_may_go_over_paragraphs() -> None:
    start, end = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    data = word(p(r("甲"), start, r("乙")), p(r("丙")), end, p(r("丁")), comments=comment(0, "x"))
    assert [(each.spans, each.words) for each in read(data, OPTIONS).comments] == [(((1, 4),), "乙\n丙")]


def test_a_comment_does_not_take_the_line_ends_around_its_words() -> None:
    start, end = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    data = word(p(r("甲"), start), p(r("乙")), p(end, r("丙")), comments=comment(0, "x"))
    assert [(each.spans, each.words) for each in read(data, OPTIONS).comments] == [(((2, 3),), "乙")]


def test_the_pattern_of_a_number_cannot_be_endless() -> None:
    numbering = lists(level(0, "decimal", "%1" * 5000))
    assert len(read(word(item("甲"), numbering=numbering), OPTIONS).text) < 210


def test_a_comment_on_deleted_words_has_them_in_the_old_text_alone() -> None:
    data = word(p(r("甲"), on(0, gone("乙")), r("丙")), comments=comment(0, "x"))
    found = [read(data, each).comments[0] for each in (OPTIONS, REJECTED)]
    assert [(each.spans, each.words) for each in found] == [((), "乙"), (((1, 2),), "乙")]


def test_a_comment_on_no_words_is_a_point_and_one_that_stands_nowhere_has_no_place() -> None:
    point = '<w:r><w:commentReference w:id="0"/></w:r>'
    data = word(p(r("甲"), point, r("乙")), comments=comment(0, "x") + comment(1, "y"))
    assert [each.spans for each in read(data, OPTIONS).comments] == [((1, 1),), ()]


def test_a_comment_on_a_whole_row_stands_on_all_its_words() -> None:
    start, end = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
    inside = f"<w:tbl>{start}<w:tr><w:tc>{p(r('甲'))}</w:tc><w:tc>{p(r('乙'))}</w:tc></w:tr>{end}</w:tbl>"
    data = word(inside, p(r("丙")), comments=comment(0, "x"))
    assert [each.words for each in read(data, OPTIONS).comments] == ["甲\t乙"]


# Forms of the file, and files that are none


def test_the_strict_form_is_read_too() -> None:
    assert read(word(p(r("甲"), gone("乙"), ins(r("丙"))), strict=True), OPTIONS).text == "甲丙"


def test_the_main_part_is_the_one_the_file_names() -> None:
    files = {
        "_rels/.rels": relations({"officeDocument": "/word/document2.xml"}),
        "word/document2.xml": part("w:document", f"<w:body>{p(r('甲'))}</w:body>"),
    }
    assert read(packed(files), OPTIONS).text == "甲"


def test_a_file_with_a_password_is_refused_with_the_way() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(UnreadableFileError, match=r"with a password, which is not read; open it .* save it without"):
        extract(data, OPTIONS)


BODY = f"<w:body>{p(r('甲'))}</w:body>"
DEEP = "<w:sdt>" * (DEPTH + 1) + "</w:sdt>" * (DEPTH + 1)
BOMB = f"{HEAD}<!DOCTYPE w [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><w:document {SPACES}>&b;</w:document>"


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"word/document.xml": b""}, "document.xml is no XML"),
        ({"word/document.xml": b"<w"}, "document.xml is no XML"),
        ({"word/document.xml": BOMB.encode()}, "has a DOCTYPE"),
        ({"word/document.xml": part("w:document", DEEP)}, "nests deeper"),
        ({"word/document.xml": part("w:document", "")}, "is no Word text"),
        ({"word/other.xml": b"<a/>"}, "document.xml is missing"),
        ({"word/document.xml": part("w:document", BODY + " " * 3_000_000 + "<w:x/>" * 1000)}, "unpacks to far more"),
    ],
)
def test_a_file_that_is_no_text_of_word_is_refused(files: dict[str, bytes], reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason) as caught:
        read(packed(files), OPTIONS)
    assert str(caught.value).startswith("plan.docx ")


def test_a_file_without_words_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="without words"):
        read(word(p(), p()), OPTIONS)


def test_a_missing_part_takes_nothing_of_the_text() -> None:
    files = {
        "word/document.xml": part("w:document", BODY),
        "word/_rels/document.xml.rels": relations({"styles": "gone.xml", "numbering": "../../x", "comments": "c.xml"}),
    }
    assert read(packed(files), OPTIONS).text == "甲"


leaves = st.sampled_from(["甲", "<w:tab/>", "<w:t>乙</w:t>", "<w:delText>丙</w:delText>", '<w:sym w:char="zz"/>'])
tags = st.sampled_from(
    [f"w:{name}" for name in ("p", "r", "tbl", "tr", "tc", "ins", "del", "sdt", "ruby", "rubyBase", "pPr", "rPr")]
    + ["w:numPr", "w:txbxContent", "w:drawing", "mc:AlternateContent", "mc:Fallback", "w:commentReference", "m:t"]
)
trees = st.recursive(
    leaves, lambda inner: st.builds(lambda tag, all_: f"<{tag}>{''.join(all_)}</{tag}>", tags, st.lists(inner)),
    max_leaves=40,
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.lists(trees), st.sampled_from(["accepted", "rejected"]))
def test_elements_in_any_order_give_a_text_or_an_error_of_ours(inside: list[str], changes: str) -> None:
    try:
        found = read(word(*inside, comments=comment(0, "x")), Options("a.docx", changes=changes))  # type: ignore[arg-type]
    except AnnotateError:
        return
    assert visible("".join(words for _, words in kinds(found))) == visible(found.text)
    lay_out(found)


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_a_damaged_file_gives_a_text_or_an_error_of_ours(data: st.DataObject) -> None:
    whole = bytearray(
        word(item("甲"), p(gone("乙")), numbering=lists(level(0, "decimal", "%1")), comments=comment(0, "x"))
    )
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=8)):
        whole[at] = data.draw(st.integers(0, 255))
    try:
        read(bytes(whole), OPTIONS)
    except AnnotateError:
        return
