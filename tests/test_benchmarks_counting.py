"""The measures count as they say; each on a case small enough to check by hand."""

import json
import tomllib
from pathlib import Path

import pytest

from benchmarks import measure_carry, measure_revision, measure_successor, quality
from benchmarks.counting import Tally, tally, tally_label, visible_places


def test_f1_is_the_harmonic_mean_of_precision_and_recall() -> None:
    found = tally({1, 2, 3, 4}, {1, 2, 3, 5, 6})

    assert found == Tally(right=3, wrong=1, missed=2)
    assert (found.precision, found.recall) == (0.75, 0.6)
    assert found.f1 == pytest.approx(2 * 0.75 * 0.6 / (0.75 + 0.6))


def test_nothing_found_is_nought_and_no_error() -> None:
    assert (Tally(missed=2).f1, Tally(missed=2).precision, Tally(missed=2).recall) == (0, 0, 0)


def test_a_label_is_held_against_all_others() -> None:
    assert tally_label(["new", "new", "same"], ["new", "same", "new"], "new") == Tally(1, 1, 1)


def test_white_space_is_no_place() -> None:
    assert visible_places("a b\n", [(0, 4)]) == {0, 2}


def test_kappa_of_full_agreement_is_one() -> None:
    assert measure_successor.kappa(["new", "same"], ["new", "same"]) == 1


def test_a_revision_is_measured_by_its_links(tmp_path: Path) -> None:
    pair = {
        "old": ["要保障春耕用水。", "要修好水渠。"],
        "new": ["要修好水渠。", "要切实保障春耕用水。"],
        "gold": [[0, 1], [1, 0]],
    }
    wrong = {"old": ["要保障春耕用水。"], "new": ["要保障春耕用水。"], "gold": []}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(pair) + "\n" + json.dumps(wrong) + "\n", encoding="utf-8")

    score = measure_revision.measure(gold)

    assert score.all == Tally(right=2, wrong=1)
    assert score.changed == Tally(right=1)


def test_a_carried_mark_is_measured_by_its_place(tmp_path: Path) -> None:
    before, after = "各地要报告。会议强调，要抓好春耕。", "会议强调，要抓好春耕。"
    marks = [
        {"start": 12, "end": 16, "fate": "keep", "truth": [6, 10]},
        {"start": 12, "end": 16, "fate": "keep", "truth": [0, 4]},
        {"start": 0, "end": 5, "fate": "delete", "truth": None},
    ]
    gold = tmp_path / "gold.json"
    gold.write_text(json.dumps([{"kind": "note", "before": before, "after": after, "ann": marks}]), encoding="utf-8")

    score = measure_carry.measure(gold)

    assert score.outcomes["note", "keep"] == {measure_carry.RIGHT: 1, measure_carry.MISPLACED: 1}
    assert (score.living("note", measure_carry.RIGHT), score.deleted("note", measure_carry.RIGHT)) == (0.5, 1)
    assert score.lost() == 0


def test_a_successor_is_measured_by_its_atoms(tmp_path: Path) -> None:
    old, new = "会议强调，要抓好春耕。", "会议强调，要抓好春耕。"
    gold = {
        "a_atoms": [[0, 4], [5, 10]],
        "b_atoms": [[0, 4], [5, 10]],
        "a": {"1": ["kept"]},
        "b": {"1": ["changed", "same"]},
        "links": [[1, 1]],
        "links_either": [],
        "force": {"1": "none"},
    }
    (tmp_path / "a.txt").write_text(old, encoding="utf-8")
    (tmp_path / "b.txt").write_text(new, encoding="utf-8")
    (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")

    figures = measure_successor.measure_pair(tmp_path).figures

    assert (figures["kappa"], figures["link"], figures["directive"], figures["same"]) == (1, 1, 1, 1)


def test_the_ways_of_force_are_counted_where_readers_agree(tmp_path: Path) -> None:
    old, new = (
        "会议强调，要抓好春耕。要修水渠。",
        "会议强调，要全力抓好春耕。要修水渠。",
    )  # ploughing, with all force; canals
    gold = {
        "a_atoms": [[5, 10], [11, 15]],
        "b_atoms": [[5, 12], [13, 17]],
        "a": {"0": ["kept"], "1": ["kept"]},
        "b": {"0": ["changed"], "1": ["changed"]},
        "links": [[0, 0], [1, 1]],
        "links_either": [],
        "force": {"0": "up", "1": "down"},
    }
    (tmp_path / "a.txt").write_text(old, encoding="utf-8")
    (tmp_path / "b.txt").write_text(new, encoding="utf-8")
    (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")

    score = measure_successor.measure_pair(tmp_path)

    assert score.force == {"up": Tally(right=1), "down": Tally(missed=1)}
    assert measure_successor.force_line([score]) == "up 1.000 of 1 down 0.000 of 1"


def test_a_lexicon_unread_loses_the_forms_that_only_the_judged_texts_have(tmp_path: Path) -> None:
    for pair, words in (("judged", "春耕 水渠"), ("other", "水渠")):
        (tmp_path / pair).mkdir()
        for side in "ab":
            (tmp_path / pair / f"{side}.txt").write_text(words, encoding="utf-8")
    matters = '["田"]\n"耕作" = {names = ["春耕", "水渠", "秋收"], members = ["春耕"], broader = "农业"}\n'

    left = tomllib.loads(quality.unread(matters, tmp_path, ["judged"]))

    assert left == {"田": {"耕作": {"names": ["水渠", "秋收"], "members": [], "broader": "农业"}}}
