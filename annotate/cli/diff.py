"""`annotate diff`."""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotate.cli.losing import tell_losses
from annotate.cli.options import (
    Session,
    check_report,
    encoding_option,
    fold_script_option,
    format_option,
    is_address,
    output_options,
    report_option,
    some_of,
    words,
)
from annotate.cli.output import answer, check_output, screen
from annotate.errors import CallError, InputRefusedError, StoreMissingError
from annotate.formats.catalogue import format_names
from annotate.report.rows import FLAGS, View, differs

if TYPE_CHECKING:
    from annotate.compare.values import Comparison
    from annotate.formats.losses import Loss
    from annotate.store.opening import Store

_BETWEEN = {"text": "\n", "md": "\n", "json": ""}
"""What stands between two comparisons in one file, for the formats that can have several."""


@click.command("diff")
@click.argument("old", type=words)
@click.argument("new", type=words, nargs=-1, required=True)
@click.option("--only", type=some_of(FLAGS), metavar="FLAG,...", help=f"Only these flags: {', '.join(FLAGS)}.")
@click.option("--all", "everything", is_flag=True, help="Print restated directives and same sentences, too.")
@click.option("--exit-code", is_flag=True, help="End with 1 if something differs.")
@click.option("--rules", metavar="DIR", help="Judge by the lexicons in this folder.")
@fold_script_option
@encoding_option
@format_option(*format_names(writing="diff"))
@output_options
@report_option("what the format could not hold")
@click.pass_context
def command(
    context: click.Context,
    *,
    old: str,
    new: tuple[str, ...],
    only: tuple[str, ...] | None,
    everything: bool,
    exit_code: bool,
    rules: str | None,
    fold_script: bool,
    encoding: str | None,
    form: str,
    output: str | None,
    force: bool,
    report: str | None,
) -> None:
    """Flag the directives of each NEW against OLD, and show what became of the words.

    OLD and NEW are refs, or paths (with a / or a suffix); of a path nothing is stored. Between versions of one
    document the sentences are compared, too. Restated directives and same sentences are folded to a count. Words in
    [-brackets like these-] stand in the old text only, those in {+these+} in the new one only.
    """
    _check_stored((old, *new))
    check_report(report, output)
    check_output(output, force=force, form=form)
    check_output(report, force=force)
    if len(new) > 1 and form not in _BETWEEN:
        raise CallError(f"--format {form} takes one NEW; call diff once for each.")
    view = View(frozenset(only or ()), everything)
    found = _compared(context.obj, old, new, rules=rules, encoding=encoding, fold_script=fold_script)
    _tell_notes(context.obj, found)
    written = [_written(each, view, form, output) for each in found]
    joined = _BETWEEN.get(form, "").join(each for each in written if isinstance(each, str))
    answer(joined if form in _BETWEEN else written[0], output, force=force, form=form)
    tell_losses(context.obj, form, _lost(found, view, form), report, force=force)
    if exit_code and any(differs(each, view) for each in found):
        context.exit(1)


def _check_stored(texts: tuple[str, ...]) -> None:
    """See that no text has to be fetched: what a comparison says has to be there tomorrow, too."""
    for text in texts:
        if is_address(text):
            raise InputRefusedError(
                f"{text!r} is an address on the web, which may bring other words tomorrow; store the text with "
                "annotate add --name NAME, and compare NAME."
            )


def _compared(session: Session, old: str, new: tuple[str, ...], **options: Any) -> list["Comparison"]:
    from annotate.store.comparing import diff

    with _store(session, (old, *new)) as store:
        return [diff(store, old, each, **options) for each in new]


def _tell_notes(session: Session, found: list["Comparison"]) -> None:
    """Tell what was done to read the files, as `annotate add` does; of each file once."""
    for path, notes in dict.fromkeys((each.path, each.notes) for one in found for each in (one.old, one.new)):
        for note in notes:
            session.say(f"{path}: {note}")


def _store(session: Session, texts: tuple[str, ...]) -> AbstractContextManager["Store | None"]:
    """The store, or none where all the texts are files; `a.b` may be a file or a document."""
    from annotate.store.refs import looks_like_path

    if all("/" in text or (looks_like_path(text) and Path(text).exists()) for text in texts):
        return nullcontext()
    try:
        return session.open()
    except StoreMissingError:
        if all(looks_like_path(text) for text in texts):
            return nullcontext()
        raise


def _written(comparison: "Comparison", view: View, form: str, output: str | None) -> str | bytes:
    if form == "text":
        from annotate.report.diff_view import diff_text

        return diff_text(comparison, view, screen(output)) + "\n"
    from annotate.formats.registry import export_diff

    return export_diff(comparison, to=form, only=view.only, everything=view.everything)


def _lost(found: list["Comparison"], view: View, form: str) -> "list[Loss]":
    from annotate.formats.registry import diff_losses

    return [loss for each in found for loss in diff_losses(each, to=form, only=view.only, everything=view.everything)]
