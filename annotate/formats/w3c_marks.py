"""A W3C annotation as a mark, or as a reply to one: what it says, what it is about, and what has no place in a mark.

Words are all that a mark can stand on: a TextPositionSelector, a TextQuoteSelector, or both of them on the same words.
The first tag is the label, without one the first motivation; all other words together are the note.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from annotate.errors import CallError
from annotate.formats.limits import UnfitError
from annotate.formats.w3c_kinds import SELECTORS, Node, is_choice, is_textual, listed
from annotate.formats.w3c_names import is_ours, mark_id
from annotate.formats.w3c_rules import resources
from annotate.store.refs import check_id
from annotate.store.values import Around, NewMark, Omission, Reply
from annotate.text.characters import is_text
from annotate.text.spans import Span

STATE = "annotate:state"
_UNPLACED = ("orphaned", "ambiguous")
_OWN_KEYS = {"annotate:origin", STATE}
_KEYS = {"@context", "id", "type", "motivation", "creator", "created", "body", "bodyValue", "target", *_OWN_KEYS}
_USUAL = {"tagging", "commenting", "highlighting", "replying"}
"""Motivations that say no more than what became of the words: a label, a note, a mark without a note, a reply."""


class ForeignError(ValueError):
    """The annotation is right, but no mark can be made of it; the words say of its kind why."""


class Said(NamedTuple):
    """What an annotation says, by its bodies and keys: the tags, the other words, who and when."""

    tags: tuple[str, ...]
    note: str
    by: str
    created: str


class _Place(NamedTuple):
    """Words that one target selects."""

    span: Span | None
    quote: str | None
    around: Around


class Annotation:
    """One annotation of a file; `omissions` grows with what is found to have no place.

    Attributes:
        path: where it stands in the file; empty where it is the file.
        node: its keys; no rule of the model is broken.
        omissions: what no mark has a place for.
    """

    def __init__(self, path: str, node: Node) -> None:
        self.path = path
        self.node = node
        self.omissions: list[Omission] = []
        self.iri: str = listed(node["id"])[0]
        self.motivations = [str(each) for each in listed(node.get("motivation", []))]

    def at(self, within: str) -> str:
        """The path of something in it."""
        return f"{self.path}.{within}" if self.path else within

    def omit(self, reason: str, within: str = "") -> None:
        """Note that something has no place in a mark."""
        self.omissions.append(Omission(None, (self.at(within) if within else self.path) or None, reason))

    def answered(self) -> str | None:
        """The IRI of the one thing that it is about as a whole, if it is about one."""
        targets = listed(self.node["target"])
        if len(targets) != 1:
            return None
        (target,) = targets
        if isinstance(target, dict):
            found = target.get("id") if "source" not in target else None if "selector" in target else target["source"]
            target = listed(found)[0]
        return target if isinstance(target, str) else None

    def mark(self) -> NewMark:
        """The mark, without the replies to it.

        Raises:
            ForeignError: it selects no words.
            UnfitError: the words it selects are not clear.
        """
        spans, quotes, around = self._places()
        said = self.said()
        label = next((tag for tag in said.tags if tag.strip()), None) or self._motive()
        for motivation in self.motivations:
            if motivation not in _USUAL | {label}:
                self.omit(f"the motivation {short(motivation)}")
        return NewMark(
            spans=spans,
            quotes=quotes,
            around=around,
            label=label,
            note=said.note,
            by=said.by,
            id=self._id(),
            created=said.created or None,
            path=self.path or None,
        )

    def reply(self) -> Reply | None:
        """The reply that it is; None where it has no words."""
        said = self.said()
        for tag in said.tags:
            self.omit(f"the tag {short(tag)} of a reply")
        return Reply("", said.note, said.by, said.created) if said.note.strip() else None

    def _id(self) -> str | None:
        try:
            return check_id(mark_id(self.iri))
        except CallError:
            self.omit("ids that a mark cannot have; it gets one of its own")
            return None

    def _motive(self) -> str:
        return next((each for each in self.motivations if each not in ("tagging", "replying")), "annotation")

    def said(self) -> Said:
        """What it says; what is no words is omitted."""
        tags, notes = list[str](), list[str]()
        for within, body in self._bodies():
            if is_textual(body) and "source" not in body:
                tagging = listed(body.get("purpose", self.motivations)) == ["tagging"]
                if tagging and tags:
                    self.omit("tags behind the first; a mark has one label", within)
                (tags if tagging else notes).append(body["value"])
                self._omit_of_words(body, within)
            else:
                self.omit("choices of bodies" if is_choice(body) else "bodies that lie elsewhere", within)
        if len(notes) > 1:
            self.omit("that a note was several bodies; they are joined")
        for key in sorted(self.node.keys() - _KEYS):
            self.omit(f"`{short(key)}`")
        created = listed(self.node.get("created", ""))[0]
        return Said(tuple(tags), "\n\n".join(notes), "; ".join(self._creators()), created)

    def _bodies(self) -> Iterator[tuple[str, Any]]:
        yield from resources(self.node, "body")
        if "bodyValue" in self.node:
            yield "bodyValue", {"type": "TextualBody", "value": listed(self.node["bodyValue"])[0]}

    def _omit_of_words(self, body: Node, within: str) -> None:
        for key in sorted(body.keys() - {"type", "value", "purpose", "format"}):
            self.omit(f"`body.{short(key)}`", within)
        for key, usual in (("purpose", _USUAL), ("format", {"text/plain"})):
            for value in listed(body.get(key, [])):
                if str(value) not in usual:
                    self.omit(f"`body.{key}` {short(value)}; the words are kept as they stand", within)

    def _creators(self) -> Iterator[str]:
        """Their names; an IRI where they have none."""
        for creator in listed(self.node.get("creator", [])):
            node = creator if isinstance(creator, dict) else {"name": creator}
            named = next((key for key in ("name", "nickname", "id") if node.get(key)), None)
            name = listed(node[named])[0] if named else None
            if isinstance(name, str):
                yield name
            else:
                self.omit("creators without a name")
            for key in sorted(node.keys() - {"type", named}):
                self.omit(f"`creator.{short(key)}`")

    def _places(self) -> tuple[tuple[Span, ...], tuple[str, ...] | None, tuple[Around, ...] | None]:
        """The spans, quotes and the words around them, as a new mark has them."""
        found = [self._place(target, within) for within, target in resources(self.node, "target")]
        spans = tuple(place.span for place in found if place.span is not None)
        quotes = tuple(place.quote for place in found if place.quote is not None)
        if len(spans) not in (0, len(found)) or len(quotes) not in (0, len(found)):
            raise UnfitError("its targets have to have the same selectors, all of them a TextQuoteSelector, say")
        if self.node.get(STATE) in _UNPLACED:
            if not quotes or not is_text("".join(quotes)):
                raise UnfitError("a mark without a place needs the words it was made on in a TextQuoteSelector")
            return (), quotes, None
        if not quotes:
            self.omit("that nothing says which words are meant: there is no TextQuoteSelector to check the place by")
            return spans, None, None
        return spans, quotes, tuple(place.around for place in found)

    def _place(self, target: Any, within: str) -> _Place:
        if not isinstance(target, dict) or "source" not in target or "selector" not in target:
            offers = is_choice(target)
            raise ForeignError("annotations of one of several targets" if offers else "annotations of whole resources")
        found: dict[str, Node] = {}
        others: list[str] = []
        for selector in listed(target["selector"]):
            kind = selector.get("type") if isinstance(selector, dict) else None
            if kind not in ("TextPositionSelector", "TextQuoteSelector") or "refinedBy" in selector:
                others.append(_named(selector, kind))
            elif kind in found:
                raise UnfitError(f"one target has two selectors of the type {kind}")
            else:
                found[kind] = selector
        if not found:
            raise ForeignError(f"annotations by {others[0]}, not by words alone")
        for other in others:
            self.omit(f"{other} beside that of the words", within)
        self._omit_of_target(target, within)
        return _placed(found)

    def _omit_of_target(self, target: Node, within: str) -> None:
        source = target["source"] if isinstance(target["source"], dict) else {"id": target["source"]}
        iri = listed(source["id"])[0]
        ours = is_ours(iri)
        if not ours:
            self.omit(f"the source {short(iri)}", within)
        for key in sorted(source.keys() - {"id"}):
            self.omit(f"`target.source.{short(key)}`", within)
        for key in sorted(target.keys() - {"type", "source", "selector", *(["state"] if ours else [])}):
            self.omit(f"`target.{short(key)}`", within)


def _placed(selectors: dict[str, Node]) -> _Place:
    position, words = selectors.get("TextPositionSelector"), selectors.get("TextQuoteSelector")
    span = Span(position["start"], position["end"]) if position is not None else None
    if words is None:
        return _Place(span, None, Around())
    return _Place(span, words["exact"], Around(words.get("prefix", ""), words.get("suffix", "")))


def _named(selector: Any, kind: object) -> str:
    """A selector that selects no words of the text, or narrower ones than it says itself."""
    if isinstance(selector, dict) and "refinedBy" in selector:
        return "a refined selector"
    return f"selector {kind}" if isinstance(kind, str) and kind in SELECTORS else "a selector that lies elsewhere"


def short(value: object) -> str:
    r"""Words of a file as a sentence may have them: on one line, not long, with nothing that steers a terminal.

    Examples:
        >>> short("audience"), short(chr(27) + "[2J")
        ('audience', '\\x1b[2J')
    """
    words = str(value) if isinstance(value, str) else repr(value)
    cut = words if len(words) <= 60 else f"{words[:60]}…"
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in cut)
