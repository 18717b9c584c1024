"""What one part of a file says many times over another part costs a reader no product of the two."""

import pytest

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
