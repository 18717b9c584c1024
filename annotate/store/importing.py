"""Importing marks: all of them or none."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, RowMapping, select

from annotate.errors import AnnotateError, ImportRefusedError
from annotate.store import ledger
from annotate.store.annotations import Draft, described, keep, next_number
from annotate.store.documents import find_text
from annotate.store.opening import Store
from annotate.store.placements import marks_by_id
from annotate.store.quoting import check_quotes, check_spans
from annotate.store.refs import check_id, check_line, check_note, check_time
from annotate.store.replies import keep_replies
from annotate.store.schema import annotation
from annotate.store.values import Imported, Mark, NewMark, Ref
from annotate.text.spans import quotes


def import_marks(store: Store, ref: str | Ref, marks: Sequence[NewMark], *, by: str = "") -> Imported:
    """Keep marks on a version, all or none, and carry them on to all later versions.

    An `id` is kept; one that is there already with the same content is skipped and counted. Marks without one get the
    next free number. Quotes have to stand at their spans. A mark without spans but with quotes comes in as an orphan.

    `by` says who imports them; each mark has a person of its own.

    Raises:
        CallError: `by` cannot name a person.
        RefNotFoundError: there is no such document or version.
        ImportRefusedError: a mark does not fit; the sentence names its line.
    """
    check_line("person", by, empty=True)

    def change(connection: Connection) -> Imported:
        found = find_text(connection, ref)
        where, now = f"{found['name']}@{found['number']}", store.now()
        drafts, skipped = _sort_out(connection, found, marks, now)
        carried = keep(connection, found, drafts)
        _keep_replies(connection, drafts)
        if drafts:
            after = {"marks": [described(draft, where) for draft in drafts], "carried": carried}
            ledger.record(connection, when=now, who=by, what="import", subject=where, after=after)
        return Imported(len(drafts), skipped)

    return store.write(change)


def _keep_replies(connection: Connection, drafts: Sequence[Draft]) -> None:
    """The replies that marks brought along."""
    for draft in drafts:
        if draft.replies:
            pk = connection.execute(select(annotation.c.pk).where(annotation.c.id == draft.id)).scalar_one()
            keep_replies(connection, draft.id, pk, draft.replies)


def _sort_out(connection: Connection, found: RowMapping, marks: Sequence[NewMark], now: str) -> tuple[list[Draft], int]:
    """Which marks are new, with their ids, and how many are there already."""
    known = marks_by_id(connection, found, [mark.id for mark in marks if mark.id is not None])
    drafts: dict[str, Draft] = {}
    nameless: list[Draft] = []
    skipped = 0
    for mark in marks:
        draft = _draft(mark, found, now)
        if mark.id is None:
            nameless.append(draft)
        elif mark.id in known or mark.id in drafts:
            if not _same(mark, draft, drafts.get(mark.id) or known[mark.id]):
                raise _refused(mark, f"a mark {mark.id!r} with other content is there already; give it another id")
            skipped += 1
        else:
            drafts[mark.id] = draft
    return [*drafts.values(), *_numbered(connection, nameless, drafts)], skipped


def _numbered(connection: Connection, nameless: Sequence[Draft], named: dict[str, Draft]) -> list[Draft]:
    number = next_number(connection)
    numbered = []
    for draft in nameless:
        while f"m{number}" in named:
            number += 1
        numbered.append(replace(draft, id=f"m{number}"))
        number += 1
    return numbered


def _draft(mark: NewMark, found: RowMapping, now: str) -> Draft:
    """The mark as it would be kept, its id empty if it brings none; raises if it does not fit the text."""
    text: str = found["text"]
    try:
        check_line("label", mark.label)
        check_note("note", mark.note)
        check_line("person", mark.by, empty=True)
        if mark.id is not None:
            check_id(mark.id)
        if mark.created is not None:
            check_time(mark.created)
        spans = check_spans(mark.spans, len(text), f"{found['name']}@{found['number']}") if mark.spans else ()
    except AnnotateError as error:
        raise _refused(mark, str(error).rstrip(".")) from None
    if mark.spans and mark.quotes is not None:
        # The quotes belong to the spans in the order given.
        wrong = check_quotes(text, mark.spans, mark.quotes)
        if wrong:
            raise _refused(mark, wrong)
    if not mark.spans and not mark.quotes:
        raise _refused(mark, "it has neither spans nor quotes")
    kept = quotes(text, spans) if spans else tuple(mark.quotes or ())
    return Draft(mark.id or "", spans, kept, mark.label, mark.note, mark.by, mark.created or now, mark.replies)


def _same(mark: NewMark, draft: Draft, there: Mark | Draft | None) -> bool:
    if there is None:  # it belongs to another text
        return False
    same_time = mark.created is None or mark.created == there.created
    same_words = (draft.label, draft.note, draft.by) == (there.label, there.note, there.by)
    there_quotes = there.origin.quotes if isinstance(there, Mark) and not there.spans else there.quotes
    return same_time and same_words and (draft.spans, draft.quotes) == (there.spans, there_quotes)


def _refused(mark: NewMark, reason: str) -> ImportRefusedError:
    where = "A mark" if mark.line is None else f"Line {mark.line}"
    return ImportRefusedError(f"{where} cannot be imported: {reason}. Nothing was imported.")
