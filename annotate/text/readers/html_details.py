"""What a web page says of its article: title, day and publisher, where it states them; nothing is guessed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from annotate.text.characters import has_han
from annotate.text.days import find_days, read_day
from annotate.text.publishing import SOURCE
from annotate.text.readers.html_lines import Element

# The names by which pages state it, in lower case: those of the web's vocabularies, and those of Chinese authorities.
_TITLES = frozenset(("articletitle", "og:title", "twitter:title", "dc.title", "dcterms.title", "title"))
_NAMES_OF_DAYS = (
    "article:published_time og:published_time pubdate publishdate publish-date publish_date publication_date "
    "firstpublishedtime date.issued dc.date.issued dcterms.issued dcterms.created dc.date dcterms.date datepublished "
    "citation_publication_date og:release_date weibo:article:create_at apub:time date"
)
_SOURCES = ("contentsource", "source", "dc.source", "dcterms.source", "dc.publisher", "dcterms.publisher")
_MOST_TITLES = 20
_ADDRESSES = ("og:url", "twitter:url")
_COMPACT = re.compile(r"[0-9]{8}(?:[0-9]{6})?")
_UTC_EVENING = re.compile(r"T(?:1[6-9]|2[0-3]):?[0-9]{2}[0-9:.]*(?:Z|\+00:?00)$")
_SOURCE = re.compile(rf"(?:{SOURCE})\s*[:：]\s*([^\s　|【（(\[,，;；]{{1,60}})")
_SITE = re.compile(r"\s*(?:[_|\uff5c]|\s[-–—·»]+\s)\s*")
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{1,40})')
_SAVED = re.compile(r"saved from url=\(\d+\)(https?://\S{1,2000})")


@dataclass(frozen=True)
class Details:
    """What a page states; `date_from` and `source_from` say where, `also` what else it says of its day."""

    date: str | None = None
    date_from: str = ""
    source: str | None = None
    source_from: str = ""
    also: str = ""


class _Stated(NamedTuple):
    """A day, the words that state it, and where they stand."""

    day: str
    words: str
    place: str


def stated_titles(tree: Element) -> list[str]:
    """What the page says that its article is called, as it writes it: the names in its head."""
    named = dict.fromkeys(" ".join(content.split()) for name, content in _meta(tree) if name in _TITLES)
    shown = next((" ".join("".join(each.itertext()).split()) for each in tree.iter("title")), "")
    return [each for each in dict.fromkeys((*islice(named, _MOST_TITLES), shown)) if each]


def without_site(title: str) -> str:
    """`title` without the name of the site behind it.

    Examples:
        >>> without_site("市政府召开会议_某市人民政府网"), without_site("Notice on Water - City of X")
        ('市政府召开会议', 'Notice on Water')
    """
    return _SITE.split(title)[0] or title


def find_details(tree: Element, bylines: Sequence[str]) -> Details:
    """The day and the publisher that the page states, in the lines above its article first, then in its head.

    Of a page in Chinese no day is taken from a time in UTC that is of the next day in China.
    """
    source, source_from = _source(tree, bylines)
    shown = next((_Stated(day, line, "") for line in bylines if (day := _day_in(line)) is not None), None)
    named = next(_named_days(tree), None) or _marked_day(tree)
    turned = named is not None and is_next_day_in_china(named.words) and any(map(has_han, stated_titles(tree)))
    also = ""
    if named is not None and turned:
        also = f"{named.place} says {named.words}, which is the next day in China"
    elif named is not None and shown is not None and named.day != shown.day:
        also = f"{named.place} says {named.day}"
    if shown is not None:
        return Details(shown.day, f"the line “{_short(shown.words)}”", source, source_from, also)
    if named is None or turned:
        return Details(None, "", source, source_from, f"{also}, so no day is taken from it" if also else "")
    return Details(named.day, named.place, source, source_from)


def is_next_day_in_china(words: str) -> bool:
    """Whether `words` end in a time in UTC at which China has the next day.

    Examples:
        >>> [is_next_day_in_china(f"2020-02-11T{time}") for time in ("16:00:00Z", "15:59Z", "16:00:00+08:00", "16:00")]
        [True, False, False, False]
    """
    return _UTC_EVENING.search(words.strip()) is not None


def _day_in(words: str) -> str | None:
    """The day that `words` name with its year, YYYY-MM-DD; None without one, or with two that differ."""
    if _COMPACT.fullmatch(words.strip()):
        return read_day(words.strip()[:8])
    days = {day.spelled for day in find_days(words) if day.year is not None}
    return days.pop() if len(days) == 1 else None


def _named_days(tree: Element) -> Iterator[_Stated]:
    """The days that the head names as that of publication, the surest name first."""
    told = list(_meta(tree))
    for wanted in _NAMES_OF_DAYS.split():
        for name, content in told:
            if name == wanted and (day := _day_in(content[:40])) is not None:
                yield _Stated(day, content[:40].strip(), f"its head ({name})")


def _marked_day(tree: Element) -> _Stated | None:
    """The day that the page marks up as one, for machines; None where it marks up several."""
    data = [each.text or "" for each in tree.iter("script") if each.get("type") == "application/ld+json"]
    published = [words for each in data for words in _PUBLISHED.findall(each)]
    times = [(each.get("datetime") or "")[:40].strip() for each in tree.iter("time")]
    for words, place in ((published, "its linked data (datePublished)"), (times, "its only time element")):
        days = {day: each for each in words if (day := _day_in(each)) is not None}
        if len(days) == 1:
            return _Stated(*days.popitem(), place)
    return None


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
