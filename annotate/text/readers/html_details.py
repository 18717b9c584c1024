"""What a web page says of its article: title, day and publisher, where it states them; nothing is guessed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotate.text.readers.html_lines import Element

# The names by which pages state it, in lower case: those of the web's vocabularies, and those of Chinese authorities.
_TITLES = frozenset(("articletitle", "og:title", "twitter:title", "dc.title", "dcterms.title", "title"))
_NAMES_OF_DAYS = (
    "article:published_time og:published_time pubdate publishdate publish-date publish_date publication_date "
    "firstpublishedtime date.issued dc.date.issued dcterms.issued dcterms.created dc.date dcterms.date datepublished "
    "citation_publication_date og:release_date weibo:article:create_at apub:time date"
)
_SOURCES = ("contentsource", "source", "dc.source", "dcterms.source", "dc.publisher", "dcterms.publisher")
_ADDRESSES = ("og:url", "twitter:url")
_DAY = re.compile(
    r"(?<!\d)(\d{4})\s*(?:[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})|年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日)(?!\d)"
)
_COMPACT = re.compile(r"^\s*(\d{4})(\d{2})(\d{2})(?:\d{6})?\s*$")
_SOURCE = re.compile(r"(?:来源|來源|Source)\s*[:：]\s*([^\s　|【（(\[,，;；]{1,60})")
_SITE = re.compile(r"\s*(?:[_|\uff5c]|\s[-–—·»]+\s)\s*")
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{1,40})')
_SAVED = re.compile(r"saved from url=\(\d+\)(https?://\S{1,2000})")


@dataclass(frozen=True)
class Details:
    """What a page states; `date_from` and `source_from` say where."""

    date: str | None = None
    date_from: str = ""
    source: str | None = None
    source_from: str = ""
    also: str = ""


def stated_titles(tree: Element) -> list[str]:
    """What the page says that its article is called, as it writes it: the names in its head."""
    found = [content for name, content in _meta(tree) if name in _TITLES]
    found += ["".join(each.itertext()) for each in tree.iter("title")][:1]
    return [" ".join(each.split()) for each in found if each.strip()]


def without_site(title: str) -> str:
    """`title` without the name of the site behind it.

    Examples:
        >>> without_site("市政府召开会议_某市人民政府网"), without_site("Notice on Water - City of X")
        ('市政府召开会议', 'Notice on Water')
    """
    return _SITE.split(title)[0] or title


def find_details(tree: Element, bylines: Sequence[str]) -> Details:
    """The day and the publisher that the page states, in the lines above its article first, then in its head."""
    shown = next(((day, line) for line in bylines if (day := read_day(line)) is not None), None)
    named = next(_named_days(tree), None) or _marked_day(tree)
    date, date_from, also = None, "", ""
    if shown is not None:
        date, date_from = shown[0], f"the line “{_short(shown[1])}”"
        if named is not None and named[0] != date:
            also = f"{named[1]} says {named[0]}"
    elif named is not None:
        date, date_from = named
    source, source_from = _source(tree, bylines)
    return Details(date, date_from, source, source_from, also)


def read_day(words: str) -> str | None:
    """The day that `words` write in numbers, YYYY-MM-DD; None without one, or with two that differ.

    Examples:
        >>> read_day("2020年2月3日 19:30"), read_day("20200203"), read_day("2020-02-30"), read_day("2020-1-2 2020-1-3")
        ('2020-02-03', '2020-02-03', None, None)
    """
    compact = _COMPACT.match(words)
    every = [compact.groups()] if compact else [tuple(filter(None, each)) for each in _DAY.findall(words)]
    days = {_checked(*map(int, each)) for each in every}
    return days.pop() if len(days) == 1 else None


def _checked(year: int, month: int, day: int) -> str | None:
    if not (year >= 1900 and 1 <= month <= 12):
        return None
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    length = 29 if month == 2 and leap else 28 if month == 2 else 30 if month in (4, 6, 9, 11) else 31
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= length else None


def _named_days(tree: Element) -> Iterator[tuple[str, str]]:
    """The days that the head names as that of publication, the surest name first."""
    told = list(_meta(tree))
    for wanted in _NAMES_OF_DAYS.split():
        for name, content in told:
            if name == wanted and (day := read_day(content[:40])) is not None:
                yield day, f"its head ({name})"


def _marked_day(tree: Element) -> tuple[str, str] | None:
    """The day that the page marks up as one, for machines; None where it marks up several."""
    data = [each.text or "" for each in tree.iter("script") if each.get("type") == "application/ld+json"]
    published = {day for each in data for found in _PUBLISHED.findall(each) if (day := read_day(found)) is not None}
    if len(published) == 1:
        return published.pop(), "its linked data (datePublished)"
    times = {read_day((each.get("datetime") or "")[:40]) for each in tree.iter("time")} - {None}
    return (str(times.pop()), "its only time element") if len(times) == 1 else None


def _source(tree: Element, bylines: Sequence[str]) -> tuple[str | None, str]:
    for line in bylines:
        if (found := _SOURCE.search(line)) is not None:
            return found.group(1), f"the line “{_short(line)}”"
    told = dict(reversed([(name, content) for name, content in _meta(tree) if content.strip()]))
    for name in _SOURCES:
        if name in told:
            words = told[name].strip()
            said = _SOURCE.search(words)
            return (said.group(1) if said else words[:200]), f"its head ({name})"
    return _address(tree, told)


def _address(tree: Element, told: dict[str, str]) -> tuple[str | None, str]:
    links = [each.get("href", "") for each in tree.iter("link") if (each.get("rel") or "").lower() == "canonical"]
    saved = [found.group(1) for each in _comments(tree) if (found := _SAVED.search(each)) is not None]
    named = [told[name].strip() for name in _ADDRESSES if name in told]
    found = next((each for each in (*links, *named, *saved) if each.startswith(("http://", "https://"))), None)
    return (found[:2000], "the address it gives") if found else (None, "")


def _comments(tree: Element) -> Iterator[str]:
    """The comments in front of the page, where a browser that saves one writes its address."""
    from lxml.etree import Comment

    return ((each.text or "")[:3000] for each in tree.itersiblings(preceding=True) if each.tag is Comment)


def _meta(tree: Element) -> Iterator[tuple[str, str]]:
    """What the head says: names in lower case, and what stands under each."""
    for each in tree.iter("meta"):
        name = each.get("name") or each.get("property") or each.get("itemprop")
        if name and each.get("content"):
            yield name.strip().lower(), each.get("content")


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 40 else words[:39] + "…"
