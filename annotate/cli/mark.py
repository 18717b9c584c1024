"""`annotate mark`."""

from typing import TYPE_CHECKING

import click

from annotate.cli.options import Session, format_option, offsets_option, span, words
from annotate.cli.output import answer
from annotate.cli.recounting import counted_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotate.text.code_units import Offsets


@click.command("mark")
@click.argument("ref", type=words)
@click.option(
    "--span",
    "spans",
    type=span,
    metavar="START:END",
    multiple=True,
    help="Where; several make one mark.",
)
@click.option("--quote", type=words, help="Or the words, which must stand there once.")
@click.option("--prefix", type=words, default="", help="The words right before the quote.")
@click.option("--suffix", type=words, default="", help="The words right after the quote.")
@click.option("--label", type=words, required=True, help="What kind of mark it is.")
@click.option("--note", type=words, default="", help="What there is to say.")
@click.option("--by", type=words, default="", metavar="WHO", help="Who marks.")
@offsets_option
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
    offsets: "Offsets",
    form: str,
) -> None:
    """Mark words of REF, by --span or by --quote, and print the mark's id. Later versions get it at once."""
    if bool(spans) == (quote is not None):
        raise click.UsageError("Say what to mark with --span or with --quote, one of the two.")
    from annotate.formats.as_json import dumped
    from annotate.formats.shapes import marks_shape
    from annotate.store.annotations import mark
    from annotate.store.documents import show
    from annotate.text.code_units import Counted

    with session.open() as store:
        place: Sequence[tuple[int, int]] = spans
        if spans and offsets != "codepoint":
            version = show(store, ref)
            ref, counted = version.ref, Counted(version.text, offsets)
            place = [counted.inward(each) for each in spans]
        made = mark(
            store, ref, spans=place or None, quote=quote, prefix=prefix, suffix=suffix, label=label, note=note, by=by
        )
        found = counted_marks(store, made.origin.ref, [made], offsets) if form == "json" else ()
    answer(dumped(marks_shape(made.origin.ref, found, offsets)) if form == "json" else f"{made.id}\n")
