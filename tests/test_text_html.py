"""Web pages: what of them is read, what is left out and told, and what is refused."""

import socket
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.errors import AnnotateError, UnreadableFileError
from annotate.text.extracts import Extract, Options
from annotate.text.reader import read as lay_out
from annotate.text.readers.html import read
from annotate.text.readers.registry import extract, find_type
from annotate.text.spans import visible
from tests.webpages import LAYOUTS

FIRST = "市政府召开会议，研究部署春季农田水利建设工作。"
SECOND = "会议强调，要加强农田水利建设，鼓励企业扩大招工，保障居民日常供应。"
THIRD = "会议要求，有关部门要研究出台住房保障办法，每月公布进展情况。"
PARAGRAPHS = "".join(f"<p>{words}</p>" for words in (FIRST, SECOND, THIRD))
HEAD = "<title>关于春季工作的通知_某某市</title>"
MENU = '<div><a href="/">首页</a> <a href="/a">新闻</a> <a href="/b">政策</a></div>'


def page(body: str, head: str = HEAD, **options: str) -> Extract:
    made = f"<html><head>{head}</head><body>{body}</body></html>"
    return read(made.encode(), Options("page.html", **options))


def refused(body: str, head: str = "") -> str:
    with pytest.raises(UnreadableFileError) as caught:
        page(body, head)
    assert str(caught.value).startswith("page.html ")
    assert str(caught.value).endswith(".")
    return str(caught.value)


def lines(found: Extract) -> list[str]:
    return found.text.split("\n")


# What is read


def test_short_paragraphs_at_both_ends_and_in_between_are_kept() -> None:
    around = "<p>各区：</p>", "<p>特此通知。</p><p align=right>某某市</p><p align=right>2024年2月12日</p>"
    found = page(f"{MENU}<div>{around[0]}{PARAGRAPHS}<p>切实落实。</p>{PARAGRAPHS}{around[1]}</div><div>版权所有</div>")
    body = [FIRST, SECOND, THIRD]
    assert lines(found) == ["各区：", *body, "切实落实。", *body, "特此通知。", "某某市", "2024年2月12日"]


def test_paragraphs_said_twice_stand_twice() -> None:
    assert lines(page(f"<div>{f'<p>{SECOND}</p>' * 4}</div>")) == [SECOND] * 4


def test_the_title_stands_in_front_once_without_the_name_of_the_site() -> None:
    for shown in ("<h1>关于春季工作的通知</h1>", "<h1>关于春季<br>工作的通知</h1>", "<div>关于春季工作的通知</div>"):
        found = page(f"{MENU}{shown}<div>{PARAGRAPHS}</div>")
        assert lines(found)[0] == "关于春季工作的通知"
        assert (found.blocks[0].kind, found.text.count("通知")) == ("title", 1)


def test_a_title_in_two_lines_is_one() -> None:
    head = "<title>某某市人民政府关于春季工作的通知</title>"
    found = page(f"<p align=center>某某市人民政府</p><p align=center>关于春季工作的通知</p>{PARAGRAPHS}", head)
    assert lines(found)[:2] == ["某某市人民政府关于春季工作的通知", FIRST]


def test_a_title_as_long_as_a_paragraph_is_no_paragraph() -> None:
    title = (
        "某某市人民政府关于进一步加强农田水利建设鼓励企业扩大招工保障居民日常供应并按时公布进展情况的若干意见（试行）。"
    )
    row = "<tr><td>{}</td></tr>"
    rows = (title, "2024-02-12 10:20　来源：某某社　浏览次数：1234", f"{FIRST}<br><br>{SECOND}<br><br>{THIRD}")
    found = page(f"<table>{''.join(map(row.format, rows))}</table>", f"<title>{title}</title>")
    assert lines(found) == [title, FIRST, SECOND, THIRD]


def test_a_title_shown_nowhere_is_that_of_the_page_and_not_of_the_text() -> None:
    found = page(PARAGRAPHS)
    assert (found.title, lines(found)[0]) == ("关于春季工作的通知", FIRST)


def test_headings_and_sections_are_kept() -> None:
    found = page(
        f"<div><section><h2>一、水利</h2>{PARAGRAPHS}</section><section><h3>二、其他</h3><p>{THIRD}</p></section></div>"
    )
    assert [(block.kind, found.text[block.start : block.end]) for block in found.blocks if block.kind == "heading"] == [
        ("heading", "一、水利"),
        ("heading", "二、其他"),
    ]


