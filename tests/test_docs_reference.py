"""The generated pages are current, and the pages together leave nothing out."""

import re

import pytest

import annotate
from annotate.cli.group import COMMANDS
from annotate.formats.catalogue import FORMATS
from docs import generate

DOCS = generate.TOP / "docs"


@pytest.mark.parametrize("name", sorted(generate.WRITTEN))
def test_a_generated_page_is_current(name: str) -> None:
    page = (generate.TOP / name).read_text(encoding="utf-8")
    assert page == generate.WRITTEN[name](), "call: python -m docs.generate"


@pytest.mark.parametrize("path", generate.pages(), ids=lambda path: path.name)
def test_the_tables_in_a_page_are_current(path: generate.Path) -> None:
    page = path.read_text(encoding="utf-8")
    assert page == generate.with_tables(page), "call: python -m docs.generate"


def test_every_table_stands_in_some_page() -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in generate.pages())
    assert set(re.findall(r"<!-- generated: ([\w ]+) -->", pages)) == set(generate.TABLES)


def test_the_command_reference_has_every_command_and_option() -> None:
    page = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert [line[len("## annotate ") :] for line in page.splitlines() if line.startswith("## ")] == list(COMMANDS)
    assert "`--exit-code`" in page


def test_the_library_reference_has_every_public_name() -> None:
    page = (DOCS / "library.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^### (\w+)$|^\| [· ]*`(\w+Error)` \|", page, re.MULTILINE))
    assert {first or second for first, second in told} == set(annotate.__all__) - {"__version__"}


def test_the_guide_uses_every_command_and_the_formats_page_tells_every_format() -> None:
    pages = "".join((generate.TOP / name).read_text(encoding="utf-8") for name in ("README.md", "docs/guide.md"))
    assert [name for name in COMMANDS if f"annotate {name}" not in pages.replace("--store other.db ", "")] == []
    formats = (DOCS / "formats.md").read_text(encoding="utf-8")
    assert [name for name in FORMATS if f"`{name}`" not in formats] == []


@pytest.mark.parametrize("path", [*generate.pages(), generate.TOP / "CHANGELOG.md"], ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(path: generate.Path) -> None:
    page = path.read_text(encoding="utf-8")
    links = [link.split("#") for link in re.findall(r"\]\(([^)\s]+)\)", page) if "://" not in link]
    assert [link[0] for link in links if link[0] and not (path.parent / link[0]).exists()] == []
    for file, *anchor in links:
        if anchor:
            target = (path.parent / file if file else path).read_text(encoding="utf-8")
            heads = re.findall(r"^#+ (.+)$", target, re.MULTILINE)
            assert anchor[0] in {re.sub(r"[^\w -]", "", head).lower().replace(" ", "-") for head in heads}
