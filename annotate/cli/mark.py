"""`annotate mark`."""

import click

from annotate.cli.options import Session, format_option, span, words
from annotate.cli.output import answer


@click.command("mark")
@click.argument("ref", type=words)
@click.option(
    "--span",
    "spans",
    type=span,
    metavar="START:END",
    multiple=True,
    help="Where, in code points; several make one mark.",
)
@click.option("--quote", type=words, help="Or the words, which must stand there once.")
@click.option("--prefix", type=words, default="", help="The words right before the quote.")
@click.option("--suffix", type=words, default="", help="The words right after the quote.")
@click.option("--label", type=words, required=True, help="What kind of mark it is.")
@click.option("--note", type=words, default="", help="What there is to say.")
@click.option("--by", type=words, default="", metavar="WHO", help="Who marks.")
@format_option("text", "json")
@click.pass_obj
def command(
    session: Session,
    *,
    ref: str,
    spans: tuple[tuple[int, int], ...],
    quote: str | None,
    prefix: str,
    suffix: str,
    label: str,
    note: str,
    by: str,
    form: str,
) -> None:
    """Mark words of REF, by --span or by --quote, and print the mark's id. Later versions get it at once."""
    if bool(spans) == (quote is not None):
        raise click.UsageError("Say what to mark with --span or with --quote, one of the two.")
    from annotate.formats.as_json import dumped
    from annotate.formats.shapes import marks_shape
    from annotate.store.annotations import mark

    with session.open() as store:
        made = mark(
            store, ref, spans=spans or None, quote=quote, prefix=prefix, suffix=suffix, label=label, note=note, by=by
        )
    answer(dumped(marks_shape(made.origin.ref, [made])) if form == "json" else f"{made.id}\n")
