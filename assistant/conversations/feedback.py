"""What users thought of answers, and what QMS officers make of it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.conversations.history import find_exchange
from assistant.conversations.model import Feedback, Outcome
from assistant.conversations.records import feedback_of
from assistant.conversations.tables import ConversationRow, ExchangeRow, FeedbackRow
from assistant.store import Store
from assistant.store.tables import now
from corpus.errors import RegisterError, UnknownConversationError
from corpus.text import syllables

__all__ = ["FeedbackDesk"]

_REASON = 2_000  # code points kept of a reason


class FeedbackDesk:
    """Feedback of a store; `folder` takes the files that reviewing writes, one a decision.

    A golden question is a .jsonl file, as `python -m assistant evaluate` reads all of a folder;
    a wording is a register file like the shipped one, which the engine reads.
    """

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder

    def give(self, exchange: int, *, helpful: bool, reason: str = "") -> None:
        """Keep a verdict on an answer; a later one takes the place of the earlier.

        Raises `UnknownConversationError` for an exchange that is not there.
        """
        with self._store.session() as session:
            find_exchange(session, exchange)
            row = _of_exchange(session, exchange)
            if row is None:
                row = FeedbackRow(exchange_id=exchange)
                session.add(row)
            row.helpful, row.reason, row.given = helpful, reason.strip()[:_REASON], now()
            row.outcome, row.reviewed = None, None

    def withdraw(self, exchange: int) -> None:
        """Forget the verdict on an answer; does nothing where there is none."""
        with self._store.session() as session:
            row = _of_exchange(session, exchange)
            if row is not None:
                session.delete(row)

    def verdicts(self, conversation: str) -> dict[int, bool]:
        """Return for each exchange of a conversation that has one whether it helped."""
        query = select(FeedbackRow.exchange_id, FeedbackRow.helpful).join(
            ExchangeRow, ExchangeRow.id == FeedbackRow.exchange_id
        )
        with self._store.session() as session:
            rows = session.execute(query.where(ExchangeRow.conversation_id == conversation))
            return {exchange: helpful for exchange, helpful in rows}

    def to_review(self, *, reviewed: bool = False) -> tuple[Feedback, ...]:
        """Return feedback that waits (or was `reviewed`), unhelpful first, newest first."""
        seen = FeedbackRow.outcome.is_not(None) if reviewed else FeedbackRow.outcome.is_(None)
        query = (
            select(FeedbackRow, ExchangeRow)
            .join(ExchangeRow, ExchangeRow.id == FeedbackRow.exchange_id)
            .join(ConversationRow, ConversationRow.id == ExchangeRow.conversation_id)
            .where(seen, ConversationRow.deleted.is_(None))
            .order_by(FeedbackRow.helpful, FeedbackRow.given.desc(), FeedbackRow.id)
        )
        with self._store.session() as session:
            return tuple(feedback_of(*row) for row in session.execute(query))

    def dismiss(self, feedback: int) -> None:
        """Lay feedback aside."""
        with self._settled(feedback, Outcome.DISMISSED):
            pass

    def reopen(self, feedback: int) -> None:
        """Put reviewed feedback back among what waits, and take back what was made of it."""
        with self._settled(feedback, None) as row:
            self._golden_file(row).unlink(missing_ok=True)
            self._synonym_file(row).unlink(missing_ok=True)

    def make_golden(self, feedback: int, answers: tuple[tuple[str, str], ...]) -> None:
        """Turn the question into a golden one with its right (document, locator) pairs.

        No pairs mean that refusing is right.
        """
        with self._settled(feedback, Outcome.GOLDEN) as row:
            path = self._golden_file(row)
            entry = {
                "id": path.stem,
                "question": row.exchange.understood or row.exchange.question,
                "answers": [{"document": name, "locator": locator} for name, locator in answers],
                "category": "review",
            }
            _write(path, json.dumps(entry, ensure_ascii=False) + "\n")

    def make_synonym(self, feedback: int, said: str, official: str) -> None:
        """Turn the question's wording into an entry of the synonym register.

        Raises `RegisterError` for a wording without a word.
        """
        if not syllables(said) or not syllables(official):
            raise RegisterError("Cách nói chưa có chữ nào. Hãy ghi cả hai cách nói bằng chữ.")
        entry = {"said": [" ".join(said.split())], "official": [" ".join(official.split())]}
        with self._settled(feedback, Outcome.SYNONYM) as row:
            text = yaml.safe_dump({"synonyms": [entry]}, allow_unicode=True, sort_keys=False)
            _write(self._synonym_file(row), text)

    @contextmanager
    def _settled(self, feedback: int, outcome: Outcome | None) -> Iterator[Feedback]:
        """Settle feedback, unless the block that writes its file fails."""
        with self._store.session() as session:
            row = session.get(FeedbackRow, feedback)
            if row is None:
                raise UnknownConversationError(
                    "Ý kiến này không còn trong kho. Hãy tải lại danh sách."
                )
            row.outcome = outcome
            row.reviewed = now() if outcome else None
            yield feedback_of(row, find_exchange(session, row.exchange_id))

    def _golden_file(self, row: Feedback) -> Path:
        return self._folder / f"golden-{_name(row)}.jsonl"

    def _synonym_file(self, row: Feedback) -> Path:
        return self._folder / f"synonyms-{_name(row)}.yaml"


def _name(row: Feedback) -> str:
    # A number may come again after its feedback was withdrawn; what was decided stays.
    return f"{row.given:%Y%m%d-%H%M%S}-{row.id}"


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f"{path.suffix}.new")
    fresh.write_text(text, "utf-8")
    os.replace(fresh, path)


def _of_exchange(session: Session, exchange: int) -> FeedbackRow | None:
    return session.scalar(select(FeedbackRow).where(FeedbackRow.exchange_id == exchange))
