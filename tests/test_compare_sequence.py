"""The heaviest chain, against trying all subsets."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from annotate.compare.sequence import Box, heaviest_chain

PLACE = st.tuples(st.integers(0, 6), st.integers(1, 3))
BOX = st.builds(
    lambda old, new, worth: Box(old[0], sum(old), new[0], sum(new), worth), PLACE, PLACE, st.integers(1, 5).map(float)
)


def is_chain(boxes: list[Box]) -> bool:
    return all(one.old_end <= two.old and one.new_end <= two.new for one, two in combinations(boxes, 2))


@given(st.lists(BOX, max_size=8))
def test_no_chain_is_worth_more(boxes):
    chain = [boxes[at] for at in heaviest_chain(boxes)]
    assert is_chain(chain)
    ordered = sorted(boxes)
    subsets = (list(some) for size in range(len(ordered) + 1) for some in combinations(ordered, size))
    assert sum(box.worth for box in chain) == max(sum(box.worth for box in some) for some in subsets if is_chain(some))


@given(st.lists(BOX, max_size=8, unique_by=lambda box: box[:4]))
def test_the_chain_does_not_depend_on_the_order_of_the_boxes(boxes):
    chain = [boxes[at] for at in heaviest_chain(boxes)]
    assert [boxes[::-1][at] for at in heaviest_chain(boxes[::-1])] == chain


def test_there_is_no_chain_without_boxes():
    assert heaviest_chain([]) == []
