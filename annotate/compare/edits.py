"""Inline edits: what a person would mark to turn the old words into the new.

Diffed are whole words, so that a replaced word is replaced whole; where the two texts were cut into words differently,
the characters decide, as far as word ends on both sides allow. Marks of punctuation stay where they stayed. A diff is
held as its common runs; what lies between two of them was deleted and inserted.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from annotate.compare.common_runs import CommonRun, CutText, common_runs
from annotate.compare.values import Edit, Operation
from annotate.text.spans import Span


def edits(
    old_text: str,
    old_spans: Sequence[Span],
    new_text: str,
    new_spans: Sequence[Span],
    *,
    old_words: Sequence[int] = (),
    new_words: Sequence[int] = (),
) -> tuple[Edit, ...]:
    """The steps that turn what stands at `old_spans` into what stands at `new_spans`.

    Args:
        old_text: the whole old text.
        old_spans: what of it is compared: code points, ascending, not overlapping.
        new_text: the whole new text.
        new_spans: the same for the new text.
        old_words: the ends of the words of the whole old text, ascending; without them a Chinese character is a word.
        new_words: the same for the new text.

    Returns:
        Edits in order. The texts of `equal` and `delete` together are the old quotes, those of `equal` and `insert` the
        new ones; none crosses the end of a span. Where words are replaced, the deletion comes first.

    Examples:
        >>> old, new = "保持良好势头，落实政策。", "保持良好态势，切实落实政策。"
        >>> words = [2, 4, 6, 7, 9, 11, 12], [2, 4, 6, 7, 9, 11, 13, 14]
        >>> made = edits(old, [Span(0, 12)], new, [Span(0, 14)], old_words=words[0], new_words=words[1])
        >>> " ".join({"equal": "=", "delete": "-", "insert": "+"}[edit.op] + edit.text for edit in made)
        '=保持良好 -势头 +态势 =， +切实 =落实政策。'
        >>> made[1].old, made[1].new
        (Span(start=4, end=6), Span(start=4, end=4))
    """
    old, new = _Quoted(old_text, old_spans), _Quoted(new_text, new_spans)
    runs = common_runs(old.words(old_words), new.words(new_words))
    found: list[Edit] = []
    old_at = new_at = 0
    for run in (*runs, CommonRun(len(old.joined), len(new.joined), 0)):
        found.extend(_one_sided("delete", old, Span(old_at, run.old), new.place(new_at)))
        found.extend(_one_sided("insert", new, Span(new_at, run.new), old.place(run.old)))
        found.extend(_equal(old, new, run))
        old_at, new_at = run.old + run.length, run.new + run.length
    return tuple(found)


class _Quoted:
    """What stands at some spans of a text, joined, and the way back to the text."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.text = text
        self.spans = [span for span in spans if span.length]
        self.empty = spans[0].start if spans else 0
        self.ends = list(accumulate((span.length for span in self.spans), initial=0))
        self.joined = "".join(span.of(text) for span in self.spans)

    def words(self, word_ends: Sequence[int]) -> CutText:
        """The joined quotes as words; a span's end also ends a word."""
        ends = set(self.ends)
        for number, span in enumerate(self.spans):
            shift = self.ends[number] - span.start
            ends.update(
                end + shift for end in word_ends[bisect_left(word_ends, span.start) : bisect_right(word_ends, span.end)]
            )
        return CutText.cut(self.joined, ends, known=bool(word_ends))

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The stretch `[start, end)` of the joined quotes, cut at the ends of the spans."""
        inside = self.ends[bisect_right(self.ends, start) : bisect_left(self.ends, end)]
        if start < end:
            yield from pairwise((start, *inside, end))

    def span(self, start: int, end: int) -> Span:
        """Where a piece of the joined quotes stands in the text."""
        number = bisect_right(self.ends, start) - 1
        shift = self.spans[number].start - self.ends[number]
        return Span(start + shift, end + shift)

    def place(self, at: int) -> Span:
        """The empty span right behind what precedes `at`."""
        if not self.spans:
            return Span(self.empty, self.empty)
        where = self.span(at - 1, at).end if at else self.spans[0].start
        return Span(where, where)


def _one_sided(op: Operation, side: _Quoted, stretch: Span, place: Span) -> Iterator[Edit]:
    for start, end in side.pieces(stretch.start, stretch.end):
        span = side.span(start, end)
        yield Edit(op, side.joined[start:end], *((span, place) if op == "delete" else (place, span)))


def _equal(old: _Quoted, new: _Quoted, run: CommonRun) -> Iterator[Edit]:
    for start, end in old.pieces(run.old, run.old + run.length):
        shift = run.new - run.old
        for new_start, new_end in new.pieces(start + shift, end + shift):
            text = new.joined[new_start:new_end]
            yield Edit("equal", text, old.span(new_start - shift, new_end - shift), new.span(new_start, new_end))