def test_a_row_of_a_table_is_a_line_and_an_item_of_a_list_too() -> None:
    table = "<table><tr><th>项目<th>金额<tr><td>水利<td><p>30亿元</p></table><ol><li>要排查隐患<li>要报告情况</ol>"
    assert lines(page(f"<div>{PARAGRAPHS}{table}<p>{THIRD}</p></div>"))[3:] == [
        "项目\t金额",
        "水利\t30亿元",
        "要排查隐患",
        "要报告情况",
        THIRD,
    ]


def test_attachments_are_kept_though_they_are_links() -> None:
    found = page(
        f"<div>{PARAGRAPHS}<p>附件：<a href=1>1.方案</a></p><p><a href=2>2.分工表</a></p></div><div><a>打印</a></div>"
    )
    assert lines(found)[3:] == ["附件：1.方案", "2.分工表"]


def test_white_space_is_what_a_browser_shows() -> None:
    words = "<p>　　会议\n强调，要<b>落\n  实</b>&nbsp;责任，“严\n格”\n落实   GDP\ntarget。</p>"
    assert lines(page(f"{words}{PARAGRAPHS}"))[0] == "会议强调，要落实\u00a0责任，“严格”落实 GDP target。"


def test_characters_by_name_and_number_are_characters() -> None:
    found = page(f"<p>要落实&hellip;&comma;&lpar;&#150;&#x8981;&ldquo;&amp;lt;要求。</p>{PARAGRAPHS}")
    assert lines(found)[0] == "要落实…,(–要“&lt;要求。"


def test_wraps_of_preformatted_text_are_undone() -> None:
    words = [f"　　{line}" for line in (FIRST, SECOND, THIRD) * 3]
    cut = "\n".join(line[at : at + 16] for line in words for at in range(0, len(line), 16))
    reading = lay_out(page(f"<pre>{cut}</pre>"))
    assert [reading.text[block.start : block.end] for block in reading.blocks] == [FIRST, SECOND, THIRD] * 3


def test_line_breaks_between_paragraphs_are_no_wraps() -> None:
    assert lines(page(f"<div>{FIRST}<br>{SECOND}<br><br>　　{THIRD}</div>")) == [FIRST, SECOND, THIRD]


def test_pages_of_xml_and_parts_of_pages_are_web_pages() -> None:
    data = f"<?xml version='1.0' encoding='gb2312'?><!-- saved --><html><body>{PARAGRAPHS}</body></html>".encode("gbk")
    assert find_type(data, "page")[0].name == "html"
    assert lines(extract(data, Options("page"))) == [FIRST, SECOND, THIRD]
    assert lines(extract(PARAGRAPHS.encode(), Options("part.htm"))) == [FIRST, SECOND, THIRD]


def test_an_article_that_a_script_shows_is_read_and_not_the_remark_of_a_reader() -> None:
    for style in ("visibility: hidden; opacity: 0", "opacity:0;", "color:red;visibility:hidden"):
        found = page(f"{MENU}<div style='{style}'>{PARAGRAPHS * 2}</div><div>精选留言</div><div>张三：{SECOND}</div>")
        assert lines(found) == [FIRST, SECOND, THIRD] * 2
        assert found.notes[0] == "the article is hidden until a script of the page shows it, and read all the same"


def test_a_list_without_links_between_paragraphs_of_the_page_itself_is_kept() -> None:
    items = ["要完善监测机制", "各区要每日报告", "不得瞒报漏报"]
    listed = "".join(f"<li>{words}</li>" for words in items)
    found = page(f"{PARAGRAPHS}<ul>{listed}</ul><p>请严格执行。</p>")
    assert lines(found) == [FIRST, SECOND, THIRD, *items, "请严格执行。"]


@pytest.mark.parametrize(
    "body",
    [
        "<ol><li>要完善监测机制</li><li><p>各区要每日报告</p></li></ol>",
        "<table><tr><td><p>要完善监测机制</p><p>要每日报告。</p></td><td>水利局</td></tr></table>",
        "<h2>一、水利</h2><p>要加强建设。</p><p>各区要每日报告</p>",
    ],
)
def test_an_item_a_cell_and_a_line_beside_marked_headings_are_body(body: str) -> None:
    blocks = lay_out(page(f"<div>{PARAGRAPHS}{body}<p>{THIRD}</p></div>")).blocks
    assert sum(block.kind == "heading" for block in blocks) == body.count("<h2>")


