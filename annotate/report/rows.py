"""What of a comparison is shown: rows in reading order, what is folded to a count, and the quotes with their edits."""

from collections.abc import Collection, Iterable, Sequence
from typing import Literal, NamedTuple, get_args

from annotate.compare.values import Comparison, Edit, Flag, Group, Operation, Row
from annotate.text.spans import Span, quotes

GAP = " … "
"""Between the quotes of one thing that stands in several places."""

FLAGS: tuple[Flag, ...] = get_args(Flag)

SYMBOLS = {"restated": "=", "changed": "~", "strengthened": "↑", "weakened": "↓", "new": "+", "dropped": "−"}
"""A sign for each flag, for the eye; the word always stands beside it."""

GROUP_SYMBOLS = {"same": "=", "changed": "~", "split": "<", "merged": ">", "added": "+", "removed": "−"}
"""The same for what became of sentences."""


class EditedQuote(NamedTuple):
    """The words at one span, in pieces: what stands on both sides, and what this side alone has."""

    span: Span
    pieces: tuple[tuple[Operation, str], ...]


class NearView(NamedTuple):
    """A directive that came near a row's without being linked: in which text, where, its words on one line."""

    side: Literal["old", "new"]
    spans: tuple[Span, ...]
    quote: str
    score: float


class RowView(NamedTuple):
    """A row with all that a reader is shown of it, looked up in the two texts.

    Attributes:
        row: the row itself.
        symbol: the sign of its flag.
        old: the quotes of the old text, cut where the edits say.
        new: the same of the new text.
        where: its parts that are known, each with its name.
        near: what came near.
    """

    row: Row
    symbol: str
    old: tuple[EditedQuote, ...]
    new: tuple[EditedQuote, ...]
    where: tuple[tuple[str, str], ...]
    near: tuple[NearView, ...]


class View(NamedTuple):
    """What a reader asked to see of a comparison.

    Attributes:
        only: the flags wanted; empty for the usual ones (all but `restated`).
        everything: show restated rows and same groups, too.
    """

    only: frozenset[str] = frozenset()
    everything: bool = False

    def asks_for(self, flag: str) -> bool:
        """Whether rows of `flag` are wanted at all, folded or not."""
        return not self.only or flag in self.only

    def shows(self, row: Row) -> bool:
        """Whether `row` is printed, not folded."""
        return self.shows_flag(row.flag)

    def shows_flag(self, flag: str) -> bool:
        """Whether rows of `flag` are printed, not folded."""
        return flag in self.only if self.only else self.everything or flag != "restated"


def in_reading_order(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows of the new text by where they stand, then the dropped ones by where they stood."""
    return tuple(sorted(rows, key=lambda row: (not row.new, row.new, row.old)))


def shown_rows(comparison: Comparison, view: View = View()) -> tuple[Row, ...]:  # noqa: B008  # an immutable default
    """The rows that `view` shows, in reading order."""
    return tuple(row for row in in_reading_order(comparison.directives) if view.shows(row))


def folded_rows(comparison: Comparison, view: View = View()) -> tuple[Row, ...]:  # noqa: B008
    """The rows that `view` folds to a count, in reading order."""
    return tuple(row for row in in_reading_order(comparison.directives) if not view.shows(row))


def doubtful(comparison: Comparison) -> tuple[Row, ...]:
    """The rows that a reader should look at, in reading order: their `doubts` say why."""
    return tuple(row for row in in_reading_order(comparison.directives) if row.doubts)


def shown_groups(comparison: Comparison, view: View = View()) -> tuple[Group, ...]:  # noqa: B008
    """The groups of sentences that differ or moved; with `everything`, all of them."""
    return tuple(group for group in comparison.alignment if view.everything or group.kind != "same" or group.moved)


def of_one_document(comparison: Comparison) -> bool:
    """Whether two versions of one stored document are compared."""
    old, new = comparison.old.ref, comparison.new.ref
    return old is not None and new is not None and old.partition("@")[0] == new.partition("@")[0]


def shows_alignment(comparison: Comparison) -> bool:
    """Whether the alignment is worth reading: between versions of one document, or where no directive was read."""
    return of_one_document(comparison) or not comparison.directives


def differs(comparison: Comparison, view: View = View()) -> bool:  # noqa: B008
    """Whether there is something to report, for `--exit-code`.

    Some row shown is not `restated`; between versions of one document also: some group is not `same`, or moved.
    """
    if any(row.flag != "restated" for row in shown_rows(comparison, view)):
        return True
    return of_one_document(comparison) and any(group.kind != "same" or group.moved for group in comparison.alignment)


def edited_quotes(
    text: str, spans: Sequence[Span], edits: Collection[Edit], side: Literal["old", "new"]
) -> tuple[EditedQuote, ...]:
    """The quote at each of `spans` of one side, cut where the edits say; whole where there are no edits for it.

    Examples:
        >>> edits = [Edit("equal", "要", Span(0, 1), Span(0, 1)), Edit("insert", "更", Span(1, 1), Span(1, 2))]
        >>> edited_quotes("要更", [Span(0, 2)], edits, "new")[0].pieces
        (('equal', '要'), ('insert', '更'))
    """
    unwanted = "insert" if side == "old" else "delete"
    mine = [(edit.op, edit.old if side == "old" else edit.new) for edit in edits if edit.op != unwanted]
    out = []
    for span in spans:
        pieces = tuple((op, at.of(text)) for op, at in mine if at.length and span.covers(at))
        whole = span.of(text)
        if "".join(words for _, words in pieces) != whole:
            pieces = (("equal", whole),)
        out.append(EditedQuote(span, pieces))
    return tuple(out)


def both_sides(found: Row | Group, comparison: Comparison) -> tuple[tuple[EditedQuote, ...], tuple[EditedQuote, ...]]:
    """The quotes of a row or a group of sentences, old and new, cut where its edits say."""
    old, new = comparison.old.reading.text, comparison.new.reading.text
    return edited_quotes(old, found.old, found.edits, "old"), edited_quotes(new, found.new, found.edits, "new")


def redlined(found: Row | Group, comparison: Comparison) -> tuple[tuple[EditedQuote, ...], tuple[EditedQuote, ...]]:
    """As `both_sides`; the words of a side without a counterpart were all taken away, or all put in."""
    old, new = both_sides(found, comparison)
    return old if found.new else _whole(old, "delete"), new if found.old else _whole(new, "insert")


def _whole(quotes: Iterable[EditedQuote], op: Operation) -> tuple[EditedQuote, ...]:
    return tuple(each._replace(pieces=tuple((op, words) for _, words in each.pieces)) for each in quotes)


def row_view(row: Row, comparison: Comparison) -> RowView:
    """`row` with its words: what every way of showing a comparison starts from."""
    side: Literal["old", "new"] = "new" if row.flag == "dropped" else "old"
    text = (comparison.old if side == "old" else comparison.new).reading.text
    parts = row.parts
    named = (("addressee", parts.addressee), ("marker", parts.marker), ("speaker", parts.speaker))
    return RowView(
        row,
        SYMBOLS[row.flag],
        *both_sides(row, comparison),
        tuple((name, value) for name, value in (*named, ("section", parts.section)) if value),
        tuple(NearView(side, near.spans, quoted(text, near.spans), near.score) for near in row.candidates),
    )


def quoted(text: str, spans: Sequence[Span]) -> str:
    """The words at `spans`, on one line."""
    return GAP.join(" ".join(quote.split()) for quote in quotes(text, spans))
