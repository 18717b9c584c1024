"""The comments of a Word file: what they say, which answers which, and on which words of the text they stand.

A thread is a comment and its answers; a list beside the comments says which answers which, and which are done with.
Comments that this program wrote name the mark they were, in grey behind its note; they come back as that mark.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from annotate.text.extracts import Comment
from annotate.text.readers.docx_package import Node, Package, find, find_all, value

MOST, MOST_WORDS = 20_000, 50_000_000
"""How many comments a file may have, and how many characters all of them may stand on together."""
TOO_MANY = "it has more comments than people can have made"

_PROGRAM, _GREY = "annotate", "5F6368"
_OWN = re.compile(r"(?P<id>[^\s,]+)(?: · .*)?")
_STRETCH = re.compile(r"(?P<id>[^\s,]+), stretch \d+ of \d+")


@dataclass(frozen=True)
class Range:
    """Where a comment stands: a span of the extract, None if nowhere; and the words that are not in this text."""

    span: tuple[int, int] | None
    gone: str = ""


@dataclass(frozen=True)
class _Raw:
    """A comment as it stands in its part."""

    id: str
    key: str
    by: str
    when: str | None
    lines: tuple[tuple[str, bool], ...]


def read_comments(package: Package, ranges: Mapping[str, Range], text: str) -> tuple[tuple[Comment, ...], int]:
    """The comments of a file, in the order of their part, each thread as one.

    What this program itself remarked on a comparison that it wrote is left out, unless somebody answered it.

    Args:
        package: the file.
        ranges: where each stands, by its id.
        text: the extract.

    Returns:
        The comments, and how many were left out.

    Raises:
        UnreadableFileError: there are too many, or on too many words.
    """
    part = package.beside("comments")
    if part is None:
        return (), 0
    found = [_raw(each) for each in find_all(part, "w:comment")]
    if (
        len(found) > MOST
        or sum(end - start for start, end in filter(None, (r.span for r in ranges.values()))) > MOST_WORDS
    ):
        raise package.refused(TOO_MANY)
    roots, done = _threads(package.beside("commentsExtended"), found)
    ours = _is_ours(package)
    made: dict[str, Comment] = {}
    for raw in found:
        if raw.key not in roots:
            made[raw.key] = _comment(raw, ranges.get(raw.id, Range(None)), text, ours=ours, done=raw.key in done)
    replies: dict[str, list[Comment]] = {}
    for raw in found:
        if raw.key in roots:
            replies.setdefault(roots[raw.key], []).append(_reply(raw))
    for key, answers in replies.items():
        made[key] = replace(made[key], replies=tuple(answers))
    if not ours:
        return tuple(made.values()), 0
    said = [each for each in made.values() if each.mark is not None or each.replies or each.by != _PROGRAM]
    return _joined(said), len(made) - len(said)


def _raw(node: Node) -> _Raw:
    paragraphs = list(node.iter("w:p"))
    lines = tuple((_words(each), _grey(each)) for each in paragraphs)
    last = paragraphs[-1].get("w14:paraId") if paragraphs else None
    number = node.get("w:id", "")
    return _Raw(number, last or f"id {number}", node.get("w:author", ""), node.get("w:date"), lines)


def _words(paragraph: Node) -> str:
    """The words of a comment's paragraph, tracked changes in it accepted."""
    gone = {each for deleted in paragraph.iter("w:del") for each in deleted.iter()}
    signs = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
    return "".join(
        (each.text or "") if each.tag == "w:t" else signs.get(each.tag, "")
        for run in paragraph.iter("w:r")
        for each in run
        if each not in gone
    )


def _grey(paragraph: Node) -> bool:
    runs = [run for run in paragraph.iter("w:r") if find(run, "w:t") is not None]
    return bool(runs) and all(value(run, "w:rPr/w:color") == _GREY for run in runs)


def _threads(part: Node | None, found: Sequence[_Raw]) -> tuple[dict[str, str], set[str]]:
    """The first comment of the thread of each answer, and the comments that are done with."""
    keys = {raw.key for raw in found}
    nodes = find_all(part, "w15:commentEx")
    above = {each.get("w15:paraId", ""): each.get("w15:paraIdParent", "") for each in nodes}
    done = {each.get("w15:paraId", "") for each in nodes if each.get("w15:done") in ("1", "true")}
    roots: dict[str, str] = {}
    for key in keys:
        at, steps = key, 0
        while above.get(at) in keys and steps <= 8:  # an answer answers a comment; no program nests them deeper
            at, steps = above[at], steps + 1
        if at != key and above.get(at) not in keys:
            roots[key] = at
    return {key: root for key, root in roots.items() if root not in roots}, done


def _is_ours(package: Package) -> bool:
    properties = package.beside_file("core-properties")
    creator = find(properties, "dc:creator")
    return creator is not None and (creator.text or "").startswith("annotate ")


def _comment(raw: _Raw, place: Range, text: str, *, ours: bool, done: bool) -> Comment:
    words = place.gone if place.span is None or place.span[0] == place.span[1] else text[slice(*place.span)]
    spans = () if place.span is None or (words and place.span[0] == place.span[1]) else (place.span,)
    made = Comment(spans, words, raw.by, raw.when, note=_note(raw.lines), done=done)
    return _as_mark(made, raw.lines) if ours else made


def _reply(raw: _Raw) -> Comment:
    return Comment((), "", raw.by, raw.when, note=_note(raw.lines))


def _note(lines: Sequence[tuple[str, bool]]) -> str:
    return "\n".join(words for words, _ in lines).strip("\n")


def _as_mark(comment: Comment, lines: Sequence[tuple[str, bool]]) -> Comment:
    """A comment that this program wrote: label, note, then in grey the mark's id and what else is known of it."""
    grey = next((at for at, (words, soft) in enumerate(lines) if at and soft), None)
    found = None if grey is None else _STRETCH.fullmatch(lines[grey][0]) or _OWN.fullmatch(lines[grey][0])
    if grey is None or found is None:
        return comment
    return replace(comment, label=lines[0][0], note=_note(lines[1:grey]), mark=found["id"])


def _joined(comments: Sequence[Comment]) -> tuple[Comment, ...]:
    """A mark on several stretches was written as several comments; they become one again."""
    found: dict[str, list[Comment]] = {}
    for number, each in enumerate(comments):
        found.setdefault(each.mark or f" {number}", []).append(each)
    return tuple(stretches[0] if len(stretches) == 1 else _as_one(stretches) for stretches in found.values())


def _as_one(stretches: Sequence[Comment]) -> Comment:
    spans = tuple(span for each in stretches for span in each.spans)
    return replace(stretches[0], spans=spans, words=" ".join(each.words for each in stretches if each.words))
