"""The article of a web page: which of its lines are the text, and which are what a site prints around every text.

trafilatura says where the article is; the words are those of the page's own lines. What it passes over between the
first and the last paragraph it finds, a short one or one said twice, is so not lost, and all that is left out is told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotate.text.characters import ends_sentence
from annotate.text.publishing import PAGE_LABELS
from annotate.text.quiet import quiet
from annotate.text.readers.html_lines import HEADINGS, Element, PageLine
from annotate.text.spans import visible

_PROBE = 12
_PROSE, _LONG = 12, 60
_CHROME_TAGS = frozenset(("aside", "footer", "menu", "nav", "dialog"))
# What sites call the parts of a page that are no article, as their HTML has it in class and id.
_CHROME_NAMES = re.compile(
    r"(?:^|[^a-z])(?:(?:bd|social|page)?-?share\w*|related\w*|recommend\w*|footer|foot|nav\w*|menu|copyright|comments?|"
    r"breadcrumbs?|crumbs?|sidebar|pagination|pager|toolbar|qr-?code)(?:$|[^a-z])",
    re.IGNORECASE,
)
_DAY = r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}"
_BYLINE = re.compile(rf"{_DAY}日?\s*(?:\w+\s*)?\d{{1,2}}:\d{{2}}|(?:^|[\s\[【（(|])(?:{PAGE_LABELS})\w{{0,4}}\s*[:：]")
_BESIDE = frozenset(("p", "li", "dt", "dd", "tr", "td", "th", "blockquote", "pre"))
# What only a site says, behind an article that it does not part from the rest: a pager, its editors, other news.
_END = re.compile(
    r"^(?:(?:上一页|首页)[\s\d|]*)?\d?[\s\d|]*下一页|^【纠错】|^(?:相关新闻|相关阅读|相关报道|延伸阅读|精选留言|写留言)[:：]?$|"
    r"^Copyright\b|^阅读\s*\d[\d.,万+]*\s*(?:赞|$)",
    re.IGNORECASE,
)
_ATTACHED = re.compile(r"^(?:附件|附：|附表|Annex|Attachment)", re.IGNORECASE)


@dataclass(frozen=True)
class Article:
    """Which lines of a page are its article, all as places in the list of lines.

    Attributes:
        lines: of the article, in order, those of the title not among them.
        title: of the title, which stands in one or more lines in front of the article; empty if it is shown nowhere.
        between: what stands between the title and the article.
        inside: what is left out between the first and the last line.
    """

    lines: tuple[int, ...]
    title: tuple[int, ...]
    between: tuple[int, ...]
    inside: tuple[int, ...]


def find_article(tree: Element, lines: Sequence[PageLine], titles: Sequence[str]) -> Article | None:
    """The article among the `lines` of the page `tree`; None where it cannot be told from the rest.

    Args:
        tree: the page.
        lines: what it shows.
        titles: what the page says its title is, each without white space.
    """
    chrome = _chrome(lines)
    found = [at for at in _found(tree, lines) if not chrome[at]]
    # A title may be as long as a paragraph, and end as a sentence does.
    prose = [at for at in found if is_prose(lines[at]) and not matched_title(visible(lines[at].text), titles)]
    if not prose:
        return None
    body = _around([lines[at].element for at in prose])
    inside = _within(lines, body)
    title = _find_title(lines, titles, prose[0], chrome)
    start = title[-1] + 1 if title and title[0] in inside else inside.start
    kept = [at for at in range(start, inside.stop) if not chrome[at]]
    kept = _trimmed(lines, kept, prose, body)
    kept = _ended(lines, _without_link_lists(lines, kept))
    if not _is_one_article(lines, kept, [*title, *(at for at in range(len(lines)) if chrome[at])]):
        return None
    kept = [*_headings_between(lines, title, kept), *kept]
    between = tuple(range(title[-1] + 1, kept[0])) if title else ()
    gaps = tuple(sorted(set(range(kept[0], kept[-1])) - set(kept)))
    return Article(tuple(kept), title, between, gaps)


def is_prose(line: PageLine) -> bool:
    """Whether `line` is a sentence or more, and not a link."""
    length = len(visible(line.text))
    closed = ends_sentence(line.text) or line.text[-1] in "；：;:"
    return (length >= _LONG or (length >= _PROSE and closed)) and line.share_linked < 0.5


def is_byline(line: PageLine) -> bool:
    """Whether `line` says when and by whom a text was put on the web, and does nothing else."""
    return len(line.text) <= 120 and not line.text.endswith(("。", "”")) and _BYLINE.search(line.text) is not None


def matched_title(shown: str, titles: Sequence[str]) -> bool:
    """Whether the words `shown`, without white space, are one of `titles`, or one but for the site's name behind it."""
    return len(shown) >= 4 and any(
        told == shown
        or (told.startswith(shown) and (len(shown) * 2 > len(told) or told[len(shown)] in "_|-–—·<>【(（"))
        for told in titles
    )


