"""The lexicons: how to read and compare the directives of a language. The only file that reads the package's data.

A lexicon is a folder of TOML files (`reading.toml`, `ladders.toml`, …) under `annotate/policy/rules/<language>`. A
folder of one's own replaces it: `load_lexicon("zh-Hans", folder)`. Everything in it is used once when it is read, so
that a mistake is found there and not in the middle of a comparison; the rules are named by the SHA-256 of all files.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from annotate.errors import FileMissingError, InputRefusedError
from annotate.policy.entries import Force, Grammar, Kinship, Ladder, Lexicon, Linking, Model, Places, Rarity
from annotate.policy.values import Rules
from annotate.text.pieces import CHARACTERS, WORDS, Pieces, alternatives

MEMBER = 0.6  # a member names its matter less surely than a name does
_FOLDERS = {"zh-Hans": "zh", "en": "en"}
LANGUAGES = tuple(_FOLDERS)
"""The languages in which directives can be read."""
_PIECES = {"characters": CHARACTERS, "words": WORDS}
_TABLES = ("reading", "ladders", "acts", "synonyms", "matters", "places", "linking", "weights")
_OWN = Path(__file__).parent / "rules"

Table = Mapping[str, Any]


def has_lexicon(language: str) -> bool:
    """Whether directives can be read in `language`.

    Examples:
        >>> has_lexicon("zh-Hans"), has_lexicon("en"), has_lexicon("und")
        (True, True, False)
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
        gram, tab, count = line.partition("\t")
        if not tab or not count.isdecimal():
            raise ValueError(f"line {number} of rarity.tsv is no gram and count")
        counts[gram] = int(count)
    if counts.get("*", 0) < 2:
        raise ValueError("rarity.tsv needs a first line * with the number of clauses, 2 or more")
    return Rarity(counts.pop("*"), counts)


def _build(language: str, tables: Mapping[str, Table], rarity: Rarity, sha256: str) -> Lexicon:
    reading, ladders, matters = tables["reading"], tables["ladders"], tables["matters"]
    pieces = _PIECES[reading["pieces"]]
    acts = {pieces.form(verb): name for name, verbs in tables["acts"]["classes"].items() for verb in verbs}
    steps = {form for row in ladders["ladder"] for step in row["steps"] for form in step if form}
    found = tuple(_ladder(row, steps, pieces) for row in ladders["ladder"])
    forms = _matter_forms(matters, pieces)
    rows = {matter: row for group in matters.values() for matter, row in group.items()}
    places = _places(tables["places"], pieces)
    groups = [[pieces.form(word) for word in group] for group in tables["synonyms"]["groups"]]
    synonyms = {word: group[0] for group in groups for word in group if word}
    synonyms = {pieces.form(form): pieces.form(name) for form, name in places.names.items()} | synonyms
    terms = _terms(forms, synonyms, acts, pieces)
    return Lexicon(
        language=language,
        rules=Rules(str(reading["name"]), str(reading["version"]), sha256),
        pieces=pieces,
        grammar=_grammar(reading, spaced=pieces.spaced),
        force=_force(reading["force"], pieces),
        ladders=found,
        guards=_guards([word for word in ladders["guards"] if word not in steps], pieces),
        rung=pieces.pattern(steps),
        acts=acts,
        act=alternatives(acts, spaced=pieces.spaced),
        synonyms=synonyms,
        synonym=alternatives(synonyms, spaced=pieces.spaced),
        fields={matter: field for field, group in matters.items() for matter in group},
        matter_forms=forms,
        matter_lengths=tuple(sorted({len(pieces.cut(form)) for form in forms})),
        broader=_broader(rows),
        apart=_apart(rows),
        terms=terms,
        term_lengths=tuple(sorted({len(pieces.cut(form)) for form in terms}, reverse=True)),
        places=places,
        linking=_linking(tables["linking"]),
        link=_model(tables["weights"]["link"]),
        restated=_model(tables["weights"]["restated"]),
        rarity=rarity,
    )


def _ladder(row: Table, words: Iterable[str], pieces: Pieces) -> Ladder:
    """A ladder; the longer `words` of others that hold a form of its own are passed over."""
    own = {form for step in row["steps"] for form in step if form}
    longer = [word for word in words if word not in own and any(pieces.find(word, form) for form in own)]
    return Ladder(
        name=row["name"],
        steps=tuple(tuple(step) for step in row["steps"]),
        object=row.get("object"),
        guards=_guards([*row.get("guards", ()), *longer], pieces),
    )


def _guards(words: Iterable[str], pieces: Pieces) -> re.Pattern[str]:
    return alternatives(words, spaced=pieces.spaced, ignore_case=pieces.spaced)


def _grammar(table: Table, *, spaced: bool) -> Grammar:
    markers, reporting, openers = table["markers"], table["reporting"], table["openers"]
    acts = [*openers["adverbs"], *openers["verbs"]]
    words = [*markers["obligation"], *markers["prohibition"]]
    speaking = re.compile(reporting["pattern"])
    if not {"speaker", "verb"} <= speaking.groupindex.keys():
        raise ValueError("the pattern of [reporting] needs the groups speaker and verb")
    return Grammar(
        markers=(*(re.compile(pattern) for pattern in markers["patterns"]), alternatives(words, spaced=spaced)),
        forbidding=frozenset(markers["prohibition"]),
        seeing=tuple(markers["seeing"]),
        reporting=speaking,
        judging=frozenset(reporting["judging"]),
        ordering=frozenset(reporting["ordering"]),
        situation=_any_of(table["situation"]["patterns"]),
        frame=_any_of(table["frames"]["patterns"]),
        closing=_any_of(table["closing"]["patterns"]),
        act=_opening(openers, acts, spaced=spaced),
        opener=_opening(openers, [*acts, *openers["prepositions"], *table["subjects"]["forms"]], spaced=spaced),
        act_needed=bool(openers["needed"]),
        enumerator=re.compile(openers["enumerator"]),
        addressee=_any_of(table["addressees"]["patterns"]),
        passive=re.compile(table["addressees"]["passive"]) if table["addressees"]["passive"] else None,
    )


