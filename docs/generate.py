"""Bring the pages up to date: `python -m docs.generate`, called at the top of the repository.

Writes the command and library references, the tables between `<!-- generated: … -->` and `<!-- end -->`, and what the
console sessions print.
"""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from docs import console, library, program

BUG = "Traceback (most recent call last):"
TOP = Path(__file__).resolve().parents[1]
WRITTEN = {"docs/commands.md": program.commands_page, "docs/library.md": library.library_page}
TABLES = {
    "formats": program.formats_table,
    "held of versions": program.held_of_versions_table,
    "held of comparisons": program.held_of_comparisons_table,
    "exit codes": program.exit_codes_table,
}


def pages() -> list[Path]:
    """The pages that people write, which may hold console sessions and generated tables."""
    return [
        TOP / "README.md",
        *sorted(path for path in (TOP / "docs").glob("*.md") if f"docs/{path.name}" not in WRITTEN),
    ]


def with_tables(page: str) -> str:
    """The page with its generated tables as they are now."""

    def table(found: re.Match[str]) -> str:
        return f"<!-- generated: {found[1]} -->\n{TABLES[found[1]]()}\n<!-- end -->"

    return re.sub(r"<!-- generated: ([\w ]+) -->\n.*?<!-- end -->", table, page, flags=re.DOTALL)


def answers(page: str) -> list[list[str]]:
    """What the console sessions of a page print in an empty folder; a traceback is nothing for a page to show."""
    typed = [command.typed for command in console.commands(page)]
    if not typed:
        return []
    with TemporaryDirectory() as folder:
        found = console.run(typed, Path(folder))
    broken = [command for command, came in zip(typed, found, strict=True) if BUG in came]
    if broken:
        raise SystemExit("\n".join(["These end with a traceback; no page is written:", *broken]))
    return found


def main() -> None:
    """Write every page that has changed, and say which."""
    made = {TOP / name: write() for name, write in WRITTEN.items()}
    for path in pages():
        page = with_tables(path.read_text(encoding="utf-8"))
        made[path] = console.refreshed(page, answers(page))
    for path, page in made.items():
        if not path.exists() or path.read_text(encoding="utf-8") != page:
            path.write_text(page, encoding="utf-8")
            print(f"written: {path.relative_to(TOP)}")


if __name__ == "__main__":
    main()
