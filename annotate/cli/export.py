"""`annotate export`."""

from typing import TYPE_CHECKING

import click

from annotate.cli.losing import tell_losses
from annotate.cli.options import Session, check_report, offsets_option, output_options, report_option, words
from annotate.cli.output import answer, check_output, to_terminal
from annotate.cli.recounting import counted_marks
from annotate.formats.catalogue import format_names

if TYPE_CHECKING:
    from annotate.formats.losses import Loss
    from annotate.formats.registry import Written
    from annotate.store.opening import Store
    from annotate.text.code_units import Offsets


_STORES = format_names(writing="store")
_WHOLE = (*format_names(writing="history"), *_STORES)
_NAMES = tuple(dict.fromkeys((*format_names(writing="versions"), *_WHOLE)))


@click.command("export")
@click.argument("refs", type=words, nargs=-1, metavar="[REF...]")
@click.option("--to", "form", type=click.Choice(_NAMES), required=True, help="The format.")
@offsets_option
@output_options
@report_option("what the format could not hold")
@click.pass_obj
def command(
    session: Session,
    *,
    refs: tuple[str, ...],
    form: str,
    offsets: "Offsets",
    output: str | None,
    force: bool,
    report: str | None,
) -> None:
    """Write versions with their marks, those without a place included; or without a REF what is of the whole store.

    That is its history, or all of it as a bundle: a folder of plain files at -o FILE, or a zip if FILE ends in .zip.
    """
    if (form in _WHOLE) == bool(refs):
        raise click.UsageError(
            f"The format {form} is of the whole store; give no REF." if refs else "Name the versions to write: REF..."
        )
    if form in _STORES:
        _export_store(session, form, output, report, force=force)
        return
    from annotate.formats.registry import check_offsets

    check_offsets(form, offsets)
    check_report(report, output)
    check_output(output, force=force, form=form)
    check_output(report, force=force)
    with session.open() as store:
        written, lost = _history(store) if form == "history" else _versions(store, refs, form, offsets)
    if isinstance(written, str) and form in ("text", "md") and output in (None, "-"):
        written = to_terminal(written)
    answer(written, output, force=force, form=form)
    tell_losses(session, form, lost, report, force=force)


def _export_store(session: Session, form: str, output: str | None, report: str | None, *, force: bool) -> None:
    from annotate.formats.registry import check_store_path, export_store
    from annotate.store.dumping import dump

    if output in (None, "-"):
        raise click.UsageError(f"A {form} is no stream; give -o FILE, a new folder, or a file that ends in .zip.")
    check_report(report, output)
    check_output(report, force=force)
    check_store_path(str(output), to=form, force=force)
    with session.open() as store:
        export_store(dump(store), str(output), to=form, force=force)
    tell_losses(session, form, (), report, force=force)


def _history(store: "Store") -> "tuple[Written, tuple[Loss, ...]]":
    from annotate.formats.registry import export_history
    from annotate.store.histories import history

    return export_history(history(store)), ()


def _versions(
    store: "Store", refs: tuple[str, ...], form: str, offsets: "Offsets"
) -> "tuple[Written, tuple[Loss, ...]]":
    from annotate.formats.registry import export_versions, versions_losses
    from annotate.store.documents import show
    from annotate.store.labels import labels
    from annotate.store.placements import marks

    versions = [show(store, ref) for ref in refs]
    marked = [(one, counted_marks(store, one.ref, marks(store, one.ref), offsets)) for one in versions]
    known = labels(store)
    written = export_versions(marked, to=form, labels=known, offsets=offsets)
    return written, versions_losses(marked, to=form, labels=known)
