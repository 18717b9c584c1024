"""From what a person points at, spans or a quote, to spans that are known to stand in the text."""

from collections.abc import Iterable, Sequence
from itertools import islice, pairwise
from unicodedata import is_normalized

from annotate.errors import CallError, QuoteAmbiguousError, QuoteNotFoundError, SpanOutsideError
from annotate.store.values import Around
from annotate.text.normal import Normal, normalized
from annotate.text.spans import Span

_SHOWN = 5


def check_spans(spans: Iterable[tuple[int, int]], length: int, where: str) -> tuple[Span, ...]:
    """Sort spans and see that they stand in a text of `length` code points; `where` names it in errors.

    A span may be empty; two may touch but not overlap.

    Raises:
        CallError: there is none, one is not well formed, or two overlap.
        SpanOutsideError: one reaches past the text.

    Examples:
        >>> check_spans([(4, 6), (0, 2)], 10, "law@1")
        (Span(start=0, end=2), Span(start=4, end=6))
    """
    found = tuple(sorted(Span(start, end) for start, end in spans))
    if not found:
        raise CallError("There is no span to mark; give --span START:END or --quote TEXT.")
    for start, end in found:
        if not 0 <= start <= end:
            raise CallError(f"The span {start}:{end} is not well formed; write START:END with 0 <= START <= END.")
        if end > length:
            raise SpanOutsideError(
                f"The span {start}:{end} reaches past the text of {where}; give a span within 0:{length}."
            )
    for one, next_one in pairwise(found):
        if one.overlaps(next_one) or one == next_one:
            raise CallError(
                f"The spans {one.start}:{one.end} and {next_one.start}:{next_one.end} overlap; join them, or make two "
                "marks."
            )
    return found


def find_quote(text: str, quote: str, *, prefix: str = "", suffix: str = "", where: str = "the text") -> Span:
    """The one place in `text` where `quote` stands with `prefix` right before and `suffix` right after it.

    If it stands nowhere as it is written, it is looked for in other code points of the same characters (NFC, NFD, line
    ends).

    Raises:
        CallError: the quote is empty.
        QuoteNotFoundError: it stands nowhere, or nowhere between those words.
        QuoteAmbiguousError: it stands in more than one place.

    Examples:
        >>> find_quote("要加强，要落实", "要", suffix="落实")
        Span(start=4, end=5)
    """
    if not quote:
        raise CallError("The quote is empty; give the words to mark.")
    found = occurrences(text, quote, prefix=prefix, suffix=suffix)
    if not found:
        elsewhere = len(occurrences(text, quote))
        hint = f"it stands there {elsewhere} times with other words around it" if elsewhere else "check the wording"
        raise QuoteNotFoundError(
            f"The quote {_short(quote)} does not stand in {where}{_around(prefix, suffix)}; {hint}."
        )
    if len(found) > 1:
        first = ", ".join(str(span.start) for span in islice(found, _SHOWN))
        more = ", …" if len(found) > _SHOWN else ""
        raise QuoteAmbiguousError(
            f"The quote {_short(quote)} stands {len(found)} times in {where}, starting at {first}{more}; give "
            "--prefix or --suffix, or --span instead."
        )
    return found[0]


def check_quotes(text: str, spans: Sequence[Span], quotes: Sequence[str]) -> str | None:
    """Why `quotes` are not the words at `spans` of `text`, as part of a sentence; None if they are.

    Examples:
        >>> check_quotes("要加强", [Span(0, 1)], ["须"])
        "at 0:1 stands '要', not '须'"
    """
    if len(quotes) != len(spans):
        return f"there are {len(spans)} spans but {len(quotes)} quotes"
    for span, quote in zip(spans, quotes, strict=True):
        if span.of(text) != quote:
            return f"at {span.start}:{span.end} stands {_short(span.of(text))}, not {_short(quote)}"
    return None


def check_around(text: str, spans: Sequence[Span], around: Sequence[Around]) -> str | None:
    """Why `around` is not what stands before and after `spans` of `text`, as part of a sentence; None if it is.

    Examples:
        >>> check_around("要加强，要落实", [Span(4, 5)], [Around(suffix="加强")])
        "behind 4:5 stands '落实', not '加强'"
    """
    for span, wanted in zip(spans, around, strict=True):
        before = text[max(0, span.start - len(wanted.prefix)) : span.start]
        behind = text[span.end : span.end + len(wanted.suffix)]
        if before != wanted.prefix:
            return f"before {span.start}:{span.end} stands {_short(before)}, not {_short(wanted.prefix)}"
        if behind != wanted.suffix:
            return f"behind {span.start}:{span.end} stands {_short(behind)}, not {_short(wanted.suffix)}"
    return None


def occurrences(text: str, quote: str, *, prefix: str = "", suffix: str = "") -> list[Span]:
    """All places where `quote` stands between `prefix` and `suffix`, those that overlap each other included.

    Examples:
        >>> occurrences("bananas", "ana")
        [Span(start=1, end=4), Span(start=3, end=6)]
    """
    exact = [Span(start, start + len(quote)) for start in _starts(text, quote, prefix, suffix)]
    if exact or (is_normalized("NFC", text) and is_normalized("NFC", quote) and "\r" not in text + quote):
        return exact
    words, normal = normalized(quote.lstrip("\ufeff")), Normal(text)
    starts = _starts(normal.text, words, normalized(prefix), normalized(suffix)) if words else []
    return [span for start in starts if (span := normal.back(start, start + len(words))) is not None]


def _starts(text: str, quote: str, prefix: str, suffix: str) -> list[int]:
    found = []
    start = text.find(quote)
    while start >= 0:
        if text.endswith(prefix, 0, start) and text.startswith(suffix, start + len(quote)):
            found.append(start)
        start = text.find(quote, start + 1)
    return found


def _around(prefix: str, suffix: str) -> str:
    said = [f"{which} {_short(words)}" for which, words in (("after", prefix), ("before", suffix)) if words]
    return f" {' and '.join(said)}" if said else ""


def _short(words: str) -> str:
    return repr(words if len(words) <= 40 else f"{words[:39]}…")
