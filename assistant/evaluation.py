"""Quality on a file of questions with gold answers: retrieval, citation, refusal, speed.

A question is {"id", "question", "answers": [{"document", "locator"}], "category"}; a gold
locator matches itself and its descendants; no answers means that refusing is right.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, quantiles
from typing import Any

from assistant.engine import Engine
from assistant.model import Answer, QueryOptions
from corpus.errors import AssistantError, ConfigurationError
from corpus.model import Document
from ingest.resolving import matches_name

__all__ = ["Gold", "Question", "evaluate", "read_questions"]

_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Gold:
    """A right answer: `document` is an id, a unique code or a path stem."""

    document: str
    locator: str

    def matches(self, document: Document, lineage: Collection[str]) -> bool:
        """Tell whether a place is this one or lies under it.

        `lineage` are the locators of the place and of all provisions above it.
        """
        return self.locator in lineage and matches_name(document, self.document)


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its gold answers (none: it should be refused)."""

    id: str
    text: str
    answers: tuple[Gold, ...]
    category: str


@dataclass(frozen=True, slots=True)
class _Outcome:
    question: Question
    answer: Answer
    engine: Engine

    def first_rank(self) -> int | None:
        """Return the rank of the first right result, None if there is none in the depth."""
        ranks = (r.rank for r in self.answer.results if self._right(r.document, r.locator))
        return next(ranks, None)

    def recall(self, depth: int) -> float:
        """Return the share of gold answers among the best `depth` results."""
        top = self.answer.results[:depth]
        found = sum(
            any(self._is(gold, r.document, r.locator) for r in top)
            for gold in self.question.answers
        )
        return found / len(self.question.answers)

    def citation_precision(self) -> float:
        """Return the share of citations that are right; an answer without any has 0."""
        cited = self.answer.citations
        right = sum(self._right(c.document, c.locator) for c in cited)
        return right / len(cited) if cited else 0.0

    def citation_recall(self) -> float:
        """Return the share of gold answers that are cited."""
        found = sum(
            any(self._is(gold, c.document, c.locator) for c in self.answer.citations)
            for gold in self.question.answers
        )
        return found / len(self.question.answers)

    def _right(self, document: Document, locator: str) -> bool:
        return any(self._is(gold, document, locator) for gold in self.question.answers)

    def _is(self, gold: Gold, document: Document, locator: str) -> bool:
        return gold.matches(document, self.engine.lineage(document.id, locator))


def read_questions(path: Path) -> list[Question]:
    """Read a .jsonl file or all of a folder; `ConfigurationError` names a bad line."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files or not all(file.is_file() for file in files):
        raise ConfigurationError(
            f"Không có tệp câu hỏi .jsonl tại «{path}». Hãy kiểm tra đường dẫn."
        )
    return [question for file in files for question in _read_file(file)]


def evaluate(
    engine: Engine, questions: Sequence[Question], options: QueryOptions
) -> dict[str, Any]:
    """Ask all questions and return the figures, overall and by category.

    A question that cannot be asked at all counts as answered with nothing.
    """
    outcomes = []
    errors = 0
    for question in questions:
        try:
            answer = engine.ask(question.text, options)
        except AssistantError as error:
            answer = Answer(question.text, "", False, 0.0, (), (), (), error=str(error))
            errors += 1
        outcomes.append(_Outcome(question, answer, engine))
    by_category: dict[str, list[_Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_category[outcome.question.category].append(outcome)
    return {
        "questions": len(questions),
        "errors": errors,
        "overall": _figures(outcomes),
        "categories": {name: _figures(group) for name, group in sorted(by_category.items())},
    }


def _figures(outcomes: Sequence[_Outcome]) -> dict[str, float | int | None]:
    answerable = [o for o in outcomes if o.question.answers]
    ranks = [o.first_rank() for o in answerable]
    seconds = [o.answer.seconds for o in outcomes]
    refused = [o for o in outcomes if o.answer.refused]
    to_refuse = [o for o in outcomes if not o.question.answers]
    rightly_refused = sum(not o.question.answers for o in refused)
    answered = [o for o in answerable if not o.answer.refused]
    return {
        "n": len(outcomes),
        "hit@1": _mean(rank == 1 for rank in ranks),
        "recall@5": _mean(o.recall(5) for o in answerable),
        "recall@10": _mean(o.recall(_DEPTH) for o in answerable),
        "mrr@10": _mean(1 / rank if rank and rank <= _DEPTH else 0.0 for rank in ranks),
        "refusal_precision": rightly_refused / len(refused) if refused else None,
        "refusal_recall": rightly_refused / len(to_refuse) if to_refuse else None,
        "citation_precision": _mean(o.citation_precision() for o in answered),
        "citation_recall": _mean(o.citation_recall() for o in answerable),
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


def _read_file(path: Path) -> list[Question]:
    questions = []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"Không đọc được «{path}»: hãy kiểm tra quyền đọc và lưu tệp dưới dạng UTF-8."
        ) from error
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
            questions.append(
                Question(
                    id=str(raw["id"]),
                    text=str(raw["question"]),
                    answers=tuple(
                        Gold(str(a["document"]), str(a["locator"])) for a in raw["answers"]
                    ),
                    category=str(raw.get("category") or path.stem),
                )
            )
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise ConfigurationError(
                f"{path.name}, dòng {number}: không đúng dạng câu hỏi"
                ' {"id", "question", "answers", "category"}.'
            ) from error
    return questions
