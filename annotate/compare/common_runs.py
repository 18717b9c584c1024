"""Common runs: what two stretches of text share, in order, in whole words.

Long stretches are first matched sentence by sentence, and words are diffed inside the matches, so the time stays
nearly in proportion to the text and no time limit is needed.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from annotate.compare.differ import equal_stretches
from annotate.compare.matching import match
from annotate.compare.sequence import Box, heaviest_chain
from annotate.text.characters import HAN, is_han

LONG = 3000  # words of both sides together from which sentences are matched first

_UNIT = re.compile(rf"[^\W_{HAN}]+|\s+|.", re.DOTALL)
_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"[^。！？；\n]*?(?:[。！？；\n]+[”’」』）)]*|[.!?;](?=\s)|$)\s*", re.DOTALL)


class CommonRun(NamedTuple):
    """A stretch of `length` code points that stands at `old` in one text and at `new` in the other."""

    old: int
    new: int
    length: int


@dataclass(frozen=True)
class CutText:
    """A stretch of text cut into words: where they end, the start included; white space and each mark is a word."""

    text: str
    ends: tuple[int, ...]

    @classmethod
    def cut(cls, text: str, ends: Iterable[int], *, known: bool) -> "CutText":
        """The words of `text` that end at `ends`; if they are not `known`, a Chinese character is a word too."""
        found = {0, len(text), *ends}
        for match_ in (_SPACE if known else _UNIT).finditer(text):
            found.update(match_.span())
        return cls(text, tuple(sorted(found)))

    def __len__(self) -> int:
        return len(self.ends) - 1

    @cached_property
    def firm(self) -> frozenset[int]:
        """The ends as a set."""
        return frozenset(self.ends)

    @cached_property
    def soft(self) -> frozenset[int]:
        """Where a longer Chinese word can be taken apart, if the other text has a part of it as a word."""
        inside: set[int] = set()
        for start, end in pairwise(self.ends):
            if end - start >= 4 and all(map(is_han, self.text[start:end])):
                inside.update(range(start + 2, end - 1))
        return frozenset(inside)

    def quotes(self) -> list[str]:
        """The words."""
        return [self.text[start:end] for start, end in pairwise(self.ends)]


def common_runs(old: CutText, new: CutText) -> list[CommonRun]:
    """The common runs of two stretches, ascending on both sides and as long as they can be.

    Examples:
        >>> old, new = (CutText.cut(text, (), known=False) for text in ("稳就业、稳外资", "保就业、稳投资、稳外资"))
        >>> common_runs(old, new)
        [CommonRun(old=1, new=1, length=3), CommonRun(old=4, new=8, length=3)]
    """
    if old.text == new.text:
        return [CommonRun(0, 0, len(old.text))] if old.text else []
    found = _by_sentences(old, new) if len(old) + len(new) > LONG else _by_words(old, new)
    found = _joined(found)
    found = _joined(_refined(old, new, found))
    found = _without_strays(old, new, found)
    return _joined(_slid(old, new, found))


def _joined(runs: Iterable[CommonRun]) -> list[CommonRun]:
    """The runs with those joined that touch on both sides."""
    found: list[CommonRun] = []
    for run in runs:
        if found and found[-1].old + found[-1].length == run.old and found[-1].new + found[-1].length == run.new:
            found[-1] = found[-1]._replace(length=found[-1].length + run.length)
        elif run.length:
            found.append(run)
    return found


def _by_words(old: CutText, new: CutText) -> list[CommonRun]:
    """The runs that a diff of the words finds, each distinct word standing for one code point."""
    numbers: dict[str, int] = {}
    olds, news = (
        "".join(_letter(numbers.setdefault(quote, len(numbers))) for quote in side.quotes()) for side in (old, new)
    )
    return [
        CommonRun(old.ends[at], new.ends[to], old.ends[at + length] - old.ends[at])
        for at, to, length in equal_stretches(olds, news)
    ]


def _letter(number: int) -> str:
    """A code point for each number; surrogates are left out."""
    return chr(number + 1 if number + 1 < 0xD800 else number + 0x801)


def _by_sentences(old: CutText, new: CutText) -> Iterator[CommonRun]:
    """The runs inside matched sentences, and inside what lies between two matches."""
    old_cuts, new_cuts = _sentence_cuts(old), _sentence_cuts(new)
    olds, news = ([side.text[a:b] for a, b in pairwise(cuts)] for side, cuts in ((old, old_cuts), (new, new_cuts)))
    links = match(olds, news)
    boxes = [link.box(sum(len(olds[at]) for at in link.old) + sum(len(news[at]) for at in link.new)) for link in links]
    chain = [boxes[number] for number in heaviest_chain(boxes)]
    old_at = new_at = 0
    for box in (*chain, Box(len(olds), len(olds), len(news), len(news), 0)):
        for (a, b), (c, d) in (
            ((old_at, box.old), (new_at, box.new)),
            ((box.old, box.old_end), (box.new, box.new_end)),
        ):
            yield from _inside(old, (old_cuts[a], old_cuts[b]), new, (new_cuts[c], new_cuts[d]))
        old_at, new_at = box.old_end, box.new_end


def _sentence_cuts(words: CutText) -> list[int]:
    cuts = {0, len(words.text), *(m.end() for m in _SENTENCE.finditer(words.text) if m.end() in words.firm)}
    return sorted(cuts)


def _inside(old: CutText, a: tuple[int, int], new: CutText, b: tuple[int, int]) -> Iterator[CommonRun]:
    one, other = _part(old, a), _part(new, b)
    for run in _by_words(one, other):
        yield CommonRun(run.old + a[0], run.new + b[0], run.length)


def _part(words: CutText, stretch: tuple[int, int]) -> CutText:
    start, end = stretch
    low, high = bisect_left(words.ends, start), bisect_left(words.ends, end)
    return CutText(words.text[start:end], tuple(at - start for at in words.ends[low : high + 1]))


def _refined(old: CutText, new: CutText, runs: Sequence[CommonRun]) -> Iterator[CommonRun]:
    """The runs, and between them what is equal although the words were cut differently (疫情防控 / 疫情 + 防控)."""
    old_at = new_at = 0
    for run in (*runs, CommonRun(len(old.text), len(new.text), 0)):
        gone, come = old.text[old_at : run.old], new.text[new_at : run.new]
        for at, to, length in equal_stretches(gone, come):
            yield from _whole_words(CommonRun(old_at + at, new_at + to, length), old, new)
        yield run
        old_at, new_at = run.old + run.length, run.new + run.length


def _whole_words(run: CommonRun, old: CutText, new: CutText) -> Iterator[CommonRun]:
    """The run without what does not begin and end with a word on both sides, or on one and inside a longer word."""
    both = [at for at in range(run.length + 1) if _ends_word(run.old + at, old, run.new + at, new)]
    if len(both) > 1:
        yield CommonRun(run.old + both[0], run.new + both[0], both[-1] - both[0])


def _ends_word(at: int, old: CutText, to: int, new: CutText) -> bool:
    return (at in old.firm and (to in new.firm or to in new.soft)) or (at in old.soft and to in new.firm)


def _without_strays(old: CutText, new: CutText, runs: Sequence[CommonRun]) -> list[CommonRun]:
    """The runs without single letters and spaces that stand between two replacements: they are equal by chance."""
    kept: list[CommonRun] = []
    for number, run in enumerate(runs):
        before = kept[-1] if kept else CommonRun(0, 0, 0)
        after = runs[number + 1] if number + 1 < len(runs) else CommonRun(len(old.text), len(new.text), 0)
        text = old.text[run.old : run.old + run.length]
        stray = text.isspace() or (len(text) == 1 and text.isalnum())
        replaced = (
            run.old > before.old + before.length
            and run.new > before.new + before.length
            and after.old > run.old + run.length
            and after.new > run.new + run.length
        )
        if not (stray and replaced):
            kept.append(run)
    return kept


class _Gap(NamedTuple):
    """A stretch of one side that has no counterpart, and the place in the other side where it would stand."""

    side: CutText
    start: int
    end: int
    other: CutText
    place: int


def _slid(old: CutText, new: CutText, runs: Sequence[CommonRun]) -> list[CommonRun]:
    """The runs with each pure insertion or deletion slid to begin and end at a mark or space, if it can."""
    found = list(runs)
    for number in range(1, len(found)):
        before, after = found[number - 1], found[number]
        gone, come = before.old + before.length, before.new + before.length
        if (gone == after.old) == (come == after.new):
            continue
        gap = _Gap(old, gone, after.old, new, come) if gone < after.old else _Gap(new, come, after.new, old, gone)
        shift = max(_slides(gap, 1 - before.length, after.length - 1), default=(0, 0, 0))[2]
        found[number - 1] = before._replace(length=before.length + shift)
        found[number] = CommonRun(after.old + shift, after.new + shift, after.length - shift)
    return found


def _slides(gap: _Gap, least: int, most: int) -> Iterator[tuple[int, int, int]]:
    """The shifts that keep words whole: how good the cut is, how near, and the shift itself."""
    text = gap.side.text
    for step in (1, -1):
        shift = 0
        while least <= shift <= most:
            start, end = gap.start + shift, gap.end + shift
            if start in gap.side.firm and end in gap.side.firm and gap.place + shift in gap.other.firm:
                yield _cut(text, start) + _cut(text, end), -abs(shift), shift
            at = 0 if step > 0 else -1
            if end + at >= len(text) or start + at < 0 or text[start + at] != text[end + at]:
                break
            shift += step


def _cut(text: str, at: int) -> int:
    """How good a place to cut `at` is: best where a sentence begins, then behind a mark, then behind a space."""
    before = text[:at].rstrip()[-1:] if at < 2 or text[at - 1].isspace() else text[at - 1]
    if not before or at == len(text) or before in "。！？；.!?;" or text[at - 1] == "\n":
        return 4
    if text[at].isspace():
        return 0
    if not before.isalnum():
        return 3
    return 2 if text[at - 1].isspace() else 1 - text[at].isalnum()
