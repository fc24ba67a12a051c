"""Items true or false: a sentence as it stands, or with one figure or one role changed."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from assistant.quotes import Quote
from assistant.training.quizzes.facts import Draw
from assistant.training.quizzes.gate import Gate
from assistant.training.quizzes.model import Item, Option, QuizKind
from assistant.training.quizzes.statements import Variable, figures, in_direction, mentions
from corpus.model import Document

__all__ = ["statement_items"]

_OPTIONS = (Option("Đúng"), Option("Sai"))


def statement_items(draw: Draw) -> Iterator[Item | None]:
    """Yield items on sentences of procedures, about half of them true.

    None stands for a sentence that cannot be changed into a false one: it is not asked as
    a true one either, or only unchangeable sentences would be true.
    """
    facts, gate, random = draw.facts, draw.gate, draw.random
    sentences = list(gate.statements.usable(facts.procedures))
    random.shuffle(sentences)
    for document, quote in sentences:
        clause = facts.clause_of(document.id)
        if facts.request.clauses and not facts.wanted(clause):
            continue
        false = _changed(document, quote, gate, random)
        if false is None:
            yield None
            continue
        true = random.random() < 1 / len(_OPTIONS)
        shown = quote.text if true else false
        cited = facts.sources.citation(document, quote, facts.on)
        yield Item(
            kind=QuizKind.TRUE_FALSE,
            stem=f"Theo {cited.label}, câu sau đúng hay sai? “{shown}”",
            subject=shown,
            options=_OPTIONS,
            answer=(0,) if true else (1,),
            clause=clause,
            edition=facts.request.edition,
            key=(cited,),
        )


def _changed(document: Document, quote: Quote, gate: Gate, random: Random) -> str | None:
    """Return a sentence with one thing changed that nothing in the corpus says, or None."""
    for place, words in _changes(document, quote, gate, random):
        shown = f"{quote.text[: place.start]}{words}{quote.text[place.end :]}"
        family = gate.statements.family(document.id, quote.provision.locator)
        said = f"{words} {place.unit}".strip()
        if not mentions(family, said) and not gate.statements.supported(shown, said):
            return shown
    return None


def _changes(
    document: Document, quote: Quote, gate: Gate, random: Random
) -> Iterator[tuple[Variable, str]]:
    """Yield what could be changed in a sentence into what, the likeliest first."""
    found = figures(quote.text)
    if len(found) == 1:
        place = found[0]
        old = quote.text[place.start : place.end]
        values = [
            value
            for value in gate.statements.neighbours(document.id, place.unit)
            if in_direction(quote.text, place, value) and value > 0
        ]
        yield from ((place, f"{value:0{len(old)}d}") for value in values)
    if found:
        return
    roles = gate.statements.roles(document.id)
    named = [role for role in roles if mentions(quote.text, role)]
    # "Trưởng đoàn đánh giá" holds "Trưởng đoàn": which of them a sentence means is not clear.
    if len(named) != 1 or quote.text.count(named[0]) != 1:
        return
    start = quote.text.index(named[0])
    place = Variable(start, start + len(named[0]), "")
    others = [
        role for role in roles if not mentions(role, named[0]) and not mentions(named[0], role)
    ]
    for role in random.sample(others, len(others)):
        yield place, role
