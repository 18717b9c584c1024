"""Importing marks: all of them or none, or on demand those that fit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, RowMapping, select

from annotate.errors import AnnotateError, ImportRefusedError, QuoteAmbiguousError
from annotate.store import ledger
from annotate.store.annotations import Draft, described, keep, next_number
from annotate.store.documents import find_text
from annotate.store.opening import Store
from annotate.store.placements import marks_by_id
from annotate.store.quoting import check_around, check_quotes, check_spans, find_quote, occurrences
from annotate.store.refs import check_id, check_line, check_note, check_time
from annotate.store.replies import keep_replies
from annotate.store.schema import annotation
from annotate.store.values import Around, Imported, Mark, NewMark, Ref, Refusal
from annotate.text.spans import Span, quotes


@dataclass(frozen=True)
class _Sorted:
    """The marks of an import: those to be kept with their ids, how many are there already, and what does not fit."""

    drafts: tuple[Draft, ...]
    skipped: int
    refused: tuple[Refusal, ...]


def import_marks(
    store: Store,
    ref: str | Ref,
    marks: Sequence[NewMark],
    *,
    by: str = "",
    name: str = "",
    skip_bad: bool = False,
) -> Imported:
    """Keep marks on a version, all or none, and carry them on to all later versions.

    An `id` is kept; one that is there already with the same content is skipped and counted. Marks without one get the
    next free number. Quotes have to stand at their spans, and what is said to be around them, too. A mark without spans
    but with quotes comes in as an orphan, or where they stand once in the text, if it says what is around them.

    Args:
        store: an open store.
        ref: the version.
        marks: what is to be kept.
        by: who imports them; each mark has a person of its own.
        name: what the file they come from is called in an error.
        skip_bad: keep those that fit, and say of the others why they do not.

    Raises:
        CallError: `by` cannot name a person.
        RefNotFoundError: there is no such document or version.
        ImportRefusedError: a mark does not fit, and `skip_bad` is not set; the sentence names its line.
    """
    check_line("person", by, empty=True)

    def change(connection: Connection) -> Imported:
        found = find_text(connection, ref)
        where, now = f"{found['name']}@{found['number']}", store.now()
        fit = _sort_out(connection, found, marks, now)
        if fit.refused and not skip_bad:
            first = fit.refused[0]
            raise ImportRefusedError(f"{first.where(name)} cannot be imported: {first.reason}. Nothing was imported.")
        carried = keep(connection, found, fit.drafts)
        keep_drafts_replies(connection, fit.drafts)
        if fit.drafts:
            after = {"marks": [described(draft, where) for draft in fit.drafts], "carried": carried}
            ledger.record(connection, when=now, who=by, what="import", subject=where, after=after)
        return Imported(len(fit.drafts), fit.skipped, fit.refused)

    return store.write(change)


def keep_drafts_replies(connection: Connection, drafts: Sequence[Draft]) -> None:
    """Keep the replies that marks brought along."""
    for draft in drafts:
        if draft.replies:
            pk = connection.execute(select(annotation.c.pk).where(annotation.c.id == draft.id)).scalar_one()
            keep_replies(connection, draft.id, pk, draft.replies)


def _sort_out(connection: Connection, found: RowMapping, marks: Sequence[NewMark], now: str) -> _Sorted:
    """Which marks are new, with their ids, how many are there already, and which do not fit."""
    known = marks_by_id(connection, found, [mark.id for mark in marks if mark.id is not None])
    drafts: dict[str, Draft] = {}
    nameless: list[Draft] = []
    refused: list[Refusal] = []
    skipped = 0
    for given in marks:
        mark, fault = _placed(given, found)
        fault = fault or _fault(mark, found)
        if fault is not None:
            refused.append(Refusal(mark.line, mark.path, fault))
            continue
        draft = _draft(mark, found, now)
        if mark.id is None:
            nameless.append(draft)
        elif mark.id not in known and mark.id not in drafts:
            drafts[mark.id] = draft
        elif _same(mark, draft, drafts.get(mark.id) or known[mark.id]):
            skipped += 1
        else:
            reason = f"a mark {mark.id!r} with other content is there already; give it another id"
            refused.append(Refusal(mark.line, mark.path, reason))
    kept = (*drafts.values(), *_numbered(connection, nameless, drafts))
    return _Sorted(kept, skipped, tuple(refused))


def _numbered(connection: Connection, nameless: Sequence[Draft], named: dict[str, Draft]) -> list[Draft]:
    number = next_number(connection)
    numbered = []
    for draft in nameless:
        while f"m{number}" in named:
            number += 1
        numbered.append(replace(draft, id=f"m{number}"))
        number += 1
    return numbered


def _placed(mark: NewMark, found: RowMapping) -> tuple[NewMark, str | None]:
    """The mark with its spans where it brings quotes and what is around them instead, or why they cannot be found."""
    if mark.around is None:
        return mark, None
    if len(mark.around) != len(mark.quotes or ()):
        return mark, f"it has {len(mark.quotes or ())} quotes, and what is around {len(mark.around)}"
    if mark.spans:
        return mark, None
    where = f"{found['name']}@{found['number']}"
    try:
        spans = tuple(
            find_quote(found["text"], quote, prefix=around.prefix, suffix=around.suffix, where=where)
            for quote, around in zip(mark.quotes or (), mark.around, strict=True)
        )
    except QuoteAmbiguousError as error:
        return mark, str(error).partition(";")[0]  # what follows are options of the commands that take a quote
    except AnnotateError as error:
        return mark, str(error).rstrip(".")
    return replace(mark, spans=spans, quotes=None, around=None), None


def _fault(mark: NewMark, found: RowMapping) -> str | None:
    """Why the mark does not fit the text, or cannot be kept; None if it can."""
    text: str = found["text"]
    try:
        check_line("label", mark.label)
        check_note("note", mark.note)
        check_line("person", mark.by, empty=True)
        if mark.id is not None:
            check_id(mark.id)
        if mark.created is not None:
            check_time(mark.created)
        for reply in mark.replies:
            check_note("reply", reply.note)
            check_line("person", reply.by, empty=True)
            if reply.created:
                check_time(reply.created)
        if mark.spans:
            check_spans(mark.spans, len(text), f"{found['name']}@{found['number']}")
    except AnnotateError as error:
        return str(error).rstrip(".")
    if mark.spans and mark.quotes is not None:
        # The quotes belong to the spans in the order given.
        wrong = check_quotes(text, mark.spans, mark.quotes)
        if wrong is None and mark.around is not None:
            wrong = check_around(text, mark.spans, mark.around)
        return wrong and wrong + _elsewhere(text, mark)
    return None if mark.spans or mark.quotes else "it has neither spans nor quotes"


def _elsewhere(text: str, mark: NewMark) -> str:
    """Where the words of a mark stand that do not stand at its spans, if once; a person may then move it."""
    around = mark.around or (Around(),) * len(mark.quotes or ())
    places = [
        occurrences(text, quote, prefix=each.prefix, suffix=each.suffix) if quote else []
        for quote, each in zip(mark.quotes or (), around, strict=True)
    ]
    if not places or any(len(found) != 1 for found in places):
        return ""
    return f"; those words stand once at {', '.join(f'{span.start}:{span.end}' for (span,) in places)}"


def _draft(mark: NewMark, found: RowMapping, now: str) -> Draft:
    """A mark without fault as it is kept, its id empty if it brings none."""
    spans = tuple(sorted(Span(*span) for span in mark.spans))
    kept = quotes(found["text"], spans) if spans else tuple(mark.quotes or ())
    replies = tuple(replace(each, created=each.created or now) for each in mark.replies)
    return Draft(mark.id or "", spans, kept, mark.label, mark.note, mark.by, mark.created or now, replies)


def _same(mark: NewMark, draft: Draft, there: Mark | Draft | None) -> bool:
    if there is None:  # it belongs to another text
        return False
    same_time = mark.created is None or mark.created == there.created
    same_words = (draft.label, draft.note, draft.by) == (there.label, there.note, there.by)
    there_quotes = there.origin.quotes if isinstance(there, Mark) and not there.spans else there.quotes
    return same_time and same_words and (draft.spans, draft.quotes) == (there.spans, there_quotes)
