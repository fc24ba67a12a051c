"""The nouns of quizzes: items with their key, quizzes, results. Plain frozen data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from assistant.model import Citation

__all__ = [
    "Attempt",
    "ClauseScore",
    "Item",
    "Option",
    "Quiz",
    "QuizHead",
    "QuizKind",
    "QuizRequest",
    "Response",
    "Score",
]


class QuizKind(StrEnum):
    """What an item asks for; the first four have one right option.

    ORDER_STEPS asks for all options in the order of the procedure.
    """

    WHICH_CLAUSE = "which_clause"
    TRUE_FALSE = "true_false"
    CLAUSE_OF_PROCEDURE = "clause_of_procedure"
    PROCEDURE_OF_CLAUSE = "procedure_of_clause"
    ORDER_STEPS = "order_steps"


@dataclass(frozen=True, slots=True)
class Option:
    """An option and what it stands for.

    `ref` is a clause number, a document id or the locator of a step; "" for true and false.
    """

    text: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A question of a quiz.

    `subject` is what it is about: the situation, the statement as shown, a document id or a
    clause number, by kind. `answer` are places in `options`, from 0: one, or for
    ORDER_STEPS all in the right order. `clause` of `edition` is what results count it
    under, "" if none. `key` proves the answer.
    """

    kind: QuizKind
    stem: str
    subject: str
    options: tuple[Option, ...]
    answer: tuple[int, ...]
    clause: str
    edition: str
    key: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class QuizRequest:
    """What quiz to make; the same request over the same corpus gives the same quiz.

    `clauses` (with all under them) and `procedures` (document ids) restrict what it is
    about; empty: anything. `count` is 1..100.
    """

    title: str
    edition: str = "2015"
    count: int = 10
    seed: int = 1
    kinds: tuple[QuizKind, ...] = tuple(QuizKind)
    clauses: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quiz:
    """A quiz; it may hold fewer items than were asked for, never an ambiguous one."""

    request: QuizRequest
    generation: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class QuizHead:
    """A kept quiz for a list of quizzes."""

    id: str
    title: str
    items: int
    created: dt.datetime


Response = tuple[int, ...]
"""The chosen options of an item, in order; () where it was left open."""


@dataclass(frozen=True, slots=True)
class ClauseScore:
    """Right items out of `total` of one clause; `clause` "" are items without one."""

    clause: str
    title: str
    right: int
    total: int


@dataclass(frozen=True, slots=True)
class Score:
    """Which items were right, in order, and the sums by clause."""

    right: tuple[bool, ...]
    by_clause: tuple[ClauseScore, ...]

    @property
    def points(self) -> int:
        """How many items were right."""
        return sum(self.right)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One taking of a quiz; `taker` is what the person wrote, a unit or a role, or "".

    `token` opens this attempt alone, "" where an older version kept it.
    """

    id: int
    quiz_id: str
    taker: str
    responses: tuple[Response, ...]
    score: Score
    at: dt.datetime
    token: str = ""
