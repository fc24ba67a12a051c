"""The nouns of the trainers' workspace: batches, and the question bank. Plain frozen data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from assistant.model import Answer, Citation, QueryOptions, Result

__all__ = [
    "Approval",
    "BankCitation",
    "BankEntry",
    "BankFilter",
    "Batch",
    "BatchHead",
    "BatchItem",
    "BatchProgress",
    "Details",
    "Flag",
    "FlagKind",
    "ItemState",
    "Level",
    "Match",
]


class ItemState(StrEnum):
    """What became of a question of a batch.

    UNANSWERABLE: the corpus does not cover it; FAILED: it could not be asked at all.
    """

    WAITING = "waiting"
    ANSWERED = "answered"
    UNANSWERABLE = "unanswerable"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class BatchItem:
    """A question of a batch; `position` from 1, `answer` and `error` None while it waits."""

    id: int
    position: int
    question: str
    answer: Answer | None = None
    error: str | None = None

    @property
    def state(self) -> ItemState:
        """What became of it."""
        if self.error is not None:
            return ItemState.FAILED
        if self.answer is None:
            return ItemState.WAITING
        return ItemState.UNANSWERABLE if self.answer.refused else ItemState.ANSWERED

    @property
    def why(self) -> str:
        """Why there is no answer, in Vietnamese; "" where there is one or it waits."""
        if self.error is not None:
            return self.error
        return " ".join(self.answer.notices) if self.answer and self.answer.refused else ""

    @property
    def nearest(self) -> tuple[Result, ...]:
        """The three nearest provisions of a question that the corpus does not cover."""
        return self.answer.results[:3] if self.answer and self.answer.refused else ()


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """How far a batch is; `seconds_left` is None before the first answer and when done."""

    total: int
    done: int
    unanswerable: int
    failed: int
    seconds_left: float | None

    @property
    def finished(self) -> bool:
        """Whether every question is settled."""
        return self.done == self.total


@dataclass(frozen=True, slots=True)
class BatchHead:
    """A batch for a list of batches."""

    id: str
    title: str
    created: dt.datetime
    progress: BatchProgress


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch with its questions in order, and how they are asked."""

    head: BatchHead
    options: QueryOptions
    items: tuple[BatchItem, ...]


class Level(StrEnum):
    """For whom a question is meant."""

    BASIC = "basic"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


@dataclass(frozen=True, slots=True)
class Details:
    """What an entry is filed under, who keeps it and until when it may be used.

    `clauses` are numbers of TCVN ISO 9001 in the edition `edition`, `procedures` ids of
    documents; `owner` is a role, never a person; `valid_until` is the last day, None: open.
    """

    clauses: tuple[str, ...] = ()
    edition: str = "2015"
    procedures: tuple[str, ...] = ()
    topic: str = ""
    level: Level = Level.BASIC
    owner: str = ""
    valid_until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class BankCitation:
    """A citation of the bank with the version of the document it was taken from.

    `edited`: a person changed the quote, so it is no longer verbatim and says so wherever
    it is shown; `citation.start` and `end` then mark the place it was taken from.
    """

    citation: Citation
    version: str
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Approval:
    """That an answer was approved: in which role, and when."""

    role: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class BankEntry:
    """A question of the bank with its answer.

    `searched` is the question as the search understood it. `answer` is a person's text once
    `edited`. `evidence` are the ranked provisions from which citations can be taken.
    `approval` is None for a draft: any change of answer or citations takes it away.
    """

    id: int
    question: str
    searched: str
    answer: str
    edited: bool
    citations: tuple[BankCitation, ...]
    evidence: tuple[Result, ...]
    details: Details
    approval: Approval | None
    created: dt.datetime
    updated: dt.datetime


@dataclass(frozen=True, slots=True)
class BankFilter:
    """Which entries to list; an empty field lets all pass.

    `words` are looked for in question and answer, case and diacritics aside. A clause lets
    those under it pass too.
    """

    words: str = ""
    clause: str = ""
    procedure: str = ""
    topic: str = ""
    level: Level | None = None
    approved_only: bool = False


class FlagKind(StrEnum):
    """Why an entry needs a look."""

    DOCUMENT_GONE = "document_gone"
    QUOTE_GONE = "quote_gone"
    DOCUMENT_CHANGED = "document_changed"
    VALIDITY_CHANGED = "validity_changed"
    PAST_DATE = "past_date"


@dataclass(frozen=True, slots=True)
class Flag:
    """One reason to look at an entry again; `n` is the citation's number, None: the entry."""

    kind: FlagKind
    why: str
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """An approved entry that answers a staff question.

    `cosine` in -1..1 and `overlap` in 0..1 are the two agreements behind it.
    """

    entry: BankEntry
    approval: Approval
    cosine: float
    overlap: float