def test_a_short_paragraph_is_a_heading_where_the_page_marks_none() -> None:
    blocks = lay_out(page(f"<div>{PARAGRAPHS}<p>一、水利</p><p>{THIRD}</p></div>")).blocks
    assert [block.kind for block in blocks] == ["body"] * 3 + ["heading", "body"]


def test_figures_above_the_line_are_kept_and_told() -> None:
    found = page(f"<div>{PARAGRAPHS}<p>要投入10<sup>4</sup>元，治理5km<sup>2</sup>，其余从略<sup>[1]</sup>。</p></div>")
    assert "104元" in found.text
    assert [note for note in found.notes if "raised" in note] == [
        "2 raised figures stand on the line, as in “要投入104元”"
    ]


def test_pager_editors_and_other_news_in_the_cell_of_the_article_end_it() -> None:
    pager = "<center><a>上一页</a> <b>1</b> <a>2</a> <a>下一页</a></center>"
    around = "<br>【纠错】 责任编辑：某某<br>相关新闻<br>市政府研究秋季工作<br>Copyright 2024"
    found = page(f"<table><tr><td>{FIRST}<br><br>{SECOND}<br><br>{THIRD}<br>{pager}{around}</td></tr></table>")
    assert lines(found) == [FIRST, SECOND, THIRD]
    assert "the article may go on: the page links to a next one, which is not read" in found.notes


# Encodings


def test_what_came_with_the_page_goes_before_what_it_says() -> None:
    data = f"<meta charset=big5>{PARAGRAPHS}".encode("gbk")
    assert lines(read(data, Options("page.html", declared="gb2312"))) == [FIRST, SECOND, THIRD]


def test_a_label_of_latin_letters_that_any_server_sends_does_not_overrule_the_page() -> None:
    data = f"<meta charset=gb2312>{PARAGRAPHS}".encode("gbk")
    assert read(data, Options("page.html", declared="iso-8859-1")).encoding == "gb18030"


def test_what_a_person_says_overrules_all() -> None:
    data = f"<meta charset=utf-8>{PARAGRAPHS}".encode("big5", "ignore")
    assert read(data, Options("page.html", encoding="big5", declared="utf-8")).encoding == "big5hkscs"


# What is left out, and told


def test_what_stands_around_the_article_is_left_out_and_told() -> None:
    found = page(
        f"{MENU}<h1>关于春季工作的通知</h1><div>2024-02-12 来源：某某社</div><div>{PARAGRAPHS}</div><div>版权</div>"
    )
    assert found.notes == (
        (
            "the article is taken out of its page, without 1 line in front of it, up to “首页 新闻 政策” and 1 "
            "line behind it, from “版权” on"
        ),
        "left out between title and article: “2024-02-12 来源：某某社”",
        "states the day 2024-02-12 in the line “2024-02-12 来源：某某社”",
        "source 某某社, by the line “2024-02-12 来源：某某社”",
    )


def test_links_to_other_articles_inside_are_left_out_and_told() -> None:
    links = "<ul><li><a href=1>市政府研究春季工作</a></li><li><a href=2>市政府研究秋季工作</a></li></ul>"
    found = page(f"<div>{PARAGRAPHS}<div>{links}</div><p>{THIRD}</p></div>")
    assert lines(found) == [FIRST, SECOND, THIRD, THIRD]
    assert found.notes == ("left out inside the article: “市政府研究春季工作”, “市政府研究秋季工作”",)


@pytest.mark.parametrize(
    ("body", "note"),
    [
        ("<p style='color:red; DISPLAY : none'>不公开。</p>", "as hidden: “不公开。”"),
        ("<div hidden><p>不公开。</p></div>", "as hidden: “不公开。”"),
        ("<p>价格改为<del>三</del><ins>五</ins>元，各地要执行。</p>", "as struck out: “三”"),
        ("<p><ruby>漢<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>字要规范使用。</p>", "as a reading aid: “hàn”"),
    ],
)
def test_what_is_not_shown_as_words_is_left_out_and_told(body: str, note: str) -> None:
    found = page(f"<div>{PARAGRAPHS}{body}<p>{THIRD}</p></div>")
    assert found.notes == (f"left out of the article {note}",)
    assert note.split("“")[1].strip("”") not in found.text


