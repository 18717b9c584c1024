"""`annotate demo`."""

from pathlib import Path
from shlex import quote as for_shell

import click

from annotate.cli.options import words
from annotate.cli.output import answer, screen
from annotate.errors import InputRefusedError, OutputExistsError

SERIES = "demo"
OLD, NEW = "2020-02-12-psc-readout", "specimen-later-readout"
FORMULA = "坚定信心、同舟共济、科学防治、精准施策"  # the overall demand of early 2020, a formula that analysts follow


@click.command("demo")
@click.argument("folder", type=words, default="annotate-demo", metavar="[DIR]")
def command(folder: str) -> None:
    """Compare two readouts in a new folder DIR (annotate-demo without it), with a store of its own.

    The first is a real one, of 12 February 2020; the later one is a specimen written for this program.
    """
    from annotate.formats.registry import export, export_diff
    from annotate.report.diff_view import diff_text
    from annotate.store.adding import add
    from annotate.store.annotations import mark
    from annotate.store.comparing import diff
    from annotate.store.documents import show
    from annotate.store.labels import labels, set_label
    from annotate.store.opening import open_store
    from annotate.store.placements import marks
    from annotate.store.replies import reply
    from annotate.store.seeds import seed_path

    home = _new_folder(folder)
    with open_store(home / "annotate.db", create=True) as store:
        old = add(store, seed_path(f"{OLD}.txt"), date="2020-02-12", series=SERIES).ref
        new = add(store, seed_path(f"{NEW}.txt"), series=SERIES).ref
        made = mark(store, old, quote=FORMULA, label="提法", note="The overall demand, in four formulas.", by="demo")
        set_label(store, "提法", about="a set formula: watch whether it comes back word for word", colour="#a06a00")
        reply(store, made.id, note="Not in the later text: see what was dropped.", by="demo")
        comparison = diff(store, old, new)
        pages = {
            "diff.html": export_diff(comparison, to="html"),
            "readout.html": export(show(store, old), marks(store, old), to="html", labels=labels(store)),
        }
    for name, page in pages.items():
        answer(page, str(home / name), force=True)
    answer(diff_text(comparison, screen=screen()) + "\n")
    answer(_next_steps(home, old, new))


def _new_folder(folder: str) -> Path:
    home = Path(folder)
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise OutputExistsError(f"{folder!r} is there already and not empty; name a new folder: annotate demo DIR.")
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputRefusedError(f"The folder {folder!r} cannot be made: {error.strerror}.") from error
    return home


def _next_steps(home: Path, old: str, new: str) -> str:
    store = for_shell(str(home / "annotate.db"))
    lines = [
        "",
        f"Written: {home / 'diff.html'} (this comparison), {home / 'readout.html'} (the first text, with a mark)",
        "Go on with:",
        f"  annotate --store {store} diff {old} {new} --all",
        f"  annotate --store {store} show {new} --directives",
        f"  annotate --store {store} marks {old}",
    ]
    return "\n".join(lines) + "\n"
