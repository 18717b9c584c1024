"""Finding one marked span in a new text: where it is, why, and how certain that is.

Three rules hold throughout: words that continue other old words cannot be claimed; an old position alone decides
nothing; and where two places are equally good in words and surroundings, nothing is decided.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from annotate.compare.placing.character_map import CharacterMap, Piece, places
from annotate.compare.placing.fit import Fit, Surroundings
from annotate.compare.placing.match import Matching
from annotate.compare.placing.visible_text import VisibleText
from annotate.text.spans import Span

ALIVE = 0.40  # share of a part of a sentence that must be kept
ALIVE_APART = 0.60  # share of a mark that must be kept, if its sentences are gone and only a passage lives on
LEAST_LEFT = 0.20  # share of a mark of several sentences that must be kept
CRUMB = 0.15  # a part smaller than this share of what was kept does not make a mark several spans
BETWEEN = 40  # characters put in between two parts of a mark, up to which they stay one span, as does the mark's length
KNOWN_ALONE = 8  # characters that words need to be known again without their sentence
SHORT = 8  # characters of a number or a term that can be replaced as a whole and keep its place

NUMERALS = frozenset("0123456789.%〇零一二三四五六七八九十百千万亿")
ONE_FOR_TWO = "The words stand once where the old text has them twice, in equal surroundings"
GONE = "No text of the new version continues these words"

Stretch = tuple[int, int]


@dataclass(frozen=True)
class Found:
    """What became of one span.

    Attributes:
        spans: where it is now; none if it is gone or undecided.
        why: what decided, as a sentence without its full stop.
        place: how certain the place is, 0 to 1.
        moved: whether it moved between the two texts.
        rivals: the places that are equally good, if nothing was decided.
    """

    spans: tuple[Span, ...]
    why: str
    place: float
    moved: bool = False
    rivals: tuple[Span, ...] = ()


class Finder:
    """Two texts laid side by side. Positions count visible characters, spans count code points of the texts."""

    def __init__(self, old_text: str, new_text: str, old: VisibleText, new: VisibleText, matching: Matching) -> None:
        self.old_text, self.new_text, self.old, self.new = old_text, new_text, old, new
        self.map = CharacterMap(old, new, matching.matches)
        self.surroundings = Surroundings(old, new)

    def find(self, span: Span) -> Found:
        """What became of `span` of the old text."""
        start, end = self.old.inward(span)
        if start == end:
            return self._find_point(span, start)
        words = self.old.chars[start:end]
        pieces = self._living(start, end)
        stretches = [self._whole_numbers(start, end, stretch) for stretch in self._joined(pieces, end - start)]
        if not stretches:
            return self._find_replaced(start, end) or self._find_alone(span, start, words)
        if len(stretches) == 1 and self.new.chars[slice(*stretches[0])] == words:
            return self._decide(span, start, words, (stretches[0][0], any(piece.strand.moved for piece in pieces)))
        return self._edited(span, stretches, pieces)

    def _living(self, start: int, end: int) -> list[Piece]:
        """The parts of `[start, end)` that live on, or none if they are too little of it."""
        pieces = [piece for piece in self.map.pieces(start, end) if _lives(piece)]
        kept = sum(piece.kept for piece in pieces)
        in_sentence = [piece for piece in pieces if piece.strand.likeness is not None]
        least = (LEAST_LEFT if in_sentence else ALIVE_APART) * (end - start)
        return pieces if kept >= least or any(piece.whole for piece in in_sentence) else []

    def _joined(self, pieces: Sequence[Piece], size: int) -> list[Stretch]:
        """The stretches that `pieces` make: parts with nothing but a little new text between them are one."""
        joined: list[tuple[int, int, int]] = []
        for piece in pieces:
            low, high, kept = joined[-1] if joined else (0, 0, 0)
            little = 0 <= piece.new - high <= max(BETWEEN, size) and not self.map.claimed(high, piece.new)
            if joined and little:
                joined[-1] = (low, piece.new_end, kept + piece.kept)
            else:
                joined.append((piece.new, piece.new_end, piece.kept))
        least = CRUMB * sum(piece.kept for piece in pieces)
        return sorted((low, high) for low, high, kept in joined if kept >= least)

    def _whole_numbers(self, start: int, end: int, stretch: Stretch) -> Stretch:
        """`stretch` with the new digits that now belong to a number at either end: 十万元 that became 二十万元."""
        low, high = stretch
        if self.old.chars[start] in NUMERALS and self.new.chars[low : low + 1] == self.old.chars[start]:
            while low and self.new.chars[low - 1] in NUMERALS and not self.map.claimed(low - 1, low):
                low -= 1
        if self.old.chars[end - 1] in NUMERALS and self.new.chars[high - 1 : high] == self.old.chars[end - 1]:
            while (
                high < len(self.new.chars) and self.new.chars[high] in NUMERALS and not self.map.claimed(high, high + 1)
            ):
                high += 1
        return low, high

    def _edited(self, span: Span, stretches: Sequence[Stretch], pieces: Sequence[Piece]) -> Found:
        """Words that changed, or that stand in several places now: the matches of their sentences decide."""
        spans = tuple(self._outward(span, *stretch, alone=len(stretches) == 1) for stretch in stretches)
        moved = any(piece.strand.moved for piece in pieces)
        where = f"in {len(spans)} places" if len(spans) > 1 else f"in {'another' if moved else 'the same'} order"
        likeness = min((piece.strand.likeness for piece in pieces if piece.strand.likeness is not None), default=None)
        if likeness is None:
            why = f"The sentence is gone, but a passage of it that stands once in each text goes on {where}"
            return Found(spans, why, 0.5, moved)
        source = "the same" if likeness == 1.0 else f"matched at likeness {likeness:.2f}"
        why = f"The words go on {where}; the sentences they stand in are {source}"
        return Found(spans, why, likeness if moved else (1 + likeness) / 2, moved)

    def _decide(self, span: Span, start: int, words: str, aligned: tuple[int, bool] | None) -> Found:
        """Choose among the places that have the very words: the aligned one, and copies that continue nothing old.

        The surroundings decide. `aligned` is the place that the sentences lead to, and whether it moved.
        """
        size = len(words)
        free = self.map.free_places(words)
        fits = {at: self.surroundings.fit(start, at, size) for at in ([aligned[0]] if aligned else [])}
        best = max((fit.votes for fit in fits.values()), default=0)
        for at in free:
            if best < 3 or self.surroundings.ordered(start, at):  # else it cannot come up to the aligned place
                fits[at] = self.surroundings.fit(start, at, size)
        best = max(fit.votes for fit in fits.values())
        chosen = sorted(at for at, fit in fits.items() if fit.votes == best)
        if len(chosen) > 1:
            rivals = tuple(self.new.outward(at, at + size) for at in chosen)
            why = f"The words stand in {len(chosen)} places that fit equally well"
            return Found((), why, 1 / len(chosen), rivals=rivals)
        at = chosen[0]
        twins = [twin for twin in self.map.gone_places(words) if twin != start and self._same_sentence(twin, start)]
        if any(self.surroundings.fit(twin, at, size).votes >= best for twin in twins):
            return Found((), ONE_FOR_TWO, 0.5, rivals=(self.new.outward(at, at + size),))
        moved = aligned[1] if aligned and aligned[0] == at else not fits[at].ordered
        found = self._outward(span, at, at + size, alone=True)
        return Found((found,), _why_same(fits[at], moved, copies=len({*free, at}) - 1), fits[at].certainty, moved)

    def _find_replaced(self, start: int, end: int) -> Found | None:
        """A number or a term that was replaced as a whole: its sentence kept the words before and after it."""
        if not 0 < start < end < len(self.old.chars) or end - start > SHORT:
            return None
        before, after = self.map.forward(start - 1), self.map.forward(end)
        if before is None or after is None or self.old.sentence_at(start - 1) != self.old.sentence_at(end):
            return None
        if not 0 < after - before - 1 <= 2 * (end - start) + 2 or self.map.claimed(before + 1, after):
            return None
        why = "Other words stand now between the same words before and after them"
        return Found((self.new.outward(before + 1, after),), why, 0.8)

    def _find_alone(self, span: Span, start: int, words: str) -> Found:
        """Words whose sentence is gone: looked for in text that continues nothing of the old."""
        if len(words) < KNOWN_ALONE:
            return Found((), GONE, 0.0)
        if self.map.free_places(words):
            return self._decide(span, start, words, None)
        rivals = tuple(self._shared(start, words))
        return Found((), ONE_FOR_TWO, 0.5, rivals=rivals) if rivals else Found((), GONE, 0.0)

    def _shared(self, start: int, words: str) -> list[Span]:
        """Places that went to an equal sentence of the old text, though this one fits there as well."""
        size = len(words)
        found = []
        for at in places(self.new.chars, words):
            twin = self.map.backward(at)
            if twin is not None and self._same_sentence(twin, start):
                fit, rival = (self.surroundings.fit(place, at, size) for place in (start, twin))
                if fit.votes >= rival.votes:
                    found.append(self.new.outward(at, at + size))
        return found

    def _same_sentence(self, one: int, other: int) -> bool:
        """Whether two characters of the old text stand in sentences of the same words."""
        i, j = self.old.sentence_at(one), self.old.sentence_at(other)
        return self.old.words(i, i + 1) == self.old.words(j, j + 1)

    def _find_point(self, span: Span, at: int) -> Found:
        """A span without a visible character: it stays with the character it touches, the one after it first."""
        where, there = self.old.where, self.new.where
        after = self.map.forward(at) if at < len(where) else None
        before = self.map.forward(at - 1) if at else None
        if after is not None and (before is None or where[at] == span.end):
            floor = there[after - 1] + 1 if after else 0
            start, end = max(there[after] - (where[at] - span.start), floor), there[after] - (where[at] - span.end)
        elif before is not None:
            ceiling = there[before + 1] if before + 1 < len(there) else len(self.new_text)
            start, end = (min(there[before] + offset - where[at - 1], ceiling) for offset in span)
        else:
            return Found((), "Neither the character before it nor the one after it is kept", 0.0)
        both = after is not None and before is not None and after == before + 1
        why = "It stays between the same two characters" if both else "It stays beside one of the characters around it"
        return Found((Span(start, max(start, end)),), why, 1.0 if both else 0.5)

    def _outward(self, span: Span, start: int, end: int, *, alone: bool) -> Span:
        """A stretch as a span of the new text, with the white space at the ends of `span`, if it is there too."""
        found = self.new.outward(start, end)
        words = span.of(self.old_text)
        lead, trail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        if alone and lead and self.new_text.endswith(lead, 0, found.start):
            found = Span(found.start - len(lead), found.end)
        if alone and trail and self.new_text.startswith(trail, found.end):
            found = Span(found.start, found.end + len(trail))
        return found


def _lives(piece: Piece) -> bool:
    """Whether enough of a piece was kept; a whole sentence was judged when it was matched."""
    grown = piece.new_end - piece.new > 3 * piece.size + BETWEEN
    return piece.whole or (piece.kept >= ALIVE * piece.size and not grown)


def _why_same(fit: Fit, moved: bool, copies: int) -> str:
    """What decided for words that are the same."""
    order = "another" if moved else "the same"
    sides = [side for side, agrees in (("before", fit.before), ("after", fit.after)) if agrees]
    around = f"the text {' and '.join(sides)} them agrees" if sides else "the text right beside them is new"
    other = f"; copies elsewhere that fit less well: {copies}" if copies else ""
    return f"The words are the same, in {order} order; {around}{other}"
