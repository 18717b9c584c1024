"""Web pages: the article with its title, day and publisher, without what the site prints around it.

The page is cut into the lines that a browser shows (`html_lines`), trafilatura says which of them are the article
(`html_article`), and what the page states of it is read from its head and the lines above (`html_details`). All that is
left out is told. Nothing is fetched, and nothing depends on the day it is read.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import get_args

from annotate.errors import UnreadableFileError
from annotate.text.characters import ends_sentence
from annotate.text.extracts import Extract, Options
from annotate.text.lines import split_lines
from annotate.text.readers.html_article import Article, find_article, is_byline
from annotate.text.readers.html_details import Details, find_details, stated_titles, without_site
from annotate.text.readers.html_lines import (
    HEADINGS,
    Element,
    Omission,
    Omitted,
    PageLine,
    page_lines,
    show_what_scripts_show,
)
from annotate.text.readers.html_page import COPY, decode_page, parse_page
from annotate.text.reading import Block, BlockKind, ReaderName
from annotate.text.spans import visible
from annotate.text.widths import find_width

_VERSION = "2"
_OURS = re.compile(r"annotate \d")
_LAST, _NEXT = re.compile(r"\w{0,6}\Z"), re.compile(r"\w{0,2}")
_NEXT_PAGE = re.compile(r"下一页|下一頁|\bNext page\b", re.IGNORECASE)


def read(data: bytes, options: Options) -> Extract:
    """Take the article out of a web page.

    Raises:
        UnreadableFileError: no encoding explains the bytes, the page shows no text, is made of frames, nested too
            deeply or too large, or its article cannot be told from the rest.
        CallError: there is no encoding of the name given.
    """
    decoded = decode_page(data, options)
    tree = parse_page(decoded.extract, options.name)
    _check_is_no_export(tree, options.name)
    waited = show_what_scripts_show(tree)
    lines, omitted = page_lines(tree)
    _check_shows_text(tree, lines, options.name)
    titles = stated_titles(tree)
    article = find_article(tree, lines, [visible(each) for title in titles for each in (title, without_site(title))])
    if article is None:
        raise UnreadableFileError(
            f"{options.name} is a web page in which no article can be told from the rest; {COPY}."
        )
    _check_hides_no_article(lines, article, omitted, options.name)
    above = [lines[at].text for at in range(article.lines[0]) if is_byline(lines[at])]
    details = find_details(tree, above)
    text, blocks, items = _written(lines, article)
    shown = ("the article is hidden until a script of the page shows it, and read all the same",) if waited else ()
    return Extract(
        text,
        ReaderName("html", _reader_version()),
        encoding=decoded.encoding,
        blocks=blocks,
        items=items,
        title=next((without_site(title) for title in titles), None),
        date=details.date,
        source=details.source,
        notes=(
            *decoded.notes,
            *shown,
            *_told(lines, article, omitted),
            *_raised(tree, text),
            *_formulas(tree, text),
            *_stated(details),
        ),
    )


def _reader_version() -> str:
    """The libraries count, too: another trafilatura may find another article, another lxml other elements."""
    from importlib.metadata import version

    return f"{_VERSION}, trafilatura {version('trafilatura')}, lxml {version('lxml')}"


def _check_shows_text(tree: Element, lines: Sequence[PageLine], name: str) -> None:
    if lines:
        return
    if next(tree.iter("script"), None) is not None:
        raise UnreadableFileError(
            f"{name} is a web page that shows no text before its scripts run, which is not done here; {COPY}."
        )
    raise UnreadableFileError(f"{name} is a web page that shows no text; {COPY}.")


def _check_is_no_export(tree: Element, name: str) -> None:
    made = [each.get("content", "") for each in tree.iter("meta") if (each.get("name") or "").lower() == "generator"]
    if any(_OURS.match(each) for each in made):
        raise UnreadableFileError(
            f"{name} is a page that this program exported for people to read; export with --to bundle or --to jsonl "
            "where it was made, and bring that in with import."
        )


def _check_hides_no_article(
    lines: Sequence[PageLine], article: Article, omitted: Sequence[Omission], name: str
) -> None:
    kept = sum(len(visible(lines[at].text)) for at in article.lines)
    if any(each.kind == "hidden" and len(each.words) > kept and ends_sentence(each.words) for each in omitted):
        raise UnreadableFileError(f"{name} is a web page that hides more text than its article would have; {COPY}.")


def _raised(tree: Element, text: str) -> Iterator[str]:
    """How many figures the page sets above the line behind another character: 10⁴ would be read as 104."""
    found = []
    for each in tree.iter("sup"):
        words = "".join(each.itertext()).strip()
        before = each.getprevious()
        front = (each.getparent().text if before is None else before.tail) or ""
        sample = f"{_LAST.search(front)[0]}{words}{_NEXT.match(each.tail or '')[0]}"  # type: ignore[index]
        if words.isdecimal() and front[-1:].isalnum() and sample in text:
            found.append(sample)
    if found:
        count = "1 raised figure stands" if len(found) == 1 else f"{len(found)} raised figures stand"
        yield f"{count} on the line, as in “{found[0]}”"


def _formulas(tree: Element, text: str) -> Iterator[str]:
    """How many formulas of the page stand in the text, where a fraction or a power is not seen as one."""
    shown = visible(text)
    formulas = (visible("".join(each.itertext("mi", "mn", "mo", "mtext"))) for each in tree.iter("math"))
    signs = Counter(formulas)
    count = sum(times for words, times in islice(signs.items(), 1_000) if words and words in shown)
    if count:
        yield f"{count} {'formula' if count == 1 else 'formulas'} read as the characters in a row"


def _is_item(line: PageLine) -> bool:
    """Whether `line` is an item of a list, or a cell or a row of a table that has several cells in a row."""
    element = line.element
    if element.tag in ("p", "div", "section") and element.getparent() is not None:
        element = element.getparent()
    if "\t" in line.text or element.tag in ("li", "dt", "dd", "tr"):
        return True
    return element.tag in ("td", "th") and sum(each.tag in ("td", "th") for each in element.getparent()) > 1


def _written(lines: Sequence[PageLine], article: Article) -> tuple[str, tuple[Block, ...], tuple[int, ...]]:
    """The text of the article, its title in front, its paragraphs, and where those begin that are items.

    Where most lines are ended by line breaks, the page does not say which are paragraphs, and layout has to look.
    """
    kept = [lines[at] for at in article.lines]
    title = _joined([lines[at].text for at in article.title])
    if sum(line.broken for line in kept) * 2 > len(kept):
        body = "\n".join("\n" * line.blanks + line.text for line in kept)
        if find_width(body, split_lines(body)) is not None:
            return (f"{title}\n\n{body}" if title else body), (), ()
    parts: list[tuple[BlockKind, str]] = [("title", title)] if title else []
    parts += [("heading" if line.element.tag in HEADINGS else "body", line.text.strip()) for line in kept]
    text = "\n".join(words for _, words in parts)
    blocks = tuple(_blocks(parts))
    own = blocks[len(blocks) - len(kept) :]
    items = tuple(block.start for block, line in zip(own, kept, strict=True) if _is_item(line))
    return text, blocks, items


def _blocks(parts: Iterable[tuple[BlockKind, str]]) -> Iterator[Block]:
    start = 0
    for kind, words in parts:
        yield Block(kind, start, start + len(words))
        start += len(words) + 1


def _joined(words: Sequence[str]) -> str:
    """The lines of a title as one, with a space where a letter of Latin script stands at the seam."""
    whole = ""
    for each in words:
        seam = " " if whole and (whole[-1].isascii() and each.strip()[:1].isascii()) else ""
        whole += seam + each.strip()
    return whole


def _told(lines: Sequence[PageLine], article: Article, omitted: Sequence[Omission]) -> Iterator[str]:
    """What was left out of the page, in words."""
    first = article.title[0] if article.title else article.lines[0]
    before = [lines[at].text for at in range(first)]
    behind = [lines[at].text for at in range(article.lines[-1] + 1, len(lines))]
    rest = [f"{_lines(before)} in front of it, up to {_quoted(before[-1:])}"] if before else []
    rest += [f"{_lines(behind)} behind it, from {_quoted(behind[:1])} on"] if behind else []
    if rest:
        yield f"the article is taken out of its page, without {' and '.join(rest)}"
    if article.between:
        yield f"left out between title and article: {_quoted(lines[at].text for at in article.between)}"
    if article.inside:
        yield f"left out inside the article: {_quoted(lines[at].text for at in article.inside)}"
    for kind in get_args(Omitted):
        words = [each.words for each in omitted if each.kind == kind and first < each.line <= article.lines[-1] + 1]
        if words:
            yield f"left out of the article as {kind}: {_quoted(words)}"
    if any(_NEXT_PAGE.search(line) for line in behind):
        yield "the article may go on: the page links to a next one, which is not read"


def _stated(details: Details) -> Iterator[str]:
    """What the page states besides its text, and where; which day counts is not the reader's to say."""
    if details.date is not None:
        also = f"; {details.also}" if details.also else ""
        yield f"states the day {details.date} in {details.date_from}{also}"
    elif details.also:
        yield details.also
    if details.source is not None:
        yield f"source {details.source}, by {details.source_from}"


def _lines(lines: Sequence[str]) -> str:
    return "one line" if len(lines) == 1 else f"{len(lines)} lines"


def _quoted(words: Iterable[str]) -> str:
    """The words in quotes; of many or long ones the beginnings."""
    every = [" ".join(each.split()) for each in words]
    shown = ", ".join(f"“{each if len(each) <= 60 else each[:59] + '…'}”" for each in every[:4])
    return shown if len(every) <= 4 else f"{shown} and {len(every) - 4} more"
