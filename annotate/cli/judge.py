"""`annotate judge`."""

from typing import TYPE_CHECKING, TypedDict

import click

from annotate.cli.options import Session, fold_script_option, some_of, span, table_format_option, words
from annotate.cli.output import answer, check_output, read_answers_file, screen
from annotate.errors import CallError
from annotate.report.rows import FLAGS
from annotate.text.counting import counted

if TYPE_CHECKING:
    from annotate.compare.values import Comparison, Flag, NewVerdict, Verdict
    from annotate.store.opening import Store


class _Reading(TypedDict):
    """How the directives of the two texts are read."""

    rules: str | None
    fold_script: bool


@click.command("judge")
@click.argument("old", type=words)
@click.argument("new", type=words)
@click.option("--by", type=words, default="", metavar="WHO", help="Who judges; needed for all that is kept.")
@click.option("--new", "news", type=span, metavar="START:END", multiple=True, help="A directive of NEW.")
@click.option(
    "--old", "olds", type=span, metavar="START:END", multiple=True, help="A directive of OLD that it takes up."
)
@click.option("--flag", type=some_of(FLAGS), metavar="FLAG", help=f"What became of it: {', '.join(FLAGS)}.")
@click.option("--ladder", type=words, help="The scale of wording, for strengthened and weakened.")
@click.option("--note", type=words, default="", help="The reason.")
@click.option("--export", "exported", metavar="FILE", help="Write the doubtful rows to FILE, to be answered there.")
@click.option("--apply", "applied", metavar="FILE", help="Keep the answers in FILE: all of them, or none.")
@click.option("--list", "listed", is_flag=True, help="List the verdicts in force.")
@click.option("--all", "everything", is_flag=True, help="Every row, not only the doubtful.")
@click.option("--rules", metavar="DIR", help="Judge by the lexicons in this folder.")
@fold_script_option
@click.option("--force", is_flag=True, help="Replace the FILE of --export if it is there already.")
@table_format_option
@click.pass_obj
def command(
    session: Session,
    *,
    old: str,
    new: str,
    by: str,
    news: tuple[tuple[int, int], ...],
    olds: tuple[tuple[int, int], ...],
    flag: "tuple[Flag, ...] | None",
    ladder: str | None,
    note: str,
    exported: str | None,
    applied: str | None,
    listed: bool,
    everything: bool,
    rules: str | None,
    fold_script: bool,
    force: bool,
    form: str,
) -> None:
    """Overrule a flag or a link of the comparison of two stored texts; the verdict wins in every later diff of the two.

    Without further options the doubtful rows are shown one by one, with a question after each. --export writes them to
    a file and --apply takes the answers; --new, --old and --flag give a single verdict: a directive with all those it
    takes up. A verdict on a directive replaces an earlier one.
    """
    single = _single(news, olds, flag, note, ladder)
    ways = [each for each in (exported, applied, listed or None, single) if each is not None]
    if len(ways) > 1:
        raise click.UsageError("Choose one: --export, --apply, --list, or a verdict with --flag.")
    if exported is None and not listed and not by.strip():
        raise click.UsageError("Say with --by who judges.")
    check_output(exported, force=force)
    if listed:
        check_output(None, form=form)
    from annotate.formats.judging import read_verdicts, write_doubtful

    reading: _Reading = {"rules": rules, "fold_script": fold_script}
    with session.open() as store:
        comparison = _comparison(store, old, new, reading)
        if exported is not None:
            answer(write_doubtful(comparison, everything=everything), exported, force=force)
        elif listed:
            _list(store, comparison, old, new, form)
        elif applied is not None:
            text, name = read_answers_file(applied, "no verdict was kept")
            given = read_verdicts(text, comparison, name)
            _keep(session, store, comparison, given, by=by, reading=reading, form=form)
        elif single is not None:
            _keep(session, store, comparison, (single,), by=by, reading=reading, form=form)
        else:
            _ask(session, store, comparison, everything=everything, by=by, reading=reading)


def _single(
    news: tuple[tuple[int, int], ...],
    olds: tuple[tuple[int, int], ...],
    flag: "tuple[Flag, ...] | None",
    note: str,
    ladder: str | None,
) -> "NewVerdict | None":
    """The verdict given by options; None if there is none."""
    if flag is None and not (news or olds or note or ladder):
        return None
    if flag is None or len(flag) > 1 or not (news or olds):
        raise click.UsageError("A verdict needs one --flag, and --new or --old START:END.")
    from annotate.compare.values import NewVerdict
    from annotate.text.spans import Span

    return NewVerdict(tuple(Span(*each) for each in olds), tuple(Span(*each) for each in news), flag[0], note, ladder)


def _comparison(store: "Store", old: str, new: str, reading: _Reading) -> "Comparison":
    from annotate.store.comparing import diff

    found = diff(store, old, new, **reading)
    for ref, path in ((found.old.ref, found.old.path), (found.new.ref, found.new.path)):
        if ref is None:
            raise CallError(f"Verdicts are kept on stored texts; add {path!r} first, and name it by its ref.")
    return found


def _ask(
    session: Session, store: "Store", comparison: "Comparison", *, everything: bool, by: str, reading: _Reading
) -> None:
    from annotate.cli.asking import ask
    from annotate.report.rows import doubtful, in_reading_order
    from annotate.store.comparing import diff
    from annotate.store.judging import judge

    old, new = str(comparison.old.ref), str(comparison.new.ref)

    def keep(verdict: "NewVerdict") -> "Comparison":
        judge(store, old, new, [verdict], by=by, **reading)
        return diff(store, old, new, **reading)

    rows = (lambda found: in_reading_order(found.directives)) if everything else doubtful
    kept = ask(comparison, rows, screen(), keep) if rows(comparison) else 0
    left = len(doubtful(diff(store, old, new, **reading) if kept else comparison))
    session.say(f"{counted(kept, 'verdict')} kept on {old} → {new}, doubtful rows left: {left}")


def _keep(
    session: Session,
    store: "Store",
    comparison: "Comparison",
    given: "tuple[NewVerdict, ...]",
    *,
    by: str,
    reading: _Reading,
    form: str,
) -> None:
    from annotate.formats.judging import write_verdicts
    from annotate.store.judging import judge

    old, new = str(comparison.old.ref), str(comparison.new.ref)
    kept = judge(store, old, new, given, by=by, **reading)
    answer(write_verdicts(comparison, kept) if form == "json" else "".join(f"{each.id}\n" for each in kept))
    session.say(f"{counted(len(kept), 'verdict')} kept on {old} → {new}")


def _list(store: "Store", comparison: "Comparison", old: str, new: str, form: str) -> None:
    from annotate.formats.judging import write_verdicts
    from annotate.formats.tables import written
    from annotate.report.tables import verdicts_table
    from annotate.store.judging import verdicts

    found: tuple[Verdict, ...] = verdicts(store, old, new)
    if form == "json":
        answer(write_verdicts(comparison, found))
    else:
        answer(written(verdicts_table(comparison, found), {}, form, screen()))
