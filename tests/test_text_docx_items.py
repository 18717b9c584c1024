"""Word files: items, cells and raised figures keep what they say."""

from annotate.text.reader import read as lay_out
from annotate.text.readers.docx import read
from tests.test_text_readers_docx import OPTIONS, item, level, lists, p, r, table, word


def test_an_item_a_cell_and_a_line_behind_a_break_are_no_headings() -> None:
    numbering = lists(level(0, "bullet", "•"))
    parts = (
        p(r("现通知如下，请执行。")),
        item("要完善监测机制"),
        p(r("要检查。")),
        table([p(r("各区要报告"))]),
        p(r("要落实。")),
        p("<w:r><w:t>要排查。</w:t><w:br/><w:t>各地要整改</w:t></w:r>"),
        p(r("要报告。")),
    )
    reading = lay_out(read(word(*parts, numbering=numbering), OPTIONS))
    assert {block.kind for block in reading.blocks} == {"body"}


def test_a_number_above_the_line_is_kept_and_told() -> None:
    raised = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>4</w:t></w:r>"
    found = read(word(p(r("投入10"), raised, r("元。"))), OPTIONS)
    assert found.text == "投入104元。"
    assert found.notes == ("1 raised figure stands on the line, so that 10⁴ reads 104",)
