"""The lexicons: how to read and compare the directives of a language. The only file that reads the package's data.

A lexicon is a folder of TOML files (`reading.toml`, `ladders.toml`, …) under `annotate/policy/rules/<language>`. A
folder of one's own replaces it: `load_lexicon("zh-Hans", folder)`. Whatever is read is checked, and named by the
SHA-256 of all its files.
"""

import hashlib
import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from annotate.errors import FileMissingError, InputRefusedError
from annotate.policy.values import Rules

MEMBER = 0.6  # a member names its matter less surely than a name does
_FOLDERS = {"zh-Hans": "zh"}
TABLES = ("reading", "ladders", "acts", "matters", "linking", "weights")
_OWN = Path(__file__).parent / "rules"


@dataclass(frozen=True)
class Ladder:
    """Wordings of one kind from weak to strong; `object`, if given, is what both clauses must speak of."""

    name: str
    order: str
    steps: tuple[tuple[str, ...], ...]
    object: str | None


@dataclass(frozen=True)
class Model:
    """A logistic model: a bias and a weight for each feature it knows."""

    bias: float
    weights: Mapping[str, float]


@dataclass(frozen=True, eq=False)
class Rarity:
    """In how many clauses of a reference corpus each pair of characters stands; the corpus has `clauses` of them."""

    clauses: int
    counts: Mapping[str, int]

    @cache  # noqa: B019 - one table a lexicon, and lexicons are kept for the life of the process
    def weight(self, pair: str) -> float:
        """How much a pair of characters tells: the logarithm of how rarely it stands, 0 to 1 (unseen).

        The weight of a matter stands under its name with `@` before it.
        """
        return math.log(self.clauses / (1 + self.counts.get(pair, 0))) / math.log(self.clauses)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Everything the rules of one language say.

    `tables` holds the files as they were read, by file name without suffix; the properties give what the readers use,
    patterns compiled.
    """

    language: str
    rules: Rules
    tables: Mapping[str, Mapping[str, Any]]
    rarity: "Rarity"

    def words(self, table: str, section: str, key: str) -> tuple[str, ...]:
        """The strings listed under `key` of `section` in `table`."""
        return tuple(self.tables[table][section][key])

    def pattern(self, table: str, section: str, key: str = "patterns") -> re.Pattern[str]:
        """The patterns listed under `key` of `section` in `table`, as alternatives of one, in their order."""
        found = self.tables[table][section][key]
        return re.compile("|".join(f"(?:{p})" for p in ([found] if isinstance(found, str) else found)))

    def number(self, table: str, section: str, key: str) -> float:
        """The number under `key` of `section` in `table`."""
        return float(self.tables[table][section][key])

    @cache  # noqa: B019 - lexicons are kept for the life of the process
    def model(self, name: str) -> Model:
        """The logistic model `name` of the file of weights."""
        table = self.tables["weights"][name]
        return Model(float(table["bias"]), {key: float(value) for key, value in table["weights"].items()})

    @cached_property
    def opposites(self) -> tuple[tuple[str, str], ...]:
        """Pairs of words of which one turns the order of the other round."""
        return tuple((a, b) for a, b in self.tables["linking"]["opposites"]["pairs"])

    @cached_property
    def _guards(self) -> re.Pattern[str]:
        guards = self.tables["ladders"]["guards"]
        return re.compile("|".join(re.escape(word) for word in sorted(guards, key=lambda word: (-len(word), word))))

    def unguarded(self, quote: str) -> str:
        """`quote` without the words that hold a form of a ladder without being it."""
        forms = {form for ladder in self.ladders for step in ladder.steps for form in step}
        return self._guards.sub(lambda hit: hit.group() if hit.group() in forms else "　" * len(hit.group()), quote)

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """The field that each matter belongs to, by the matter's name."""
        return {matter: field for field, group in self.tables["matters"].items() for matter in group}

    @cached_property
    def matter_forms(self) -> Mapping[str, tuple[tuple[str, float], ...]]:
        """The matters that each form names, with how surely it does: 1 for a name, less for a member."""
        forms: dict[str, list[tuple[str, float]]] = {}
        for group in self.tables["matters"].values():
            for matter, row in group.items():
                for key, sureness in (("names", 1.0), ("members", MEMBER)):
                    for form in row.get(key, ()):
                        forms.setdefault(form, []).append((matter, sureness))
        return {form: tuple(found) for form, found in forms.items()}

    @cached_property
    def matter_lengths(self) -> tuple[int, ...]:
        """The lengths that forms of matters have, ascending."""
        return tuple(sorted({len(form) for form in self.matter_forms}))

    @cached_property
    def acts(self) -> Mapping[str, str]:
        """The class of each verb that is an act."""
        return {verb: name for name, verbs in self.tables["acts"]["classes"].items() for verb in verbs}

    @cached_property
    def act_pattern(self) -> re.Pattern[str]:
        """A pattern that finds the acts, longest first."""
        return re.compile("|".join(re.escape(verb) for verb in sorted(self.acts, key=lambda verb: (-len(verb), verb))))

    @cached_property
    def ladders(self) -> tuple[Ladder, ...]:
        """The ladders of wording."""
        return tuple(
            Ladder(row["name"], row["order"], tuple(tuple(step) for step in row["steps"]), row.get("object"))
            for row in self.tables["ladders"]["ladder"]
        )


