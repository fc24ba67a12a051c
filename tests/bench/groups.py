"""Figures of a set of questions: all, by category, clauses and steps each among their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.engine import Engine
from assistant.evaluation import evaluate
from assistant.model import QueryOptions
from assistant.questions import Question
from corpus.model import DocumentKind

__all__ = ["groups"]

_CLAUSES = QueryOptions(kinds=frozenset({DocumentKind.STANDARD}), edition="2015")
_PROCEDURES = QueryOptions(kinds=frozenset({DocumentKind.PROCEDURE}))


def groups(engine: Engine, questions: Sequence[Question]) -> Iterator[tuple[str, str]]:
    """Yield the name and the figures of each group."""
    figures = evaluate(engine, questions, QueryOptions())
    clauses = evaluate(engine, _on_clauses(questions), _CLAUSES)
    steps = [question for question in questions if question.category == "steps"]
    found = {
        "all": figures["overall"],
        **figures["categories"],
        "clauses, among clauses": clauses["overall"],
        "steps, among procedures": evaluate(engine, steps, _PROCEDURES)["overall"],
    }
    for name, group in found.items():
        shown = {k: v for k, v in group.items() if v is not None and "seconds" not in k}
        yield name, ", ".join(f"{k} {v}" for k, v in shown.items())


def _on_clauses(questions: Sequence[Question]) -> list[Question]:
    """Return the questions that a clause of 2015 answers, with that gold alone."""
    found = (
        replace(q, answers=tuple(a for a in q.answers if a.document == "tcvn-iso-9001-2015"))
        for q in questions
    )
    return [question for question in found if question.answers]
