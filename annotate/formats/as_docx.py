"""Word: a version with comments on its marked words, a comparison as tracked changes, a table.

Between the start and the end of the bookmark `text` the paragraphs are the version's text, a line a paragraph. What is
not of the text (its ref, date and title) stands in the head of the pages, what has no place in the text behind it.
A comparison is nothing but the two texts: accepting all changes leaves the new one, rejecting them the old one. The
flags of its directives are comments. `annotate.formats.as_docx_table` writes old beside new.
"""

from collections.abc import Iterator, Sequence

from annotate.compare.values import Comparison, Row
from annotate.formats.annotated import Annotated, segments
from annotate.formats.docx_comments import Comment, CommentList, Said, line
from annotate.formats.docx_documents import add, joined, new_document, packed, set_header, turn
from annotate.formats.docx_elements import BOLD, UNHELD, holds, tongue_of
from annotate.formats.docx_lines import Lines, number_of_long_ends
from annotate.formats.docx_marks import closing, comments_on
from annotate.formats.docx_paragraphs import AUTHOR, Paragraphs, bookmarked
from annotate.formats.docx_remarks import counts, group_line, lost_of_remark, named, row_lines
from annotate.formats.docx_tables import titled_table
from annotate.formats.losses import Loss
from annotate.report.merged import Merged, merged, shared
from annotate.report.rows import View, folded_rows, in_reading_order, shown_rows, shows_alignment
from annotate.report.tables import Table, name_of, title_of
from annotate.store.values import Mark, Version
from annotate.text.counting import counted
from annotate.text.spans import Span, hull


def write_versions(versions: Sequence[Annotated]) -> bytes:
    """Each version with its marks as comments, on pages of its own; marks without a place in a closing section."""
    titles = [one.version.title or one.version.ref for one in versions]
    language = versions[0].version.reading.language if versions else "und"
    document = new_document(joined(titles), language)
    comments = CommentList(document)
    for number, one in enumerate(versions, 1):
        if number > 1:
            document.add_section()
        set_header(document.sections[-1], _about(one.version))
        lines, own = Lines(one.version.reading), one.version.reading.language
        paragraphs = Paragraphs(
            lines,
            lines,
            comments.put(comments_on(one, lines)),
            colours=_colours(one, lines),
            tongue=tongue_of(own) if own != language else None,
        )
        whole = Span(0, len(lines.text))
        add(document, *bookmarked(paragraphs.of([Merged("equal", whole, whole)]), number), *closing(one))
    comments.close()
    return packed(document)


def _about(version: Version) -> str:
    title = version.title if version.title != version.reading.title else None
    return joined([version.ref, version.date, version.series, title])


def _colours(one: Annotated, lines: Lines) -> dict[int, str]:
    """The colour of the innermost label by where its words begin."""
    colours = {label.name: label.colour for label in one.labels}
    found, at = {0: ""}, 0
    for segment in segments(one):
        if segment.text:
            found[lines.span(Span(at, at)).start] = colours.get(segment.marks[-1].label, "") if segment.marks else ""
        at += len(segment.text)
    return found


def write_diff(comparison: Comparison, view: View) -> bytes:
    """The two texts as one with tracked changes; each row that `view` shows is a comment on its words."""
    old, new = Lines(comparison.old.reading), Lines(comparison.new.reading)
    document = new_document(title_of(comparison), comparison.new.reading.language)
    set_header(document.sections[0], joined([f"{named(comparison.old)}  →  {named(comparison.new)}"]))
    when = comparison.new.date
    comments = CommentList(document)
    anchors = comments.put(_comments(comparison, view, old, new))
    common = [(old.span(mine), new.span(theirs)) for mine, theirs in shared(comparison)]
    add(document, *Paragraphs(old, new, anchors, when=when).of(merged(old.text, new.text, common)))
    comments.close()
    return packed(document)


def _comments(comparison: Comparison, view: View, old: Lines, new: Lines) -> Iterator[Comment]:
    """What is said of the whole, of each row shown, and of sentences that are more than changed."""
    folded = len(folded_rows(comparison, view))
    about = [line(title_of(comparison), BOLD), line(counts(comparison))]
    about += map(line, comparison.notes)
    about += [line(counted(folded, "row is not shown.", "rows are not shown."))] if folded else []
    yield Comment("new", Span(0, 0), Said(AUTHOR, comparison.new.date, tuple(about)))
    for row in shown_rows(comparison, view):
        yield from _of_row(row, comparison, old, new)
    if shows_alignment(comparison):
        for group in comparison.alignment:
            if group.moved or group.kind in ("split", "merged"):
                said = Said(AUTHOR, comparison.new.date, (group_line(group),))
                yield Comment("new", new.span(hull(group.new)), said)


def _of_row(row: Row, comparison: Comparison, old: Lines, new: Lines) -> Iterator[Comment]:
    """A comment on the new words, or on the old ones of what was dropped; a verdict is signed by its reader."""
    by, when = (row.verdict.by, row.verdict.when) if row.verdict else (AUTHOR, comparison.new.date)
    lines = row_lines(row, comparison)
    spans = [new.span(span) for span in row.new] or [old.span(span) for span in row.old]
    for number, span in enumerate(spans, 1):
        more = (line(f"stretch {number} of {len(spans)}"),) if len(spans) > 1 else ()
        said = Said(by, when, lines + more if number == 1 else (lines[0], *more))
        yield Comment("new" if row.new else "old", span, said)


def write_table(table: Table) -> bytes:
    """`table` under its title, the names of its columns on every page."""
    document = new_document(table.title, "zh-Hans")
    wide = turn(document)
    add(document, *titled_table(table, wide))
    return packed(document)


def lost_of_versions(versions: Sequence[Annotated]) -> Iterator[Loss]:
    """Control characters that no Word file can hold, and which line ends the text has."""
    for one in versions:
        ref = one.version.ref
        if not holds(one.version.text):
            yield Loss(ref, "version", "text", UNHELD)
        if count := number_of_long_ends(one.version.text):
            yield Loss(ref, "version", "text", f"{count} line ends that are no line feed became paragraph marks")
        for mark in one.marks:
            for name, words in _words_of(mark):
                if not holds(words):
                    yield Loss(ref, "mark", name, UNHELD, mark=mark.id)
        for label in one.labels:
            if not holds(label.about):
                yield Loss(ref, "label", "about", UNHELD, label=label.name)


def _words_of(mark: Mark) -> Iterator[tuple[str, str]]:
    """The words of a mark that people wrote, each with the name of its field."""
    yield from (("id", mark.id), ("label", mark.label), ("note", mark.note), ("by", mark.by))
    yield "replies", "".join(reply.note + reply.by for reply in mark.replies)
    if not mark.spans:
        yield "lost", "".join(mark.origin.quotes)


def lost_of_diff(comparison: Comparison, view: View) -> Iterator[Loss]:
    """The same of a comparison."""
    ref = title_of(comparison)
    for side in (comparison.old, comparison.new):
        name = name_of(side.ref, side.path)
        if not holds(side.reading.text):
            yield Loss(ref, "comparison", "sentences", f"{UNHELD} in {name}")
        if count := number_of_long_ends(side.reading.text):
            reason = f"{count} line ends of {name} that are no line feed became paragraph marks"
            yield Loss(ref, "comparison", "sentences", reason)
    for number, row in enumerate(in_reading_order(comparison.directives), 1):
        if view.shows(row):
            yield from lost_of_remark(row, number, comparison)
