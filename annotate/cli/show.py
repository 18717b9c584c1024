"""`annotate show`."""

from typing import TYPE_CHECKING

import click

from annotate.cli.options import Session, format_option, output_options, span, words
from annotate.cli.output import answer, check_output, screen, to_terminal
from annotate.errors import CallError
from annotate.formats.catalogue import table_names, text_names
from annotate.store.values import Version

if TYPE_CHECKING:
    from annotate.policy.values import Directive
    from annotate.store.opening import Store


_UNFIT = {
    False: "A text is no table; --format {form} goes with --directives or --source.",
    True: "The answer is a table, and {form} writes none; give --format another name.",
}


@click.command("show")
@click.argument("ref", type=words)
@click.option("--directives", is_flag=True, help="Print what the text orders, to whom, and under which heading.")
@click.option("--raw", is_flag=True, help="Write the source, byte for byte as it came.")
@click.option("--source", is_flag=True, help="Print where each block, or --span, stands in the source.")
@click.option("--span", "spans", type=span, multiple=True, metavar="START:END", help="With --source; may be repeated.")
@format_option(*dict.fromkeys((*text_names(), *table_names())))
@output_options
@click.pass_obj
def command(
    session: Session,
    *,
    ref: str,
    directives: bool,
    raw: bool,
    source: bool,
    spans: tuple[tuple[int, int], ...],
    form: str,
    output: str | None,
    force: bool,
) -> None:
    """Print the text of REF, or with --directives the directives in it.

    With --source: the line, the page if the file has pages, and the bytes if it is plain text.
    """
    if directives + raw + source > 1:
        raise CallError("--directives, --raw and --source are an answer each; give one of them.")
    if spans and not source:
        raise CallError("--span goes with --source.")
    if raw and form != "text":
        raise CallError("--raw writes the source as it came; leave --format out.")
    if form not in (table_names() if directives or source else text_names()):
        raise CallError(_UNFIT[directives or source].format(form=form))
    check_output(output, force=force, form=form)
    with session.open() as store:
        if raw:
            from annotate.store.documents import source as source_of

            answer(source_of(store, ref), output, force=force)
            return
        if source:
            answer(_source(session, store, ref, spans, form=form, output=output), output, force=force, form=form)
            return
        from annotate.store.documents import show

        version = show(store, ref)
    text = _directives(session, version, form, output) if directives else _version(version, form, output)
    answer(text, output, force=force, form=form)


def _version(version: Version, form: str, output: str | None) -> str | bytes:
    if form == "text":
        text = version.text if version.text.endswith("\n") else version.text + "\n"
        return to_terminal(text) if output in (None, "-") else text
    if form == "json":
        from annotate.formats.as_json import dumped
        from annotate.formats.shapes import version_shape

        return dumped(version_shape(version))
    from annotate.formats.registry import export

    return export(version, [], to=form)


def _source(
    session: Session, store: "Store", ref: str, spans: tuple[tuple[int, int], ...], *, form: str, output: str | None
) -> str | bytes:
    from annotate.formats.shapes import source_shape
    from annotate.formats.tables import written
    from annotate.report.tables import source_table
    from annotate.store.documents import find_source

    version, found, removed = find_source(store, ref, spans)
    runs = [(run.kind, place) for run, place in zip(version.reading.removed, removed, strict=True)]
    table = source_table(version.ref, version.origin, found, runs)
    if version.origin and form == "text":
        session.say(f"{version.ref}: from {version.origin}")
    return written(table, source_shape(version, found, removed), form, screen(output))


def _directives(session: Session, version: Version, form: str, output: str | None) -> str | bytes:
    from annotate.formats.shapes import version_shape
    from annotate.formats.tables import written
    from annotate.policy.directives import read_directives
    from annotate.policy.lexicon import has_lexicon, load_lexicon
    from annotate.report.directives_view import directives_table, directives_text

    found: tuple[Directive, ...] = ()
    if has_lexicon(version.language):
        found = read_directives(version.reading, load_lexicon(version.language))
    else:
        session.say(f"There is no lexicon for the language {version.language}, so no directive is read.")
    if form == "text":
        return directives_text(version.text, found, screen(output)) + "\n"
    table = directives_table(version.ref, version.text, found)
    return written(table, version_shape(version, found), form, screen(output))
