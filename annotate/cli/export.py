"""`annotate export`."""

import click

from annotate.cli.options import Session, output_options, words
from annotate.cli.output import answer, check_output, to_terminal
from annotate.formats.registry import FORMATS, export_versions, format_names


@click.command("export")
@click.argument("refs", type=words, nargs=-1, required=True, metavar="REF...")
@click.option("--to", "form", type=click.Choice(format_names(writing="versions")), required=True, help="The format.")
@output_options
@click.pass_obj
def command(session: Session, refs: tuple[str, ...], form: str, output: str | None, force: bool) -> None:
    """Write versions with their marks, those without a place included."""
    from annotate.store.documents import show
    from annotate.store.placements import marks

    check_output(output, force=force)
    with session.open() as store:
        versions = [show(store, ref) for ref in refs]
        text = export_versions([(version, marks(store, version.ref)) for version in versions], to=form)
    if form in ("text", "md") and output in (None, "-"):
        text = to_terminal(text)
    answer(text, output, force=force, bom=FORMATS[form].bom)
