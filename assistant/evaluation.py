"""Quality on questions with gold answers: retrieval, citation, refusal, speed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import fmean, quantiles
from typing import Any

from assistant.engine import Engine
from assistant.model import Answer, QueryOptions
from assistant.outcomes import DEPTH, GoldPlaces, Outcome, read_outcomes
from assistant.questions import Question
from corpus.errors import AssistantError
from corpus.settings import load_settings

__all__ = ["ask_all", "evaluate", "figures", "other_outcomes"]


def evaluate(
    engine: Engine, questions: Sequence[Question], options: QueryOptions
) -> dict[str, Any]:
    """Ask all questions and return the figures, overall and by category."""
    outcomes, unclear = ask_all(engine, questions, options)
    return figures(outcomes, unclear)


def ask_all(
    engine: Engine, questions: Sequence[Question], options: QueryOptions
) -> tuple[list[Outcome], list[str]]:
    """Ask all questions; return their outcomes and the names of documents that lead to none.

    A question that cannot be asked at all counts as answered with nothing.
    """
    places = GoldPlaces(engine)
    outcomes = []
    for question in questions:
        try:
            answer = engine.ask(question.text, options)
        except AssistantError as error:
            answer = Answer(question.text, "", False, 0.0, (), (), (), error=str(error))
        outcomes.append(places.outcome(question, answer))
    return outcomes, sorted(places.unclear)


def other_outcomes(
    path: Path, questions: Sequence[Question], options: QueryOptions
) -> list[Outcome]:
    """Return what to compare with: the outcomes over the index `path`, or those of a dump."""
    if not path.is_dir():
        return read_outcomes(path)
    engine = Engine.open(load_settings(path))
    try:
        return ask_all(engine, questions, options)[0]
    finally:
        engine.close()


def figures(outcomes: Sequence[Outcome], unclear: Sequence[str] = ()) -> dict[str, Any]:
    """Return the figures of outcomes, overall and by category.

    `unclear` are the names of gold documents that the index cannot resolve; what they are
    gold for counts as not found.
    """
    by_category: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_category[outcome.category].append(outcome)
    return {
        "questions": len(outcomes),
        "errors": sum(outcome.details["error"] is not None for outcome in outcomes),
        "unclear_documents": list(unclear),
        "overall": _figures(outcomes),
        "categories": {name: _figures(group) for name, group in sorted(by_category.items())},
    }


def _figures(outcomes: Sequence[Outcome]) -> dict[str, float | int | None]:
    answerable = [o for o in outcomes if o.answerable]
    seconds = [o.seconds for o in outcomes]
    refused = [o for o in outcomes if o.refused]
    to_refuse = [o for o in outcomes if not o.answerable]
    rightly_refused = sum(not o.answerable for o in refused)
    answered = [o for o in answerable if not o.refused]
    return {
        "n": len(outcomes),
        "hit@1": _mean(o.first_rank == 1 for o in answerable),
        "recall@5": _mean(o.recall(5) for o in answerable),
        "recall@10": _mean(o.recall(DEPTH) for o in answerable),
        "mrr@10": _mean(o.reciprocal_rank for o in answerable),
        "refusal_precision": rightly_refused / len(refused) if refused else None,
        "refusal_recall": rightly_refused / len(to_refuse) if to_refuse else None,
        "citation_precision": _mean(o.citation_precision for o in answered),
        "citation_recall": _mean(o.citation_recall for o in answerable),
        "p50_seconds": _quantile(seconds, 50),
        "p95_seconds": _quantile(seconds, 95),
    }


def _mean(values: Iterable[float]) -> float | None:
    listed = [float(value) for value in values]
    return round(fmean(listed), 4) if listed else None


def _quantile(values: Sequence[float], percent: int) -> float | None:
    if len(values) < 2:  # noqa: PLR2004 - quantiles needs two values
        return round(values[0], 4) if values else None
    return round(quantiles(values, n=100, method="inclusive")[percent - 1], 4)
