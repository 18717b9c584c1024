"""Terms: cut by the longest form of the lexicon, near by what they name, held against those of another clause."""

from hypothesis import given
from hypothesis import strategies as st

from annotate.compare.terms import Term, hold, kinship, terms
from annotate.policy.lexicon import load_lexicon

ZH, EN = load_lexicon("zh-Hans"), load_lexicon("en")
FORMS = st.sampled_from(sorted(ZH.terms)[::25])


def term(words: str) -> Term:
    (found,) = terms(words, (), ZH)
    return found


def test_the_longest_form_of_the_lexicon_is_one_term() -> None:
    assert [each.words for each in terms("稳定高校毕业生就业", {2, 4, 7, 9}, ZH)] == ["稳定", "高校毕业生", "就业"]


def test_what_no_form_covers_is_cut_at_the_ends_of_words() -> None:
    assert [each.words for each in terms("修复石桥", {2, 4}, ZH)][-1] == "石桥"


def test_a_word_that_adds_nothing_is_no_term() -> None:
    assert "的" not in [each.words for each in terms("返乡人员的生活", {4, 5, 7}, ZH)]


def test_a_clause_of_nothing_but_such_words_is_one_term() -> None:
    assert [each.words for each in terms("各项工作", {2, 4}, ZH)] == ["各项工作"]


def test_english_terms_are_words_and_forms_of_several() -> None:
    assert [each.words for each in terms(["keep", "register"], {1, 2}, EN)] == ["keep", "register"]


def test_synonyms_are_one() -> None:
    assert kinship(term("国内需求"), term("内需"), ZH) == 1.0


def test_two_names_of_one_matter_are_near() -> None:
    assert kinship(term("养老金"), term("养老保险"), ZH) >= 0.5


def test_near_but_different_matters_are_not_near_by_their_letters() -> None:
    one, other = next(
        (one, other)
        for one, other in sorted(ZH.apart)
        if {one, other} <= ZH.terms.keys() and set(one) & set(other) and {m for m, _ in ZH.terms[one]} == {one}
        and {m for m, _ in ZH.terms[other]} == {other}
    )  # fmt: skip
    assert kinship(term(one), term(other), ZH) == 0.0


def test_a_matter_and_what_it_is_part_of_are_nearer_than_two_parts() -> None:
    near = ZH.linking.kinship
    assert near.same_matter > near.broader > near.siblings


@given(FORMS, FORMS)
def test_kinship_is_the_same_both_ways(one: str, other: str) -> None:
    assert kinship(term(one), term(other), ZH) == kinship(term(other), term(one), ZH)


@given(st.lists(FORMS, min_size=1, max_size=4))
def test_a_clause_holds_all_of_itself(words: list[str]) -> None:
    found = [term(each) for each in words]
    cover, odd = hold(found, found, ZH)
    assert odd == 0.0
    assert cover == 1.0 or all(each.weight == 0.0 for each in found)


def test_what_the_other_side_lacks_is_odd() -> None:
    cover, odd = hold([term("秋粮"), term("房地产")], [term("秋粮")], ZH)
    assert 0 < cover < 1
    assert odd == term("房地产").weight
