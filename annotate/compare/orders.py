"""Orders: a clause may join several by a list (“do this、do that”), and a later text may repeat one of them alone."""

from collections.abc import Iterator
from dataclasses import replace

from annotate.policy.entries import Lexicon
from annotate.policy.values import Directive
from annotate.text.spans import Span


def orders(text: str, directive: Directive, lexicon: Lexicon) -> tuple[Directive, ...]:
    """The orders that a list joins in one directive, each with an act and an object of its own; else itself alone.

    Examples:
        >>> from annotate.policy.directives import read_directives
        >>> from annotate.policy.lexicon import load_lexicon
        >>> from annotate.text.reader import read
        >>> lexicon = load_lexicon("zh-Hans")
        >>> reading = read("会议强调，要坚持新发展理念、推动高质量发展。", reflow=False)
        >>> (both,) = read_directives(reading, lexicon)
        >>> [order.spans[0].of(reading.text) for order in orders(reading.text, both, lexicon)]
        ['要坚持新发展理念', '推动高质量发展']
    """
    if len(directive.spans) > 1:
        return (directive,)
    return tuple(
        replace(directive, spans=(span,), core=max(span.start, directive.core))
        for span in _split(text, directive, lexicon)
    )


def _split(text: str, directive: Directive, lexicon: Lexicon) -> Iterator[Span]:
    """The span of the directive, cut at each sign of a list behind which an act begins that has an object."""
    (span,) = directive.spans
    start = span.start
    for sign in lexicon.force.lists.finditer(text, directive.core, span.end):
        following = lexicon.force.lists.search(text, sign.end(), span.end)
        rest = text[sign.end() : following.start() if following else span.end]
        act = lexicon.grammar.act.match(rest)
        if act and len(lexicon.pieces.cut(lexicon.pieces.plain(rest[act.end() :]))) >= lexicon.pieces.least:
            yield Span(start, sign.start())
            start = sign.end()
    yield Span(start, span.end)
