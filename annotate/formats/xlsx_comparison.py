"""The sheets of a comparison: directives with their redline, the alignment of sentences, and a summary."""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from annotate._version import __version__
from annotate.compare.values import Comparison, Group, Side
from annotate.formats.losses import Loss
from annotate.formats.xlsx_cells import Content
from annotate.formats.xlsx_sheets import Column, Line, Sheet, redline
from annotate.report.cells import Piece
from annotate.report.rows import (
    GROUP_SYMBOLS,
    SYMBOLS,
    EditedQuote,
    RowView,
    View,
    in_reading_order,
    redlined,
    row_view,
    shows_alignment,
)
from annotate.report.tables import name_of, spelled, title_of

_ROW_COLUMNS = (
    Column("flag", 15, "flag"),
    Column("moved", 8, "moved"),
    Column("old", 40, "words"),
    Column("new", 40, "words"),
    Column("why", 36, "why"),
    Column("ladder", 11, "ladder"),
    Column("addressee", 12, "addressee"),
    Column("marker", 8, "marker"),
    Column("speaker", 10, "speaker"),
    Column("section", 14, "section"),
    Column("verdict", 16, "verdict"),
    Column("nearest", 30, "near"),
    Column("doubts", 30, "doubts"),
    Column("score", 8, "score"),
    Column("old spans", 13, "spans"),
    Column("new spans", 13, "spans"),
)
_PRINTED = 11
"""The columns up to the verdict fit a page in letters that can be read; those behind are for sifting."""

_GROUP_COLUMNS = (
    Column("what", 14, "sentences"),
    Column("moved", 8, "sentences"),
    Column("old", 62, "sentences"),
    Column("new", 62, "sentences"),
    Column("similarity", 10, "sentences"),
    Column("old spans", 13, "sentences"),
    Column("new spans", 13, "sentences"),
)
_GROUP_TINTS = {"same": "restated", "added": "new", "removed": "dropped"}


def comparison_sheets(comparison: Comparison, view: View) -> list[Sheet]:
    """Directives with the flags asked for, sentences between versions of one document, and the summary."""
    title = title_of(comparison)
    rows = enumerate(in_reading_order(comparison.directives), 1)
    lines = tuple(
        _row_line(row_view(row, comparison), redlined(row, comparison), Loss(title, "row", "", row=number))
        for number, row in rows
        if view.asks_for(row.flag)
    )
    sheets = [Sheet("Directives", _ROW_COLUMNS, lines, f"Directives of {title}", _PRINTED)]
    if shows_alignment(comparison):
        of = Loss(title, "comparison", "sentences")
        groups = tuple(_group_line(group, comparison, of) for group in comparison.alignment)
        sheets.append(Sheet("Sentences", _GROUP_COLUMNS, groups, f"Sentences of {title}"))
    columns = (Column("summary", 26, "note"), Column("", 100, "note"))
    summary = tuple(Line(cells, tint) for cells, tint in _summary(comparison, view))
    return [*sheets, Sheet("Summary", columns, summary, f"Summary of {title}", filters=False)]


def _row_line(view: RowView, sides: tuple[Sequence[EditedQuote], Sequence[EditedQuote]], of: Loss) -> Line:
    row, parts, (old, new) = view.row, view.row.parts, sides
    cells = (
        f"{view.symbol} {row.flag}",
        "moved" if row.moved else None,
        redline(old),
        redline(new),
        "\n".join(row.why),
        row.ladder,
        parts.addressee,
        parts.marker,
        parts.speaker,
        parts.section,
        row.verdict.told() if row.verdict else None,
        "\n".join(f"{near.score:.2f} {near.quote}" for near in view.near),
        "\n".join(row.doubts),
        None if row.score is None else round(row.score, 4),
        spelled(row.old),
        spelled(row.new),
    )
    return Line(cells, row.flag, of)


def _group_line(group: Group, comparison: Comparison, of: Loss) -> Line:
    old, new = redlined(group, comparison)
    cells = (
        f"{GROUP_SYMBOLS[group.kind]} {group.kind}",
        "moved" if group.moved else None,
        redline(old),
        redline(new),
        None if group.similarity is None else round(group.similarity, 4),
        spelled(group.old),
        spelled(group.new),
    )
    return Line(cells, _GROUP_TINTS.get(group.kind, "changed"), of)


def _summary(comparison: Comparison, view: View) -> Iterator[tuple[tuple[Content, Content], str]]:
    """What was compared and by which rules, how many directives have each flag, and how to read the sheets."""
    rules, cutter = comparison.rules, comparison.new.reading.cutter
    for name, side in (("old", comparison.old), ("new", comparison.new)):
        yield from ((cells, "") for cells in _side(name, side))
    for flag, count in comparison.summary.items():
        yield (f"{SYMBOLS[flag]} {flag}", count), flag
    yield ("moved", sum(row.moved for row in comparison.directives)), ""
    yield ("rules", f"{rules.name} {rules.version}"), ""
    yield ("rules, SHA-256", rules.sha256), ""
    yield ("word cutter", f"{cutter.name} {cutter.version}"), ""
    yield ("written by", f"annotate {__version__}"), ""
    for note in comparison.notes:
        yield ("note", note), ""
    if view.only:
        yield ("rows here", f"only {', '.join(flag for flag in SYMBOLS if flag in view.only)}"), ""
    yield ("how to read", (Piece("struck", "delete"), Piece(" words stand in the old text only"))), ""
    yield ("", (Piece("underlined", "insert"), Piece(" words stand in the new text only"))), ""
    yield ("", "strengthened and weakened speak of the wording: a step on the ladder named"), ""
    yield ("printing", "the columns up to the verdict are printed; clear the print area to print all"), ""


def _side(name: str, side: Side) -> Iterator[tuple[Content, Content]]:
    text = side.reading.text
    yield f"{name} text", name_of(side.ref, side.path)
    yield f"{name} date", side.date
    yield f"{name} language", side.reading.language
    yield f"{name} characters", len(text)
    yield f"{name} text, SHA-256", sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
