"""The content of a PDF page: which characters it shows, and where.

A page is a list of drawing commands. They are followed here as a viewer does, as far as text goes: each glyph with its
place, its size and its direction; besides, how much of the page images cover, and the level lines of tables.
"""

from collections.abc import Callable  # noqa: TC003  # said of an attribute, where it is made
from dataclasses import dataclass, field, replace
from math import hypot
from typing import Any, NamedTuple

from annotate.text.readers.pdf_fonts import UNKNOWN, Font, clean, load_font

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_DEEPEST = 12
_DEEPEST_MARK = 64
_LIGHT = 8  # bytes of commands, or steps that load a font, are as much work as following one command
_PAINTING = frozenset((b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"n"))
_FARTHEST = 1e6
_NOTHING = Font(lambda raw: iter([raw] if raw else []), lambda _: UNKNOWN, {}, None)


class Glyph(NamedTuple):
    """What one code shows: its characters, where its base line begins, how far it reaches, its size.

    `shown` is False for what is on the page without being drawn, as the words behind a scanned image are.
    """

    words: str
    x: float
    y: float
    along: float
    across: float
    size: float
    shown: bool = True
    vertical: bool = False


class Ruling(NamedTuple):
    """A level line on the page."""

    left: float
    right: float
    y: float


class TooMuchError(Exception):
    """The file makes more of its bytes than any text needs."""


@dataclass
class Budget:
    """How many commands and glyphs are followed, and how many were."""

    whole: int
    spent: int = 0

    def spend(self, count: int = 1) -> None:
        """Take `count` off; an error where nothing is left."""
        self.spent += count
        if self.spent > self.whole:
            raise TooMuchError


@dataclass
class Content:
    """What a page shows."""

    glyphs: list[Glyph] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    images: float = 0.0
    drawings: int = 0


@dataclass(frozen=True)
class _State:
    """The graphics state, as far as text goes; lengths of text are in its own units."""

    matrix: Matrix = IDENTITY
    font: Font = _NOTHING
    size: float = 0.0
    letters: float = 0.0
    blanks: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


def read_content(page: Any, fonts: dict[Any, tuple[Any, Font]], budget: Budget) -> Content:
    """Follow the commands of `page`.

    Args:
        page: a page of pypdf's.
        fonts: those loaded so far with what describes them, by their number in the file; more are put in.
        budget: how much may be followed.

    Raises:
        TooMuchError: the budget is spent.
    """
    walk = _Walk(page.pdf, fonts, budget)
    walk.follow(page.get("/Contents"), page.get("/Resources"), _State(), 0)
    return walk.content


