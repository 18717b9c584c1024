"""What is delivered: the wheel holds all that the program needs, and nothing else; the source package can be tested."""

import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

import annotate
from annotate.fetch.fetching import NEEDED
from annotate.formats.catalogue import FORMATS

TOP = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source package."""
    folder = tmp_path_factory.mktemp("packages")
    program = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    ended = subprocess.run(program, cwd=TOP, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(packages: Path) -> set[str]:
    with zipfile.ZipFile(next(packages.glob("*.whl"))) as archive:
        return set(archive.namelist())


def files(folder: str) -> set[str]:
    """The files below a folder of the tree, seen from its top."""
    found = (path for path in (TOP / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(TOP).as_posix() for path in found}


def test_the_wheel_holds_every_file_of_the_package(wheel: set[str]) -> None:
    assert {"annotate/py.typed", "annotate/store/migrations/env.py"} <= wheel
    assert files("annotate") - wheel == set()


def test_the_wheel_carries_the_texts_inside_the_package(wheel: set[str]) -> None:
    assert {f"annotate/{name}" for name in files("seeds")} <= wheel


def test_the_wheel_holds_nothing_else(wheel: set[str]) -> None:
    outside = {name.split("/")[0] for name in wheel}
    assert outside == {"annotate", f"policy_annotate-{annotate.__version__}.dist-info"}


def test_the_wheel_runs_the_command_and_carries_the_licence(packages: Path) -> None:
    with zipfile.ZipFile(next(packages.glob("*.whl"))) as archive:
        about = f"policy_annotate-{annotate.__version__}.dist-info"
        assert "annotate = annotate.cli:main" in archive.read(f"{about}/entry_points.txt").decode()
        assert archive.read(f"{about}/licenses/LICENSE").decode().startswith("MIT License")


def test_the_source_package_brings_tests_pages_and_texts(packages: Path) -> None:
    with tarfile.open(next(packages.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"README.md", "CHANGELOG.md", "LICENSE", "pyproject.toml", ".ci/run"} <= names
    assert files("docs") | files("seeds") | files("benchmarks") | files("tests") <= names


def test_every_dependency_has_its_reason_and_lowest_version() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (TOP / "docs" / "dependencies.md").read_text(encoding="utf-8")
    extras = project["optional-dependencies"]
    needed = [*project["dependencies"], *(each for listed in extras.values() for each in listed)]
    parts = [each.split(",")[0].partition(">=") for each in needed]
    rows = [f"| {name} | {lowest} |" for name, _, lowest in parts]
    assert [row for row in rows if row not in page] == []


def test_every_library_that_a_format_needs_comes_with_the_extra_it_names() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    for needed in (known.extra for known in FORMATS.values() if known.extra is not None):
        assert [each for each in extras.get(needed.name, ()) if each.startswith(needed.library)]


def test_what_fetching_needs_comes_with_the_extra_it_names() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert [each for each in project["optional-dependencies"][NEEDED.name] if each.startswith(NEEDED.library)]
