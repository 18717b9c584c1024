"""What breaks into the text of a PDF page: notes at the foot, raised figures, browser prints; and long titles."""

import pytest

from annotate.text.reader import read
from tests.pdffile import Put, content, paragraph, pdf
from tests.test_text_pdf import LONG, OTHER, found, text


def test_a_note_at_the_foot_stands_behind_the_paragraph_that_it_interrupts():
    lines = paragraph(LONG + "，" + OTHER + "。")
    note = "1落实，指按时完成并报告。"
    made = found(
        pdf(content(*lines[:3], Put(72, 60, note, 9)), content(*paragraph("".join(put.words for put in lines[3:]))))
    )
    assert read(made).text.splitlines() == [LONG + "，" + OTHER + "。", note]
    assert [place.number for place in made.places] == [1, 2, 1, 2]
    assert made.text[made.places[2].start : made.places[3].start].strip() == note
    assert "page 1: notes at the foot, put behind the paragraph above them" in made.notes


def test_a_short_line_drawn_above_tells_a_note_of_the_same_size():
    lines = paragraph(LONG + "，" + OTHER + "。")
    note, rest = "1落实，指按时完成并报告。", content(*paragraph("".join(put.words for put in lines[3:])))
    ruled = pdf(content(*lines[:3], Put(72, 60, note), before="72 80 m 180 80 l S"), rest)
    assert text(ruled).splitlines() == [LONG + "，" + OTHER + "。", note]
    bare = pdf(content(*lines[:3], Put(72, 60, note)), rest)
    assert text(bare).splitlines() != text(ruled).splitlines()
    assert found(bare).notes == ()


def test_smaller_lines_without_a_figure_are_no_notes():
    made = found(
        pdf(content(*paragraph(LONG + "。"), Put(72, 60, "市政府办公室，二月", 9)), content(*paragraph(OTHER + "。")))
    )
    assert made.notes == ()
    assert [line for line in read(made).text.split("\n") if line] == [LONG + "。", "市政府办公室，二月", OTHER + "。"]


@pytest.mark.parametrize("size", [6, 10])
def test_a_raised_figure_stays_with_its_line_and_is_told(size):
    lines = [Put(72, 740, "要落实责任，保障供应"), Put(192, 744.5, "1", size), Put(198, 740, "，稳定物价。")]
    made = found(pdf(content(*lines)))
    assert made.text == "要落实责任，保障供应1，稳定物价。\n"
    assert made.notes == ("page 1: raised figures, as those of notes, read with the words before them",)


def test_a_raised_figure_at_the_height_of_another_column_stays_with_its_own():
    left, right = paragraph((LONG + "。") * 2, width=16), paragraph((OTHER + "。") * 2, left=312, width=16)
    shifted = [put._replace(y=put.y + 2.5) for put in right]
    mark = Put(left[3].x + 16 * 12, left[3].y + 4.5, "1", 10)
    got = text(pdf(content(*left, *shifted, mark))).splitlines()
    assert got == [(LONG + "。")[:64] + "1" + ((LONG + "。") * 2)[64:], (OTHER + "。") * 2]


PRINT = (Put(24, 800, "11/28/26, 7:52 AM", 8), Put(350, 800, "计划", 8))
FOOT = (Put(24, 17, "https://example.org/plan.html", 8), Put(560, 17, "1/1", 8))


def test_what_a_browser_prints_at_the_edges_of_a_single_page_is_taken_out():
    made = found(pdf(content(*PRINT, *paragraph(LONG + "。"), *FOOT)))
    assert read(made).text.strip() == LONG + "。"
    assert [each.text for each in made.removed] == ["11/28/26, 7:52 AM\t计划", "https://example.org/plan.html\t1/1"]


@pytest.mark.parametrize("edges", [PRINT, FOOT, (*PRINT, FOOT[0]), (PRINT[1], *FOOT)])
def test_a_day_or_an_address_alone_at_the_edge_of_a_page_stays(edges):
    made = found(pdf(content(*edges, *paragraph(LONG + "。"))))
    assert made.removed == ()


def test_centred_lines_of_the_largest_letters_are_one_title():
    title = [Put(192, 780, "关于进一步做好当前", 18), Put(210, 752, "有关工作的意见", 18)]
    assert text(pdf(content(*title, *paragraph(LONG + "。", top=700)))).splitlines()[0].strip() == "".join(
        put.words for put in title
    )


@pytest.mark.parametrize(
    "lines",
    [
        [Put(72, 780, "关于进一步做好当前", 18), Put(72, 752, "有关工作的意见", 18)],  # from the left on
        [Put(192, 780, "关于进一步做好当前", 18), Put(216, 752, "有关工作的意见", 14)],
        [Put(192, 780, "关于做好工作的意见", 18), Put(192, 752, "第一章关于工作任务", 18)],
        [Put(192, 780 - 24 * at, f"{name}省人民政府文件汇编", 18) for at, name in enumerate("甲乙丙丁")],
    ],
)
def test_other_large_lines_are_not_joined(lines):
    got = text(pdf(content(*lines, *paragraph(LONG + "。", top=660)))).splitlines()
    assert [line.strip() for line in got if line.strip()][: len(lines)] == [put.words for put in lines]


def test_a_cell_far_on_the_right_does_not_go_on_at_the_margin():
    puts = [
        Put(324, 740, "财政局、农业农村局，十"),
        Put(72, 722, "二、要落实责任，保障供应，稳定物价，按时报告情况"),
        Put(72, 704, "进展。"),
    ]
    assert text(pdf(content(*puts))).splitlines()[0].strip() == puts[0].words
