"""Equal blocks: what two stretches of text share, in order, in whole words.

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

from annotate.compare.matching import match
from annotate.compare.sequence import Box, heaviest_chain
from annotate.text.characters import HAN, is_han

LONG = 3000  # words of both sides together from which sentences are matched first
HOPELESS = 40_000_000  # words of one side times words of the other from which unmatched stretches are not diffed

_UNIT = re.compile(rf"[^\W_{HAN}]+|\s+|.", re.DOTALL)
_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"[^。！？；\n]*?(?:[。！？；\n]+[”’」』）)]*|[.!?;](?=\s)|$)\s*", re.DOTALL)


class Block(NamedTuple):
    """A stretch of `length` code points that stands at `old` in one text and at `new` in the other."""

    old: int
    new: int
    length: int


@dataclass(frozen=True)
class Words:
    """A stretch of text and where its words end, the start included; white space and each mark is a word of its own."""

    text: str
    ends: tuple[int, ...]

    @classmethod
    def cut(cls, text: str, ends: Iterable[int], *, known: bool) -> "Words":
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


def common_blocks(old: Words, new: Words) -> list[Block]:
    """The equal blocks of two stretches, ascending on both sides and as long as they can be.

    Examples:
        >>> old, new = (Words.cut(text, (), known=False) for text in ("稳就业、稳外资", "保就业、稳投资、稳外资"))
        >>> common_blocks(old, new)
        [Block(old=1, new=1, length=3), Block(old=4, new=8, length=3)]
    """
    if old.text == new.text:
        return [Block(0, 0, len(old.text))] if old.text else []
    found = _by_sentences(old, new) if len(old) + len(new) > LONG else _by_words(old, new)
    found = _joined(found)
    found = _joined(_refined(old, new, found))
    found = _without_strays(old, new, found)
    return _joined(_slid(old, new, found))


def _joined(blocks: Iterable[Block]) -> list[Block]:
    """The blocks with those joined that touch on both sides."""
    found: list[Block] = []
    for block in blocks:
        if found and found[-1].old + found[-1].length == block.old and found[-1].new + found[-1].length == block.new:
            found[-1] = found[-1]._replace(length=found[-1].length + block.length)
        elif block.length:
            found.append(block)
    return found


def _by_words(old: Words, new: Words) -> list[Block]:
    """The blocks that a diff of the words finds, each distinct word standing for one code point."""
    numbers: dict[str, int] = {}
    olds, news = (
        "".join(_letter(numbers.setdefault(quote, len(numbers))) for quote in side.quotes()) for side in (old, new)
    )
    return [
        Block(old.ends[at], new.ends[to], old.ends[at + length] - old.ends[at]) for at, to, length in _diff(olds, news)
    ]


def _letter(number: int) -> str:
    """A code point for each number; surrogates are left out."""
    return chr(number + 1 if number + 1 < 0xD800 else number + 0x801)


def _diff(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """The equal stretches of two strings by diff-match-patch, without a time limit."""
    from diff_match_patch import diff_match_patch

    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    at = to = 0
    for op, text in engine.diff_main(old, new, False):
        if op == 0:
            yield at, to, len(text)
        at += len(text) * (op <= 0)
        to += len(text) * (op >= 0)


def _by_sentences(old: Words, new: Words) -> Iterator[Block]:
    """The blocks inside matched sentences, and inside what lies between two matches."""
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


def _sentence_cuts(words: Words) -> list[int]:
    cuts = {0, len(words.text), *(m.end() for m in _SENTENCE.finditer(words.text) if m.end() in words.firm)}
    return sorted(cuts)


def _inside(old: Words, a: tuple[int, int], new: Words, b: tuple[int, int]) -> Iterator[Block]:
    one, other = _part(old, a), _part(new, b)
    if len(one) * len(other) < HOPELESS:
        for block in _by_words(one, other):
            yield Block(block.old + a[0], block.new + b[0], block.length)


def _part(words: Words, stretch: tuple[int, int]) -> Words:
    start, end = stretch
    low, high = bisect_left(words.ends, start), bisect_left(words.ends, end)
    return Words(words.text[start:end], tuple(at - start for at in words.ends[low : high + 1]))


def _refined(old: Words, new: Words, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, and between them what is equal although the words were cut differently (疫情防控 / 疫情 + 防控)."""
    old_at = new_at = 0
    for block in (*blocks, Block(len(old.text), len(new.text), 0)):
        gone, come = old.text[old_at : block.old], new.text[new_at : block.new]
        if gone and come and len(gone) * len(come) < HOPELESS:
            for at, to, length in _diff(gone, come):
                yield from _whole_words(Block(old_at + at, new_at + to, length), old, new)
        yield block
        old_at, new_at = block.old + block.length, block.new + block.length


def _whole_words(block: Block, old: Words, new: Words) -> Iterator[Block]:
    """The block without what does not begin and end with a word on both sides, or on one and inside a longer word."""
    both = [at for at in range(block.length + 1) if _ends_word(block.old + at, old, block.new + at, new)]
    if len(both) > 1:
        yield Block(block.old + both[0], block.new + both[0], both[-1] - both[0])


def _ends_word(at: int, old: Words, to: int, new: Words) -> bool:
    return (at in old.firm and (to in new.firm or to in new.soft)) or (at in old.soft and to in new.firm)


def _without_strays(old: Words, new: Words, blocks: Sequence[Block]) -> list[Block]:
    """The blocks without single letters and spaces that stand between two replacements: they are equal by chance."""
    kept: list[Block] = []
    for number, block in enumerate(blocks):
        before = kept[-1] if kept else Block(0, 0, 0)
        after = blocks[number + 1] if number + 1 < len(blocks) else Block(len(old.text), len(new.text), 0)
        text = old.text[block.old : block.old + block.length]
        stray = text.isspace() or (len(text) == 1 and text.isalnum())
        replaced = (
            block.old > before.old + before.length
            and block.new > before.new + before.length
            and after.old > block.old + block.length
            and after.new > block.new + block.length
        )
        if not (stray and replaced):
            kept.append(block)
    return kept


class _Gap(NamedTuple):
    """A stretch of one side that has no counterpart, and the place in the other side where it would stand."""

    side: Words
    start: int
    end: int
    other: Words
    place: int


def _slid(old: Words, new: Words, blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each pure insertion or deletion slid to begin and end at a mark or space, if it can."""
    found = list(blocks)
    for number in range(1, len(found)):
        before, after = found[number - 1], found[number]
        gone, come = before.old + before.length, before.new + before.length
        if (gone == after.old) == (come == after.new):
            continue
        gap = _Gap(old, gone, after.old, new, come) if gone < after.old else _Gap(new, come, after.new, old, gone)
        shift = max(_slides(gap, 1 - before.length, after.length - 1), default=(0, 0, 0))[2]
        found[number - 1] = before._replace(length=before.length + shift)
        found[number] = Block(after.old + shift, after.new + shift, after.length - shift)
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
