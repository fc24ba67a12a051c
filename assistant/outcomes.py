"""What became of one question with gold answers: the measures, and the record of why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.engine import Engine
from assistant.model import Answer
from assistant.questions import Gold, Question
from corpus.errors import ConfigurationError
from corpus.model import Document
from ingest.resolving import documents_named

__all__ = ["DEPTH", "GoldPlaces", "Outcome", "read_outcomes", "write_outcomes"]

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """The measures of one question; shares are 0..1.

    `ranks` has the rank (from 1) of each gold answer among the results, None where it is not
    in the depth that was asked for. `citations` counts the citations, `right_citations` those
    that are gold or may stand beside it, `cited_gold` the gold answers that are cited.
    `details` is the JSON object with everything that shows why.
    """

    id: str
    category: str
    refused: bool
    confidence: float
    seconds: float
    ranks: tuple[int | None, ...]
    citations: int
    right_citations: int
    cited_gold: int
    details: Mapping[str, Any]

    @property
    def answerable(self) -> bool:
        """Whether the question has gold answers."""
        return bool(self.ranks)

    @property
    def first_rank(self) -> int | None:
        """The rank of the best gold answer, None if none is in the depth."""
        return min((rank for rank in self.ranks if rank), default=None)

    @property
    def reciprocal_rank(self) -> float:
        """1 over the first rank, 0 below the depth of the measure."""
        first = self.first_rank
        return 1 / first if first and first <= DEPTH else 0.0

    def recall(self, depth: int) -> float:
        """Return the share of gold answers among the best `depth` results."""
        return sum(rank is not None and rank <= depth for rank in self.ranks) / len(self.ranks)

    @property
    def citation_precision(self) -> float:
        """The share of citations that are right; an answer without any has 0."""
        return self.right_citations / self.citations if self.citations else 0.0

    @property
    def citation_recall(self) -> float:
        """The share of gold answers that are cited."""
        return self.cited_gold / len(self.ranks)


class GoldPlaces:
    """Finds gold answers among the places of an index.

    `unclear` are the names in gold answers that lead to no document, or as a code to several.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._documents = engine.documents()
        self._named: dict[str, frozenset[str]] = {}
        self.unclear: set[str] = set()

    def outcome(self, question: Question, answer: Answer) -> Outcome:
        """Measure an answer."""
        gold = question.answers
        right = [self._right(gold, r.document, r.locator) for r in answer.results]
        cited = [self._right(gold, c.document, c.locator) for c in answer.citations]
        beside = [self._right(question.also, c.document, c.locator) for c in answer.citations]
        fitting = [bool(hit or other) for hit, other in zip(cited, beside, strict=True)]
        ranks = tuple(
            next(
                (r.rank for r, hit in zip(answer.results, right, strict=True) if place in hit), None
            )
            for place in range(len(gold))
        )
        measures = {
            "citations": len(cited),
            "right_citations": sum(fitting),
            "cited_gold": len(set().union(*cited)),
        }
        return Outcome(
            id=question.id,
            category=question.category,
            refused=answer.refused,
            confidence=answer.confidence,
            seconds=answer.seconds,
            ranks=ranks,
            details=_details(question, answer, ranks, right, fitting) | {"measures": measures},
            **measures,
        )

    def _right(self, gold: Sequence[Gold], document: Document, locator: str) -> set[int]:
        """Return which of the gold answers a place is, or lies under."""
        lineage = self._engine.lineage(document.id, locator)
        return {
            place
            for place, answer in enumerate(gold)
            if document.id in self._ids(answer.document) and answer.locator in lineage
        }

    def _ids(self, name: str) -> frozenset[str]:
        if name not in self._named:
            found = documents_named(name, self._documents)
            self._named[name] = frozenset(document.id for document in found)
            if not found:
                self.unclear.add(name)
        return self._named[name]


def write_outcomes(path: Path, outcomes: Iterable[Outcome]) -> None:
    """Write one JSON object a line, which `read_outcomes` takes back."""
    try:
        with path.open("w", encoding="utf-8") as file:
            for outcome in outcomes:
                file.write(json.dumps(outcome.details, ensure_ascii=False) + "\n")
    except OSError as error:
        raise ConfigurationError(
            f"Không ghi được «{path}». Hãy kiểm tra quyền ghi hoặc chọn nơi khác."
        ) from error


def read_outcomes(path: Path) -> list[Outcome]:
    """Read a dump; `ConfigurationError` names a bad line."""
    outcomes = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"Không đọc được «{path}». Hãy kiểm tra đường dẫn và quyền đọc."
        ) from error
    for number, line in enumerate(lines, 1):
        try:
            raw = json.loads(line)
            measures = raw["measures"]
            outcomes.append(
                Outcome(
                    id=raw["id"],
                    category=raw["category"],
                    refused=raw["refused"],
                    confidence=raw["confidence"],
                    seconds=raw["seconds"],
                    ranks=tuple(gold["rank"] for gold in raw["gold"]),
                    citations=measures["citations"],
                    right_citations=measures["right_citations"],
                    cited_gold=measures["cited_gold"],
                    details=raw,
                )
            )
        except (ValueError, KeyError, TypeError) as error:
            raise ConfigurationError(
                f"{path.name}, dòng {number}: không phải kết quả do evaluate --dump ghi."
                " Hãy ghi lại tệp này."
            ) from error
    return outcomes


def _details(
    question: Question,
    answer: Answer,
    ranks: Sequence[int | None],
    right: Sequence[set[int]],
    fitting: Sequence[bool],
) -> dict[str, Any]:
    return {
        "id": question.id,
        "category": question.category,
        "question": question.text,
        "normalized": answer.normalized,
        "refused": answer.refused,
        "confidence": round(answer.confidence, 4),
        "seconds": round(answer.seconds, 4),
        "error": answer.error,
        "gold": [
            {"document": gold.document, "locator": gold.locator, "rank": rank}
            for gold, rank in zip(question.answers, ranks, strict=True)
        ],
        "results": [
            {
                "rank": result.rank,
                "document": result.document.id,
                "locator": result.locator,
                "right": bool(hit),
                "score": result.score,
                "features": dict(result.features),
            }
            for result, hit in zip(answer.results, right, strict=True)
        ],
        "cited": [
            {"document": citation.document.id, "locator": citation.locator, "right": fits}
            for citation, fits in zip(answer.citations, fitting, strict=True)
        ],
    }
