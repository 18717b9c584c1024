"""Verdicts are kept, win in every later diff of the two texts, and leave a trace."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from annotate.compare.values import NewVerdict, Row
from annotate.errors import CallError, ImportRefusedError, InputRefusedError, RefNotFoundError
from annotate.store import ledger
from annotate.store.adding import add
from annotate.store.comparing import diff
from annotate.store.judging import judge, verdicts
from annotate.store.opening import Store, open_store
from annotate.store.schema import history
from annotate.text.spans import Span

MAY = "会议强调，要稳住楼市，加强水利建设。"
JUNE = "会议强调，要修复堤防，加强水利建设。"
HOUSING, WORKS = (Span(5, 10),), (Span(11, 17),)  # 要稳住楼市 and, in June, 要修复堤防; 加强水利建设


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A store that each test gets a copy of."""
    with open_store(tmp_path_factory.mktemp("judging") / "annotate.db", create=True) as opened:
        add(opened, MAY.encode(), name="may")
        add(opened, JUNE.encode(), name="june")
        add(opened, b"The committee must act at once.", name="unread", language="und")
        return opened.path.read_bytes()


@pytest.fixture
def store(tmp_path: Path, filled: bytes) -> Iterator[Store]:
    (tmp_path / "annotate.db").write_bytes(filled)
    with open_store(tmp_path / "annotate.db") as opened:
        yield opened


def rows(store: Store, old: str, new: str) -> dict[tuple[Span, ...], Row]:
    return {row.new: row for row in diff(store, old, new).directives}


def test_a_verdict_wins_in_every_later_diff(store: Store) -> None:
    assert rows(store, "may", "june")[HOUSING].flag == "new"
    (kept,) = judge(store, "may", "june", [NewVerdict(HOUSING, HOUSING, "changed", "both on floods")], by="lin")

    row = rows(store, "may", "june")[HOUSING]

    assert (row.flag, row.old, row.verdict) == ("changed", HOUSING, kept)
    assert (kept.by, kept.note, kept.flag) == ("lin", "both on floods", "changed")
    assert verdicts(store, "may", "june") == (kept,)


def test_it_wins_when_the_two_texts_change_places(store: Store) -> None:
    judge(store, "may", "june", [NewVerdict(WORKS, WORKS, "strengthened", ladder="effort")], by="lin")
    row = rows(store, "june", "may")[WORKS]
    assert (row.flag, row.old, row.ladder) == ("weakened", WORKS, "effort")


def test_it_belongs_to_the_words_wherever_they_stand(store: Store, tmp_path: Path) -> None:
    judge(store, "may", "june", [NewVerdict((), WORKS, "new")], by="lin")
    add(store, MAY.encode(), name="copy-of-may")
    (tmp_path / "june.txt").write_text(JUNE, encoding="utf-8")
    assert rows(store, "copy-of-may", str(tmp_path / "june.txt"))[WORKS].flag == "new"
    add(store, (JUNE + "\n会议要求，要扩大就业。").encode(), name="june")
    assert rows(store, "may", "june")[WORKS].verdict is None


def test_a_later_verdict_replaces_the_one_on_the_same_directive(store: Store) -> None:
    judge(store, "may", "june", [NewVerdict((), WORKS, "new")], by="lin")
    # given with the texts turned round, it is on the same directive of June
    (later,) = judge(store, "june", "may", [NewVerdict(WORKS, WORKS, "changed", side="old")], by="wu")
    assert [each.id for each in verdicts(store, "may", "june")] == [later.id]
    assert rows(store, "may", "june")[WORKS].flag == "changed"


def test_all_verdicts_are_kept_or_none(store: Store) -> None:
    good, bad = NewVerdict((), WORKS, "new"), NewVerdict((), (Span(0, 4),), "new", line=2)
    with pytest.raises(ImportRefusedError, match=r"Line 2 .* 0:4 is no directive .* No verdict was kept"):
        judge(store, "may", "june", [good, bad], by="lin")
    assert verdicts(store, "may", "june") == ()


def test_the_history_tells_who_judged_what(store: Store) -> None:
    judge(store, "may", "june", [NewVerdict((), WORKS, "new", "seen twice")], by="lin")
    judge(store, "may", "june", [NewVerdict(WORKS, WORKS, "restated")], by="wu")
    with store.read() as connection:
        first, second = connection.execute(select(history).where(history.c.what == "judge")).all()
        assert ledger.first_broken(connection) is None
    assert (first.who, first.subject, first.after["flag"], first.after["note"]) == (
        "lin",
        "may@1 june@1",
        "new",
        "seen twice",
    )
    assert (second.who, second.before) == ("wu", {"replaced": [first.after["id"]]})


@pytest.mark.parametrize(
    ("old", "new", "by", "error"),
    [
        ("may", "june", "", CallError),
        ("may", "july", "lin", RefNotFoundError),
        ("unread", "unread", "lin", CallError),
    ],
)
def test_what_cannot_be_judged_is_refused(store: Store, old: str, new: str, by: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        judge(store, old, new, [NewVerdict((), WORKS, "new")], by=by)


def test_a_span_past_the_text_is_refused(store: Store) -> None:
    with pytest.raises(InputRefusedError, match="90:95 is no directive"):
        judge(store, "may", "june", [NewVerdict((), (Span(90, 95),), "new")], by="lin")


def test_a_verdict_across_two_scripts_wins_where_scripts_are_folded_again(store: Store) -> None:
    add(store, "會議強調，要穩住樓市，加強水利建設。".encode(), name="may-in-taipei")
    given = NewVerdict(HOUSING, HOUSING, "changed", "both on floods")
    with pytest.raises(CallError, match="no lexicon for 'zh-Hant'"):
        judge(store, "may-in-taipei", "june", [given], by="lin")
    (kept,) = judge(store, "may-in-taipei", "june", [given], by="lin", fold_script=True)
    found = diff(store, "may-in-taipei", "june", fold_script=True)
    assert [(row.flag, row.verdict) for row in found.directives if row.verdict] == [("changed", kept)]
