"""Comments that people made in a file, kept as marks when the file is added.

They come in as an import would: an entry of its own in the history, which an undo takes back while the text stays.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from annotate.errors import CallError
from annotate.store import ledger
from annotate.store.annotations import Draft, described, keep, next_number
from annotate.store.documents import find_text
from annotate.store.importing import keep_drafts_replies
from annotate.store.placements import marks_by_id
from annotate.store.refs import LONGEST_LINE, LONGEST_NOTE, check_id, check_time
from annotate.store.replies import replies_where
from annotate.store.schema import version
from annotate.store.values import Mark, Reply
from annotate.text.counting import counted
from annotate.text.reading import Reading
from annotate.text.spans import Span, quotes

if TYPE_CHECKING:
    from annotate.text.extracts import Comment

COMMENT, DONE = "comment", "resolved comment"
"""The labels of comments, and of those that were closed in their file; one that was a mark before has its own."""


@dataclass(frozen=True)
class Kept:
    """What became of the comments of a file: the ids of the marks made, and what to say of them."""

    marks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def keep_comments(
    connection: Connection, ref: str, comments: Sequence["Comment"], reading: Reading, *, by: str, now: str
) -> Kept:
    """Keep the comments of a file that was stored as the version `ref` as marks on it.

    A comment on words that are not in the text becomes a mark without a place, and one that stands nowhere a mark on
    the text's beginning. One that was a mark of this document, and says what that says, is not kept again.
    """
    if not comments:
        return Kept()
    found = find_text(connection, ref)
    known = marks_by_id(connection, found, [each.mark for each in comments if each.mark is not None])
    replies = replies_where(connection, version.c.document_id == found["document_id"])
    said = {(each.id.rpartition(".")[0], each.by, each.note) for answers in replies.values() for each in answers}
    new = [each for each in comments if not _is_there(each, known.get(each.mark or ""), said)]
    free, taken, drafts = next_number(connection), set(known), []
    for comment in new:
        mark_id = _own_id(comment, taken)
        while mark_id is None or (mark_id in taken and mark_id != comment.mark):
            mark_id, free = f"m{free}", free + 1
        taken.add(mark_id)
        drafts.append(_draft(comment, mark_id, reading, now))
    if drafts:
        carried = keep(connection, found, drafts)
        keep_drafts_replies(connection, drafts)
        after = {"marks": [described(draft, ref) for draft in drafts], "carried": carried}
        ledger.record(connection, when=now, who=by, what="import", subject=ref, after=after)
    return Kept(tuple(draft.id for draft in drafts), tuple(_told(new, drafts, len(comments) - len(new))))


def place(spans: Iterable[tuple[int, int]], reading: Reading) -> tuple[Span, ...]:
    """Spans of the extract as spans of the text, in order; those that overlap become one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        low = reading.offsets.to_text(start)
        high = max(low, reading.offsets.to_text(end - 1) + 1) if end > start else low
        if found and low < found[-1].end:
            found[-1] = Span(found[-1].start, max(high, found[-1].end))
        elif Span(low, high) not in found:
            found.append(Span(low, high))
    return tuple(found)


def _is_there(comment: "Comment", mark: Mark | None, said: Container[tuple[str, str, str]]) -> bool:
    """Whether a comment is a mark of this document that says all of it already; `said` are the answers to its marks."""
    if mark is None:
        return False
    same = (_line(comment.label), comment.note, _line(comment.by)) == (mark.label, _as_written(mark.note), mark.by)
    return same and all((mark.id, _line(each.by), each.note) in said for each in comment.replies)


def _as_written(note: str) -> str:
    return "\n".join(note.splitlines()).strip("\n")


def _own_id(comment: "Comment", taken: set[str]) -> str | None:
    """The id of the mark that a comment was, if it can be had."""
    try:
        return check_id(comment.mark) if comment.mark is not None and comment.mark not in taken else None
    except CallError:
        return None


def _draft(comment: "Comment", mark_id: str, reading: Reading, now: str) -> Draft:
    spans = place(comment.spans, reading)
    if not spans and not comment.words:
        spans = (Span(0, 0),)
    words = quotes(reading.text, spans) if spans else (comment.words,)
    label = _line(comment.label) or (DONE if comment.done else COMMENT)
    first, *more = _pieces(comment, now)
    replies = [*more, *(piece for each in comment.replies for piece in _pieces(each, now))]
    return Draft(mark_id, spans, words, label, first.note, first.by, first.created, tuple(replies))


def _pieces(comment: "Comment", now: str) -> list[Reply]:
    """What a comment says; what is too long for one note goes on in the next."""
    starts = range(0, max(len(comment.note), 1), LONGEST_NOTE)
    whole = Reply("", "", _line(comment.by), _time(comment.when) or now)
    return [replace(whole, note=comment.note[start : start + LONGEST_NOTE]) for start in starts]


def _line(words: str) -> str:
    """`words` as they can stand on a line."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())[:LONGEST_LINE]


def _time(words: str | None) -> str | None:
    try:
        return None if words is None else check_time(words)
    except CallError:
        return None


def _told(new: Sequence["Comment"], drafts: Sequence[Draft], there: int) -> Iterable[str]:
    if drafts:
        ids = drafts[0].id if len(drafts) == 1 else f"{drafts[0].id} to {drafts[-1].id}"
        made = counted(len(drafts), "comment became a mark", "comments became marks")
        answers = sum(len(draft.replies) for draft in drafts)
        replies = f", with {counted(answers, 'reply', 'replies')}" if answers else ""
        yield f"{made} ({ids}{replies})"
    if lost := sum(not draft.spans for draft in drafts):
        yield f"{lost} of them on words that are not in this text, kept without a place"
    if nowhere := sum(not each.spans and not each.words for each in new):
        yield f"{nowhere} of them on no words, kept at the beginning"
    if there:
        yield counted(there, "comment is a mark here already", "comments are marks here already")
