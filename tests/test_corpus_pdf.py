"""The seed printed to PDF by a browser and by an office program, in one column and in two: it comes back as it was."""

from pathlib import Path

import pytest

from benchmarks.printing import Look, document_of, page_of, print_documents, print_page
from tests.corpus import LINES, check_comes_back

LOOKS = {
    "one column": Look(),
    "two columns": Look(columns=2, size=11),
    "one column with heads": Look(size=16, indent=2, head="情况通报", numbers=True),
    "two columns with heads": Look(
        columns=2, size=12, indent=2, head="情况通报", numbers=True, font="Noto Sans CJK SC"
    ),
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Each look from both programs."""
    folder = tmp_path_factory.mktemp("printed")
    files = {f"browser, {name}": print_page(page_of(LINES, look), folder) for name, look in LOOKS.items()}
    documents = print_documents([document_of(LINES, look) for look in LOOKS.values()], folder)
    return files | {f"office, {name}": data for name, data in zip(LOOKS, documents, strict=True)}


@pytest.mark.parametrize("name", [f"{program}, {look}" for program in ("browser", "office") for look in LOOKS])
def test_the_seed_comes_back(printed: dict[str, bytes], name: str) -> None:
    extract, reading = check_comes_back(printed[name], "seed.pdf")

    assert [line for line in reading.text.splitlines() if line.strip()] == list(LINES)
    assert [place.number for place in extract.places] == list(range(1, len(extract.places) + 1))
    assert bool(extract.removed) == ("heads" in name)
    assert [note[:9] for note in extract.notes] == (["left out:"] if extract.removed else [])
    assert {each.kind for each in extract.removed} <= {"running head", "page number"}


def test_the_prints_fill_more_than_a_page(printed: dict[str, bytes], tmp_path: Path) -> None:
    for name, data in printed.items():
        assert len(check_comes_back(data, "seed.pdf")[0].places) > 1, name
