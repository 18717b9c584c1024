"""W3C Web Annotation (JSON-LD): the marks of versions as one AnnotationCollection, its only page within it.

A mark is an annotation: its label a tag, its note a comment, its words a target of the version with a
TextPositionSelector (code points, `[start, end)`) and a TextQuoteSelector. Several stretches are several targets. A
reply is an annotation of the annotation. `state` is the day of the version's text and the hash of its source.

A mark without a place is written with the words it was made on, and with `annotate:state`, one of two terms that the
W3C's vocabulary lacks; the other, `annotate:origin`, says where a carried mark was made.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any, BinaryIO

from annotate.formats.annotated import Annotated
from annotate.formats.losses import Loss
from annotate.formats.times import in_utc
from annotate.formats.w3c_kinds import is_time
from annotate.formats.w3c_names import TERMS, collection_iri, digest_iri, mark_iri, version_iri
from annotate.formats.w3c_reading import read_annotations
from annotate.formats.w3c_rules import CONTEXT
from annotate.store.values import Mark, NewMark, Origin, Refusal, Reply, Version
from annotate.text.code_units import Offsets
from annotate.text.spans import Span

Node = dict[str, Any]

_CONTEXT = [CONTEXT, {"annotate": TERMS}]
_AROUND = 32
"""How many characters before and behind a quote are written with it, as other programs do."""


def write_versions(versions: Sequence[Annotated]) -> str:
    """The marks of all versions, each followed by the replies to it; every annotation can be taken out alone.

    Examples:
        >>> json.loads(write_versions([]))["total"]
        0
    """
    known = {one.version.ref: one.version for one in versions}
    items = [node for one in versions for mark in one.marks for node in _annotations(mark, one.version, known)]
    name = collection_iri(known)
    collection = {
        "@context": _CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": _alone([f"{version.title or version.name} ({ref})" for ref, version in known.items()] or [""]),
        "generator": {"type": "Software", "name": "annotate"},
        "total": len(items),
        "first": {"id": f"{name}/1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _annotations(mark: Mark, version: Version, known: dict[str, Version]) -> Iterator[Node]:
    """The annotation of a mark, and those of the replies to it."""
    made_here = mark.origin.ref == version.ref
    moved = bool(mark.spans) and not (made_here and mark.origin.spans == mark.spans)
    name = mark_iri(version.ref, mark.id, made_here=made_here)
    yield {
        "@context": _CONTEXT,
        "id": name,
        "type": "Annotation",
        "motivation": ["tagging", "commenting"] if mark.note else "tagging",
        **_lifecycle(mark),
        "body": [_words(mark.label, "tagging"), *([_words(mark.note, "commenting")] if mark.note else [])],
        "target": _alone(_targets(mark, version, known)),
        "annotate:state": mark.state,
        **({"annotate:origin": _alone(_origin(mark.origin, known))} if moved else {}),
    }
    for reply in mark.replies:
        yield {
            "@context": _CONTEXT,
            "id": mark_iri(version.ref, reply.id, made_here=False),
            "type": "Annotation",
            "motivation": "replying",
            **_lifecycle(reply),
            "body": _words(reply.note, "replying"),
            "target": name,
        }


def _lifecycle(made: Mark | Reply) -> Node:
    creator = {"creator": {"type": "Person", "name": made.by}} if made.by else {}
    return {**creator, "created": _time(made.created)}


def _words(value: str, purpose: str) -> Node:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _targets(mark: Mark, version: Version, known: dict[str, Version]) -> list[Node]:
    if not mark.spans:
        return _origin(mark.origin, known)
    return [_part(version.ref, span, span.of(version.text), version) for span in mark.spans]


def _origin(origin: Origin, known: dict[str, Version]) -> list[Node]:
    """The words a mark was made on; a mark that came in without a place has words alone."""
    pairs = zip_longest(origin.spans, origin.quotes, fillvalue=None)
    return [_part(origin.ref, span, quote or "", known.get(origin.ref)) for span, quote in pairs]


def _part(ref: str, span: Span | None, quote: str, version: Version | None) -> Node:
    """Words of the version `ref`; its state and the words around them where the version is at hand."""
    selectors: list[Node] = []
    words: Node = {"type": "TextQuoteSelector", "exact": quote}
    if span is not None:
        selectors.append({"type": "TextPositionSelector", "start": span.start, "end": span.end})
        if version is not None:
            words["prefix"] = version.text[max(0, span.start - _AROUND) : span.start]
            words["suffix"] = version.text[span.end : span.end + _AROUND]
    state = {} if version is None else {"state": _state(version)}
    return {"type": "SpecificResource", "source": version_iri(ref), **state, "selector": [*selectors, words]}


def _state(version: Version) -> Node:
    """The day of the text, or when it was added, and the bytes it was read from."""
    day = f"{version.date}T00:00:00Z" if version.date else _time(version.added)
    return {"type": "TimeState", "sourceDate": day, "cached": digest_iri(version.sha256)}


def _time(words: str) -> str:
    """A time of ISO 8601 as the W3C wants it: with a time of day and a zone, UTC where none was said."""
    if is_time(words):
        return words
    return in_utc(words).isoformat().replace("+00:00", "Z")


def _alone(found: list[Any]) -> Any:
    return found[0] if len(found) == 1 else found


def read_marks(file: BinaryIO, name: str, offsets: Offsets) -> Iterator[NewMark | Refusal]:  # noqa: ARG001
    """The marks of a file of annotations; see `read_annotations`. No position says what it counts: the caller does."""
    return read_annotations(file, name)


def lost_of_versions(versions: Sequence[Annotated]) -> Iterator[Loss]:
    """Times that had to be completed, and dates that no target says because no mark stands on the version."""
    for one in versions:
        ref = one.version.ref
        if one.version.date and not one.placed:
            yield Loss(ref, "version", "date", "a version is dated by the marks that stand on it, and there is none")
        for mark in one.marks:
            if not is_time(mark.created):
                reason = f"{mark.created} was written as {_time(mark.created)}"
                yield Loss(ref, "mark", "created", reason, mark=mark.id)
            for reply in mark.replies:
                if not is_time(reply.created):
                    reason = f"{reply.created} of {reply.id} was written as {_time(reply.created)}"
                    yield Loss(ref, "mark", "replied", reason, mark=mark.id)
