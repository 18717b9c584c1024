"""The lexicons: how to read and compare the directives of a language. The only file that reads the package's data.

A lexicon is a folder of TOML files (`reading.toml`, `ladders.toml`, …) under `annotate/policy/rules/<language>`. A
folder of one's own replaces it: `load_lexicon("zh-Hans", folder)`. Everything in it is used once when it is read, so
that a mistake is found there and not in the middle of a comparison; the rules are named by the SHA-256 of all files.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from annotate.errors import FileMissingError, InputRefusedError
from annotate.policy.entries import Force, Grammar, Ladder, Lexicon, Linking, Model, Rarity, alternatives
from annotate.policy.values import Rules

MEMBER = 0.6  # a member names its matter less surely than a name does
_FOLDERS = {"zh-Hans": "zh"}
_TABLES = ("reading", "ladders", "acts", "synonyms", "matters", "linking", "weights")
_OWN = Path(__file__).parent / "rules"

Table = Mapping[str, Any]


def has_lexicon(language: str) -> bool:
    """Whether directives can be read in `language`.

    Examples:
        >>> has_lexicon("zh-Hans"), has_lexicon("und")
        (True, False)
    """
    return language in _FOLDERS


def package_rules(language: str) -> Path:
    """The folder of the package's own rules for `language`, to copy and change.

    Raises:
        InputRefusedError: there is no lexicon for the language.
    """
    if language not in _FOLDERS:
        raise InputRefusedError(f"There is no lexicon for the language {language!r}; known: {', '.join(_FOLDERS)}.")
    return _OWN / _FOLDERS[language]


def load_lexicon(language: str, folder: str | None = None) -> Lexicon:
    """The lexicon of `language`, from the package or, read afresh each time, from `folder`.

    Raises:
        FileMissingError: `folder` is given and lacks a file.
        InputRefusedError: there is no lexicon for the language, or a file of `folder` cannot be used.

    Examples:
        >>> load_lexicon("zh-Hans").rules.name
        'zh-readout'
    """
    return _package_lexicon(language) if folder is None else _read(language, Path(folder))


@cache
def _package_lexicon(language: str) -> Lexicon:
    return _read(language, package_rules(language))


def _read(language: str, home: Path) -> Lexicon:
    files = {name: _bytes(home / name) for name in (*(f"{table}.toml" for table in _TABLES), "rarity.tsv")}
    digest = hashlib.sha256()
    for name, data in files.items():
        digest.update(name.encode() + b"\0" + data + b"\0")
    tables = {table: _parse(home / f"{table}.toml", files[f"{table}.toml"]) for table in _TABLES}
    try:
        return _build(language, tables, _rarity(files["rarity.tsv"]), digest.hexdigest())
    except KeyError as error:
        raise InputRefusedError(f"The rules in {home} lack the key {error}.") from error
    except (AttributeError, IndexError, TypeError, ValueError, re.error) as error:
        raise InputRefusedError(f"The rules in {home} cannot be used: {error}.") from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileMissingError(
            f"The rules lack {path}; a rules folder needs every file of the package's own."
        ) from error


def _parse(path: Path, data: bytes) -> Table:
    try:
        return tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputRefusedError(f"{path} is not well-formed TOML: {error}.") from error


def _rarity(data: bytes) -> Rarity:
    counts = {}
    for number, line in enumerate(data.decode().splitlines(), 1):
        pair, tab, count = line.partition("\t")
        if not tab or not count.isdecimal():
            raise ValueError(f"line {number} of rarity.tsv is no pair and count")
        counts[pair] = int(count)
    if counts.get("*", 0) < 2:
        raise ValueError("rarity.tsv needs a first line * with the number of clauses, 2 or more")
    return Rarity(counts.pop("*"), counts)


def _build(language: str, tables: Mapping[str, Table], rarity: Rarity, sha256: str) -> Lexicon:
    reading, ladders, matters = tables["reading"], tables["ladders"], tables["matters"]
    acts = {verb: name for name, verbs in tables["acts"]["classes"].items() for verb in verbs}
    found = tuple(
        Ladder(row["name"], tuple(tuple(step) for step in row["steps"]), row.get("object")) for row in ladders["ladder"]
    )
    steps = {form for ladder in found for step in ladder.steps for form in step}
    forms = _matter_forms(matters)
    synonyms = {word: group[0] for group in tables["synonyms"]["groups"] for word in group if word}
    return Lexicon(
        language=language,
        rules=Rules(str(reading["name"]), str(reading["version"]), sha256),
        grammar=_grammar(reading),
        force=_force(reading["force"]),
        ladders=found,
        guards=alternatives([word for word in ladders["guards"] if word not in steps]),
        acts=acts,
        act=alternatives(acts),
        synonyms=synonyms,
        synonym=alternatives(synonyms),
        fields={matter: field for field, group in matters.items() for matter in group},
        matter_forms=forms,
        matter_lengths=tuple(sorted({len(form) for form in forms})),
        linking=_linking(tables["linking"]),
        link=_model(tables["weights"]["link"]),
        restated=_model(tables["weights"]["restated"]),
        rarity=rarity,
    )


def _grammar(table: Table) -> Grammar:
    markers, reporting, openers = table["markers"], table["reporting"], table["openers"]
    acts = [*openers["adverbs"], *openers["verbs"]]
    speaking = re.compile(reporting["pattern"])
    if not {"speaker", "verb"} <= speaking.groupindex.keys():
        raise ValueError("the pattern of [reporting] needs the groups speaker and verb")
    return Grammar(
        yao=re.compile(markers["yao"]),
        ying=re.compile(markers["ying"]),
        modal=alternatives([*markers["obligation"], *markers["prohibition"]]),
        forbidding=frozenset(markers["prohibition"]),
        seeing=tuple(markers["seeing"]),
        reporting=speaking,
        judging=frozenset(reporting["judging"]),
        ordering=frozenset(reporting["ordering"]),
        situation=_any_of(table["situation"]["patterns"]),
        frame=_any_of(table["frames"]["patterns"]),
        closing=_any_of(table["closing"]["patterns"]),
        act=alternatives(acts),
        opener=alternatives([*acts, *openers["prepositions"], *table["subjects"]["forms"]]),
        addressee=_any_of(table["addressees"]["patterns"]),
    )


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    """The patterns as alternatives of one, in their order."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _force(table: Table) -> Force:
    return Force(tuple(table["raising"]), tuple(table["lowering"]), alternatives(table["fillers"]))


def _matter_forms(table: Table) -> dict[str, tuple[tuple[str, float], ...]]:
    forms: dict[str, list[tuple[str, float]]] = {}
    for group in table.values():
        for matter, row in group.items():
            for names, sureness in ((row["names"], 1.0), (row.get("members", ()), MEMBER)):
                for form in names:
                    forms.setdefault(form, []).append((matter, sureness))
    return {form: tuple(found) for form, found in forms.items()}


def _linking(table: Table) -> Linking:
    link = table["link"]
    return Linking(
        least=float(link["least"]),
        rival=float(link["rival"]),
        matter_least=float(link["matter_least"]),
        candidates=int(link["candidates"]),
        candidate_least=float(link["candidate_least"]),
        restated_least=float(table["restated"]["least"]),
        held=float(table["direction"]["held"]),
        opposites=tuple((one, other) for one, other in table["opposites"]["pairs"]),
    )


def _model(table: Table) -> Model:
    return Model(float(table["bias"]), {name: float(weight) for name, weight in table["weights"].items()})