def test_new_words_stand_where_old_ones_were_struck_out() -> None:
    assert (
        "价格改为五元" in page(f"<div>{PARAGRAPHS}<p>价格改为<del>三</del><ins>五</ins>元，各地要执行。</p></div>").text
    )


def test_a_page_that_links_to_its_next_one_says_so() -> None:
    notes = page(f"<div>{PARAGRAPHS}</div><div><a>1</a> <a>下一页</a></div>").notes
    assert "the article may go on: the page links to a next one, which is not read" in notes


# Day and source


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta name="PubDate" content="2024-02-12 10:00">', "2024-02-12"),
        ('<meta name="firstpublishedtime" content="2024-02-12-19:30:00">', "2024-02-12"),
        ('<meta property="article:published_time" content="2024-02-12T08:00:00+08:00">', "2024-02-12"),
        ('<script type="application/ld+json">{"datePublished": "2024-02-12T08:00"}</script>', "2024-02-12"),
        ('<meta name="keywords" content="2024-02-12">', None),
        ('<meta name="pubdate" content="2024-02-30">', None),
        ("<title>2024-02-12</title>", None),
    ],
)
def test_a_day_is_taken_where_the_page_names_it_as_that_of_publication(head: str, day: str | None) -> None:
    found = page(PARAGRAPHS, head)
    assert found.date == day
    assert any(note.startswith(f"states the day {day} in its ") for note in found.notes) == (day is not None)


@pytest.mark.parametrize("words", ["会议定于2024年2月12日举行，请各地准时参加。", "版权所有 2001-2024", "© 2024-01-01"])
def test_a_day_in_the_text_or_the_footer_is_not_that_of_the_page(words: str) -> None:
    assert page(f"<div>{PARAGRAPHS}<p>{words}</p></div><div>{words}</div>").date is None


def test_where_line_and_head_differ_the_line_counts_and_the_other_is_told() -> None:
    line = "<h1>关于春季工作的通知</h1><div>2024年2月12日 10:00</div>"
    found = page(f"{line}<div>{PARAGRAPHS}</div>", HEAD + '<meta name="pubdate" content="2024-02-13">')
    assert found.date == "2024-02-12"
    assert (
        found.notes[-1]
        == "states the day 2024-02-12 in the line “2024年2月12日 10:00”; its head (pubdate) says 2024-02-13"
    )


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ('<meta name="ContentSource" content="某某社">', "某某社"),
        ('<meta name="source" content="来源：某某网－某某日报">', "某某网－某某日报"),
        ('<link rel="canonical" href="https://example.org/1.html">', "https://example.org/1.html"),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
    ],
)
def test_the_source_is_the_publisher_or_the_address_that_the_page_gives(head: str, source: str | None) -> None:
    assert page(PARAGRAPHS, head).origin == source


def test_the_address_that_a_browser_saved_the_page_with_is_its_source() -> None:
    data = f"<!-- saved from url=(0024)https://example.org/1.html -->\n<html><body>{PARAGRAPHS}</body></html>".encode()
    assert read(data, Options("page.html")).origin == "https://example.org/1.html"


@pytest.mark.parametrize(
    ("title", "time", "day"),
    [
        ("市政府召开会议", "2020-02-11T16:00:00Z", None),
        ("市政府召开会议", "2020-02-11T15:59:00Z", "2020-02-11"),
        ("市政府召开会议", "2020-02-11T16:00:00+08:00", "2020-02-11"),
        ("Notice on water", "2020-02-11T16:00:00Z", "2020-02-11"),
    ],
)
def test_of_a_time_in_utc_that_is_another_day_in_china_no_day_is_taken(title: str, time: str, day: str | None) -> None:
    found = page(PARAGRAPHS, f'<title>{title}</title><meta name="pubdate" content="{time}">')
    assert found.date == day
    doubt = f"its head (pubdate) says {time}, which is the next day in China, so no day is taken from it"
    assert (doubt in found.notes) == (day is None)


def test_a_day_to_come_is_read_like_any_other() -> None:
    assert page(PARAGRAPHS, '<meta name="pubdate" content="2099-12-31">').date == "2099-12-31"


