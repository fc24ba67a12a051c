"""Answers in the JSON of the command-line contract."""

from __future__ import annotations

from typing import Any

from assistant.composition import render
from assistant.model import Answer, Citation, Result

__all__ = ["answer_json", "error_json"]


def answer_json(answer: Answer, question_id: str | None = None) -> dict[str, Any]:
    """Return the object that `ask --json` prints and `batch` writes."""
    return {
        "id": question_id,
        "question": answer.question,
        "normalized": answer.normalized,
        "refused": answer.refused,
        "confidence": round(answer.confidence, 4),
        "answer": render(answer.claims),
        "seconds": round(answer.seconds, 4),
        "citations": [_citation(citation) for citation in answer.citations],
        "notices": list(answer.notices),
        "results": [_result(result) for result in answer.results],
        "error": None,
    }


def error_json(question: str, error: str, question_id: str | None = None) -> dict[str, Any]:
    """Return the object for a question that could not be answered."""
    return {
        "id": question_id,
        "question": question,
        "normalized": "",
        "refused": False,
        "confidence": 0.0,
        "answer": "",
        "seconds": 0.0,
        "citations": [],
        "notices": [],
        "results": [],
        "error": error,
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "n": citation.n,
        "document": citation.document.as_json(),
        "locator": citation.locator,
        "label": citation.label,
        "quote": citation.quote,
        "page": citation.page,
        "start": citation.start,
        "end": citation.end,
        "status": citation.status.value,
        "in_force": citation.in_force,
        "notice": citation.notice,
    }


def _result(result: Result) -> dict[str, Any]:
    return {
        "rank": result.rank,
        "document": result.document.as_json(),
        "locator": result.locator,
        "score": result.score,
    }