def has_lexicon(language: str) -> bool:
    """Whether directives can be read in `language`.

    Examples:
        >>> has_lexicon("zh-Hans"), has_lexicon("und")
        (True, False)
    """
    return language in _FOLDERS


@cache
def load_lexicon(language: str, folder: str | None = None) -> Lexicon:
    """The lexicon of `language`, from the package or from `folder`.

    Raises:
        FileMissingError: `folder` is given and lacks a file.
        InputRefusedError: there is no lexicon for the language, or a file of `folder` is not well formed.

    Examples:
        >>> load_lexicon("zh-Hans").rules.name
        'zh-readout'
    """
    if language not in _FOLDERS and folder is None:
        raise InputRefusedError(f"There is no lexicon for the language {language!r}; known: {', '.join(_FOLDERS)}.")
    home = Path(folder) if folder is not None else _OWN / _FOLDERS[language]
    tables: dict[str, Mapping[str, Any]] = {}
    digest = hashlib.sha256()
    for name in TABLES:
        path = home / f"{name}.toml"
        data = _bytes(path)
        digest.update(path.name.encode() + b"\0" + data + b"\0")
        tables[name] = _parse(path, data)
    data = _bytes(home / "rarity.tsv")
    digest.update(data)
    rules = _rules(home, tables["reading"], digest.hexdigest())
    lexicon = Lexicon(language, rules, tables, _rarity(home / "rarity.tsv", data))
    _check(home, lexicon)
    return lexicon


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileMissingError(
            f"The rules lack {path}; a rules folder needs every file of the package's own."
        ) from error


def _parse(path: Path, data: bytes) -> Mapping[str, Any]:
    try:
        return tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputRefusedError(f"{path} is not well-formed TOML: {error}.") from error


def _rarity(path: Path, data: bytes) -> Rarity:
    try:
        rows = [line.split("\t") for line in data.decode().splitlines()]
        counts = {pair: int(number) for pair, number in rows}
        return Rarity(counts.pop("*"), counts)
    except (ValueError, KeyError) as error:
        raise InputRefusedError(f"{path} is not a table of pairs and counts: {error}.") from error


def _rules(home: Path, table: Mapping[str, Any], sha256: str) -> Rules:
    try:
        return Rules(str(table["name"]), str(table["version"]), sha256)
    except KeyError as error:
        raise InputRefusedError(f"{home / 'reading.toml'} lacks the key {error}.") from error


def _check(home: Path, lexicon: Lexicon) -> None:
    """Use every part once, so that a mistake in a file is found when it is read, not in the middle of a comparison."""
    try:
        for section in ("situation", "frames", "closing", "addressees"):
            lexicon.pattern("reading", section)
        for section, key in (("markers", "yao"), ("markers", "ying"), ("reporting", "pattern")):
            lexicon.pattern("reading", section, key)
        _ = lexicon.ladders, lexicon.opposites, lexicon.matter_forms, lexicon.fields, lexicon.acts, lexicon.act_pattern
        for section, key in (("link", "least"), ("link", "rival"), ("link", "matter_least"), ("restated", "least")):
            lexicon.number("linking", section, key)
        _ = lexicon.model("link"), lexicon.model("restated")
    except (KeyError, TypeError, ValueError, re.error) as error:
        raise InputRefusedError(f"The rules in {home} cannot be used: {error!r}.") from error
