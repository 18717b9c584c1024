"""The questions of `annotate judge`: a doubtful row, an answer, the next row."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace

import click

from annotate.compare.values import Comparison, Flag, NewVerdict, Row
from annotate.errors import AnnotateError
from annotate.formats.judging import accepted
from annotate.report.cells import safe
from annotate.report.diff_view import row_lines
from annotate.report.rows import row_view
from annotate.report.terminal import Screen
from annotate.text.spans import Span

_HELP = """\
a  accept       k  skip (or Enter)      q  quit; what was answered is kept
r  restated     c  changed      s  strengthened      w  weakened      n  new, no link
1  link to the first that came near (2 to the second …; `1 2 c`: to both, changed)
A note may follow after a colon: `c: another object`.
"""
Rows = Callable[[Comparison], Sequence[Row]]
Keep = Callable[[NewVerdict], Comparison]
_FLAGS: dict[str, Flag] = {"r": "restated", "c": "changed", "s": "strengthened", "w": "weakened"}


def ask(comparison: Comparison, rows: Rows, screen: Screen, keep: Keep) -> int:
    """Ask about one row after the other, and hand each verdict to `keep` at once; how many were kept.

    Args:
        comparison: the two texts.
        rows: which rows to ask about; a verdict may change what is left of them.
        screen: where the rows are printed.
        keep: keeps a verdict and gives the comparison as it is from then on.
    """
    click.echo(_HELP)
    passed: set[object] = set()
    kept = 0
    while row := next((each for each in rows(comparison) if _judged(each) not in passed), None):
        lines = [f"{len(passed) + 1}", *row_lines(row_view(row, comparison), screen)]
        click.echo("\n".join([*lines, *(f"  doubt {safe(doubt)}" for doubt in row.doubts)]))
        answer = _answered(row, keep)
        if answer is None:
            break
        passed.add(_judged(row))
        if isinstance(answer, Comparison):
            comparison, kept = answer, kept + 1
    return kept


def _judged(row: Row) -> tuple[str, tuple[Span, ...]]:
    return ("old", row.old) if row.flag == "dropped" else ("new", row.new)


def _answered(row: Row, keep: Keep) -> Comparison | bool | None:
    """The comparison with the verdict given on `row`; False if the row is passed over, None to quit."""
    while True:
        click.echo("> ", nl=False)
        line = sys.stdin.readline() if sys.stdin is not None else ""
        words = line.strip()
        if sys.stdin is None or not sys.stdin.isatty():  # a terminal shows what was typed
            click.echo(words)
        if not line or words == "q":
            return None
        if words in ("", "k"):
            return False
        found = verdict_of(words, row)
        try:
            if isinstance(found, NewVerdict):
                return keep(found)
        except AnnotateError as error:
            found = str(error)
        click.echo(found)


def verdict_of(words: str, row: Row) -> NewVerdict | str:
    """The verdict that an answer gives, or what is wrong with the answer.

    Examples:
        >>> from annotate.policy.values import Parts
        >>> from annotate.text.spans import Span
        >>> row = Row("new", False, (), (Span(5, 9),), None, None, Parts(None, None, None, None), ())
        >>> verdict_of("a: seen", row)
        NewVerdict(old=(), new=(Span(start=5, end=9),), flag='new', note='seen', ladder=None, side='new', line=None)
        >>> verdict_of("1", row)
        'The row has 0 near directives; there is no 1.'
    """
    answer, _, note = words.partition(":")
    keys, verdict = answer.split(), accepted(row, note.strip())
    if keys == ["a"]:
        return verdict
    if keys == ["n"] and row.flag != "dropped":
        return replace(verdict, old=(), flag="new", ladder=None)
    return _linked(keys, row, verdict)


def _linked(keys: Sequence[str], row: Row, verdict: NewVerdict) -> NewVerdict | str:
    """The verdict of an answer that names near directives, a flag, or both."""
    places, rest = [key for key in keys if key.isdecimal()], [key for key in keys if not key.isdecimal()]
    if len(rest) > 1 or not set(rest) <= _FLAGS.keys() or not keys:
        return "Answer with a, r, c, s, w, n, a number, k or q."
    missing = next((place for place in places if not 1 <= int(place) <= len(row.candidates)), None)
    if missing:
        return f"The row has {len(row.candidates)} near directives; there is no {missing}."
    if not places and not (row.old and row.new):
        return "Nothing is linked here; begin with the number of a near directive, such as `1 c`."
    flag = _FLAGS[rest[0]] if rest else "changed"
    verdict = replace(verdict, flag=flag, ladder=row.ladder if flag == row.flag else None)
    if not places:
        return verdict
    spans = tuple(span for place in places for span in row.candidates[int(place) - 1].spans)
    return replace(verdict, new=spans) if verdict.side == "old" else replace(verdict, old=spans)
