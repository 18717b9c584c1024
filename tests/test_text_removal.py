"""What a reader took out: left out of the text, kept in the extract, with a map that still leads back."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.text.extracts import Extract
from annotate.text.layout import lay_out
from annotate.text.reader import read
from annotate.text.reading import Block, Place, ReaderName, Removed
from annotate.text.source_places import find_places, find_removed
from annotate.text.spans import Span, visible

READER = ReaderName("pdf", "1")


def run(extract, words, kind):
    at = extract.index(words)
    return Removed(at, at + len(words), kind, words)


PAGES = (
    "各地区要认真落实会议提\n出的各项任务，保障居民\n\n- 1 -\n\x0c某市人民政府公报\n\n"
    "日常所需的供应，稳定物\n价，并按时报告。\n有关部门要加强督促检查\n工作，每月通报。\n"
)


def pages():
    removed = (run(PAGES, "- 1 -", "page number"), run(PAGES, "某市人民政府公报", "running head"))
    second = Place(PAGES.index("\x0c") + 1, 2)
    return read(Extract(PAGES, READER, removed=removed, places=(Place(0, 1), second)))


def test_a_sentence_goes_on_over_a_running_head_and_a_page_number():
    reading = pages()
    assert reading.text.splitlines() == [
        "各地区要认真落实会议提出的各项任务，保障居民日常所需的供应，稳定物价，并按时报告。",
        "有关部门要加强督促检查工作，每月通报。",
    ]
    assert reading.extract == PAGES
    assert [each.text for each in reading.removed] == ["- 1 -", "某市人民政府公报"]


def test_words_over_two_pages_stand_on_both():
    reading = pages()
    at = reading.text.index("居民日常")
    place = find_places(reading, [Span(at, at + 4)])[0]
    assert (place.quote, place.pages, place.lines, place.bytes) == ("居民日常", (1, 2), (2, 7), None)
    assert [each.pages for each in find_removed(reading)] == [(1, 1), (2, 2)]


def test_a_hyphen_goes_and_its_word_closes_up():
    lines = [
        "The committee shall report on every meas-",
        "ure that was taken, and on the money that",
        "has been spent for it in the whole coun-",
        "try, and on what remains to be done there",
        "by the offices that are in charge of it.",
    ]
    page = "\n".join(lines) + "\n"
    hyphens = tuple(Removed(at, at + 1, "hyphen", "-") for at in (page.index("-\nure"), page.index("-\ntry")))
    reading = read(Extract(page, READER, removed=hyphens))
    assert "every measure that was taken" in reading.text
    assert "the whole country, and" in reading.text
    at = reading.text.index("measure")
    assert [reading.offsets.to_extract(at + n) - reading.offsets.to_extract(at) for n in (0, 3, 4)] == [0, 3, 6]


def test_known_paragraphs_are_neither_joined_nor_cut():
    words = ["各地区要认真落实会议提", "出的各项任务，保障居民", "日常所需的供应，稳定物", "价，并按时报告。"]
    text = "\n".join(words)
    starts = [text.index(word) for word in words]
    known = tuple(Block("body", at, at + len(word)) for at, word in zip(starts, words, strict=True))
    assert read(text).text != text
    assert read(Extract(text, READER, blocks=known)).text == text


def test_a_heading_known_stays_one_and_body_is_looked_at():
    text = "会议强调，要落实，\n要保障供应。\n来源：市政府"
    known = (Block("heading", 0, 9), Block("body", 10, 16), Block("body", 17, 23))
    assert [block.kind for block in read(Extract(text, READER, blocks=known)).blocks] == [
        "heading",
        "body",
        "editorial",
    ]


def test_a_title_that_only_the_file_knows_is_the_title():
    assert read(Extract("会议指出，要保障供应。", READER, title="通知")).title == "通知"


parts = st.lists(st.tuples(st.text("要会议指出ab。，- \n\r\x0c", max_size=12), st.booleans()), max_size=12)


@settings(deadline=None)
@given(parts, st.sampled_from(["running head", "page number", "hyphen"]), st.booleans())
def test_text_and_removed_runs_together_are_the_extract(parts, kind, reflow):
    extract, removed = "", []
    for words, is_removed in parts:
        if is_removed and words.strip():
            removed.append(Removed(len(extract), len(extract) + len(words), kind, words))
        extract += words
    layout = lay_out(extract, "zh-Hans", reflow=reflow, removed=removed)
    gone = {at for each in removed for at in range(each.start, each.end)}
    assert visible(layout.text) == visible("".join(char for at, char in enumerate(extract) if at not in gone))
    for at, char in enumerate(layout.text):
        if not char.isspace():
            assert extract[layout.offsets.to_extract(at)] == char
            assert layout.offsets.to_extract(at) not in gone
    for (a, b, length), (c, d, _) in pairwise(layout.offsets.runs):
        assert a + length <= c
        assert b + length <= d