def _opening(openers: Table, words: list[str], *, spaced: bool) -> re.Pattern[str]:
    """What opens with one of `words`; where words are spaced, joiners may stand before, no sign of a noun behind."""
    opening = alternatives(words, spaced=spaced, ignore_case=spaced)
    if not spaced:
        return opening
    joiners, nouns = (alternatives(openers[key], spaced=True, ignore_case=True) for key in ("joiners", "noun_before"))
    return re.compile(rf"(?:{joiners.pattern}\s+)*{opening.pattern}(?!\s+{nouns.pattern})", re.IGNORECASE)


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    """The patterns as alternatives of one, in their order; where there are none it finds nothing."""
    if not patterns:
        return re.compile("(?!)")
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _force(table: Table, pieces: Pieces) -> Force:
    means = tuple(re.compile(pattern) for pattern in table["means"])
    if any("means" not in pattern.groupindex for pattern in means):
        raise ValueError("each pattern of means in [force] needs the group means")
    return Force(
        raising=tuple(table["raising"]),
        lowering=tuple(table["lowering"]),
        filler=pieces.pattern(table["fillers"]),
        lists=re.compile(table["lists"]),
        means=means,
    )


def _matter_forms(table: Table, pieces: Pieces) -> dict[str, tuple[tuple[str, float], ...]]:
    forms: dict[str, list[tuple[str, float]]] = {}
    for group in table.values():
        for matter, row in group.items():
            for names, sureness in ((row["names"], 1.0), (row.get("members", ()), MEMBER)):
                for form in map(pieces.form, names):
                    forms.setdefault(form, []).append((matter, sureness))
    return {form: tuple(found) for form, found in forms.items()}


def _broader(rows: Table) -> dict[str, tuple[str, ...]]:
    """The matters above each matter, the nearest first."""
    found: dict[str, tuple[str, ...]] = {}
    for matter, row in rows.items():
        above: list[str] = []
        name = row.get("broader")
        while name is not None:
            if name not in rows:
                raise ValueError(f"the matter {matter!r} is part of {name!r}, which is no matter")
            if name == matter or name in above:
                raise ValueError(f"the matter {matter!r} is part of itself")
            above.append(name)
            name = rows[name].get("broader")
        found[matter] = tuple(above)
    return found


def _apart(rows: Table) -> frozenset[tuple[str, str]]:
    """The pairs of near but different matters, each both ways round."""
    pairs = {(matter, other) for matter, row in rows.items() for other in row.get("apart", ())}
    strange = sorted(other for _, other in pairs if other not in rows)
    if strange:
        raise ValueError(f"a matter stands apart from {strange[0]!r}, which is no matter")
    return frozenset(pairs | {(other, matter) for matter, other in pairs})


def _terms(
    forms: Mapping[str, tuple[tuple[str, float], ...]], synonyms: Iterable[str], acts: Iterable[str], pieces: Pieces
) -> dict[str, tuple[tuple[str, float], ...]]:
    """Every form of two pieces or more, without marks, with the matters it names."""
    found: dict[str, tuple[tuple[str, float], ...]] = {}
    for form in (*synonyms, *acts):
        found.setdefault(pieces.plain(form), ())
    for form, named in forms.items():
        plain = pieces.plain(form)
        found[plain] = (*found.get(plain, ()), *named)
    return {form: named for form, named in found.items() if len(pieces.cut(form)) >= pieces.width}


def _places(table: Table, pieces: Pieces) -> Places:
    names = {form: place for place, others in table["places"].items() for form in (place, *others)}
    parts = {place: frozenset(within) for place, within in table["parts"].items()}
    strange = sorted({*parts, *(part for within in parts.values() for part in within)} - names.keys())
    if strange:
        raise ValueError(f"[parts] names {strange[0]!r}, which is no place")
    return Places(names, alternatives(names, spaced=pieces.spaced), parts)


def _linking(table: Table) -> Linking:
    link, kinship = table["link"], table["kinship"]
    return Linking(
        least=float(link["least"]),
        rival=float(link["rival"]),
        matter_least=float(link["matter_least"]),
        candidates=int(link["candidates"]),
        candidate_least=float(link["candidate_least"]),
        restated_least=float(table["restated"]["least"]),
        held=float(table["direction"]["held"]),
        kept=float(table["direction"]["kept"]),
        opposites=tuple((one, other) for one, other in table["opposites"]["pairs"]),
        kinship=Kinship(
            same_matter=float(kinship["same_matter"]),
            broader=float(kinship["broader"]),
            siblings=float(kinship["siblings"]),
            letters=float(kinship["letters"]),
            odd=float(kinship["odd"]),
        ),
    )


def _model(table: Table) -> Model:
    return Model(float(table["bias"]), {name: float(weight) for name, weight in table["weights"].items()})
