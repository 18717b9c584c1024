"""`annotate export`."""

from typing import TYPE_CHECKING

import click

from annotate.cli.options import Session, offsets_option, output_options, words
from annotate.cli.output import answer, check_output, to_terminal
from annotate.cli.recounting import counted_marks
from annotate.formats.registry import FORMATS, export_history, export_versions, format_names

if TYPE_CHECKING:
    from annotate.store.opening import Store
    from annotate.text.code_units import Offsets


_NAMES = (*format_names(writing="versions"), *format_names(writing="history"))


@click.command("export")
@click.argument("refs", type=words, nargs=-1, metavar="[REF...]")
@click.option("--to", "form", type=click.Choice(_NAMES), required=True, help="The format.")
@offsets_option
@output_options
@click.pass_obj
def command(
    session: Session, *, refs: tuple[str, ...], form: str, offsets: "Offsets", output: str | None, force: bool
) -> None:
    """Write versions with their marks, those without a place included; or without a REF the store's history."""
    if (form == "history") == bool(refs):
        raise click.UsageError(
            "The history is of the whole store; give no REF." if refs else "Name the versions to write: REF..."
        )
    if offsets != "codepoint" and form != "jsonl":
        raise click.UsageError("Only jsonl can count other offsets than code points.")
    check_output(output, force=force)
    with session.open() as store:
        text = _history(store) if form == "history" else _versions(store, refs, form, offsets)
    if form in ("text", "md") and output in (None, "-"):
        text = to_terminal(text)
    answer(text, output, force=force, bom=FORMATS[form].bom)


def _history(store: "Store") -> str:
    from annotate.store.histories import history

    return export_history(history(store))


def _versions(store: "Store", refs: tuple[str, ...], form: str, offsets: "Offsets") -> str:
    from annotate.store.documents import show
    from annotate.store.labels import labels
    from annotate.store.placements import marks

    versions = [show(store, ref) for ref in refs]
    marked = [(one, counted_marks(store, one.ref, marks(store, one.ref), offsets)) for one in versions]
    return export_versions(marked, to=form, labels=labels(store), offsets=offsets)
