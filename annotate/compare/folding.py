"""A comparison of folded texts told in the texts' own characters: spans hold as they are, words are looked up again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotate.compare.values import Comparison, Edit, Group, Row, Side, TextSide
from annotate.policy.values import Parts
from annotate.text.characters import HAN
from annotate.text.spans import Span

# The words of the texts in a ground: in quotation marks, or an addressee that was named earlier, without them.
_WORDS = re.compile(rf"“(?P<quoted>[^“”]+)”|(?P<bare>[{HAN}]+)")
# What stands before words in a ground, and which text they are from.
_LEADS: dict[str, TextSide] = {
    "no longer names": "old",
    "only in the old text": "old",
    "without": "old",
    "only in the new text": "new",
    "shared words": "new",
    "names": "new",
    "adds": "new",
    "became": "new",
}
_LEAD = re.compile("|".join(_LEADS))
_TWO_NAMES = "under two names: "


def in_own_words(found: Comparison, old: Side, new: Side) -> Comparison:
    """The comparison `found` of two folded texts, told in the characters of `old` and `new` themselves."""
    texts = _Texts(
        _Written(old.reading.text, found.old.reading.text), _Written(new.reading.text, found.new.reading.text)
    )
    return replace(
        found,
        old=old,
        new=new,
        alignment=tuple(texts.group(group) for group in found.alignment),
        directives=tuple(texts.row(row) for row in found.directives),
    )


@dataclass(frozen=True)
class _Written:
    """A text as it was written and as it was compared, code point for code point."""

    own: str
    folded: str

    def words(self, words: str, spans: Sequence[Span]) -> str | None:
        """`words` of the folded text as they are written within `spans`, else last before these end; None if nowhere.

        An addressee or a speaker may stand earlier than the directive that it belongs to.
        """
        places = [self.folded.find(words, span.start, span.end) for span in spans]
        places.append(self.folded.rfind(words, 0, spans[-1].end) if spans else -1)
        at = next((place for place in places if place >= 0), None)
        return None if at is None else self.own[at : at + len(words)]


@dataclass(frozen=True)
class _Texts:
    """The two texts compared."""

    old: _Written
    new: _Written

    def group(self, group: Group) -> Group:
        return replace(group, edits=tuple(map(self.edit, group.edits)))

    def row(self, row: Row) -> Row:
        why = tuple(self.ground(sentence, row) for sentence in row.why)
        return replace(row, parts=self.parts(row), why=why, edits=tuple(map(self.edit, row.edits)))

    def edit(self, edit: Edit) -> Edit:
        before, after = edit.old.of(self.old.own), edit.new.of(self.new.own)
        if edit.op == "delete":
            return replace(edit, text=before)
        return replace(edit, text=after, old_text=before if edit.op == "equal" and before != after else None)

    def parts(self, row: Row) -> Parts:
        text, spans = (self.new, row.new) if row.new else (self.old, row.old)
        found = (row.parts.addressee, row.parts.marker, row.parts.speaker, row.parts.section)
        return Parts(*(words and (text.words(words, spans) or words) for words in found))

    def ground(self, sentence: str, row: Row) -> str:
        """A ground with its words as the text that they are from has them."""

        def own(match: re.Match[str]) -> str:
            words = match["quoted"] or match["bare"]
            sides = ((self.old, row.old), (self.new, row.new))
            first, second = sides if _side(sentence, match) == "old" else sides[::-1]
            found = first[0].words(words, first[1]) or second[0].words(words, second[1]) or words
            return match[0].replace(words, found)

        return _WORDS.sub(own, sentence)


def _side(sentence: str, words: re.Match[str]) -> TextSide:
    """Which text words in a ground are from."""
    before = sentence[: words.start()]
    if sentence.startswith(" became", words.end()) or before.endswith(_TWO_NAMES):
        return "old"
    leads = _LEAD.findall(before)
    return _LEADS[leads[-1]] if leads and _TWO_NAMES not in before else "new"
