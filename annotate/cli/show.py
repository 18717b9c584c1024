"""`annotate show`."""

from typing import TYPE_CHECKING

import click

from annotate.cli.options import Session, format_option, output_options, words
from annotate.cli.output import answer, check_output, screen, to_terminal
from annotate.errors import CallError
from annotate.formats.catalogue import table_names, text_names
from annotate.store.values import Version

if TYPE_CHECKING:
    from annotate.policy.values import Directive


_UNFIT = {
    False: "A text is no table; --format {form} goes with --directives.",
    True: "Directives are a table, and {form} writes none; give --format another name, or leave --directives out.",
}


@click.command("show")
@click.argument("ref", type=words)
@click.option("--directives", is_flag=True, help="Print what the text orders, to whom, and under which heading.")
@format_option(*dict.fromkeys((*text_names(), *table_names())))
@output_options
@click.pass_obj
def command(session: Session, *, ref: str, directives: bool, form: str, output: str | None, force: bool) -> None:
    """Print the text of REF, or with --directives the directives in it."""
    if form not in (table_names() if directives else text_names()):
        raise CallError(_UNFIT[directives].format(form=form))
    check_output(output, force=force, form=form)
    with session.open() as store:
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