def _found(tree: Element, lines: Sequence[PageLine]) -> list[int]:
    """The lines that trafilatura takes for the article, judged by their first and last words."""
    short: set[str] = set()
    probes: set[str] = set()
    for piece in _extracted(tree):
        words = visible(piece)
        short.update(visible(line) for line in piece.split("\n"))
        probes.update(words[at : at + _PROBE] for at in range(len(words) - _PROBE + 1))
    found = []
    for at, line in enumerate(lines):
        words = visible(line.text)
        if words in short or (len(words) >= _PROBE and {words[:_PROBE], words[-_PROBE:]} <= probes):
            found.append(at)
    return found


def _extracted(tree: Element) -> Iterator[str]:
    """The paragraphs that trafilatura finds in the page; more of them are asked for where it finds none at first."""
    for recall in (False, True):
        body = _main_part(tree, recall=recall)
        if body is not None and len(body):
            for each in body.iter():
                yield from (each.text or "", each.tail or "")
            return


def _main_part(tree: Element, *, recall: bool) -> Element | None:
    """What trafilatura takes for the article, as elements of its own; None where it finds none."""
    from copy import deepcopy

    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    try:
        with quiet("trafilatura"):
            found = bare_extraction(
                deepcopy(tree),
                fast=True,  # its other ways to look cost more than the length of the page allows, and find no more here
                favor_recall=recall,
                include_comments=False,
                include_tables=True,
                deduplicate=False,
            )
    except Exception:  # whatever it stumbles over in a broken page, it has found nothing
        return None
    return found.body if isinstance(found, Document) else None


def _chrome(lines: Sequence[PageLine]) -> list[bool]:
    """Which lines stand in a part of the page that is named as none of the article."""
    known: dict[Element, bool] = {}
    return [_is_chrome(line.element, known) for line in lines]


def _is_chrome(element: Element, known: dict[Element, bool]) -> bool:
    way = []
    while element is not None and element not in known:
        way.append(element)
        element = element.getparent()
    inside = element is not None and known[element]
    for each in reversed(way):
        inside = inside or _is_named_chrome(each)
        known[each] = inside
    return inside


def _is_named_chrome(element: Element) -> bool:
    if element.tag in ("body", "html", "form", "main", "article"):
        return False
    names = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
    return element.tag in _CHROME_TAGS or _CHROME_NAMES.search(names[:1000]) is not None


def _around(elements: Sequence[Element]) -> Element:
    """The innermost element around all of `elements`; around a single paragraph, what holds it and those beside it."""
    common = _ancestors(elements[0])
    for element in dict.fromkeys(elements):
        here = set(_ancestors(element))
        common = [each for each in common if each in here]
    while common[0].tag in ("p", "pre", "li", "tr", "tbody", "blockquote", "ul", "ol") and len(common) > 1:
        common = common[1:]
    return common[0]


def _ancestors(element: Element) -> list[Element]:
    """`element` and what is around it, from the inside out."""
    return [element, *element.iterancestors()]


def _within(lines: Sequence[PageLine], body: Element) -> range:
    """The lines that stand in `body`."""
    inside = [at for at, line in enumerate(lines) if line.element is body or body in line.element.iterancestors()]
    return range(inside[0], inside[-1] + 1)


