"""The nouns of answering: evidence, citations, claims, answers. Plain frozen data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.errors import QuoteError
from corpus.model import Document, DocumentKind, Provision, Validity

__all__ = ["Answer", "Citation", "Claim", "Passage", "QueryOptions", "Result"]


_TO_BE_LABELLED = frozenset(
    {
        Validity.NOT_YET,
        Validity.PARTLY,
        Validity.REPLACED,
        Validity.CANCELLED,
        Validity.UNSETTLED,
    }
)
"""Statuses of which a reader must be told."""


@dataclass(frozen=True, slots=True)
class QueryOptions:
    """How a question is to be answered.

    `as_of` is the date on which validity is judged (None: today). `kinds` and `documents`
    (ids) restrict results and citations (empty: all). `edition` is the edition of the
    standard to answer from (None: the one the question names, else the configured default).
    `top_k` is the number of ranked results, 1..100. `level` ranks "unit"s or "document"s.
    `literal` searches the question as it was typed: nothing written out, restored, mended or
    added.
    """

    as_of: dt.date | None = None
    kinds: frozenset[DocumentKind] = frozenset()
    documents: frozenset[str] = frozenset()
    edition: str | None = None
    top_k: int = 10
    level: str = "unit"
    literal: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """One ranked unit (or document); `rank` from 1, `score` in 0..1, higher is better.

    `features` are the signals of the search behind the score, by name.
    """

    rank: int
    document: Document
    locator: str
    title: str
    score: float
    features: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote and its place.

    `quote` equals `text[start:end]` of the provision named by `document` and `locator`
    (checked when it is made). `in_force` is None where the question has no answer.
    `notice` is a sentence for the reader, or None; without one that says so, what is not in
    force cannot be cited (`QuoteError`).
    """

    n: int
    document: Document
    locator: str
    label: str
    quote: str
    page: int | None
    start: int
    end: int
    status: Validity
    in_force: bool | None
    notice: str | None = None
    ocr_confidence: float | None = None

    def __post_init__(self) -> None:
        if not self.notice and (self.in_force is False or self.status in _TO_BE_LABELLED):
            raise QuoteError(
                f"{self.label}: trích dẫn không ghi tình trạng hiệu lực; đã bỏ."
                " Hãy báo cho người quản trị."
            )


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer with the citations that carry it (never empty).

    `kind` is the kind of document it speaks of; `text` is Vietnamese, without markers.
    """

    kind: DocumentKind
    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question got: claims with citations, or a refusal with the nearest results.

    `mode` is "extractive", "llm", or "llm_failed: " and why, where a language model was asked
    in vain. `dropped` tells of each sentence of the model's that did not pass its checks, why.
    """

    question: str
    normalized: str
    refused: bool
    confidence: float
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    results: tuple[Result, ...]
    notices: tuple[str, ...] = ()
    seconds: float = 0.0
    generation: int | None = None
    error: str | None = None
    restored: bool = field(default=False)
    mode: str = "extractive"
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A provision with its surroundings, for showing a citation in place.

    `before` and `after` are the neighbouring provisions in reading order (None at the ends).
    """

    document: Document
    provision: Provision
    before: Provision | None
    after: Provision | None