# What is refused


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            "<ul>" + "".join(f"<li><a href={n}>市政府召开会议研究第{n}季度工作</a>" for n in range(9)) + "</ul>",
            "no article",
        ),
        ("".join(f"<div><h2><a href={n}>第{n}次会议</a></h2><p>{SECOND}</p></div>" for n in range(5)), "no article"),
        (
            "<div id=app></div><script>render('要落实')</script><noscript>请启用脚本。</noscript>",
            "before its scripts run",
        ),
        ("<img src=scan.png>", "shows no text"),
        ("<div>" * 5000 + SECOND, "nested too deeply"),
        (f"<p {'a ' * 20000}>{SECOND}", "a tag too long"),
        ("<i></i>" * 60_000 + SECOND, "elements, more than are read"),
        (f"<p>{'要' * 3_000_000}</p>", "more than 8,000,000 bytes"),
    ],
)
def test_a_page_without_one_readable_article_is_refused_with_the_way_to_go(body: str, words: str) -> None:
    told = refused(body)
    assert words in told
    assert "copy the article into a plain text file" in told


def test_a_page_that_hides_more_than_its_article_is_refused() -> None:
    told = refused(f"<div style='display:none'>{PARAGRAPHS * 3}</div><div>{PARAGRAPHS}</div>")
    assert "hides more text" in told


def test_a_page_that_this_program_exported_is_refused_with_the_way_to_go() -> None:
    told = refused(PARAGRAPHS, '<meta name="generator" content="annotate 0.1.0">')
    assert "--to bundle" in told
    assert page(PARAGRAPHS, '<meta name="generator" content="WordPress 6">').text


def test_a_page_of_frames_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match=r"is a page of frames.*open the frame with the article by itself"):
        read(b"<html><frameset cols=20,80><frame src=a><frame src=b></frameset></html>", Options("page.html"))


@pytest.mark.parametrize("name", ["page.mht", "page.mhtml", "page"])
def test_a_web_archive_is_refused_with_the_way_to_go(name: str) -> None:
    with pytest.raises(UnreadableFileError, match=r"is a web archive, .*save the page as HTML only"):
        extract(b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n\r\n<html>", Options(name))


# Any page at all


NAMES = "p div td tr table ul li a h1 h2 br pre span font del ruby rt article nav script style form b"
TAGS = st.sampled_from(NAMES.split())
PIECES = st.one_of(
    TAGS.map(lambda tag: f"<{tag}>"),
    TAGS.map(lambda tag: f"</{tag}>"),
    st.sampled_from(
        [FIRST, SECOND, "要落实。", "<!--", "-->", "<p hidden>", "&nbsp;", "&#0;", "&#55296;", "<a href=x>", "\n", " "]
    ),
    st.text(max_size=6),
)


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECES, max_size=40))
def test_any_page_gives_a_text_or_an_error_and_blocks_hold_all_of_it(pieces: list[str]) -> None:
    try:
        found = read("".join(pieces).encode("utf-8", "replace"), Options("page.html"))
    except AnnotateError:
        return
    inside = "".join(found.text[block.start : block.end] for block in found.blocks)
    assert visible(inside) == visible(found.text) or not found.blocks
    assert visible(lay_out(found).text) == visible(found.text)


@settings(deadline=None, max_examples=200)
@given(
    st.binary(max_size=300), st.sampled_from([b"", b"<html><p>", b"<meta charset=gbk><p>", b"<?xml version='1.0'?><p>"])
)
def test_any_bytes_give_a_text_or_an_error(data: bytes, start: bytes) -> None:
    with suppress(AnnotateError):
        assert read(start + data, Options("page.html")).text.strip()


def test_nothing_is_asked_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", connect)
    images = '<img src="http://example.org/a.png"><iframe src="http://example.org/"></iframe>'
    assert lines(page(f"{images}{PARAGRAPHS}")) == [FIRST, SECOND, THIRD]


def test_nothing_is_written_to_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    refused("<p>你好</p>")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_the_same_page_gives_the_same_extract(layout) -> None:  # type: ignore[no-untyped-def]
    data = layout(("关于春季工作的通知", FIRST, SECOND, THIRD), "utf-8").encode()
    assert read(data, Options("page.html")) == read(data, Options("page.html"))
