"""Candidates: enough of them, not too many, and the same both ways."""

from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.compare.candidates import FEWEST, candidates
from annotate.compare.units import Unit, units
from annotate.policy.directives import read_directives
from annotate.policy.lexicon import load_lexicon
from annotate.text.reader import read

LEXICON = load_lexicon("zh-Hans")
ORDERS = st.lists(
    st.sampled_from(["修好堤防", "加强水利建设", "保障供水", "稳住楼市", "促进房地产发展"]), min_size=1, max_size=9
)


def ready(orders: list[str]) -> tuple[Unit, ...]:
    text = "\n".join(f"会议强调，要{order}。" for order in orders)
    reading = read(text, language="zh-Hans", reflow=False)
    return units(reading, read_directives(reading, LEXICON), LEXICON)


@settings(deadline=None)
@given(ORDERS, ORDERS)
def test_the_same_pairs_whichever_text_is_the_old_one(one: list[str], other: list[str]) -> None:
    here, there = ready(one), ready(other)
    assert candidates(here, there, LEXICON) == sorted((o, n) for n, o in candidates(there, here, LEXICON))


def test_a_pair_with_nothing_in_common_is_no_candidate() -> None:
    assert candidates(ready(["修好堤防"]), ready(["稳住楼市"]), LEXICON) == []


def test_one_matter_under_two_names_is_a_candidate() -> None:
    assert candidates(ready(["促进房地产发展"]), ready(["稳住楼市"]), LEXICON) == [(0, 0)]


def test_a_long_text_of_one_line_over_and_over_costs_in_proportion_to_its_length() -> None:
    many = ready(["修好堤防，加强水利建设"] * 3000)
    assert len(candidates(many, many, LEXICON)) <= len(many) * (2 * FEWEST + 1)
