"""Doubts: which rows a reader should look at first, and why.

The rules judge on either side of a threshold; rows near one are those they are most often wrong about.
"""

from collections.abc import Sequence

from annotate.compare.values import Near
from annotate.policy.entries import Lexicon

# How near a threshold is too near, as a part of the way from it to the end of the scale.
_LINK, _RESTATED, _CANDIDATE = 0.25, 0.3, 0.5


def unlinked_doubts(candidates: Sequence[Near], lexicon: Lexicon) -> tuple[str, ...]:
    """Why a directive held to be new or dropped may have a counterpart after all."""
    least = lexicon.linking.least
    if not candidates or candidates[0].score < _CANDIDATE * least:
        return ()
    return (f"a directive came near: {candidates[0].score:.2f}, and {least:.2f} may link",)


def linked_doubts(link: float, restated: float | None, lexicon: Lexicon) -> tuple[str, ...]:
    """Why a link may be wrong, or its flag.

    Args:
        link: the best score of the links.
        restated: how surely the orders are the same, 0 to 1; None where that was not the question.
        lexicon: where the thresholds stand.
    """
    found = []
    least = lexicon.linking.least
    if link < least + _LINK * (1 - least):
        found.append(f"the link is weak: {link:.2f}, and {least:.2f} is enough")
    even = lexicon.linking.restated_least
    if restated is not None and even * (1 - _RESTATED) <= restated <= even + _RESTATED * (1 - even):
        found.append(f"restated or changed is a close call: {restated:.2f} against {even:.2f}")
    return tuple(found)
