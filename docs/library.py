"""The library reference, from the docstrings and signatures of the public names."""

import ast
import importlib
import inspect
import re
import textwrap
from collections.abc import Iterator
from typing import get_args

import annotate
from annotate.compare.values import Flag, GroupKind, Operation, State
from annotate.errors import AnnotateError
from annotate.text.reading import BlockKind, Language
from docs.program import GENERATED

_SECTIONS = ("Args", "Attributes", "Returns", "Raises", "Examples")


def library_page() -> str:
    """`docs/library.md`."""
    parts = [
        "# Library",
        GENERATED,
        _LIBRARY,
        "## Functions",
    ]
    values: list[str] = []
    errors = ["## Errors", "| error | exit code | when |\n|---|---|---|"]
    for name in annotate.__all__:
        value = getattr(annotate, name)
        if inspect.isclass(value) and issubclass(value, AnnotateError):
            errors[-1] += f"\n| {_branch(value)}`{name}` | {value.exit_code} | {_paragraphs(value)[0]} |"
        elif inspect.isclass(value):
            values += [f"### {name}", *_class_entry(value)]
        elif callable(value):
            parts += [f"### {name}", f"```text\n{_signature(value)}\n```", *_documented(value)]
    return "\n\n".join([*parts, "## Values", *values, "## Words", _words(), *errors]) + "\n"


def _words() -> str:
    """The words that some values are limited to."""
    rows = [f"| `{name}` | {', '.join(get_args(kind))} |" for name, kind in _WORDS.items()]
    return "\n".join(["| type | one of |", "|---|---|", *rows])


_WORDS = {
    "Language": Language,
    "BlockKind": BlockKind,
    "Flag": Flag,
    "GroupKind": GroupKind,
    "Operation": Operation,
    "State": State,
}


_LIBRARY = """\
Everything below is a name of `annotate`: `from annotate import diff`, or `import annotate` and `annotate.diff`. A
command and its function share a word. Spans count Unicode code points of a version's text and do not include their end:
`text[start:end]` is the quote. Whatever a function refuses to do is raised as a subclass of `AnnotateError`, with the
reason as a sentence."""


def _branch(error: type[AnnotateError]) -> str:
    """The error's place in the tree, as a row of dots before its name."""
    return "· " * (len(error.__mro__) - len(AnnotateError.__mro__))


def _class_entry(value: type) -> Iterator[str]:
    yield from _documented(value)
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(value))).body
    assert isinstance(tree, ast.ClassDef)
    described = dict(_items(_sections(inspect.getdoc(value) or "").get("Attributes", "")))
    fields = [
        f"- `{node.target.id}: {_annotation(node.annotation)}`"
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id not in described
    ]
    fields += [
        f"- `{node.name}{_after(node)}`: {_lower(ast.get_docstring(node) or '')}"
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and ast.get_docstring(node)
    ]
    if fields:
        yield "\n".join(fields)


def _after(node: ast.FunctionDef) -> str:
    is_property = any(isinstance(mark, ast.Name) and mark.id == "property" for mark in node.decorator_list)
    returned = f": {_annotation(node.returns)}" if is_property else f" -> {_annotation(node.returns)}"
    return returned if is_property else f"({_arguments(node.args)}){returned}"


def _lower(docstring: str) -> str:
    first = " ".join(docstring.split("\n\n", maxsplit=1)[0].split())
    return first[:1].lower() + first[1:] if not first.startswith("`") else first


def _signature(function: object) -> str:
    """`name(parameters) -> returned`, a parameter a line where one line is too long."""
    assert inspect.isfunction(function)
    module = ast.parse(inspect.getsource(importlib.import_module(function.__module__)))
    (node,) = [each for each in module.body if isinstance(each, ast.FunctionDef) and each.name == function.__name__]
    returned = f" -> {_annotation(node.returns)}"
    line = f"{node.name}({_arguments(node.args)}){returned}"
    if len(line) <= 100:
        return line
    pieces = "".join(f"    {piece},\n" for piece in _argument_list(node.args))
    return f"{node.name}(\n{pieces}){returned}"


def _arguments(arguments: ast.arguments) -> str:
    return ", ".join(_argument_list(arguments))


def _argument_list(arguments: ast.arguments) -> list[str]:
    """Each parameter as it is written, without quotes around annotations; `self` left out."""
    without = [None] * (len(arguments.args) - len(arguments.defaults))
    pieces = [
        _argument(each, default)
        for each, default in zip(arguments.args, [*without, *arguments.defaults], strict=True)
        if each.arg != "self"
    ]
    if arguments.kwonlyargs:
        pieces.append("*")
    return pieces + [
        _argument(each, default) for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    ]


def _argument(argument: ast.arg, default: ast.expr | None) -> str:
    written = argument.arg if argument.annotation is None else f"{argument.arg}: {_annotation(argument.annotation)}"
    return written if default is None else f"{written} = {ast.unparse(default)}"


def _annotation(node: ast.expr | None) -> str:
    return "None" if node is None else ast.unparse(node).replace("'", "")


def _documented(value: object) -> Iterator[str]:
    """The docstring as Markdown: prose, then parameters and errors as lists, then the example."""
    text = inspect.getdoc(value) or ""
    sections = _sections(text)
    yield from _paragraphs(value)
    for title in ("Args", "Attributes"):
        if title in sections:
            yield "\n".join(f"- `{name}`: {said}" for name, said in _items(sections[title]))
    if "Returns" in sections:
        yield "Returns: " + " ".join(sections["Returns"].split())
    if "Raises" in sections:
        yield "\n".join(["Raises:", "", *(f"- `{name}`: {said}" for name, said in _items(sections["Raises"]))])
    if "Examples" in sections:
        yield f"```python\n{sections['Examples'].strip()}\n```"


def _paragraphs(value: object) -> list[str]:
    """The prose of a docstring, before its first section."""
    text = inspect.getdoc(value) or ""
    prose = re.split(rf"^(?:{'|'.join(_SECTIONS)}):$", text, maxsplit=1, flags=re.MULTILINE)[0]
    return [" ".join(paragraph.split()) for paragraph in prose.strip().split("\n\n")]


def _sections(docstring: str) -> dict[str, str]:
    pieces = re.split(rf"^({'|'.join(_SECTIONS)}):$", docstring, flags=re.MULTILINE)
    return {title: textwrap.dedent(body.strip("\n")) for title, body in zip(pieces[1::2], pieces[2::2], strict=True)}


def _items(section: str) -> list[tuple[str, str]]:
    """`name: what it is`, lines that go on being indented."""
    entries = re.split(r"\n(?=\S)", section.strip())
    pairs = (entry.partition(":") for entry in entries if entry)
    return [(name.strip(), " ".join(said.split())) for name, _, said in pairs]
