"""Batches of questions: each answer is kept when it is made, so a batch goes on where it was."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import Integer, Select, cast, func, select, update
from sqlalchemy.orm import Session, selectinload

from assistant.batch import Asked, answer_each
from assistant.model import Answer, QueryOptions
from assistant.store import Store
from assistant.store.tables import now
from assistant.training.model import Batch, BatchHead, BatchItem, BatchProgress
from assistant.training.records import ANSWER, OPTIONS
from assistant.training.tables import BatchItemRow, BatchRow
from corpus.errors import TrainingError

__all__ = ["Batches", "new_token"]

_TITLE = 120

GoOn = Callable[[], bool]
"""Asked after each answer that is kept; False stops the run."""


def new_token() -> str:
    """Return 128 random bits, URL-safe, 22 characters."""
    return secrets.token_urlsafe(16)


class Batches:
    """The batches of a store; safe to share between threads.

    Methods that name a batch raise `TrainingError` where it is not there or was deleted.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def create(
        self, title: str, questions: Sequence[str], options: QueryOptions | None = None
    ) -> BatchHead:
        """Keep a batch of questions, none of them asked yet."""
        if not questions:
            raise TrainingError("Lượt hỏi chưa có câu nào. Hãy dán hoặc tải câu hỏi lên.")
        row = BatchRow(
            id=new_token(),
            title=" ".join(title.split())[:_TITLE] or "Lượt hỏi",
            options=_options_record(options or QueryOptions()),
            created=now(),
            items=[
                BatchItemRow(position=position, question=question, refused=False)
                for position, question in enumerate(questions, 1)
            ],
        )
        with self._store.session() as session:
            session.add(row)
            session.flush()
            return _head(session, row)

    def run(self, batch: str, engine: Asked, go_on: GoOn = lambda: True) -> BatchProgress:
        """Answer what still waits, and return how far the batch is then.

        Each answer is committed before the next question is asked: a run that is stopped,
        or killed, loses none, and another run goes on. Two runs at once do work twice and
        harm nothing.
        """
        with self._store.session() as session:
            options = OPTIONS.load(_find(session, batch).options)
            waiting = session.execute(_waiting(batch)).all()
        outcomes = answer_each(engine, (question for _, question in waiting), options)
        for (item, _), outcome in zip(waiting, outcomes, strict=True):
            with self._store.session() as session:
                _settle(session, item, outcome)
            if not go_on():
                break
        return self.progress(batch)

    def progress(self, batch: str) -> BatchProgress:
        """Return how far a batch is, by what is kept."""
        with self._store.session() as session:
            _find(session, batch)
            return _progress(session, batch)

    def read(self, batch: str) -> Batch:
        """Return a whole batch."""
        with self._store.session() as session:
            query = select(BatchRow).where(BatchRow.id == batch, BatchRow.deleted.is_(None))
            row = session.scalar(query.options(selectinload(BatchRow.items)))
            if row is None:
                raise _unknown()
            options = OPTIONS.load(row.options)
            return Batch(_head(session, row), options, tuple(map(_item, row.items)))

    def listing(self) -> tuple[BatchHead, ...]:
        """Return all batches, newest first."""
        query = select(BatchRow).where(BatchRow.deleted.is_(None))
        with self._store.session() as session:
            rows = session.scalars(query.order_by(BatchRow.created.desc(), BatchRow.id)).all()
            return tuple(_head(session, row) for row in rows)

    def retry(self, batch: str, items: Iterable[int] = ()) -> BatchProgress:
        """Let questions wait again: those named by id, else all that failed or were refused."""
        chosen = list(items)
        query = update(BatchItemRow).where(BatchItemRow.batch_id == batch)
        if chosen:
            query = query.where(BatchItemRow.id.in_(chosen))
        else:
            query = query.where(BatchItemRow.refused | BatchItemRow.error.is_not(None))
        with self._store.session() as session:
            _find(session, batch)
            session.execute(query.values(answer=None, error=None, refused=False, seconds=None))
            return _progress(session, batch)

    def delete(self, batch: str) -> None:
        """Take a batch out of every list; `restore` brings it back."""
        with self._store.session() as session:
            _find(session, batch).deleted = now()

    def restore(self, batch: str) -> BatchHead:
        """Bring back a batch that was deleted."""
        with self._store.session() as session:
            row = session.get(BatchRow, batch)
            if row is None:
                raise _unknown()
            row.deleted = None
            return _head(session, row)


def _find(session: Session, batch: str) -> BatchRow:
    row = session.get(BatchRow, batch)
    if row is None or row.deleted is not None:
        raise _unknown()
    return row


def _waiting(batch: str) -> Select[int, str]:
    return (
        select(BatchItemRow.id, BatchItemRow.question)
        .where(BatchItemRow.batch_id == batch, BatchItemRow.seconds.is_(None))
        .order_by(BatchItemRow.position)
    )


def _settle(session: Session, item: int, outcome: Answer | str) -> None:
    """Keep an outcome, unless another run was faster."""
    kept = (
        {"error": outcome, "seconds": 0.0}
        if isinstance(outcome, str)
        else {
            "answer": ANSWER.dump(outcome),
            "refused": outcome.refused,
            "seconds": outcome.seconds,
        }
    )
    waits = (BatchItemRow.id == item, BatchItemRow.seconds.is_(None))
    session.execute(update(BatchItemRow).where(*waits).values(**kept))


def _progress(session: Session, batch: str) -> BatchProgress:
    columns = select(
        func.count(),
        func.count(BatchItemRow.seconds),
        func.sum(cast(BatchItemRow.refused, Integer)),
        func.count(BatchItemRow.error),
        func.avg(BatchItemRow.seconds),
    )
    total, done, refused, failed, seconds = session.execute(
        columns.where(BatchItemRow.batch_id == batch)
    ).one()
    waiting = total - done
    left = float(seconds) * waiting if waiting and seconds else None
    return BatchProgress(total, done, int(refused or 0), failed, left)


def _head(session: Session, row: BatchRow) -> BatchHead:
    return BatchHead(row.id, row.title, row.created, _progress(session, row.id))


def _item(row: BatchItemRow) -> BatchItem:
    answer = ANSWER.load(row.answer) if row.answer is not None else None
    return BatchItem(row.id, row.position, row.question, answer, row.error)


def _options_record(options: QueryOptions) -> dict[str, object]:
    kept: dict[str, object] = OPTIONS.dump(options)
    kept["kinds"] = sorted(kind.value for kind in options.kinds)
    return kept


def _unknown() -> TrainingError:
    return TrainingError("Không có lượt hỏi này, hoặc nó đã bị xóa. Hãy mở lượt hỏi khác.")
