"""Styles of a Word file: what a paragraph is by the name or outline level of its style, and what its style hides."""

import re
from typing import NamedTuple

from annotate.text.readers.docx_package import Node, find, number, switched, value
from annotate.text.reading import BlockKind

_DEEPEST = 20  # styles that are based on one another
_HEADING = re.compile(r"heading [1-9]|标题 ?[1-9]|標題 ?[1-9]")
_TITLE = ("title", "标题", "標題")
_ASIDE = re.compile(r"toc( |$)|table of |caption$|footnote|endnote|header$|footer$")
_NO_OUTLINE = 9


class Item(NamedTuple):
    """The list that a paragraph is an item of: its number, the level if it is told, and the style that says so."""

    listed: str
    level: int | None
    style: str | None = None


class _Told(NamedTuple):
    """What a style says, with those it is based on."""

    kind: BlockKind
    hidden: bool | None
    item: Item | None


class Styles:
    """The styles part; None where the file has none. Each style is looked through once, however often it is used."""

    def __init__(self, part: Node | None) -> None:
        self._known: dict[str, Node] = {}
        self._told: dict[str | None, _Told] = {}
        self._default: str | None = None
        for each in [] if part is None else part.iter("w:style"):
            key = each.get("w:styleId", "")
            self._known.setdefault(key, each)
            if each.get("w:type") == "paragraph" and each.get("w:default") in ("1", "true", "on"):
                self._default = key

    def kind(self, properties: Node | None) -> BlockKind:
        """What a paragraph is by its own outline level, or its style's name or level; body where nothing tells."""
        own, told = value(properties, "w:outlineLvl"), self._style(properties)
        return told.kind if own is None or told.kind in ("title", "editorial", "other") else _by_level(own)

    def hides(self, properties: Node | None, paragraph: Node | None) -> bool:
        """Whether a run with these properties, in a paragraph with those, is hidden."""
        own = switched(properties, "w:vanish")
        if own is None and (named := value(properties, "w:rStyle")) is not None:
            own = self._of(named).hidden
        return bool(self._style(paragraph).hidden if own is None else own)

    def item(self, properties: Node | None) -> Item | None:
        """The list that a paragraph with these properties is an item of, by itself or by its style."""
        own = find(properties, "w:numPr")
        level, listed = _level(own), value(own, "w:numId")
        if listed is not None:
            return Item(listed, level or 0) if number(listed) else None
        told = self._style(properties).item
        return told if told is None or level is None else told._replace(level=level)

    def list_of(self, style: str) -> str | None:
        """The number of the list that a list style stands for."""
        told = self._of(style).item
        return None if told is None else told.listed

    def _style(self, properties: Node | None) -> _Told:
        return self._of(value(properties, "w:pStyle") or self._default)

    def _of(self, key: str | None) -> _Told:
        if key not in self._told:
            chain = self._chain(key)
            hidden = (switched(each, "w:rPr/w:vanish") for each in chain)
            item = next((each for each in map(_item, chain) if each is not None), None)
            self._told[key] = _Told(
                _kind(chain),
                next((each for each in hidden if each is not None), None),
                item if item is not None and number(item.listed) else None,
            )
        return self._told[key]

    def _chain(self, key: str | None) -> list[Node]:
        """A style and those it is based on, nearest first."""
        found: list[Node] = []
        while key in self._known and len(found) < _DEEPEST:
            found.append(self._known[key])
            key = value(found[-1], "w:basedOn")
        return found


def _kind(chain: list[Node]) -> BlockKind:
    for at, style in enumerate(chain):
        name = (value(style, "w:name") or "").lower()
        if at == 0 and _ASIDE.match(name):
            return "other"
        if name in _TITLE:
            return "title"
        if name == "editorial":
            return "editorial"
        level = value(style, "w:pPr/w:outlineLvl")
        if level is not None:
            return _by_level(level)
        if name == "subtitle" or _HEADING.fullmatch(name):
            return "heading"
    return "body"


def _by_level(words: str) -> BlockKind:
    return "heading" if 0 <= number(words, _NO_OUTLINE) < _NO_OUTLINE else "body"


def _level(item: Node | None) -> int | None:
    told = value(item, "w:ilvl")
    return None if told is None else number(told)


def _item(style: Node) -> Item | None:
    found = find(style, "w:pPr/w:numPr")
    listed = value(found, "w:numId")
    return None if listed is None else Item(listed, _level(found), style.get("w:styleId"))
