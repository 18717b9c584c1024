"""Each command does what its help says, and answers where programs expect it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from annotate.cli.running import run

FIRST = "会议强调，各地要抓好春耕。各地要保障农资供应。\n"  # localities must get ploughing done and secure supplies
SECOND = "会议强调，各地要全力抓好春耕。要稳定就业。\n"


class Ended(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, object]:
        found: dict[str, object] = json.loads(self.out)
        return found


Command = Callable[..., Ended]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that holds `first.txt` as law@1 and `second.txt` as law@2."""
    folder = tmp_path_factory.mktemp("made")
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (folder / name).write_text(text, encoding="utf-8")
    add = ("--store", str(folder / "store/annotate.db"), "add", "--name", "law")
    assert run([*add, str(folder / "first.txt"), "--date", "2020-02-12", "--series", "laws"]) == 0
    assert run([*add, str(folder / "second.txt")]) == 0
    return folder


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command `annotate`, run in a folder of its own that holds `first.txt` and `second.txt`."""
    monkeypatch.chdir(tmp_path)
    for name in ("ANNOTATE_STORE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    Path("first.txt").write_text(FIRST, encoding="utf-8")
    Path("second.txt").write_text(SECOND, encoding="utf-8")

    def ran(*arguments: str) -> Ended:
        code = run(arguments)
        return Ended(code, *capsys.readouterr())

    return ran


@pytest.fixture
def stored(command: Command, made: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """The same, with `first.txt` stored as law@1 and `second.txt` as law@2."""
    shutil.copytree(made / "store", "store")
    capsys.readouterr()
    return command


def test_add_prints_a_ref_a_line(command: Command) -> None:
    assert command("add", "first.txt", "second.txt") == (0, "first@1\nsecond@1\n", "")


def test_add_stores_below_the_folder_one_is_in(command: Command) -> None:
    command("add", "first.txt")
    assert Path("store/annotate.db").is_file()


def test_the_store_may_be_named_by_option_or_environment(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    assert command("--store", "here/a.db", "add", "first.txt").code == 0
    monkeypatch.setenv("ANNOTATE_STORE", "here/a.db")
    assert command("list").out.splitlines()[1].startswith("first ")


def test_add_of_the_same_bytes_says_so_and_prints_the_ref(command: Command) -> None:
    command("add", "first.txt")
    ended = command("add", "first.txt")
    assert (ended.code, ended.out) == (0, "first@1\n")
    assert "nothing stored" in ended.err


def test_quiet_leaves_only_the_answer(command: Command) -> None:
    command("add", "first.txt")
    assert command("-q", "add", "first.txt") == (0, "first@1\n", "")


def test_add_answers_as_json(command: Command) -> None:
    ended = command("add", "first.txt", "--format", "json")
    shape = {"schema": "annotate.added/1", "ref": "first@1", "stored": True}
    assert ended.json == {**shape, "date": None, "date_ground": None, "notes": [], "marks": []}


def test_a_dry_run_shows_how_a_file_is_read_and_stores_nothing(command: Command) -> None:
    ended = command("add", "first.txt", "--dry-run")
    assert ended.code == 0
    assert "language zh-Hans" in ended.out
    assert command("add", "first.txt", "--dry-run", "--format", "json").json["encoding"]
    assert not Path("store").exists()


def test_list_and_log_tell_what_is_stored(stored: Command) -> None:
    assert stored("list").out.splitlines()[1].split()[:2] == ["law", "2"]
    assert [line.split()[0] for line in stored("log", "law").out.splitlines()] == ["ref", "law@1", "law@2"]
    listed = stored("list", "--format", "json").json
    assert listed["schema"] == "annotate.list/1"
    assert stored("log", "law", "--format", "json").json["schema"] == "annotate.log/1"
    assert stored("list", "--series", "other").out == ""


def test_labels_are_described_and_shown_in_a_page(stored: Command) -> None:
    stored("mark", "law@2", "--quote", "稳定就业", "--label", "jobs")
    assert stored("labels", "--set", "jobs", "--about", "who has work", "--colour", "#0a6a00").code == 0
    assert stored("labels").out.splitlines()[1].split() == ["jobs", "1", "#0a6a00", "who", "has", "work"]
    page = stored("export", "law", "--to", "html").out
    assert 'style="--lane: 0; --edge: #0a6a00" title="jobs">稳定就业</mark>' in page
    assert "who has work" in page
    assert stored("labels", "--set", "jobs", "--colour", "green").code == 2
    assert stored("labels", "--about", "x").code == 2


def test_a_reply_is_shown_with_its_mark_and_exported(stored: Command) -> None:
    stored("mark", "law@1", "--quote", "抓好春耕", "--label", "spring")
    assert stored("reply", "m1", "--note", "since March", "--by", "wang").out == "m1.1\n"
    assert "m1.1  since March  (wang)" in stored("marks", "law").out
    for form in ("text", "md", "html", "jsonl", "json", "csv"):
        assert "since March" in stored("export", "law", "--to", form).out
    assert stored("reply", "m9", "--note", "x").code == 3
    assert stored("reply", "m1", "--note", " ").code == 2


def test_marks_are_filtered(stored: Command) -> None:
    stored("mark", "law@2", "--quote", "稳定就业", "--label", "jobs", "--note", "Check in May", "--by", "lin")
    stored("mark", "law@2", "--quote", "各地", "--label", "who", "--by", "wang")
    stored("reply", "m2", "--note", "the check is done")

    def ids(*options: str) -> list[str]:
        rows = stored("marks", "law", *options, "--format", "json").json["marks"]
        return sorted(row["id"] for row in rows)  # type: ignore[attr-defined]

    assert ids("--label", "jobs") == ["m1"]
    assert ids("--label", "jobs", "--label", "who") == ["m1", "m2"]
    assert ids("--note", "check") == ["m1", "m2"]
    assert ids("--note", "may") == ["m1"]
    assert ids("--by", "wang") == ["m2"]
    assert ids("--since", "2000-01-01", "--until", "2999-01-01") == ["m1", "m2"]
    assert ids("--until", "2000-01-01") == []
    assert ids("--state", "orphaned") == []
    assert stored("marks", "law", "--since", "May").code == 2


def test_undo_takes_the_last_change_back_and_history_keeps_both(stored: Command) -> None:
    stored("mark", "law@2", "--quote", "稳定就业", "--label", "jobs")
    assert stored("undo", "--by", "lin").err == "undone: entry 3, mark m1\n"
    assert stored("marks", "law").out == ""
    assert stored("undo", "--redo").err == "redone: entry 3, mark m1\n"
    assert [row["what"] for row in stored("history", "m1", "--format", "json").json["entries"]] == [  # type: ignore[attr-defined]
        "mark", "undo", "redo"
    ]  # fmt: skip
    assert stored("undo", "2").code == 4


def test_the_history_is_written_whole(stored: Command) -> None:
    assert len(stored("export", "--to", "history").out.splitlines()) == 2
    assert stored("export", "law", "--to", "history").code == 2
    assert stored("export", "--to", "text").code == 2


@pytest.mark.parametrize(("form", "expected"), [("csv", "name,versions"), ("md", "| name |"), ("html", "<table")])
def test_tables_come_in_other_forms(stored: Command, form: str, expected: str) -> None:
    assert expected in stored("list", "--format", form).out


def test_show_prints_the_text_alone(stored: Command) -> None:
    assert stored("show", "law@1").out.strip() == FIRST.strip()


def test_show_as_json_has_the_shape_that_others_rely_on(stored: Command) -> None:
    found = stored("show", "law", "--format", "json").json
    keys = {
        "schema",
        "ref",
        "name",
        "version",
        "date",
        "series",
        "title",
        "language",
        "sha256",
        "text",
        "removed",
        "blocks",
    }
    assert keys <= set(found)
    assert (found["schema"], found["ref"], found["version"]) == ("annotate.version/1", "law@2", 2)
    assert "directives" not in found


def test_show_prints_directives_with_their_parts(stored: Command) -> None:
    ended = stored("show", "law@1", "--directives")
    assert "抓好春耕" in ended.out
    assert "addressee 各地 · marker 要" in ended.out
    found = stored("show", "law@1", "--directives", "--format", "json").json
    first = found["directives"][0]  # type: ignore[index]
    start, end = first["spans"][0]
    assert first["quotes"] == [str(found["text"])[start:end]]
    assert first["parts"]["addressee"] == "各地"


def test_show_of_a_language_without_lexicon_says_so(command: Command) -> None:
    command("add", "first.txt", "--language", "und")
    ended = command("show", "first", "--directives")
    assert ended.code == 0
    assert "no lexicon" in ended.err


def test_set_changes_what_is_known(stored: Command) -> None:
    assert stored("set", "law@2", "--date", "2020-03-01", "--title", "Notice", "--rename", "rule").code == 0
    assert stored("show", "rule@2", "--format", "json").json["date"] == "2020-03-01"


def test_mark_prints_the_id_and_the_mark_is_carried(stored: Command) -> None:
    assert stored("mark", "law@1", "--quote", "抓好春耕", "--label", "farming").out == "m1\n"
    (mark,) = stored("marks", "law", "--format", "json").json["marks"]  # type: ignore[misc]
    assert mark["from"] == "law@1"
    assert mark["quotes"] == ["抓好春耕"]
    assert stored("marks", "law", "--format", "json").json["ref"] == "law@2"


def test_a_mark_may_have_several_spans(stored: Command) -> None:
    ended = stored("mark", "law@1", "--span", "13:15", "--span", "5:7", "--label", "whom", "--format", "json")
    (mark,) = ended.json["marks"]  # type: ignore[misc]
    assert mark["spans"] == [[5, 7], [13, 15]]
    assert mark["quotes"] == ["各地", "各地"]


def test_a_quote_is_told_apart_by_the_words_around_it(stored: Command) -> None:
    ended = stored("mark", "law@1", "--quote", "各地", "--suffix", "要保障", "--label", "whom", "--format", "json")
    assert ended.json["marks"][0]["start"] == 13  # type: ignore[index]


def test_marks_are_chosen_by_state(stored: Command) -> None:
    stored("mark", "law@1", "--quote", "保障农资供应", "--label", "x")
    assert stored("marks", "law@1", "--state", "orphaned,moved").out == ""
    assert "保障农资供应" in stored("marks", "law@1", "--state", "unchanged").out


def test_edit_and_unmark_change_a_mark_and_lose_nothing(stored: Command) -> None:
    stored("mark", "law@1", "--quote", "抓好春耕", "--label", "x")
    assert stored("edit", "m1", "--note", "since March", "--expect-revision", "1").code == 0
    assert stored("edit", "m1", "--note", "late", "--expect-revision", "1").code == 4
    assert stored("unmark", "m1").code == 0
    assert stored("marks", "law@1").out == ""
    assert "since March" in stored("marks", "law@1", "--inactive").out


def test_marks_go_from_one_store_to_another(stored: Command) -> None:
    stored("mark", "law@1", "--quote", "抓好春耕", "--label", "farming", "--note", "a\nb", "--by", "li")
    stored("mark", "law@1", "--span", "5:7", "--span", "9:9", "--label", "whom")
    stored("export", "law@1", "--to", "jsonl", "-o", "marks.jsonl")
    stored("--store", "other.db", "add", "first.txt", "--name", "law")
    ended = stored("--store", "other.db", "import", "law@1", "marks.jsonl", "--from", "jsonl")
    assert (ended.code, ended.out) == (0, "")
    here = stored("marks", "law@1", "--format", "json").json["marks"]
    assert stored("--store", "other.db", "marks", "law@1", "--format", "json").json["marks"] == here
    again = stored("--store", "other.db", "import", "law@1", "marks.jsonl", "--from", "jsonl")
    assert "2 were there already" in again.err


def test_a_mark_without_a_place_goes_too(stored: Command) -> None:
    stored("mark", "law@1", "--quote", "保障农资供应", "--label", "supplies")
    (gone,) = stored("marks", "law@2", "--format", "json").json["marks"]  # type: ignore[misc]
    assert gone["state"] == "orphaned"
    stored("export", "law@2", "--to", "jsonl", "-o", "marks.jsonl")
    stored("--store", "other.db", "add", "second.txt", "--name", "law")
    stored("--store", "other.db", "import", "law", "marks.jsonl", "--from", "jsonl")
    (there,) = stored("--store", "other.db", "marks", "law", "--format", "json").json["marks"]  # type: ignore[misc]
    assert (there["state"], there["spans"], there["label"]) == ("orphaned", [], "supplies")
    assert there["origin"]["quotes"] == gone["origin"]["quotes"]


def test_csv_has_a_byte_order_mark_in_a_file_only(stored: Command) -> None:
    stored("mark", "law@1", "--quote", "抓好春耕", "--label", "=1")
    assert stored("export", "law@1", "--to", "csv").out.startswith("ref,id")
    stored("export", "law@1", "--to", "csv", "-o", "marks.csv")
    assert Path("marks.csv").read_bytes().startswith(b"\xef\xbb\xbfref,id")
    assert ",'=1," in Path("marks.csv").read_text(encoding="utf-8-sig")


def test_several_versions_are_exported_together(stored: Command) -> None:
    assert stored("export", "law@1", "law@2", "--to", "html").out.count('class="text"') == 2


def test_output_replaces_a_file_only_when_forced(stored: Command) -> None:
    Path("out.txt").write_text("mine", encoding="utf-8")
    assert stored("show", "law@1", "-o", "out.txt").code == 4
    assert Path("out.txt").read_text(encoding="utf-8") == "mine"
    assert stored("show", "law@1", "-o", "out.txt", "--force") == (0, "", "")
    assert Path("out.txt").read_text(encoding="utf-8").strip() == FIRST.strip()
    assert sorted(path.name for path in Path().iterdir()) == ["first.txt", "out.txt", "second.txt", "store"]


def test_diff_of_paths_stores_nothing(command: Command) -> None:
    ended = command("diff", "first.txt", "./second.txt")
    assert ended.code == 0
    assert "Directives" in ended.out
    assert not Path("store").exists()


def test_diff_of_versions_shows_sentences_too(stored: Command) -> None:
    assert "Sentences" in stored("diff", "law@1", "law@2").out


def test_diff_of_a_text_with_itself_has_nothing_to_report(stored: Command) -> None:
    ended = stored("diff", "law@1", "law@1", "--exit-code")
    assert ended.code == 0
    assert "all prints them" in ended.out
    assert "= restated" in stored("diff", "law@1", "law@1", "--all").out


def test_exit_code_tells_whether_something_differs(stored: Command) -> None:
    assert stored("diff", "law@1", "law@2").code == 0
    assert stored("diff", "law@1", "law@2", "--exit-code").code == 1


def test_only_keeps_the_flags_asked_for(stored: Command) -> None:
    found = stored("diff", "law@1", "law@2", "--only", "new,dropped", "--format", "json").json
    assert {row["flag"] for row in found["directives"]} == {"new", "dropped"}  # type: ignore[attr-defined]


def test_several_new_texts_give_one_object_a_line(stored: Command) -> None:
    lines = stored("diff", "law@1", "law@2", "first.txt", "--format", "json").out.splitlines()
    assert [json.loads(line)["new"]["ref"] or json.loads(line)["new"]["path"] for line in lines] == [
        "law@2",
        "first.txt",
    ]


@pytest.mark.parametrize("form", ["csv", "md", "html"])
def test_diff_comes_in_other_forms(stored: Command, form: str) -> None:
    assert "抓好春耕" in stored("diff", "law@1", "law@2", "--format", form).out


def test_demo_runs_in_a_new_folder_and_leaves_the_users_store_alone(command: Command) -> None:
    ended = command("demo")
    assert ended.code == 0
    assert "Directives" in ended.out
    assert {path.name for path in Path("annotate-demo").iterdir()} == {"annotate.db", "diff.html", "readout.html"}
    assert not Path("store").exists()
    again = command("demo")
    assert again.code == 4
    assert again.err.startswith("annotate: 'annotate-demo' is there already")


def test_help_names_every_command(command: Command) -> None:
    from annotate.cli.group import COMMANDS

    ended = command("--help")
    assert ended.code == 0
    for name in COMMANDS:
        assert f"\n  {name} " in ended.out
        assert command(name, "--help").code == 0
    assert command() == ended


def test_review_lists_what_is_doubtful_and_settles_by_file(stored: Command) -> None:
    stored("mark", "law@1", "--quote", "抓好春耕", "--label", "spring")
    stored("mark", "law@1", "--quote", "保障农资供应", "--label", "supply")
    listed = stored("review", "law")
    assert (listed.code, listed.err) == (0, "1 mark to review on law\n")
    assert "m2  orphaned  supply" in listed.out
    stored("review", "law", "--export", "doubtful.jsonl")
    answers = Path("doubtful.jsonl").read_text(encoding="utf-8").replace('"answer": null', '"answer": "orphan"')
    Path("answers.jsonl").write_text(answers, encoding="utf-8")
    assert stored("review", "law", "--apply", "answers.jsonl").code == 2
    assert stored("review", "law", "--apply", "answers.jsonl", "--by", "lin").err == "1 mark settled on law\n"
    assert stored("review", "law", "--format", "json").json["marks"] == []


def test_settling_one_by_one_needs_a_terminal(stored: Command) -> None:
    ended = stored("review", "law", "--by", "lin")
    assert (ended.code, "--apply FILE" in ended.err) == (2, True)


def test_a_dry_run_tells_what_becomes_of_the_marks(stored: Command) -> None:
    stored("mark", "law@2", "--quote", "稳定就业", "--label", "jobs")
    ended = stored("add", "first.txt", "--name", "law", "--dry-run")
    assert "marks  1 orphaned (carried from law@2)" in ended.out
    assert "m1  orphaned  jobs" in ended.out
    found = stored("add", "second.txt", "--name", "law", "--dry-run", "--format", "json").json["carried"]
    assert found["counts"]["unchanged"] == 1  # type: ignore[index]
    assert stored("log", "law", "--format", "csv").out.count("\n") == 3


@pytest.mark.parametrize(("offsets", "span"), [("utf16", "12:16"), ("utf8", "34:46"), ("codepoint", "11:15")])
def test_offsets_are_mapped_on_their_way_in_and_out(command: Command, offsets: str, span: str) -> None:
    start, end = map(int, span.split(":"))
    Path("opinion.txt").write_text("关于𠮷林工作的意见，要全面落实。", encoding="utf-8")
    command("add", "opinion.txt")
    made = command("mark", "opinion", "--span", span, "--offsets", offsets, "--label", "x", "--format", "json").json
    assert made["marks"][0]["spans"] == [[start, end]]  # type: ignore[index]
    assert made["marks"][0]["quotes"] == ["全面落实"]  # type: ignore[index]
    listed = command("marks", "opinion", "--offsets", offsets, "--format", "json").json
    assert (listed["offsets"], listed["marks"][0]["origin"]["spans"]) == (offsets, [[start, end]])  # type: ignore[index]
    exported = command("export", "opinion", "--to", "jsonl", "--offsets", offsets).out
    assert (json.loads(exported)["start"], json.loads(exported).get("offsets", "codepoint")) == (start, offsets)
    Path("marks.jsonl").write_text(exported, encoding="utf-8")
    assert command("--store", "b.db", "add", "opinion.txt").code == 0
    assert (
        command("--store", "b.db", "import", "opinion", "marks.jsonl", "--from", "jsonl", "--offsets", offsets).code
        == 0
    )
    assert command("--store", "b.db", "marks", "opinion", "--format", "json").json["marks"][0]["spans"] == [[11, 15]]  # type: ignore[index]


def test_offsets_that_do_not_fit_are_refused(command: Command) -> None:
    Path("opinion.txt").write_text("关于𠮷林工作的意见，要全面落实。", encoding="utf-8")
    command("add", "opinion.txt")
    ended = command("mark", "opinion", "--span", "2:3", "--offsets", "utf16", "--label", "x")
    assert (ended.code, "in two" in ended.err) == (4, True)
    Path("marks.jsonl").write_text('{"start": 2, "end": 3, "quote": "𠮷", "label": "x"}\n', encoding="utf-8")
    ended = command("import", "opinion", "marks.jsonl", "--from", "jsonl", "--offsets", "utf16")
    assert (ended.code, ended.err.startswith("annotate: marks.jsonl, line 1: ")) == (4, True)
    Path("marks.jsonl").write_text('{"start": 2, "end": 3, "quote": "𠮷", "label": "x", "offsets": "utf8"}\n')
    assert command("import", "opinion", "marks.jsonl", "--from", "jsonl").code == 4
    assert command("export", "opinion", "--to", "text", "--offsets", "utf16").code == 2
