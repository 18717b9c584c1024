"""Two texts compared: the alignment of their sentences, and what became of each directive."""

from collections.abc import Sequence

from annotate.compare.alignment import align
from annotate.compare.edits import edits
from annotate.compare.rows import compare_directives
from annotate.compare.values import Comparison, Group, Side, Verdict
from annotate.errors import InputRefusedError
from annotate.policy.lexicon import has_lexicon, load_lexicon
from annotate.policy.values import Rules
from annotate.text.reading import Reading

NO_RULES = Rules("none", "0", "")


def compare(old: Side, new: Side, rules_folder: str | None = None, verdicts: Sequence[Verdict] = ()) -> Comparison:
    """Compare two texts.

    Args:
        old: the earlier text.
        new: the later text.
        rules_folder: a folder of rules to judge by, instead of the package's own.
        verdicts: what a reader said of these two texts, in the order it was said; it wins over the rules.

    Returns:
        The alignment of the sentences and a row for each directive: those of the new text in their order, then those of
        the old text that nothing took up.

    Raises:
        InputRefusedError: the two texts are in two languages.
    """
    language = _common_language(old, new)
    alignment = tuple(_with_edits(group, old.reading, new.reading) for group in align(old.reading, new.reading))
    if not has_lexicon(language) and rules_folder is None:
        note = f"There is no lexicon for the language {language!r}: sentences were aligned, no directives were read."
        return Comparison(old, new, alignment, (), NO_RULES, note)
    lexicon = load_lexicon(language, rules_folder)
    rows, lost = compare_directives(old.reading, new.reading, lexicon, verdicts)
    return Comparison(old, new, alignment, rows, lexicon.rules, _lost_note(lost))


def _lost_note(lost: Sequence[Verdict]) -> str:
    if not lost:
        return ""
    what = "1 verdict is" if len(lost) == 1 else f"{len(lost)} verdicts are"
    numbers = ", ".join(str(each.id) for each in lost)
    return f"{what} on words that these rules read as no directive and had no effect: {numbers}."


def _common_language(old: Side, new: Side) -> str:
    languages = (old.reading.language, new.reading.language)
    if languages[0] != languages[1]:
        raise InputRefusedError(
            f"The old text is in {languages[0]}, the new one in {languages[1]}; two languages are not compared. "
            "If one was guessed wrongly, add it again with --language."
        )
    return languages[0]


def _with_edits(group: Group, old: Reading, new: Reading) -> Group:
    if group.edits or not (group.old and group.new):
        return group
    made = edits(old.text, group.old, new.text, group.new, old_words=old.words, new_words=new.words)
    return Group(group.kind, group.moved, group.old, group.new, group.similarity, made)
