"""The numbers in front of list items, which Word computes and no file holds: 第一条, 1.2, (a).

Lists that share a definition count on from each other; one that says where it starts begins anew where it is first
used. An item begins each deeper level anew.
"""

import re
from dataclasses import dataclass, field

from annotate.text.readers.docx_numbers import written
from annotate.text.readers.docx_package import Node, find_all, number, switched, value
from annotate.text.readers.docx_styles import Styles

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_TIGHT = "、．）。：，；】」》〉"
_LONGEST_LABEL = 200
_OPENING_PRIVATE, _CLOSING_PRIVATE = "\ue000", "\uf8ff"


@dataclass(frozen=True)
class _Level:
    """How items of a level are numbered."""

    start: int
    form: str
    words: str
    gap: str
    restart: int | None
    plain_digits: bool
    hidden: bool
    style: str | None


@dataclass
class Numbering:
    """The lists of a file, and where each stands while its paragraphs go by.

    Attributes:
        computed: how many labels were made.
        unknown: the number formats that are not known; decimal digits stand for them.
    """

    part: Node | None
    styles: Styles
    computed: int = 0
    unknown: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        part = self.part
        abstract = find_all(part, "w:abstractNum")
        self._abstract = {each.get("w:abstractNumId", ""): each for each in abstract}
        self._lists = {each.get("w:numId", ""): each for each in (find_all(part, "w:num"))}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._levels: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._starts: dict[str, dict[int, int]] = {}

    def label(self, properties: Node | None) -> str:
        """What Word shows in front of a paragraph with these properties; it counts as the next item of its list."""
        told = self.styles.item(properties)
        if told is None or told.listed not in self._lists:
            return ""
        listed, at, style = told
        definition, levels = self._levels_of(listed)
        if at is None:
            at = next((level for level, each in levels.items() if each.style == style), 0)
        level = levels.get(at)
        if level is None:
            return ""
        counts = self._counts.setdefault(definition, {})
        self._count(listed, counts, levels, at)
        if level.hidden or not (label := self._label(levels, counts, at)):
            return ""
        self.computed += 1
        return label + ("" if label[-1] in _TIGHT else level.gap)

    def _count(self, listed: str, counts: dict[int, int], levels: dict[int, _Level], at: int) -> None:
        anew = self._starts[listed].get(at)
        if anew is not None and (listed, at) not in self._begun:
            counts[at] = anew
        else:
            counts[at] = counts[at] + 1 if at in counts else levels[at].start
        self._begun.add((listed, at))
        for deeper in [level for level in counts if level > at]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or at < restart:
                del counts[deeper]

    def _label(self, levels: dict[int, _Level], counts: dict[int, int], at: int) -> str:
        level = levels[at]
        if level.form == "bullet":
            return "".join("•" if _OPENING_PRIVATE <= sign <= _CLOSING_PRIVATE else sign for sign in level.words)

        def place(found: re.Match[str]) -> str:
            other = int(found[1]) - 1
            if other not in levels or other > at:
                return ""
            form = "decimal" if level.plain_digits else levels[other].form
            return self._written(counts.get(other, levels[other].start), form)

        return _PLACE.sub(place, level.words)[:_LONGEST_LABEL]

    def _written(self, count: int, form: str) -> str:
        label = written(count, form)
        if label is None:
            self.unknown.add(form)
        return str(count) if label is None else label

    def _levels_of(self, listed: str) -> tuple[str, dict[int, _Level]]:
        """The definition that a list counts by, and its levels with what the list has of its own."""
        if listed not in self._levels:
            definition = self._definition(listed)
            levels = _levels(self._abstract.get(definition))
            own = self._lists[listed]
            overrides = find_all(own, "w:lvlOverride")
            levels |= {at: each for override in overrides for at, each in _levels(override).items()}
            told = [(number(each.get("w:ilvl")), value(each, "w:startOverride")) for each in overrides]
            self._starts[listed] = {at: number(start, 1) for at, start in told if start is not None}
            self._levels[listed] = (definition, levels)
        return self._levels[listed]

    def _definition(self, listed: str) -> str:
        found = value(self._lists[listed], "w:abstractNumId") or ""
        link = value(self._abstract.get(found), "w:numStyleLink")
        other = self.styles.list_of(link) if link is not None else None
        if other in self._lists and other != listed:
            return value(self._lists[other], "w:abstractNumId") or found
        return found


def _levels(node: Node | None) -> dict[int, _Level]:
    found = find_all(node, "w:lvl")
    return {number(each.get("w:ilvl")): _level(each) for each in found if 0 <= number(each.get("w:ilvl")) < _LEVELS}


def _level(node: Node) -> _Level:
    form = value(node, "w:numFmt") or value(node, "mc:AlternateContent/mc:Fallback/w:numFmt") or "decimal"
    restart = value(node, "w:lvlRestart")
    return _Level(
        start=number(value(node, "w:start")),
        form=form,
        words=(value(node, "w:lvlText") or "")[:_LONGEST_LABEL],
        gap="" if value(node, "w:suff") == "nothing" else " ",
        restart=None if restart is None else number(restart),
        plain_digits=bool(switched(node, "w:isLgl")),
        hidden=bool(switched(node, "w:rPr/w:vanish")),
        style=value(node, "w:pStyle"),
    )
