"""`annotate import`."""

from itertools import islice
from typing import TYPE_CHECKING

import click

from annotate.cli.options import Session, offsets_option, report_option, words
from annotate.cli.output import answer, check_output, open_input, tell
from annotate.errors import CallError
from annotate.formats.catalogue import format_names
from annotate.text.counting import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotate.formats.sifting import Sifted
    from annotate.store.opening import Store
    from annotate.store.values import Imported
    from annotate.text.code_units import Offsets


_STORES = format_names(reading="store")
_NAMES = (*format_names(reading="marks"), *_STORES)
_SHOWN = 3
_KINDS = 20  # as many sentences as a person reads, whatever names a file brings


@click.command("import")
@click.argument("places", type=words, nargs=-1, required=True, metavar="[REF] FILE")
@click.option("--from", "source", type=click.Choice(_NAMES), required=True, help="The format.")
@click.option("--by", type=words, default="", metavar="WHO", help="Who imports.")
@click.option("--skip-bad", is_flag=True, help="Leave out what does not fit, and say why, instead of refusing all.")
@offsets_option
@report_option("what came in and what was left out")
@click.option("--force", is_flag=True, help="Replace the FILE of --report if it is there already.")
@click.pass_obj
def command(
    session: Session,
    places: tuple[str, ...],
    *,
    source: str,
    by: str,
    skip_bad: bool,
    offsets: "Offsets",
    report: str | None,
    force: bool,
) -> None:
    """Bring the marks in FILE in on the version REF: all of them, or none if one does not fit.

    With --skip-bad those that fit come in, and each that does not is told with its line and the reason.

    A bundle brings its own texts: without a REF the store it was written from is built again, history and all. A store
    that holds something else is left alone.
    """
    if source in _STORES:
        if len(places) > 1 or by or skip_bad or offsets != "codepoint":
            raise CallError(
                f"A {source} comes in whole and as it was: give its path alone, without REF or such options."
            )
        _restore(session, places[0], source, report, force=force)
        return
    if len(places) == 1:
        raise CallError(f"A {source} file brings no text of its own; name the version its marks belong to: REF FILE.")
    if len(places) > 2:
        raise CallError("Import takes one FILE; call it once for each.")
    check_output(report, force=force)
    ref, file = places
    name = "standard input" if file == "-" else file
    found = _read(file, name, source, offsets, skip_bad=skip_bad)
    with session.open() as store:
        ref, imported = _kept(store, ref, found, offsets, by=by, name=name, skip_bad=skip_bad)
    if report is not None:
        from annotate.formats.as_json import dumped
        from annotate.formats.shapes import imported_shape

        answer(dumped(imported_shape(ref, name, source, imported)), report, force=force)
    for refusal in imported.refused:
        tell(f"{refusal.where(name)}: {refusal.reason}.")
    for sentence in _omitted(name, imported):
        session.say(sentence)
    skipped = f", {counted(imported.skipped, 'was', 'were')} there already" if imported.skipped else ""
    refused = f", {len(imported.refused)} left out" if imported.refused else ""
    session.say(f"{counted(imported.added, 'mark')} imported on {ref}{skipped}{refused}")


def _restore(session: Session, path: str, source: str, report: str | None, *, force: bool) -> None:
    from annotate.formats.as_json import dumped
    from annotate.formats.registry import read_store
    from annotate.formats.shapes import restored_shape
    from annotate.store.restoring import restore

    if path == "-":
        raise CallError(f"A {source} is no stream; give the path of its folder or zip.")
    check_output(report, force=force)
    with session.open(create=True) as store:
        found = restore(store, read_store(path, source=source))
    if report is not None:
        answer(dumped(restored_shape(path, source, found)), report, force=force)
    did = "imported" if found.stored else "are there already, nothing was to do"
    things = (
        ("document", found.documents),
        ("version", found.versions),
        ("mark", found.marks),
        ("change", found.entries),
    )
    counts = ", ".join(counted(number, thing) for thing, number in things)
    session.say(f"{counts} {did}")


def _read(file: str, name: str, source: str, offsets: "Offsets", *, skip_bad: bool) -> "Sifted":
    from annotate.formats.registry import sift_marks

    with open_input(file) as stream:
        return sift_marks(stream, name, source=source, offsets=offsets, skip_bad=skip_bad)


def _omitted(name: str, imported: "Imported") -> "Iterator[str]":
    """What of the file no mark has a place for, a sentence a kind, with the first places."""
    places: dict[str, list[str]] = {}
    for each in imported.omitted:
        places.setdefault(each.reason, []).append(each.place)
    for reason, found in islice(places.items(), _KINDS):
        shown = ", ".join(place for place in found[:_SHOWN] if place)
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        yield f"{name}: not kept: {reason}" + (f" ({shown}{more})." if shown else ".")
    if len(places) > _KINDS:
        yield f"{name}: not kept: {len(places) - _KINDS} more kinds of things; --report FILE has all of them."


def _kept(
    store: "Store", ref: str, found: "Sifted", offsets: "Offsets", *, by: str, name: str, skip_bad: bool
) -> "tuple[str, Imported]":
    """The version the marks were kept on, and what became of them; what the reader left out is refused, too."""
    from dataclasses import replace

    from annotate.store.documents import resolve, show
    from annotate.store.importing import import_marks

    ref = str(resolve(store, ref))
    marks, refused = found.marks, found.refused
    if offsets != "codepoint":
        from annotate.formats.recounted import inward
        from annotate.formats.sifting import sifted

        recounted = sifted(inward(marks, show(store, ref).text, offsets), name, skip_bad=skip_bad)
        marks, refused = recounted.marks, (*refused, *recounted.refused)
    imported = import_marks(store, ref, marks, by=by, name=name, skip_bad=skip_bad)
    all_refused = sorted((*refused, *imported.refused), key=lambda each: each.line or 0)
    return ref, replace(imported, refused=tuple(all_refused), omitted=found.omitted)
