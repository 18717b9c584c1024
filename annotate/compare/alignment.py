"""The alignment of two texts: their sentences in groups that belong together."""

from collections.abc import Sequence

from annotate.compare.matching import Link, falls_turned, match
from annotate.compare.sequence import heaviest_chain
from annotate.compare.values import Group, GroupKind
from annotate.text.reading import Reading
from annotate.text.sentences import sentences
from annotate.text.spans import Span, quotes, visible


def align(old: Reading, new: Reading) -> tuple[Group, ...]:
    """Align the sentences of two versions of one text, or of two texts.

    Args:
        old: the earlier text.
        new: the later text.

    Returns:
        Groups without edits, in the order of the new text; what was removed stands where it stood in the old. Together
        they hold each sentence of both texts once, headings and editorial lines included. Sentences are the `same` if
        their visible characters agree. `moved` is set on those that do not keep the order of the others, the longest
        stretch of text that keeps its order being taken for what stayed.

    Examples:
        >>> from annotate.text.reader import read
        >>> old, new = read("要稳就业。要保民生。要防风险。"), read("要防风险。要稳就业。要切实保民生。")
        >>> for group in align(old, new):
        ...     print(group.kind, group.moved, quotes(old.text, group.old), quotes(new.text, group.new))
        same True ('要防风险。',) ('要防风险。',)
        same False ('要稳就业。',) ('要稳就业。',)
        changed False ('要保民生。',) ('要切实保民生。',)
    """
    olds, news = _Sentences(old), _Sentences(new)
    links = match(olds.quotes, news.quotes)
    stayed = _stayed(links, olds, news)
    placed = [((link.new[0], 0, 0), _linked(link, at not in stayed, olds, news)) for at, link in enumerate(links)]
    taken = {at for link in links for at in link.new}
    for at, span in enumerate(news.spans):
        if at not in taken:
            placed.append(((at, 0, 0), Group("added", False, (), (span,), None)))
    placed += _removed(links, stayed, olds.spans)
    return tuple(group for _, group in sorted(placed, key=lambda item: item[0]))


class _Sentences:
    """The sentences of a text: where they stand and what they say."""

    def __init__(self, reading: Reading) -> None:
        self.spans = sentences(reading.text, reading.blocks, reading.language, line_ends=reading.line_ends)
        self.quotes = quotes(reading.text, self.spans)

    def some(self, numbers: Sequence[int]) -> tuple[tuple[Span, ...], tuple[str, ...]]:
        return tuple(self.spans[at] for at in numbers), tuple(self.quotes[at] for at in numbers)


def _stayed(links: Sequence[Link], olds: _Sentences, news: _Sentences) -> frozenset[int]:
    """The links, by number, that make the longest stretch of text in one order on both sides, as far as it is alike."""
    boxes = []
    for link in links:
        (old_spans, _), (new_spans, _) = olds.some(link.old), news.some(link.new)
        boxes.append(link.box(link.similarity * sum(span.length for span in (*old_spans, *new_spans))))
    if falls_turned(olds.quotes, news.quotes):
        boxes = [box.turned() for box in boxes]
    return frozenset(heaviest_chain(boxes))


def _linked(link: Link, moved: bool, old: _Sentences, new: _Sentences) -> Group:
    (old_spans, old_quotes), (new_spans, new_quotes) = old.some(link.old), new.some(link.new)
    return Group(_kind(old_quotes, new_quotes), moved, old_spans, new_spans, round(link.similarity, 4))


def _kind(old: Sequence[str], new: Sequence[str]) -> GroupKind:
    if len(old) != len(new):
        return "split" if len(old) < len(new) else "merged"
    return "same" if visible("".join(old)) == visible("".join(new)) else "changed"


def _removed(
    links: Sequence[Link], stayed: frozenset[int], olds: Sequence[Span]
) -> list[tuple[tuple[int, int, int], Group]]:
    """The sentences that nothing took up, each behind the last sentence before it that stayed."""
    behind = {at: links[number].new[0] for number in stayed for at in links[number].old}
    taken = {at for link in links for at in link.old}
    found = []
    here = -1
    for at, span in enumerate(olds):
        here = behind.get(at, here)
        if at not in taken:
            found.append(((here, 1, at), Group("removed", False, (span,), (), None)))
    return found
