"""The public names: all there, each of its own, and loaded only when used."""

import inspect
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec

import pytest

import annotate


@pytest.mark.parametrize("name", annotate.__all__)
def test_a_public_name_is_there_and_hides_no_module(name: str) -> None:
    value = getattr(annotate, name)

    assert not inspect.ismodule(value)
    assert find_spec(f"annotate.{name}") is None


@pytest.mark.parametrize("name", [name for name in annotate.__all__ if name != "__version__"])
def test_a_public_name_is_documented(name: str) -> None:
    assert inspect.getdoc(getattr(annotate, name))


def test_dir_shows_the_public_names() -> None:
    assert dir(annotate) == sorted(annotate.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        _ = annotate.nonsense


def test_every_error_of_the_tree_is_public() -> None:
    errors = import_module("annotate.errors")
    tree = {name for name, value in vars(errors).items() if inspect.isclass(value)}
    assert tree <= set(annotate.__all__)
    assert all(f"{name} " in (errors.__doc__ or "") or name == "AnnotateError" for name in tree)


def test_importing_the_library_loads_nothing_of_it() -> None:
    program = "import sys, annotate; print(sorted(name for name in sys.modules if name.startswith('annotate')))"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "['annotate', 'annotate._version']"
