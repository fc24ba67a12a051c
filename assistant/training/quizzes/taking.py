"""Quizzes kept in the store, taken, and scored by clause."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.store import Store
from assistant.store.tables import now
from assistant.training.batches import new_token
from assistant.training.quizzes.model import (
    Attempt,
    ClauseScore,
    Quiz,
    QuizHead,
    Response,
    Score,
)
from assistant.training.records import Record
from assistant.training.tables import AttemptRow, QuizRow
from corpus.errors import TrainingError
from corpus.registers import StandardRegister
from corpus.text import clean

__all__ = ["Quizzes", "score"]

_QUIZ = Record(Quiz)
_TAKER = 120


def score(quiz: Quiz, responses: Sequence[Response], register: StandardRegister) -> Score:
    """Return which items were right and the sums by clause, in the order of the standard.

    An item left open is wrong. Raises `TrainingError` unless there is a response an item,
    or where one names an option that its item does not have.
    """
    if len(responses) != len(quiz.items) or any(
        place not in range(len(item.options))
        for item, response in zip(quiz.items, responses, strict=False)
        for place in response
    ):
        raise TrainingError("Bài làm không khớp với đề. Hãy tải lại trang rồi làm lại.")
    right = tuple(
        tuple(response) == item.answer for item, response in zip(quiz.items, responses, strict=True)
    )
    order = {clause.number: place for place, clause in enumerate(register.clauses)}
    clauses = sorted({item.clause for item in quiz.items}, key=lambda c: order.get(c, len(order)))
    return Score(right, tuple(_clause_score(quiz, right, clause, register) for clause in clauses))


class Quizzes:
    """The quizzes of a store and their attempts; safe to share between threads.

    Methods that name a quiz raise `TrainingError` where it is not there or was deleted.
    """

    def __init__(self, store: Store, registers: dict[str, StandardRegister]) -> None:
        self._store = store
        self._registers = registers

    def keep(self, quiz: Quiz) -> QuizHead:
        """Keep a quiz as it is."""
        row = QuizRow(
            id=new_token(), title=quiz.request.title, quiz=_QUIZ.dump(quiz), created=now()
        )
        with self._store.session() as session:
            session.add(row)
            session.flush()
            return _head(row)

    def read(self, quiz: str) -> Quiz:
        """Return a kept quiz."""
        with self._store.session() as session:
            return _QUIZ.load(_find(session, quiz).quiz)

    def listing(self) -> tuple[QuizHead, ...]:
        """Return all quizzes, newest first."""
        query = select(QuizRow).where(QuizRow.deleted.is_(None))
        with self._store.session() as session:
            rows = session.scalars(query.order_by(QuizRow.created.desc(), QuizRow.id))
            return tuple(map(_head, rows))

    def submit(self, quiz: str, responses: Sequence[Response], taker: str = "") -> Attempt:
        """Score what was answered and keep it; `taker` is a unit or a role, or ""."""
        with self._store.session() as session:
            found = _QUIZ.load(_find(session, quiz).quiz)
            self._score(found, responses)
            row = AttemptRow(
                quiz_id=quiz,
                taker=" ".join(clean(taker).split())[:_TAKER],
                responses=[list(response) for response in responses],
                at=now(),
                token=new_token(),
            )
            session.add(row)
            session.flush()
            return self._attempt(row, found)

    def attempt(self, quiz: str, token: str) -> Attempt:
        """Return the attempt that a token opens; `TrainingError` if there is none."""
        query = select(AttemptRow).where(AttemptRow.quiz_id == quiz, AttemptRow.token == token)
        with self._store.session() as session:
            found = _QUIZ.load(_find(session, quiz).quiz)
            row = session.scalar(query)
            if row is None:
                raise TrainingError("Không có bài làm này. Hãy mở lại đường dẫn làm bài.")
            return self._attempt(row, found)

    def attempts(self, quiz: str) -> tuple[Attempt, ...]:
        """Return the attempts at a quiz, newest first."""
        query = select(AttemptRow).where(AttemptRow.quiz_id == quiz).order_by(AttemptRow.id.desc())
        with self._store.session() as session:
            found = _QUIZ.load(_find(session, quiz).quiz)
            return tuple(self._attempt(row, found) for row in session.scalars(query))

    def delete(self, quiz: str) -> None:
        """Take a quiz out of every list; `restore` brings it back with its attempts."""
        with self._store.session() as session:
            _find(session, quiz).deleted = now()

    def restore(self, quiz: str) -> QuizHead:
        """Bring back a quiz that was deleted."""
        with self._store.session() as session:
            row = session.get(QuizRow, quiz)
            if row is None:
                raise _unknown()
            row.deleted = None
            return _head(row)

    def _score(self, quiz: Quiz, responses: Sequence[Response]) -> Score:
        return score(quiz, responses, self._registers[quiz.request.edition])

    def _attempt(self, row: AttemptRow, quiz: Quiz) -> Attempt:
        responses = tuple(tuple(response) for response in row.responses)
        return Attempt(
            id=row.id,
            quiz_id=row.quiz_id,
            taker=row.taker,
            responses=responses,
            score=self._score(quiz, responses),
            at=row.at,
            token=row.token or "",
        )


def _clause_score(
    quiz: Quiz, right: Sequence[bool], clause: str, register: StandardRegister
) -> ClauseScore:
    own = [ok for ok, item in zip(right, quiz.items, strict=True) if item.clause == clause]
    title = register.title(clause).text if clause in register else ""
    return ClauseScore(clause, title, sum(own), len(own))


def _head(row: QuizRow) -> QuizHead:
    return QuizHead(row.id, row.title, len(row.quiz["items"]), row.created)


def _find(session: Session, quiz: str) -> QuizRow:
    row = session.get(QuizRow, quiz)
    if row is None or row.deleted is not None:
        raise _unknown()
    return row


def _unknown() -> TrainingError:
    return TrainingError("Không có đề này, hoặc nó đã bị xóa. Hãy mở đề khác.")
