"""Word files: the text of a version with comments on its words; a comparison that is both texts, by tracked changes."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.compare.comparison import compare
from annotate.compare.values import Comparison, Group, Near, Row, Rules, Side, Verdict
from annotate.formats.docx_remarks import edited_line
from annotate.formats.registry import diff_losses, export, export_diff, export_versions, losses, write_table
from annotate.policy.values import Parts
from annotate.report.rows import EditedQuote
from annotate.report.tables import Table
from annotate.store.values import Label, Mark, MarkCandidate, Reply, Settled, Version
from annotate.text.reader import read
from annotate.text.reading import Block, Reading
from annotate.text.spans import Span
from tests import wordfile
from tests.building import NOW, mark, reading, version
from tests.wordfile import W, comments, settled, settled_text, text_of

TEXT = "一、春耕\n会议强调，各地要抓好春耕，\n保障农资供应。"
BLOCKS = (Block("heading", 0, 4), Block("body", 5, 18), Block("body", 19, 26))
NO_PARTS = Parts(None, None, None, None)
MARKUP = "<w:p/>&amp; {=1} ]]>"
CHARACTERS = st.one_of(
    st.sampled_from(["\n", "\n", "\r\n", "\r", "\t", "\v", "\f", " ", "𠮷", "👩‍👩‍👧", "e\u0301", "要", "抓好", "。"]),
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
)
WORDS = st.lists(CHARACTERS, max_size=30).map("".join)
LINES = st.lists(
    st.sampled_from(
        ["一、农业", "二、工业", "要抓好春耕。", "要抓紧春耕。", "各地要稳住就业。要防火。", "", "会议强调，要稳就业。"]
    ),
    max_size=8,
).map("\n".join)


def written(version: Version, *marks: Mark, labels: tuple[Label, ...] = ()) -> bytes:
    return as_bytes(export(version, marks, to="docx", labels=labels))


def as_bytes(found: str | bytes) -> bytes:
    assert isinstance(found, bytes)
    return found


def diffed(comparison: Comparison, **asked: Any) -> bytes:
    return as_bytes(export_diff(comparison, to="docx", **asked))


def paragraphs(text: str) -> str:
    """`text` as paragraphs can hold it: every line end is one."""
    return re.sub("\r\n|\r", "\n", text)


def compared(old: str, new: str, *rows: Row, groups: tuple[Group, ...] = (), **sides: Reading) -> Comparison:
    old_side = Side(sides.get("old_reading", reading(old)), ref="a@1", date="2020-01-01")
    new_side = Side(sides.get("new_reading", reading(new)), ref="a@2", date="2020-03-01")
    return Comparison(old_side, new_side, groups, rows, Rules("zh", "1", "0" * 64))


# A version


@given(WORDS, st.data())
@settings(deadline=None)
def test_the_text_stands_in_the_file_and_comments_on_their_words(text: str, data: st.DataObject) -> None:
    offset = st.integers(0, len(text))
    pairs = st.lists(st.tuples(offset, offset).map(sorted).map(tuple), max_size=4)
    spans = data.draw(pairs)
    file = written(version(text), *(mark(text, span, mark_id=f"m{n}") for n, span in enumerate(spans)))
    assert text_of(file) == paragraphs(text)
    found = [on for _, on in sorted((each["lines"][1], each["on"]) for each in comments(file))]
    assert [paragraphs(on) for on in found] == [_as_written(text, *span) for span in spans]


def _as_written(text: str, start: int, end: int) -> str:
    """The words at a span; a line end that the span cuts belongs to what stands before the cut."""
    return paragraphs(text[:end])[len(paragraphs(text[:start])) :]


def test_a_comment_says_who_when_label_and_note() -> None:
    (only,) = comments(written(version(TEXT), mark(TEXT, (10, 12), note="whom?\nall of them")))
    assert (only["by"], only["when"], only["on"]) == ("li", NOW, "各地")
    assert only["lines"] == ["提法", "whom?", "all of them", "m1"]


def test_replies_are_a_thread_with_their_own_names_and_times() -> None:
    replied = replace(
        mark(TEXT, (10, 12), note="whom?"),
        replies=(Reply("m1.1", "all", "wang", "2020-02-13T08:00:00Z"), Reply("m1.2", "no", "lin", NOW)),
    )
    first, *answers = comments(written(version(TEXT), mark(TEXT, (0, 4), mark_id="m0"), replied))[1:]
    assert (first["answers"], [each["answers"] for each in answers]) == (None, [1, 1])
    assert [(each["by"], each["lines"], each["on"]) for each in answers] == [
        ("wang", ["all"], "各地"),
        ("lin", ["no"], "各地"),
    ]
    assert answers[0]["when"] == "2020-02-13T08:00:00Z"


def test_a_mark_out_of_force_is_a_thread_done_with() -> None:
    marks = mark(TEXT, (10, 12)), replace(mark(TEXT, (13, 15), mark_id="m2"), active=False)
    assert [each["done"] for each in comments(written(version(TEXT), *marks))] == [False, True]


def test_each_stretch_of_a_mark_has_a_comment() -> None:
    found = comments(written(version(TEXT), mark(TEXT, (0, 4), (10, 12), note="both")))
    assert [(each["on"], each["lines"][-1]) for each in found] == [
        ("一、春耕", "stretch 1 of 2"),
        ("各地", "m1, stretch 2 of 2"),
    ]


def test_headings_are_headings_of_word_and_a_line_is_a_paragraph() -> None:
    titled = version("通知\n一、春耕\n要抓好。\n（记者 王）", title="通知")
    blocks = (Block("title", 0, 2), Block("heading", 3, 7), Block("body", 8, 12), Block("editorial", 13, 19))
    file = written(replace(titled, reading=reading(titled.text, blocks)))
    assert [style for style, _ in settled(file, "accept")] == ["Title", "Heading1", "", "Editorial"]


def test_a_heading_that_shares_its_line_is_bold() -> None:
    shared_line = version("一、春耕。要抓好。", blocks=(Block("heading", 0, 5), Block("body", 5, 9)))
    runs = list(wordfile.part(written(shared_line)).iter(f"{W}r"))
    assert [(wordfile.said(run), run.find(f"{W}rPr/{W}b") is not None) for run in runs] == [
        ("一、春耕。", True),
        ("要抓好。", False),
    ]


def test_marks_without_a_place_stand_behind_the_text_with_all_that_is_known() -> None:
    perhaps = MarkCandidate((Span(10, 12),), ("各地",), 0.5, 0.25)
    lost = replace(
        mark(TEXT, note="why it mattered"),
        state="ambiguous",
        candidates=(perhaps,),
        settled=Settled("lin", NOW, "orphaned"),
        replies=(Reply("m1.1", "ask", "wang", NOW),),
    )
    file = written(version(TEXT), lost)
    assert text_of(file) == TEXT
    behind = settled_text(file, "accept").removeprefix(TEXT)
    for words in ("Marks without a place", "提法", "旧话", "why it mattered", "perhaps 1: 10:12", "各地", "ask", "lin"):
        assert words in behind


def test_labels_are_told_and_their_colour_is_drawn_under_the_innermost_mark() -> None:
    labels = (Label("提法", "a formula", "#a06a00"), Label("inner", "", "#0a6a00"))
    file = written(version(TEXT), mark(TEXT, (0, 4)), mark(TEXT, (0, 2), mark_id="m2", label="inner"), labels=labels)
    lines = [
        (wordfile.said(run), run.find(f"{W}rPr/{W}u").get(f"{W}color"))
        for run in wordfile.part(file).iter(f"{W}r")
        if run.find(f"{W}rPr/{W}u") is not None
    ]
    assert lines == [("一、", "0A6A00"), ("春耕", "A06A00"), ("提法", "A06A00"), ("inner", "0A6A00")]
    assert "提法: a formula" in settled_text(file, "accept")


def test_several_versions_have_pages_and_bookmarks_of_their_own() -> None:
    other = replace(version("别的\n话"), number=2, date="2020-03-01")
    file = as_bytes(
        export_versions([(version(TEXT), [mark(TEXT, (10, 12))]), (other, [mark("别的", (0, 2))])], to="docx")
    )
    assert (text_of(file), text_of(file, "text_2")) == (TEXT, "别的\n话")
    assert [each["on"] for each in comments(file)] == ["各地", "别的"]
    heads = [wordfile.said(wordfile.part(file, name)) for name in wordfile.names(file) if "header" in name]
    assert sorted(heads) == ["law@1", "law@2 · 2020-03-01"]


@pytest.mark.parametrize(
    ("language", "tag", "font"), [("zh-Hans", "zh-CN", "SimSun"), ("zh-Hant", "zh-TW", "PMingLiU")]
)
def test_chinese_has_its_language_and_a_font_of_its_script(language: Any, tag: str, font: str) -> None:
    one = version(TEXT)
    styles = wordfile.part(written(replace(one, reading=replace(one.reading, language=language))), "word/styles.xml")
    assert styles.find(f".//{W}docDefaults//{W}lang").get(f"{W}eastAsia") == tag
    (normal,) = (each for each in styles.iter(f"{W}style") if each.get(f"{W}styleId") == "Normal")
    assert normal.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia") == font


def test_a_version_in_another_language_than_the_first_says_so_on_its_words() -> None:
    other = replace(version("別的話"), number=2)
    other = replace(other, reading=replace(other.reading, language="zh-Hant"))
    file = as_bytes(export_versions([(version("别的话"), []), (other, [])], to="docx"))
    tags = [lang.get(f"{W}eastAsia") for lang in wordfile.part(file).iter(f"{W}lang")]
    assert tags == ["zh-TW"]


def test_markup_stays_text() -> None:
    marked = mark(MARKUP, (0, 6), label=MARKUP, note=MARKUP)
    marked = replace(marked, by=MARKUP, replies=(Reply("m1.1", MARKUP, MARKUP, NOW),))
    file = written(version(MARKUP, title=MARKUP), marked, replace(mark(MARKUP, mark_id="m2"), by=MARKUP))
    assert text_of(file) == MARKUP
    first, answer = comments(file)
    assert (first["by"], first["lines"][:2], answer["lines"]) == (MARKUP, [MARKUP, MARKUP], [MARKUP])


def test_control_characters_are_shown_as_replaced_and_told_as_lost() -> None:
    odd = "要\x1c抓好"
    marked = mark(odd, (0, 1), note="a\x01b")
    assert text_of(written(version(odd), marked)) == "要\ufffd抓好"
    told = {(loss.owner, loss.field, loss.reason) for loss in losses(version(odd), [marked], to="docx")}
    assert ("version", "text", "control characters became U+FFFD") in told
    assert ("mark", "note", "control characters became U+FFFD") in told


def test_line_ends_that_are_no_line_feeds_are_told() -> None:
    told = [loss.reason for loss in losses(version("一\r\n二\r三\n四"), [], to="docx") if loss.field == "text"]
    assert told == ["2 line ends that are no line feed became paragraph marks"]
    assert [loss for loss in losses(version(TEXT), [], to="docx") if loss.field == "text"] == []


def test_the_same_input_gives_the_same_bytes_and_no_time_of_day() -> None:
    file = written(version(TEXT), mark(TEXT, (10, 12)))
    assert file == written(version(TEXT), mark(TEXT, (10, 12)))
    assert {info.date_time for info in ZipFile(BytesIO(file)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert b"python-docx" not in b"".join(ZipFile(BytesIO(file)).read(name) for name in wordfile.names(file))


def test_the_library_reads_its_own_comments_and_headings() -> None:
    document = docx.Document(BytesIO(written(version(TEXT, blocks=BLOCKS), mark(TEXT, (10, 12), note="whom?"))))
    assert [(each.author, each.text) for each in document.comments] == [("li", "提法\nwhom?\nm1")]
    assert next(each.style.name for each in document.paragraphs if each.style) == "Heading 1"


@pytest.mark.parametrize("text", ["", "\n", "\n\n一\n"])
def test_empty_lines_are_empty_paragraphs(text: str) -> None:
    assert text_of(written(version(text), mark(text, (0, 0)))) == text


# A comparison


@given(LINES, LINES)
@settings(deadline=None, max_examples=40)
def test_accepted_is_the_new_text_and_rejected_the_old_one_with_their_headings(old: str, new: str) -> None:
    sides = [Side(read(text, language="zh-Hans", reflow=False)) for text in (old, new)]
    file = diffed(compare(*sides))
    assert settled(file, "accept") == settled(written_reading(sides[1].reading), "accept")
    assert settled(file, "reject") == settled(written_reading(sides[0].reading), "accept")


def written_reading(one: Reading) -> bytes:
    return written(replace(version(""), reading=one))


@given(WORDS, WORDS, st.data())
@settings(deadline=None)
def test_both_texts_come_back_whatever_is_aligned(old: str, new: str, data: st.DataObject) -> None:
    def spans(text: str) -> st.SearchStrategy[tuple[Span, ...]]:
        offset = st.integers(0, len(text))
        pair = st.tuples(offset, offset).map(lambda two: Span(min(two), max(two)))
        return st.lists(pair, min_size=1, max_size=2).map(tuple)

    groups = data.draw(
        st.lists(st.builds(Group, st.just("same"), st.booleans(), spans(old), spans(new), st.none()), max_size=3)
    )
    row = Row("changed", False, data.draw(spans(old)), data.draw(spans(new)), 0.5, None, NO_PARTS, ())
    gone = replace(row, flag="dropped", new=())
    file = diffed(compared(old, new, row, gone, groups=tuple(groups)))
    assert settled_text(file, "accept") == paragraphs(new)
    assert settled_text(file, "reject") == paragraphs(old)
    wordfile.commented(wordfile.part(file))


def test_the_mark_of_a_paragraph_that_came_or_went_is_tracked() -> None:
    old, new = "甲。\n旧。\n乙。", "甲。\n新。\n乙。"
    groups = tuple(Group("same", False, (Span(n, n + 2),), (Span(n, n + 2),), 1.0) for n in (0, 6))
    body = wordfile.part(diffed(compared(old, new, groups=groups))).find(f"{W}body")
    marks = [
        [child.tag.removeprefix(W) for child in each.findall(f"{W}pPr/{W}rPr/*")] for each in body.iterchildren(f"{W}p")
    ]
    assert marks == [[], ["del"], ["ins"], []]


def test_a_line_that_became_a_heading_is_one_when_accepted_alone() -> None:
    same = (Group("same", False, (Span(0, 2),), (Span(0, 2),), 1.0),)
    headed = reading("农业", (Block("heading", 0, 2),))
    file = diffed(compared("农业", "农业", groups=same, new_reading=headed))
    assert (settled(file, "accept"), settled(file, "reject")) == ([("Heading1", "农业")], [("", "农业")])


def test_words_that_join_another_line_have_the_style_of_the_line_they_become() -> None:
    old, new = "农业\n要抓好。", "农业要抓好。"
    headed = reading(old, (Block("heading", 0, 2), Block("body", 3, 7)))
    same = tuple(
        Group("same", False, (Span(*at),), (Span(*to),), 1.0) for at, to in (((0, 2), (0, 2)), ((3, 7), (2, 6)))
    )
    assert first_styles(compared(old, new, groups=same, old_reading=headed)) == ("", "Heading1")
    turned = tuple(replace(each, old=each.new, new=each.old) for each in same)
    assert first_styles(compared(new, old, groups=turned, new_reading=headed)) == ("Heading1", "")


def first_styles(comparison: Comparison) -> tuple[str, str]:
    """The style of the first paragraph when its changes alone are accepted, and when they are rejected."""
    first = next(wordfile.part(diffed(comparison)).find(f"{W}body").iterchildren(f"{W}p"))
    return wordfile.style(first, "accept"), wordfile.style(first, "reject")


def test_changes_are_signed_by_the_program_and_dated_as_the_new_text() -> None:
    found = wordfile.part(diffed(compared("旧", "新")))
    for tag in ("ins", "del"):
        (change,) = found.iter(f"{W}{tag}")
        assert (change.get(f"{W}author"), change.get(f"{W}date")) == ("annotate", "2020-03-01T00:00:00Z")
    undated = compared("旧", "新")
    undated = replace(undated, new=replace(undated.new, date=None))
    assert [each.get(f"{W}date") for each in wordfile.part(diffed(undated)).iter(f"{W}ins")] == [None]


PARTS = Parts("各地", "要", None, None)
ROWS = (
    Row("strengthened", True, (Span(0, 3),), (Span(0, 4),), 0.9, "force", PARTS, ("a ground",)),
    Row("dropped", False, (Span(4, 7),), (), None, None, NO_PARTS, (), (Near((Span(5, 8),), 0.25),)),
    Row("restated", False, (Span(4, 7),), (Span(5, 8),), 1.0, None, NO_PARTS, ()),
)
FLAGGED = compared("要抓好，要稳住。", "必须抓好，要防火。", *ROWS)


def test_flags_are_comments_on_the_new_words_or_on_those_that_went() -> None:
    about, strengthened, dropped = comments(diffed(FLAGGED))
    assert about["lines"] == ["a@1 → a@2", "1 restated · 1 strengthened · 1 dropped", "1 row is not shown."]
    assert strengthened["on"] == "必须抓好"
    assert strengthened["lines"] == [
        "↑ strengthened, moved  ladder force",
        "old: 要抓好",
        "new: 必须抓好",
        "a ground",
        "addressee 各地 · marker 要",
    ]
    assert dropped["on"] == "要稳住"
    assert dropped["lines"] == ["− dropped", "near 0.25: 要防火"]


def test_restated_rows_are_shown_when_asked_for_and_flags_chosen() -> None:
    assert [each["lines"][0] for each in comments(diffed(FLAGGED, everything=True))][2] == "= restated"
    assert [each["lines"][0] for each in comments(diffed(FLAGGED, only=["dropped"]))][1:] == ["− dropped"]


def test_a_verdict_is_signed_by_its_reader() -> None:
    verdict = Verdict(1, ROWS[0].old, ROWS[0].new, "strengthened", "so it reads", None, "new", "lin", NOW)
    judged = replace(FLAGGED, directives=(replace(ROWS[0], verdict=verdict),))
    found = comments(diffed(judged))[1]
    assert (found["by"], found["when"]) == ("lin", NOW)
    assert f"verdict: lin, {NOW}: so it reads" in found["lines"]


def test_a_moved_sentence_goes_and_comes_and_a_comment_says_so() -> None:
    old, new = "要抓好。要稳住。", "要稳住。要抓好。"
    groups = (
        Group("same", True, (Span(4, 8),), (Span(0, 4),), 1.0),
        Group("same", False, (Span(0, 4),), (Span(4, 8),), 1.0),
    )
    file = diffed(compared(old, new, groups=groups))
    assert (settled_text(file, "accept"), settled_text(file, "reject")) == (new, old)
    assert [(each["on"], each["lines"]) for each in comments(file)[1:]] == [("要稳住。", ["= same, moved"])]


def test_what_could_not_be_compared_is_told_on_the_first_page() -> None:
    noted = replace(FLAGGED, note="There is no lexicon.")
    assert "There is no lexicon." in comments(diffed(noted))[0]["lines"]


def test_a_comparison_tells_what_its_texts_lost() -> None:
    told = [loss.reason for loss in diff_losses(compared("一\x1c", "一\r\n二"), to="docx") if loss.field == "sentences"]
    assert told == [
        "control characters became U+FFFD in a@1",
        "1 line ends of a@2 that are no line feed became paragraph marks",
    ]


# A table


def cells(file: bytes) -> list[list[list[str]]]:
    """The paragraphs of each cell of each row of each table."""
    return [
        [[wordfile.said(line) for line in cell.iter(f"{W}p")] for cell in row.iterchildren(f"{W}tc")]
        for row in wordfile.part(file).iter(f"{W}tr")
    ]


def test_the_table_of_a_comparison_has_old_new_and_remark() -> None:
    rows = cells(as_bytes(export_diff(FLAGGED, to="docx-table")))
    assert rows[0] == [["old: a@1 · 2020-01-01"], ["new: a@2 · 2020-03-01"], ["remark"]]
    assert rows[1][:2] == [["要抓好"], ["必须抓好"]]
    assert rows[1][2] == ["↑ strengthened, moved  ladder force", "a ground", "addressee 各地 · marker 要"]
    assert rows[2][:2] == [["要稳住"], [""]]
    assert len(rows) == 3


def test_the_table_tells_what_is_folded_and_what_could_not_be_compared() -> None:
    file = as_bytes(export_diff(replace(FLAGGED, note="There is no lexicon."), to="docx-table"))
    told = settled_text(file, "accept")
    assert "1 row is not shown." in told
    assert "There is no lexicon." in told
    everything = as_bytes(export_diff(FLAGGED, to="docx-table", everything=True))
    assert "not shown" not in settled_text(everything, "accept")


def test_what_one_text_alone_has_is_struck_or_underlined_in_the_table() -> None:
    gone = replace(FLAGGED.directives[0], flag="dropped", new=(), edits=())
    come = replace(FLAGGED.directives[0], flag="new", old=(), edits=())
    found = wordfile.part(as_bytes(export_diff(replace(FLAGGED, directives=(come, gone)), to="docx-table")))
    assert [each.tag.removeprefix(W) for each in found.iter(f"{W}strike", f"{W}u")] == ["u", "strike"]


def test_a_line_end_in_a_cell_is_a_blank() -> None:
    quote = EditedQuote(Span(0, 9), (("equal", "wages\n"), ("insert", "and jobs\x1c")))
    assert [words for words, _ in edited_line([quote])] == ["wages ", "and jobs\x1c"]


def test_no_change_in_a_table_is_tracked() -> None:
    found = wordfile.part(as_bytes(export_diff(FLAGGED, to="docx-table")))
    assert not [*found.iter(f"{W}ins", f"{W}del")]


def test_a_table_has_its_head_on_every_page_and_fills_the_width() -> None:
    table = Table("Marks", ("id", "note", "start"), (("m1", "长" * 400, 3), ("m2", None, 0.5), ("<b>", "a\nb", 4)))
    file = as_bytes(write_table(table, to="docx"))
    assert cells(file)[0] == [["id"], ["note"], ["start"]]
    assert cells(file)[2:] == [[["m2"], [""], ["0.5"]], [["<b>"], ["a\vb"], ["4"]]]
    found = wordfile.part(file)
    assert len([*found.iter(f"{W}tblHeader")]) == 1
    widths = [int(each.get(f"{W}w")) for each in found.iter(f"{W}gridCol")]
    page, margin = found.find(f".//{W}pgSz"), found.find(f".//{W}pgMar")
    room = int(page.get(f"{W}w")) - 2 * int(margin.get(f"{W}left"))
    assert room - len(widths) <= sum(widths) <= room
    assert widths[1] > 2 * max(widths[0], widths[2])


def test_a_table_without_rows_or_columns_is_a_title() -> None:
    assert cells(as_bytes(write_table(Table("Nothing", ("a",), ()), to="docx"))) == [[["a"]]]
    assert "Nothing" in settled_text(as_bytes(write_table(Table("Nothing", (), ()), to="docx")), "accept")