def times(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does what `first` does, then what `second` does."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


class _Walk:
    """The walk through a page's commands and those of the forms it draws."""

    def __init__(self, pdf: Any, fonts: dict[Any, tuple[Any, Font]], budget: Budget) -> None:
        self.content = Content()
        self._pdf, self._fonts, self._budget = pdf, fonts, budget
        self._state = _State()
        self._saved: list[_State] = []
        self._text = self._line = IDENTITY
        self._pen = (0.0, 0.0)
        self._path: list[Ruling] = []
        self._spoken: list[tuple[str | None, int]] = []
        self._commands: dict[bytes, Callable[..., None]] = {
            b"q": self._save, b"Q": self._restore, b"cm": self._move_matrix, b"BT": self._begin,
            b"Tm": self._set_line, b"Td": self._next_line, b"TD": self._next_line_leading, b"T*": self._leave_line,
            b"Tj": self._show, b"'": self._show_next, b'"': self._show_spaced, b"TJ": self._show_all, b"m": self._move,
            b"l": self._draw_line, b"re": self._draw_box, b"EMC": self._end_marked, b"BMC": self._begin_marked,
        }  # fmt: skip
        self._settings = {
            b"Tc": "letters", b"Tw": "blanks", b"Tz": "scale", b"TL": "leading", b"Ts": "rise", b"Tr": "mode",
        }  # fmt: skip

    def follow(self, stream: Any, resources: Any, state: _State, depth: int) -> None:
        """Follow the commands of one stream, and of the forms it draws."""
        from pypdf.generic import ContentStream

        if stream is None:
            return
        outer = self._state, self._saved, self._text, self._line
        self._state, self._saved = state, []
        named = _dictionary(resources)
        commands = ContentStream(stream, self._pdf, "bytes")
        self._budget.spend(len(commands.get_data()) // _LIGHT)
        for operands, operator in commands.operations:
            self._budget.spend()
            if operator == b"Do":
                self._draw(named, operands, depth)
            elif operator == b"Tf":
                self._set_font(_dictionary(named.get("/Font")), *operands[:2])
            elif operator in (b"BDC", b"DP"):
                self._begin_marked(named, *operands[:2]) if operator == b"BDC" else None
            elif operator == b"INLINE IMAGE":
                self._cover()
            elif operator in _PAINTING:
                self._paint(drawn=operator != b"n")
            else:
                self._do(operator, operands)
        self._state, self._saved, self._text, self._line = outer

    def _do(self, operator: bytes, operands: list[Any]) -> None:
        if operator in self._settings:
            value = _numbers(operands[:1], 1)[0]
            name = self._settings[operator]
            changed: Any = value / 100 if name == "scale" else int(value) if name == "mode" else value
            self._state = replace(self._state, **{name: changed})
        elif operator in self._commands:
            self._commands[operator](*operands)

    def _draw(self, resources: Any, operands: list[Any], depth: int) -> None:
        """Draw a form, or note that an image is drawn."""
        drawn = _resolved(_dictionary(resources.get("/XObject")).get(operands[0])) if operands else None
        if not isinstance(drawn, dict):
            return
        if drawn.get("/Subtype") == "/Image":
            self._cover()
        elif drawn.get("/Subtype") == "/Form" and depth < _DEEPEST:
            matrix = _matrix(_resolved(drawn.get("/Matrix")) or [])
            inner = replace(self._state, matrix=times(matrix, self._state.matrix))
            self.follow(drawn, drawn.get("/Resources", resources), inner, depth + 1)

    def _cover(self) -> None:
        a, b, c, d, _, _ = self._state.matrix
        self.content.images += abs(a * d - b * c)

    def _save(self, *_: Any) -> None:
        self._saved.append(self._state)

    def _restore(self, *_: Any) -> None:
        if self._saved:
            self._state = self._saved.pop()

    def _move_matrix(self, *operands: Any) -> None:
        self._state = replace(self._state, matrix=times(_matrix(operands), self._state.matrix))

    def _begin(self, *_: Any) -> None:
        self._text = self._line = IDENTITY

    def _set_font(self, named: Any, name: Any = None, size: Any = 0) -> None:
        entry = named.raw_get(name) if name in named else None
        font = _NOTHING if entry is None else self._font(entry)
        self._state = replace(self._state, font=font, size=_numbers([size], 1)[0])

    def _font(self, entry: Any) -> Font:
        """The font behind an entry, loaded once: by its number, or by the entry itself, which is kept for that."""
        number = getattr(entry, "idnum", None)
        key = ("direct", id(entry)) if number is None else number
        if key not in self._fonts:
            font = load_font(entry)
            self._budget.spend(font.steps // _LIGHT)
            self._fonts[key] = (entry, font)
        return self._fonts[key][1]

    def _set_line(self, *operands: Any) -> None:
        self._text = self._line = _matrix(operands)

    def _next_line(self, *operands: Any) -> None:
        x, y = _numbers(operands, 2)
        self._text = self._line = times((1.0, 0.0, 0.0, 1.0, x, y), self._line)

    def _next_line_leading(self, *operands: Any) -> None:
        self._state = replace(self._state, leading=-_numbers(operands, 2)[1])
        self._next_line(*operands)

    def _leave_line(self, *_: Any) -> None:
        self._next_line(0.0, -self._state.leading)

    def _show_next(self, *operands: Any) -> None:
        self._leave_line()
        self._show(*operands)

    def _show_spaced(self, *operands: Any) -> None:
        blanks, letters = _numbers(operands, 2)
        self._state = replace(self._state, blanks=blanks, letters=letters)
        self._show_next(*operands[2:])

    def _show_all(self, *operands: Any) -> None:
        for each in operands[0] if operands and isinstance(operands[0], list) else ():
            if isinstance(each, (int, float)):
                self._advance(-each / 1000 * self._state.size)
            else:
                self._show(each)

    def _show(self, *operands: Any) -> None:
        raw = operands[0] if operands else b""
        state = self._state
        if not isinstance(raw, bytes):
            return
        for words, width, blank in state.font.show(raw):
            self._budget.spend()
            step = width * state.size + state.letters + (state.blanks if blank else 0.0)
            self._put(words, width * state.size)
            self._advance(-state.size if state.font.vertical else step)

    def _advance(self, step: float) -> None:
        down = self._state.font.vertical
        move = (0.0, step) if down else (step * self._state.scale, 0.0)
        self._text = times((1.0, 0.0, 0.0, 1.0, *move), self._text)

    def _put(self, words: str, width: float) -> None:
        """Set a glyph down where the pen is."""
        state = self._state
        a, b, c, d, x, y = times((state.scale, 0.0, 0.0, 1.0, 0.0, state.rise), times(self._text, state.matrix))
        if max(map(abs, (a, b, c, d))) > _FARTHEST or abs(x) > _FARTHEST or abs(y) > _FARTHEST:
            return
        size = state.size * hypot(c, d)
        shown = state.mode not in (3, 7)
        self.content.glyphs.append(Glyph(words, x, y, width * a, width * b, abs(size), shown, state.font.vertical))

    def _move(self, *operands: Any) -> None:
        x, y = _numbers(operands, 2)
        self._pen = (x, y)

    def _draw_line(self, *operands: Any) -> None:
        x, y = _numbers(operands, 2)
        self._rule(self._pen[0], self._pen[1], x, y)
        self._pen = (x, y)

    def _draw_box(self, *operands: Any) -> None:
        x, y, width, height = _numbers(operands, 4)
        self._rule(x, y, x + width, y)
        self._rule(x, y + height, x + width, y + height)

    def _rule(self, left: float, bottom: float, right: float, top: float) -> None:
        """Keep a line that is level and long enough to part rows of a table."""
        matrix = self._state.matrix
        a, b = _point(left, bottom, matrix), _point(right, top, matrix)
        if abs(a[1] - b[1]) < 1 and abs(a[0] - b[0]) > 20:
            self._path.append(Ruling(min(a[0], b[0]), max(a[0], b[0]), a[1]))

    def _paint(self, *, drawn: bool) -> None:
        """End a path: its lines are there to see, unless it only bounds what is drawn next."""
        if drawn:
            self.content.rulings += self._path
            self.content.drawings += 1
        self._path = []

    def _begin_marked(self, *operands: Any) -> None:
        """Begin a stretch that may say itself in words what its glyphs mean."""
        said = None
        if len(operands) == 3 and len(self._spoken) < _DEEPEST_MARK:
            named, _, properties = operands
            inner = _dictionary(properties)
            if isinstance(properties, str):
                inner = _dictionary(_dictionary(_dictionary(named).get("/Properties")).get(properties))
            said = _said(inner.get("/ActualText"))
            self._budget.spend(len(said or ""))
        self._spoken.append((said, len(self.content.glyphs)))

    def _end_marked(self, *_: Any) -> None:
        said, begun = self._spoken.pop() if self._spoken else (None, 0)
        if said is None:
            return
        glyphs = self.content.glyphs[begun:]
        self._budget.spend(len(glyphs))
        if not glyphs or any(abs(each.y - glyphs[0].y) > 0.1 for each in glyphs):
            return
        first, last = glyphs[0], glyphs[-1]
        self.content.glyphs[begun:] = [first._replace(words=said, along=last.x + last.along - first.x)]


def _said(found: Any) -> str | None:
    """The characters of a text string, as `clean` leaves each; None for one without any, and for anything else."""
    raw = _resolved(found)
    if isinstance(raw, bytes):
        utf_16 = raw.startswith(b"\xfe\xff")
        raw = raw[2:].decode("utf-16-be", "replace") if utf_16 else raw.decode("latin-1")
    return "".join(map(clean, raw)) or None if isinstance(raw, str) else None


def _point(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _matrix(operands: Any) -> Matrix:
    if len(operands) < 6:
        return IDENTITY
    a, b, c, d, e, f = _numbers(operands, 6)
    return a, b, c, d, e, f


def _numbers(operands: Any, count: int) -> list[float]:
    """The first `count` operands as numbers, 0 for what is none or beyond all measure."""
    found = [float(each) if isinstance(each, (int, float)) and abs(each) < _FARTHEST else 0.0 for each in operands]
    return (found + [0.0] * count)[:count]


def _resolved(found: Any) -> Any:
    return found.get_object() if hasattr(found, "get_object") else found


def _dictionary(found: Any) -> Any:
    resolved = _resolved(found)
    return resolved if isinstance(resolved, dict) else {}
