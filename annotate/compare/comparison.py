"""Two texts compared: the alignment of their sentences, and what became of each directive."""

from collections.abc import Sequence
from dataclasses import replace

from annotate.compare.alignment import align
from annotate.compare.edits import edits
from annotate.compare.folding import in_own_words
from annotate.compare.rows import compare_directives
from annotate.compare.values import Comparison, Folding, Group, Side, Verdict
from annotate.errors import InputRefusedError
from annotate.policy.lexicon import has_lexicon, load_lexicon
from annotate.policy.values import Rules
from annotate.text.counting import counted
from annotate.text.reading import Language, Reading
from annotate.text.script import check_opencc, configs, folded

NO_RULES = Rules("none", "0", "")


def compare(
    old: Side,
    new: Side,
    rules_folder: str | None = None,
    verdicts: Sequence[Verdict] = (),
    *,
    fold_script: bool = False,
) -> Comparison:
    """Compare two texts.

    Args:
        old: the earlier text.
        new: the later text.
        rules_folder: a folder of rules to judge by, instead of the package's own.
        verdicts: what a reader said of these two texts, in the order it was said; it wins over the rules.
        fold_script: whether traditional and simplified Chinese characters count as equal. All words told are still the
            texts' own; the directives of a traditional text are read by the rules for simplified Chinese.

    Returns:
        The alignment of the sentences and a row for each directive: those of the new text in their order, then those of
        the old text that nothing took up.

    Raises:
        InputRefusedError: the two texts are in two languages.
        MissingExtraError: characters are to be folded, and OpenCC is not installed.
    """
    if fold_script:
        return _compare_folded(old, new, rules_folder, verdicts)
    language = _common_language(old, new)
    alignment = tuple(_with_edits(group, old.reading, new.reading) for group in align(old.reading, new.reading))
    if not has_lexicon(language) and rules_folder is None:
        note = f"There is no lexicon for the language {language!r}: sentences were aligned, no directives were read."
        note += " They are with --fold-script." if configs(language) else ""
        return Comparison(old, new, alignment, (), NO_RULES, note)
    lexicon = load_lexicon(language, rules_folder)
    rows, lost = compare_directives(old.reading, new.reading, lexicon, verdicts)
    return Comparison(old, new, alignment, rows, lexicon.rules, _lost_note(lost))


def _compare_folded(old: Side, new: Side, rules_folder: str | None, verdicts: Sequence[Verdict]) -> Comparison:
    version = check_opencc()
    done = Folding("opencc", version, configs(old.reading.language), configs(new.reading.language))
    if not (done.old and done.new):
        found = compare(old, new, rules_folder, verdicts)
        note = f"No characters were folded: the texts are in {old.reading.language}, not in Chinese."
        return replace(found, note=f"{note} {found.note}".strip())
    one, other = (replace(side, reading=folded(side.reading)) for side in (old, new))
    found = compare(one, other, rules_folder, verdicts)
    return replace(in_own_words(found, old, new), folded=done)


def _lost_note(lost: Sequence[Verdict]) -> str:
    if not lost:
        return ""
    what = counted(len(lost), "verdict is", "verdicts are")
    numbers = ", ".join(str(each.id) for each in lost)
    return f"{what} on words that these rules read as no directive and had no effect: {numbers}."


def _common_language(old: Side, new: Side) -> Language:
    languages = (old.reading.language, new.reading.language)
    if languages[0] != languages[1]:
        chinese = all(map(configs, languages))
        raise InputRefusedError(
            f"The old text is in {languages[0]}, the new one in {languages[1]}; two "
            + ("scripts are not compared without --fold-script. " if chinese else "languages are not compared. ")
            + "If one was guessed wrongly, add it again with --language."
        )
    return languages[0]


def _with_edits(group: Group, old: Reading, new: Reading) -> Group:
    if group.edits or not (group.old and group.new):
        return group
    made = edits(old.text, group.old, new.text, group.new, old_words=old.words, new_words=new.words)
    return Group(group.kind, group.moved, group.old, group.new, group.similarity, made)
