"""Carrying marks: where the marks of one text stand on another, how each survived, and how that is known.

Sentences are matched first, over both whole texts. A mark then goes where its sentences went, and its ends go where a
character diff says; both in `annotate.compare.placing`. Here its state is judged, against the words it was made on.
"""

from collections.abc import Iterable, Sequence

from annotate.compare.placing.find import Finder, Found
from annotate.compare.placing.match import match
from annotate.compare.placing.runs import likeness_of
from annotate.compare.placing.visible_text import visible_text
from annotate.compare.values import Candidate, Carriable, Placement, State
from annotate.text.reading import Reading
from annotate.text.spans import Span, quotes, visible

NEAREST = 0.30  # likeness from which a sentence is shown as a candidate for a mark that has no place


def carry(old: Reading, new: Reading, marks: Sequence[Carriable]) -> tuple[Placement, ...]:
    """Where `marks` of `old` stand on `new`.

    Args:
        old: the text the marks are carried from; it may be the later one of the two.
        new: the text they are carried to.
        marks: spans of `old` in code points, with the words each mark was made on.

    Returns:
        One placement a mark, in the order of `marks`. Spans are of `new.text`. `likeness` compares the words with those
        the mark was made on; `place` says how certain the place is; both are 0 to 1. Where words were edited and moved
        as well, the state is `changed`, and `moved` is true beside it.

    Examples:
        >>> from annotate.text.reader import read
        >>> old = read("会议指出要落实。各地要报告。", reflow=False)
        >>> new = read("各地要报告。会议指出要尽快落实。", reflow=False)
        >>> mark = Carriable((Span(8, 14),), ("各地要报告。",), (Span(8, 14),))
        >>> found = carry(old, new, [mark])[0]
        >>> found.state, found.spans, found.likeness
        ('moved', (Span(start=0, end=6),), 1.0)
    """
    if old.text == new.text:
        return tuple(_placed(mark, [Found(mark.spans, "The two texts are the same", 1.0)], new.text) for mark in marks)
    if not marks:
        return ()
    board = _Board(old, new)
    return tuple(board.place(mark) for mark in marks)


def settled_at(mark: Carriable, spans: tuple[Span, ...], text: str) -> Placement:
    """The placement of a mark that a person put at `spans` of `text`.

    Examples:
        >>> mark = Carriable((Span(0, 2),), ("落实",), (Span(0, 2),))
        >>> settled_at(mark, (Span(2, 4),), "尽快落实").state
        'shifted'
    """
    return _placed(mark, [Found(spans, "A person placed it here", 1.0)], text)


class _Board:
    """Two texts laid side by side, and the marks that are carried across."""

    def __init__(self, old: Reading, new: Reading) -> None:
        self.text = new.text
        self.old, self.new = visible_text(old), visible_text(new)
        matching = match(self.old, self.new)
        self.nearest = matching.nearest
        self.finder = Finder(old.text, new.text, self.old, self.new, matching)

    def place(self, mark: Carriable) -> Placement:
        """Where one mark stands."""
        found = [self.finder.find(span) for span in mark.spans]
        if any(one.rivals for one in found):
            return self._ambiguous(mark, found)
        if any(one.spans for one in found):
            return _placed(mark, found, self.text)
        return self._orphaned(mark, found)

    def _ambiguous(self, mark: Carriable, found: Sequence[Found]) -> Placement:
        """Nothing is decided: each candidate is one of the equal places, with what is certain of the other spans."""
        undecided = next(one for one in found if one.rivals)
        certain = [span for one in found for span in one.spans]
        candidates = []
        for rival in undecided.rivals:
            spans = _apart((*certain, rival))
            candidates.append(Candidate(spans, _likeness(mark, self.text, spans), round(undecided.place, 4)))
        best = max(candidate.likeness for candidate in candidates)
        place = round(undecided.place, 4)
        return Placement("ambiguous", (), best, place, f"{undecided.why}.", mark.moved, tuple(candidates))

    def _orphaned(self, mark: Carriable, found: Sequence[Found]) -> Placement:
        """Nothing continues the mark; the sentences most like the ones it stood in are shown."""
        near: dict[Span, float] = {}
        for span in mark.spans:
            sentence = self.old.sentence_at(self.old.inward(span)[0])
            for j, likeness in self.nearest.get(sentence, ()):
                if likeness >= NEAREST:
                    near.setdefault(self.new.outward(*self.new.bounds[j : j + 2]), likeness)
        candidates = tuple(Candidate((span,), round(likeness, 4), 0.0) for span, likeness in near.items())
        return Placement("orphaned", (), 0.0, 0.0, _rule(found), mark.moved, candidates)


def _placed(mark: Carriable, found: Sequence[Found], text: str) -> Placement:
    """The placement of a mark that has a place: its state against the words it was made on."""
    spans = _apart(span for one in found for span in one.spans)
    moved = mark.moved or any(one.moved for one in found)
    place = round(min(one.place for one in found if one.spans), 4)
    state: State
    if len(spans) > len(mark.origin_quotes):
        state = "split"
    elif _worded(quotes(text, spans)) != _worded(mark.origin_quotes):
        state = "changed"
    elif moved:
        state = "moved"
    else:
        state = "unchanged" if spans == mark.origin_spans else "shifted"
    return Placement(state, spans, _likeness(mark, text, spans), place, _rule(found), moved)


def _apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """`spans` ascending, those joined that came to lie over one another."""
    apart: list[Span] = []
    for span in sorted(set(spans)):
        if apart and span.start < apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, span.end))
        else:
            apart.append(span)
    return tuple(apart)


def _worded(of_spans: Sequence[str]) -> list[str]:
    """The visible words in any order; a span without any has none to compare."""
    return sorted(filter(None, map(visible, of_spans)))


def _likeness(mark: Carriable, text: str, spans: Sequence[Span]) -> float:
    if _worded(quotes(text, spans)) == _worded(mark.origin_quotes):
        return 1.0  # also where two of its spans changed places
    return round(likeness_of(_words(mark.origin_quotes), _words(quotes(text, spans))), 4)


def _words(of_spans: Sequence[str]) -> str:
    return visible("".join(of_spans))


def _rule(found: Sequence[Found]) -> str:
    """Why, in words a reader can check; spans that were decided alike are named once."""
    return ". ".join(dict.fromkeys(one.why for one in found)) + "."
