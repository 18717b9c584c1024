"""Script, markup and formulas in texts, labels, notes and names stay text in every format."""

import csv
import re
from html.parser import HTMLParser
from io import StringIO

import pytest

from annotate.formats.catalogue import FORMATS, format_names
from annotate.formats.registry import export, write_table
from annotate.report.tables import Table
from annotate.store.values import Label, Reply
from tests.building import NOW, mark, version, words_of

TEXT = "会议强调，各地要抓好春耕。"
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload='x'>",
    "[click](javascript:alert(1))",
    "![](http://example.org/x.png)",
    "&lt;b&gt; &amp; <!-- -->",
    "`code` | *b* _i_ ~s~ $x$",
    "{{ 7*7 }}{% raw %}",
]


class Tags(HTMLParser):
    """The tags and attributes of a page, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words += data


def exported(words: str, to: str) -> str:
    """A version that holds `words` wherever a person can put them, and a mark without a place that does, too."""
    found = version(TEXT + words, title=words)
    both = [
        mark(TEXT, (5, 7), label=words, note=words, mark_id="m1"),
        mark(TEXT, label=words, note=words, mark_id="m2"),
    ]
    replied = [
        type(each)(**{**vars(each), "by": words, "replies": (Reply("m1.1", words, words, NOW),)}) for each in both
    ]
    written = export(found, replied, to=to, labels=[Label(words, words, "#a06a00", 2)])
    assert isinstance(written, str)
    return written


@pytest.mark.parametrize("words", HOSTILE)
def test_markup_stays_text_in_a_page(words: str) -> None:
    plain, hostile = Tags(exported("x", "html")), Tags(exported(words, "html"))
    assert hostile.names == plain.names
    assert hostile.attributes == plain.attributes
    assert hostile.words.count(words) >= 9


@pytest.mark.parametrize("words", HOSTILE)
def test_markup_stays_text_in_markdown(words: str) -> None:
    written = exported(words, "md")
    unescaped = re.sub(r"\\.", "", written)
    assert set(re.findall(r"<[^>]*>?", unescaped)) <= {"<mark>", "</mark>"}
    assert not re.search(r"!\[|\]\(|&\w|`", unescaped)


@pytest.mark.parametrize("to", [name for name in format_names(writing="table") if FORMATS[name].binary])
@pytest.mark.parametrize("words", HOSTILE)
def test_markup_stays_text_in_the_table_of_an_archive(words: str, to: str) -> None:
    written = write_table(Table("", ("a",), ((words,),)), to=to)
    said = re.sub(r"\s", "", words_of(written))
    assert re.sub(r"\s", "", words) in said


@pytest.mark.parametrize("to", [name for name in format_names(writing="table") if not FORMATS[name].binary])
@pytest.mark.parametrize("words", HOSTILE)
def test_markup_stays_text_in_a_table(words: str, to: str) -> None:
    written = write_table(Table(words, ("a", words), ((words, 1),)), to=to)
    assert isinstance(written, str)
    if to == "html":
        assert Tags(written).names == Tags(str(write_table(Table("x", ("a", "b"), (("c", 1),)), to=to))).names
    elif to == "csv":
        assert list(csv.reader(StringIO(written, newline="")))[1] == [words, "1"]
    else:
        assert not re.search(r"<\w", re.sub(r"\\.", "", written))


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])  # noqa: RUF001
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe(first: str) -> None:
    table = Table("", ("note", "start"), ((f"{first}1+1", -1), (f"a{first}1", 2)))
    _, one, other = csv.reader(StringIO(str(write_table(table, to="csv")), newline=""))
    assert one == [f"'{first}1+1", "-1"]
    assert other == [f"a{first}1", "2"]
