"""Rows near a threshold say so, others do not."""

import pytest

from annotate.compare.doubts import linked_doubts, unlinked_doubts
from annotate.compare.values import Near
from annotate.policy.lexicon import load_lexicon
from annotate.text.spans import Span

ZH = load_lexicon("zh-Hans")
LINK, RESTATED = ZH.linking.least, ZH.linking.restated_least


@pytest.mark.parametrize(("score", "doubtful"), [(LINK - 0.01, True), (0.01, False)])
def test_what_came_near_makes_a_new_directive_doubtful(score: float, *, doubtful: bool) -> None:
    assert bool(unlinked_doubts([Near((Span(0, 4),), score)], ZH)) == doubtful


def test_where_nothing_came_near_there_is_no_doubt() -> None:
    assert unlinked_doubts([], ZH) == ()


@pytest.mark.parametrize(
    ("link", "restated", "doubts"),
    [(LINK + 0.01, None, 1), (1.0, None, 0), (1.0, RESTATED + 0.01, 1), (1.0, 0.0, 0), (LINK, RESTATED, 2)],
)
def test_a_weak_link_and_a_close_call_are_doubtful(link: float, restated: float | None, doubts: int) -> None:
    assert len(linked_doubts(link, restated, ZH)) == doubts