def _find_title(
    lines: Sequence[PageLine], titles: Sequence[str], first: int, chrome: Sequence[bool]
) -> tuple[int, ...]:
    """The lines that are the title: the last ones up to the paragraph `first` that say what the page is called."""
    fits: list[tuple[int, ...]] = []
    for at in range(first):
        for count in (1, 2, 3):
            run = tuple(range(at, min(at + count, first)))
            if len(run) == count and matched_title("".join(visible(lines[each].text) for each in run), titles):
                fits.append(run)
    if fits:
        longest = max(sum(len(lines[at].text) for at in run) for run in fits)
        return [run for run in fits if sum(len(lines[at].text) for at in run) * 10 >= longest * 9][-1]
    heads = [at for at in range(first) if lines[at].element.tag == "h1" and not chrome[at]]
    site = [at for at in heads if any(told.endswith(visible(lines[at].text)) for told in titles)]
    return tuple(at for at in heads[-1:] if at not in site)


def _trimmed(lines: Sequence[PageLine], kept: Sequence[int], prose: Sequence[int], body: Element) -> list[int]:
    """`kept` without bylines in front of the first paragraph, and without links and what is foreign at both ends."""
    beside = {lines[at].element for at in prose}
    places = {(element.getparent(), element.tag) for element in beside}
    loose = body.tag in ("body", "html")

    attached = False  # what is attached is a list of links, as a rule
    trimmed = []
    for at in kept:
        line = lines[at]
        same = line.element in beside or (line.element.getparent(), line.element.tag) in places
        attached = same and (attached or _ATTACHED.match(line.text) is not None)
        belongs = attached or (line.share_linked < 0.5 and (same or not loose) and not is_byline(line))
        if prose[0] <= at <= prose[-1] or belongs:
            trimmed.append(at)
    return _with_lists_between(lines, kept, trimmed, prose)


def _with_lists_between(
    lines: Sequence[PageLine], kept: Sequence[int], trimmed: Sequence[int], prose: Sequence[int]
) -> list[int]:
    """`trimmed` with the lists and paragraphs of `kept` without links that stand between its own paragraphs."""
    chosen = set(trimmed)
    between = range(prose[0], max(trimmed, default=0))
    return [
        at
        for at in kept
        if at in chosen
        or (at in between and lines[at].element.tag in _BESIDE and not lines[at].linked and not is_byline(lines[at]))
    ]


def _ended(lines: Sequence[PageLine], kept: Sequence[int]) -> list[int]:
    """`kept` up to what only a site says, if most of the words stand in front of it."""
    end = next((at for at, place in enumerate(kept) if at and _END.match(lines[place].text.strip())), len(kept))
    sizes = [len(visible(lines[place].text)) for place in kept]
    return list(kept[:end] if sum(sizes[:end]) > sum(sizes[end:]) else kept)


def _without_link_lists(lines: Sequence[PageLine], kept: Sequence[int]) -> list[int]:
    """`kept` without lists that are nothing but links, such as those to other articles."""
    lists: dict[Element, list[int]] = {}
    for at in kept:
        holder = next((each for each in _ancestors(lines[at].element) if each.tag in ("ul", "ol", "dl", "table")), None)
        if holder is not None:
            lists.setdefault(holder, []).append(at)
    out = {
        at
        for members in lists.values()
        if len(members) > 1 and all(lines[at].share_linked > 0.8 for at in members)
        for at in members
    }
    return [at for at in kept if at not in out]


def _is_one_article(lines: Sequence[PageLine], kept: Sequence[int], known: Sequence[int]) -> bool:
    """Whether `kept` is one text, and no list of texts or one of several; `known` is title or site."""
    settled = {*kept, *known}
    sizes = {at: len(visible(lines[at].text)) for at in range(len(lines))}
    whole = sum(sizes[at] for at in kept)
    linked = sum(lines[at].linked for at in kept)
    entries = sum(lines[at].element.tag in HEADINGS and lines[at].share_linked > 0.8 for at in kept)
    others = sum(sizes[at] for at in sizes if at not in settled and is_prose(lines[at]))
    return linked * 2 < whole and entries < 2 and others * 2 < whole


def _headings_between(lines: Sequence[PageLine], title: Sequence[int], kept: Sequence[int]) -> list[int]:
    """Headings between the title and the article, such as a second title."""
    if not title:
        return []
    places = range(title[-1] + 1, kept[0])
    return [at for at in places if lines[at].element.tag in HEADINGS and lines[at].share_linked < 0.5]
