"""Two texts side by side: what was dropped stands where it stood, what moved leaves a trace, all of it is there."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from annotate.compare.values import Group
from annotate.report.side_by_side import Line, side_by_side, stretches
from annotate.text.spans import Span


def group(old: int | None, new: int | None, *, moved: bool = False) -> Group:
    """The sentence at place `old` of one text and `new` of the other; None where it is not."""
    sides = [() if at is None else (Span(at, at + 1),) for at in (old, new)]
    kind = "added" if old is None else "removed" if new is None else "same"
    return Group(kind, moved, *sides, None)  # type: ignore[arg-type]


def told(lines: tuple[Line[Group], ...]) -> list[str]:
    """Each line as old place, new place; a trace in brackets."""
    words = []
    for line in lines:
        old, new = (str(side[0].start) if side else "-" for side in (line.item.old, line.item.new))
        words.append(f"({old}{new})" if line.trace else f"{old}{new}")
    return words


def test_what_was_dropped_stands_behind_what_stood_before_it() -> None:
    lines = side_by_side([group(0, 0), group(3, 1), group(1, None), group(2, None), group(4, None)])
    assert told(lines) == ["00", "1-", "2-", "31", "4-"]


def test_what_was_dropped_from_the_beginning_stands_there() -> None:
    assert told(side_by_side([group(2, 0), group(0, None), group(None, 1)])) == ["0-", "20", "-1"]


def test_what_was_dropped_stands_before_what_was_put_in_at_the_same_place() -> None:
    assert told(side_by_side([group(0, 0), group(None, 1), group(1, None)])) == ["00", "1-", "-1"]


def test_what_moved_leaves_a_trace_with_its_number_at_its_old_place() -> None:
    lines = side_by_side([group(2, 0, moved=True), group(0, 1), group(1, 2), group(3, 3)])
    assert told(lines) == ["20", "01", "12", "(20)", "33"]
    assert [line.number for line in lines] == [1, 2, 3, 1, 4]
    assert lines[0].behind == lines[3].behind == 3


def test_what_was_dropped_is_not_drawn_away_by_what_moved() -> None:
    lines = side_by_side([group(1, 0, moved=True), group(0, 1), group(2, None)])
    assert told(lines) == ["10", "01", "(10)", "2-"]


def test_nothing_has_no_lines() -> None:
    assert side_by_side(()) == ()


def test_neighbours_are_folded_together_and_a_trace_goes_with_its_line() -> None:
    lines = side_by_side([group(3, 0, moved=True), group(0, 1), group(1, None), group(2, 2)])
    found = stretches(lines, lambda item: item.kind != "same")
    assert [(told(each.lines), each.folded) for each in found] == [
        (["30", "01"], True),
        (["1-"], False),
        (["22", "(30)"], True),
    ]
    assert found[2].counted == Counter(same=1)


PLACES = st.permutations(range(6)).flatmap(
    lambda order: st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), min_size=6, max_size=6).map(
        lambda choices: [
            group(order[at] if old or not new else None, at if new else None, moved=moved and old and new)
            for at, (old, new, moved) in enumerate(choices)
        ]
    )
)


@given(PLACES)
def test_every_item_has_one_line_numbered_in_order_and_the_new_text_keeps_its_order(items: list[Group]) -> None:
    lines = [line for line in side_by_side(items) if not line.trace]
    assert sorted(told(tuple(lines))) == sorted(told(tuple(Line(item, 0) for item in items)))
    assert [line.number for line in lines] == list(range(1, len(items) + 1))
    new = [line.item.new for line in lines if line.item.new]
    assert new == sorted(new)


@given(PLACES)
def test_each_moved_item_has_one_trace(items: list[Group]) -> None:
    traces = [line.item for line in side_by_side(items) if line.trace]
    assert sorted(item.new for item in traces) == sorted(item.new for item in items if item.moved)
