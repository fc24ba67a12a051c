"""What an ingest run reports, in the shape of the command-line contract."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from corpus.model import Document
from ingest.reading import OcrPage, Reading
from ingest.structure import Structured

__all__ = ["Report", "failure_entry", "reading_entry"]


@dataclass(slots=True)
class Report:
    """The report of one run; `documents` are entries of the contract's report."""

    generation: int
    model: str
    seconds: dict[str, float] = field(default_factory=dict)
    embedded: int = 0
    reused: int = 0
    documents: list[dict[str, Any]] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Return the object that `--report` writes."""
        return {
            "generation": self.generation,
            "model": self.model,
            "seconds": {stage: round(value, 2) for stage, value in self.seconds.items()},
            "embedded": self.embedded,
            "reused": self.reused,
            "documents": self.documents,
        }

    @property
    def counts(self) -> Counter[str]:
        """How many documents were added, updated, unchanged, removed, failed."""
        return Counter(str(entry["status"]) for entry in self.documents)

    @property
    def failed(self) -> bool:
        """Whether some document failed."""
        return self.counts["failed"] > 0


def reading_entry(
    document: Document, reading: Reading, structured: Structured, chunks: int
) -> dict[str, Any]:
    """Return the entry of a document that was read; `status` is still empty."""
    validity = reading.syllable_validity
    return {
        **_head(document),
        "status": "",
        "error": None,
        "pages": reading.pages,
        "pages_without_text": list(reading.pages_without_text),
        "ocr": [_ocr_entry(page) for page in reading.ocr],
        "encoding": reading.encoding.value,
        "repairs": [list(pair) for pair in reading.repairs],
        "syllable_validity": None if validity is None else round(validity, 4),
        "provisions": len(structured.provisions),
        "chunks": chunks,
        "gaps": list(structured.gaps),
        "warnings": [*reading.warnings, *structured.warnings],
        "kind_reason": structured.kind_reason,
        "facts": {
            **asdict(structured.facts),
            "stated_effective": document.effective.isoformat() if document.effective else None,
        },
    }


def failure_entry(document: Document, error: str) -> dict[str, Any]:
    """Return the entry of a document that could not be read and was not known before."""
    return {
        **_head(document),
        "status": "failed",
        "error": error,
        "pages": None,
        "pages_without_text": [],
        "ocr": [],
        "encoding": "unicode",
        "repairs": [],
        "syllable_validity": None,
        "provisions": 0,
        "chunks": 0,
        "gaps": [],
        "warnings": [],
        "kind_reason": None,
        "facts": None,
    }


def _ocr_entry(page: OcrPage) -> dict[str, Any]:
    entry = {"page": page.page, "confidence": round(page.confidence, 3)}
    return entry if page.image is None else {**entry, "image": page.image}


def _head(document: Document) -> dict[str, str | None]:
    head = document.as_json()
    return {key: head[key] for key in ("id", "path", "title", "kind", "code", "edition")}
