"""HTML pages: the text of a version code point for code point, and nothing that could act."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.compare.values import Comparison, Edit, Group, Near, Row, Rules, Side
from annotate.formats.registry import export, export_diff, export_versions
from annotate.policy.values import Parts
from annotate.store.values import MarkCandidate
from annotate.text.reading import Block
from annotate.text.spans import Span
from tests.building import mark, reading, version

TEXT = "会议强调，各地要抓好春耕，\n保障农资供应。"
SCRIPT = "<script>alert('1')</script> & </div>"


class Page(HTMLParser):
    """The tags of a page, and the text inside its element of class `text`."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.words = ""
        self._depth = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if self._depth or dict(attrs).get("class") == "text":
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        self._depth -= bool(self._depth)

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._depth:
            self.text += data

    def values(self, tag: str, name: str) -> list[str | None]:
        return [attrs[name] for found, attrs in self.tags if found == tag and name in attrs]


def comparison(
    old: str = "要抓好春耕。要稳就业。", new: str = "必须抓好春耕。要防火。", why: str = "要 → 必须"
) -> Comparison:
    edits = (
        Edit("delete", "要", Span(0, 1), Span(0, 0)),
        Edit("insert", "必须", Span(1, 1), Span(0, 2)),
        Edit("equal", "抓好春耕", Span(1, 5), Span(2, 6)),
    )
    parts = Parts("各地", "必须", "会议强调", None)
    rows = (
        Row("strengthened", True, (Span(0, 5),), (Span(0, 6),), 0.9, "force", parts, (why,), (), edits),
        Row("new", False, (), (Span(7, 10),), None, None, parts, ("2 searched",), (Near((Span(6, 10),), 0.2),)),
        Row("dropped", False, (Span(6, 10),), (), None, None, parts, ()),
        Row("restated", False, (Span(0, 5),), (Span(2, 6),), 1.0, None, parts, ("same words",)),
    )
    groups = (
        Group("changed", False, (Span(0, 6),), (Span(0, 7),), 0.8, ()),
        Group("added", False, (), (Span(7, 11),), None),
    )
    sides = Side(reading(old), ref="a@1", date="2020-01-01"), Side(reading(new), ref="b@1")
    return Comparison(*sides, groups, rows, Rules("zh", "1", "0" * 64))


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40), st.data())
def test_the_text_of_the_page_is_the_text_of_the_version(text: str, data: st.DataObject) -> None:
    offset = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(offset, offset).map(lambda pair: (min(pair), max(pair))), max_size=4))
    page = Page(export(version(text), [mark(text, span, mark_id=f"m{n}") for n, span in enumerate(spans)], to="html"))
    assert page.text == text


def test_a_carriage_return_is_written_so_that_browsers_keep_it() -> None:
    page = export(version("一\r\n二\r三"), [], to="html")
    assert "\r" not in page
    assert Page(page).text == "一\r\n二\r三"


def test_headings_are_told_from_the_body_and_marks_may_cross_them() -> None:
    blocks = (Block("heading", 0, 4), Block("body", 5, 14))
    headed = version("一、春耕\n各地要抓好春耕。", blocks=blocks)
    page = export(headed, [mark(headed.text, (2, 7))], to="html")
    found = Page(page)
    assert [attrs["class"] for tag, attrs in found.tags if tag == "div" and "class" in attrs][1:] == [
        "text",
        "heading",
        "body",
    ]
    assert found.text == headed.text
    assert found.values("a", "data-label") == ["1 提法"]
    assert found.values("mark", "class") == ["starts ", "", "ends"]


def test_script_in_a_text_stays_text() -> None:
    page = Page(export(version(SCRIPT, title=SCRIPT), [mark(SCRIPT, (0, 8), label=SCRIPT, note=SCRIPT)], to="html"))
    assert page.text == SCRIPT
    assert "script" not in {tag for tag, _ in page.tags}


def test_script_in_a_comparison_stays_text() -> None:
    page = Page(export_diff(comparison(SCRIPT, SCRIPT, why=SCRIPT), to="html"))
    assert "script" not in {tag for tag, _ in page.tags}


@pytest.mark.parametrize(
    "page", [export(version(TEXT), [mark(TEXT, (5, 7))], to="html"), export_diff(comparison(), to="html")]
)
def test_a_page_stands_alone(page: str) -> None:
    assert not re.search(r"https?://|url\(|@import|<script|<link|<img", page)
    found = Page(page)
    assert "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'" in found.values(
        "meta", "content"
    )
    assert all(str(address).startswith("#") for address in found.values("a", "href"))


def test_every_link_leads_somewhere() -> None:
    marks = [mark(TEXT, (5, 7), (8, 12), mark_id="a b"), mark(TEXT, (0, 0), mark_id='"'), mark(TEXT, mark_id="gone")]
    page = Page(export_versions([(version(TEXT), marks), (version(TEXT), marks)], to="html"))
    targets = [str(attrs["id"]) for _, attrs in page.tags if "id" in attrs]
    assert len(targets) == len(set(targets))
    links = {str(address)[1:] for address in page.values("a", "href")}
    assert links
    assert links - set(targets) == set()


def test_a_mark_and_its_note_lead_to_each_other_with_a_name_to_read_out() -> None:
    page = Page(export(version(TEXT), [mark(TEXT, (5, 7), (8, 12), label="spring")], to="html"))
    assert [attrs for tag, attrs in page.tags if tag == "a" and attrs.get("class") == "ref"] == [
        {"class": "ref", "href": "#note-1-1", "data-label": "1 spring", "aria-label": "note 1, spring"}
    ] * 2
    assert page.values("mark", "id") == ["mark-1-1"]
    assert page.values("a", "href").count("#mark-1-1") == 1


