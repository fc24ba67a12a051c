"""What users thought of answers, and what QMS officers make of it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import yaml
from filelock import FileLock
from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.conversations.history import find_exchange
from assistant.conversations.model import Feedback, Outcome
from assistant.conversations.records import feedback_of
from assistant.conversations.tables import ConversationRow, ExchangeRow, FeedbackRow
from assistant.store import Store
from assistant.store.tables import now
from corpus.errors import UnknownConversationError

__all__ = ["GOLDEN_FILE", "SYNONYMS_FILE", "FeedbackDesk"]

GOLDEN_FILE = "golden.jsonl"
"""Questions that officers took over, in the format `python -m assistant evaluate` reads."""

SYNONYMS_FILE = "synonyms-review.yaml"
"""Wordings that officers took over, a register file like the shipped one."""

_REASON = 2_000  # code points kept of a reason


class FeedbackDesk:
    """Feedback of a store; `folder` takes the files that reviewing writes."""

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
        self._settle(feedback, Outcome.DISMISSED)

    def reopen(self, feedback: int) -> None:
        """Put reviewed feedback back among what waits; files that were written stay."""
        self._settle(feedback, None)

    def make_golden(self, feedback: int, answers: tuple[tuple[str, str], ...]) -> None:
        """Turn the question into a golden one with its right (document, locator) pairs.

        No pairs mean that refusing is right.
        """
        row = self._settle(feedback, Outcome.GOLDEN)
        entry = {
            "id": f"review-{feedback}",
            "question": row.exchange.understood or row.exchange.question,
            "answers": [{"document": name, "locator": locator} for name, locator in answers],
            "category": "review",
        }
        kept = [line for line in self._lines(GOLDEN_FILE) if json.loads(line)["id"] != entry["id"]]
        kept.append(json.dumps(entry, ensure_ascii=False))
        self._write(GOLDEN_FILE, "\n".join(kept) + "\n")

    def make_synonym(self, feedback: int, said: str, official: str) -> None:
        """Turn the question's wording into an entry of the synonym register."""
        self._settle(feedback, Outcome.SYNONYM)
        held = yaml.safe_load("\n".join(self._lines(SYNONYMS_FILE))) or {"synonyms": []}
        said, official = " ".join(said.split()), " ".join(official.split())
        for entry in held["synonyms"]:
            if said in entry["said"]:
                entry["official"] = list(dict.fromkeys([*entry["official"], official]))
                break
        else:
            held["synonyms"].append({"said": [said], "official": [official]})
        self._write(SYNONYMS_FILE, yaml.safe_dump(held, allow_unicode=True, sort_keys=False))

    def _settle(self, feedback: int, outcome: Outcome | None) -> Feedback:
        with self._store.session() as session:
            row = session.get(FeedbackRow, feedback)
            if row is None:
                raise UnknownConversationError(
                    "Ý kiến này không còn trong kho. Hãy tải lại danh sách."
                )
            row.outcome = outcome
            row.reviewed = now() if outcome else None
            return feedback_of(row, find_exchange(session, row.exchange_id))

    def _lines(self, name: str) -> list[str]:
        path = self._folder / name
        return path.read_text("utf-8").splitlines() if path.is_file() else []

    def _write(self, name: str, text: str) -> None:
        """Write a file whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self._folder / f"{name}.lock"):
            fresh = self._folder / f"{name}.new"
            fresh.write_text(text, "utf-8")
            os.replace(fresh, self._folder / name)


def _of_exchange(session: Session, exchange: int) -> FeedbackRow | None:
    return session.scalar(select(FeedbackRow).where(FeedbackRow.exchange_id == exchange))
