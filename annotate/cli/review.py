"""`annotate review`."""

import sys
from typing import TYPE_CHECKING

import click

from annotate.cli.options import Session, format_option, span, words
from annotate.cli.output import answer, check_output, read_answers_file, screen
from annotate.errors import AnnotateError
from annotate.text.counting import counted

if TYPE_CHECKING:
    from annotate.store.opening import Store
    from annotate.store.values import Decision, Mark

_ASK = "accept (a), a candidate's number, START:END, leave orphaned (o), skip (s), quit (q)"


@click.command("review")
@click.argument("ref", type=words)
@click.option("--by", type=words, default="", metavar="WHO", help="Settle them, one by one, on the terminal.")
@click.option("--export", "written", metavar="FILE", help="Write them to FILE, to be answered there (-).")
@click.option("--force", is_flag=True, help="Replace FILE if it is there already.")
@click.option("--apply", "applied", metavar="FILE", help="Take the answers from FILE (-), all or none.")
@format_option("text", "json")
@click.pass_obj
def command(
    session: Session, *, ref: str, by: str, written: str | None, force: bool, applied: str | None, form: str
) -> None:
    """List the marks on REF that are ambiguous, orphaned or changed, and settle where they stand.

    With --by on a terminal, each is asked for. With --export and --apply, answers are given in a file: for each line
    the key "answer" is "accept", "orphan", a candidate's number, or the spans [[START, END], ...]; null passes it over.
    """
    if written and applied:
        raise click.UsageError("Give --export or --apply, one of the two.")
    if applied and not by:
        raise click.UsageError("Say who settles them, with --by WHO.")
    if by and not applied and not (sys.stdin and sys.stdin.isatty()):
        raise click.UsageError(
            "Marks are settled one by one on a terminal; elsewhere give the answers with --apply FILE."
        )
    check_output(written, force=force)
    with session.open() as store:
        if applied:
            _apply(session, store, ref, applied, by)
        elif by:
            _ask_each(session, store, ref, by)
        else:
            _list(session, store, ref, written, force=force, form=form)


def _list(session: Session, store: "Store", ref: str, written: str | None, *, force: bool, form: str) -> None:
    from annotate.formats.answers import write_questions
    from annotate.formats.as_json import dumped
    from annotate.formats.shapes import review_shape
    from annotate.report.review_view import review_text
    from annotate.store.settling import review

    found = review(store, ref)
    if written:
        answer(write_questions(ref, found), written, force=force)
    elif form == "json":
        answer(dumped(review_shape(ref, found)))
    elif found:
        answer(review_text(found, screen()) + "\n")
    session.say(f"{counted(len(found), 'mark')} to review on {ref}")


def _apply(session: Session, store: "Store", ref: str, file: str, by: str) -> None:
    from annotate.formats.answers import read_answers
    from annotate.store.settling import settle

    text, name = read_answers_file(file, "nothing was settled")
    settled = settle(store, ref, read_answers(text, name), by=by)
    session.say(f"{counted(settled, 'mark')} settled on {ref}")


def _ask_each(session: Session, store: "Store", ref: str, by: str) -> None:
    from annotate.report.review_view import doubtful_text
    from annotate.store.settling import review, settle

    settled, found = 0, review(store, ref)
    for number, mark in enumerate(found, 1):
        click.echo(f"\n{doubtful_text(mark, screen())}\n")
        while True:
            said = click.prompt(f"{number}/{len(found)}  {_ASK}", default="s", show_default=False).strip()
            if said in ("s", "q"):
                break
            try:
                settled += settle(store, ref, [_decision(mark, said)], by=by)
                break
            except (AnnotateError, click.BadParameter) as error:
                click.echo(error.message if isinstance(error, click.BadParameter) else str(error))
        if said == "q":
            break
    session.say(f"{counted(settled, 'mark')} settled on {ref}")


def _decision(mark: "Mark", said: str) -> "Decision":
    from annotate.store.values import Decision
    from annotate.text.spans import Span

    if said in ("a", "o"):
        return Decision(mark.id, "accept" if said == "a" else "orphan")
    if said.isascii() and said.isdigit():
        return Decision(mark.id, "accept", candidate=int(said[:9]))
    return Decision(mark.id, "place", spans=tuple(Span(*span(each)) for each in said.split()))
