"""Items that ask for the order of a procedure's steps."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from assistant.quotes import Quote
from assistant.training.quizzes.facts import Draw, Facts
from assistant.training.quizzes.model import Item, Option, QuizKind
from corpus.model import Document, Provision

__all__ = ["order_items"]

_STEPS = 4
_WINDOW = 7
"""Steps are taken from so many that follow each other: far ones are too easy to tell apart."""


def order_items(draw: Draw) -> Iterator[Item | None]:
    """Yield one item a procedure, then a second one and so on, None where steps run out."""
    facts, random = draw.facts, draw.random
    procedures = list(facts.procedures)
    random.shuffle(procedures)
    for start in range(0, 4 * _STEPS, _STEPS):
        for document in procedures:
            if facts.request.clauses and not facts.wanted(facts.clause_of(document.id)):
                continue
            steps = _ordered(document, draw)
            window = steps[start : start + _WINDOW]
            parents = {step.parent for step in window}
            if len(window) < _STEPS or len(parents) > 1:
                yield None
                continue
            places = sorted(random.sample(range(len(window)), _STEPS))
            yield _item(document, [window[place] for place in places], facts, random)


def _ordered(document: Document, draw: Draw) -> list[Provision]:
    """Return the steps of a procedure that have a place of their own in its order."""
    floats = draw.gate.step_floats
    return [p for p in draw.facts.steps(document) if not floats(document.id, p.locator)]


def _item(document: Document, steps: list[Provision], facts: Facts, random: Random) -> Item:
    shuffled = random.sample(steps, len(steps))
    if shuffled == steps:
        shuffled.reverse()
    name = facts.document_label(document)
    return Item(
        kind=QuizKind.ORDER_STEPS,
        stem=f"Xếp các bước sau theo đúng thứ tự nêu trong {name}.",
        subject=document.id,
        options=tuple(Option(step.title, step.locator) for step in shuffled),
        answer=tuple(shuffled.index(step) for step in steps),
        clause=facts.clause_of(document.id),
        edition=facts.request.edition,
        key=tuple(
            facts.sources.citation(document, _heading(step), facts.on, n)
            for n, step in enumerate(steps, 1)
        ),
    )


def _heading(step: Provision) -> Quote:
    """Return a step's number and title; a row of a table goes on with its text."""
    return Quote(step, 0, step.text.index(step.title) + len(step.title))
