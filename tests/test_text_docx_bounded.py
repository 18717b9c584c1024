"""What one part of a file says many times over another part costs a reader no product of the two."""

import pytest

from annotate.text.extracts import Options
from annotate.text.readers.docx import read
from annotate.text.readers.html import read as read_page
from tests.bounded import read_within_bounds
from tests.wordmaking import p, r, word

COUNT = 5_000


def _paragraphs(tag: str, count: int) -> str:
    return "".join(f'<w:p><w:{tag} w:id="{at}"/></w:p>' for at in range(count))


def _references(count: int) -> str:
    return "".join(f'<w:r><w:footnoteReference w:id="{at}"/></w:r>' for at in range(count))


def _own_remarks(count: int) -> str:
    grey = r("m1", '<w:color w:val="5F6368"/>')
    return "".join(
        f'<w:comment w:id="{at}" w:author="x"><w:p>{r("l")}</w:p><w:p>{grey}</w:p></w:comment>' for at in range(count)
    )


def _files() -> dict[str, bytes]:
    notes = "".join(f'<w:footnote w:id="{at}"><w:p>{r("n")}</w:p></w:footnote>' for at in range(COUNT))
    reference = '<w:t>abcdefghij</w:t><w:footnoteReference w:id="1"/>'
    starts = "".join(f'<w:commentRangeStart w:id="{at}"/>' for at in range(2 * COUNT))
    ends = "".join(f'<w:commentRangeEnd w:id="{at}"/>' for at in range(2 * COUNT))
    return {
        "one run of many references": word(p(f"<w:r>{reference * 30_000}</w:r>")),
        "many comments over empty paragraphs": word(
            p(r("a")), _paragraphs("commentRangeStart", COUNT), "<w:p/>" * 200_000,
            _paragraphs("commentRangeEnd", COUNT), p(r("b")),
        ),
        "many comments on the same words": word(
            p(starts, r("要" * 4_900), ends), comments=_own_remarks(2 * COUNT)
        ),
        "many notes to a long text": word(p(r("x")) * 200_000, p(_references(COUNT)), footnotes=notes),
    }  # fmt: skip


@pytest.mark.parametrize("name", _files())
def test_a_word_file_is_read_within_bounds_whatever_it_repeats(name: str) -> None:
    assert read_within_bounds(_files()[name], "long.docx").startswith("a text of ")


def test_a_page_of_many_titles_is_read_within_bounds() -> None:
    titles = "".join(f'<meta name="title" content="title number {at}">' for at in range(20_000))
    prose = f"<p>{'各地区要认真落实会议提出的各项任务，保障居民日常所需的供应。' * 3}</p>"
    page = f"<html><head>{titles}</head><body>{'<p>short line</p>' * 20_000}{prose * 5}</body></html>"
    assert read_within_bounds(page.encode(), "long.html").startswith("a text of ")


PROSE = f"<p>{'各地区要认真落实会议提出的各项任务，保障居民日常所需的供应。' * 2}</p>"


def test_a_formula_of_a_page_is_read_and_told() -> None:
    formula = "<math><mi>x</mi><mo>=</mo><mn>5</mn><annotation>x=5</annotation></math>"
    page = f"<body>{PROSE}<p>增长率要达到{formula}以上，各地要落实。</p>{PROSE}"
    found = read_page(page.encode(), Options("a.html"))
    assert "增长率要达到x=5以上" in found.text
    assert "1 formula read as the characters in a row" in found.notes


@pytest.mark.parametrize(
    ("element", "kind"),
    [
        ("<button>四十二</button>", "a control"),
        ("<textarea>四十二</textarea>", "a control"),
        ("<select><option>四十二</select>", "a control"),
        ("<svg><title>x</title><text>四十二</text></svg>", "a drawing"),
        ("<object>四十二</object>", "a stand-in"),
        ("<iframe>四十二</iframe>", "a stand-in"),
        ("<noscript>四十二</noscript>", "a stand-in"),
    ],
)
def test_words_of_an_article_that_are_not_of_its_lines_are_told(element: str, kind: str) -> None:
    page = f"<body>{PROSE}<p>目标为{element}，各地要落实。</p>{PROSE}"
    found = read_page(page.encode(), Options("a.html"))
    assert "四十二" not in found.text
    assert f"left out of the article as {kind}: “四十二”" in found.notes


def test_the_signs_of_sums_and_brackets_are_read() -> None:
    inside = "<m:d><m:e><m:r><m:t>x+1</m:t></m:r></m:e></m:d>"
    formula = f'<m:oMath><m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:e>{inside}</m:e></m:nary></m:oMath>'
    assert read(word(p(formula)), Options("a.docx")).text == "∑(x+1)"


def test_fields_without_a_result_are_told() -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{what}"/></w:r>' for what in ("begin", "end"))
    codes = ("MACROBUTTON X one million", " FORMDROPDOWN ", " PAGE ")
    fields = "".join(f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{end}" for code in codes)
    found = read(word(p(r("Pay "), fields, r("now."))), Options("a.docx"))
    assert found.text == "Pay now."
    assert "not read: 2 buttons and lists to choose from" in found.notes