def test_marks_that_nest_and_cross_are_drawn_on_lines_of_their_own() -> None:
    marks = [mark(TEXT, span, mark_id=f"m{n}") for n, span in enumerate([(0, 9), (2, 5), (4, 12), (5, 7), (13, 14)])]
    page = export(version(TEXT), marks, to="html")
    lanes = dict(re.findall(r'<mark id="mark-1-(\d)"[^>]*--lane: (\d)', str(page)))
    assert lanes == {"1": "0", "2": "1", "3": "2", "4": "1", "5": "0"}
    assert Page(page).text == TEXT


def test_a_point_does_not_cut_its_paragraph_in_two() -> None:
    body = version(TEXT, blocks=(Block("body", 0, len(TEXT)),))
    page = Page(export(body, [mark(TEXT, (5, 5))], to="html"))
    assert page.values("div", "class").count("body") == 1
    assert page.values("mark", "class") == ["point"]


def test_the_language_of_the_text_is_told() -> None:
    page = Page(export(version(TEXT), [], to="html"))
    assert ("div", "zh-Hans") in [(tag, attrs.get("lang")) for tag, attrs in page.tags]


def test_the_language_of_each_side_is_told() -> None:
    found = comparison()
    english = replace(found, new=replace(found.new, reading=replace(found.new.reading, language="en")))
    page = str(export_diff(english, to="html"))
    assert '<span lang="zh-Hans"><del>要</del>抓好春耕</span>' in page
    assert '<span lang="en"><ins>必须</ins>抓好春耕</span>' in page


def test_marks_without_a_place_stand_in_a_closing_section() -> None:
    page = Page(export(version(TEXT), [mark(TEXT, note="why it mattered")], to="html"))
    assert page.text == TEXT
    assert "Marks without a place" in page.words
    assert "旧话" in page.words
    assert "why it mattered" in page.words


def test_an_ambiguous_mark_names_the_places_where_it_could_stand() -> None:
    candidate = MarkCandidate((Span(5, 7),), ("各地",), 0.9, 0.4)
    doubtful = replace(mark(TEXT), state="ambiguous", candidates=(candidate,))
    words = Page(export(version(TEXT), [doubtful], to="html")).words
    assert "could stand at 5:7: 各地 (likeness 0.90, place 0.40)" in words


def test_a_comparison_shows_edits_as_del_and_ins_and_flags_as_words() -> None:
    page = str(export_diff(comparison(), to="html"))
    assert "<del>要</del>" in page
    assert "<ins>必须</ins>" in page
    for words in (
        "strengthened <span>on the ladder force",
        "↷ moved",
        "要 → 必须",
        "near 0.20",
        "addressee <span",
        "1 restated, folded (line 2)",
    ):
        assert words in page


def test_what_has_no_counterpart_is_struck_or_underlined_whole_beside_an_empty_slot() -> None:
    page = str(export_diff(comparison(), to="html"))
    assert re.search(r'<del>要稳就业</del></span></td>\s*<td class="new empty"[^>]*><span>not in the new text', page)
    assert re.search(
        r'not in the old text</span></td>\s*<td class="new"[^>]*><span lang="zh-Hans"><ins>要防火</ins>', page
    )


def test_a_moved_line_and_its_old_place_point_to_each_other() -> None:
    page = Page(export_diff(comparison(), to="html"))
    links = page.values("a", "href")
    assert {"#line-1", "#line-from-1"} <= set(links)
    assert {"line-1", "line-from-1"} <= set(page.values("tr", "id"))
    assert "moved to line 1" in page.words


@pytest.mark.parametrize(
    ("view", "ticked", "folds"),
    [
        ({}, {"changed", "strengthened", "weakened", "new", "dropped"}, 1),
        ({"everything": True}, {"restated", "changed", "strengthened", "weakened", "new", "dropped"}, 0),
        ({"only": ["new"]}, {"new"}, 1),
    ],
)
def test_what_was_asked_for_is_ticked_and_the_rest_folded(view: Any, ticked: set[str], folds: int) -> None:
    page = Page(export_diff(comparison(), to="html", **view))
    boxes = [attrs for tag, attrs in page.tags if tag == "input" and "checked" in attrs]
    assert {str(attrs["id"]).removeprefix("show-") for attrs in boxes} == ticked
    directives = [str(value) for value in page.values("tbody", "class")]
    assert sum(value.startswith("fold") for value in directives) == folds
    assert len([value for value in page.values("tr", "id") if str(value).startswith("line-")]) == 5


def test_tables_name_their_rows_and_columns() -> None:
    page = Page(export_diff(comparison(), to="html"))
    assert page.values("th", "scope").count("col") == 8
    assert page.values("th", "scope").count("row") == 5 + 2
    assert [attrs["href"] for tag, attrs in page.tags if tag == "a" and attrs.get("class") == "skip"] == ["#main"]


def test_sentences_are_open_between_versions_of_one_document_alone() -> None:
    apart = comparison()
    one = replace(apart, new=replace(apart.new, ref="a@2"))
    assert '<details class="part">' in str(export_diff(apart, to="html"))
    assert '<details class="part">' not in str(export_diff(one, to="html"))
