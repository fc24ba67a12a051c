"""The ledger of requests to the language model, and the day's ceiling on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Float, Integer, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.llm.client import Usage
from assistant.store import Base, Store
from assistant.store.tables import Moment, now
from corpus.errors import LanguageModelError
from corpus.settings import Settings

__all__ = ["Ledger", "LlmRequest", "Spent"]

OVER_CEILING = "đã hết hạn mức hôm nay"
_MILLION = 1_000_000


class LlmRequest(Base):
    """One request: when, which model, tokens, cost, how it ended."""

    __tablename__ = "llm_requests"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(Moment, index=True)
    model: Mapped[str] = mapped_column(String(200))
    input_tokens: Mapped[int]
    output_tokens: Mapped[int]
    cost: Mapped[float] = mapped_column(Float)
    outcome: Mapped[str] = mapped_column(String(200))


@dataclass(frozen=True, slots=True)
class Spent:
    """What the requests of a day add up to; `cost` in the currency of the prices."""

    requests: int
    tokens: int
    cost: float


class Ledger:
    """Counts tokens and cost; refuses what would go over the ceilings of `settings`."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings

    def spent(self, day: dt.date | None = None) -> Spent:
        """Return the sums of a day by local time, today without one."""
        with self._store.session() as session:
            return _spent(session, day or dt.date.today())

    @contextmanager
    def request(self, model: str, expected: Usage) -> Iterator[Usage]:
        """Book a request: `expected` tokens before it, those left in the usage given after it.

        Raises `LanguageModelError` if the expected tokens go over a ceiling. A process that
        dies in between leaves the expected ones booked.
        """
        number = self._book(model, expected)
        usage = Usage(expected.input_tokens, expected.output_tokens)
        outcome = "interrupted"
        try:
            yield usage
            outcome = "done"
        finally:
            with self._store.session() as session:
                row = session.get_one(LlmRequest, number)
                row.input_tokens, row.output_tokens = usage.input_tokens, usage.output_tokens
                row.outcome = outcome
                row.cost = self._cost(usage)

    def _book(self, model: str, expected: Usage) -> int:
        with self._store.session() as session:
            row = LlmRequest(
                at=now(),
                model=model[:200],
                input_tokens=expected.input_tokens,
                output_tokens=expected.output_tokens,
                cost=self._cost(expected),
                outcome="expected",
            )
            # Written before the sum is read: two requests at once see each other.
            session.add(row)
            session.flush()
            spent = _spent(session, dt.date.today())
            ceiling = self._settings.llm_cost_a_day
            if spent.tokens > self._settings.llm_tokens_a_day or (
                ceiling is not None and spent.cost > ceiling
            ):
                raise LanguageModelError(OVER_CEILING)
            return row.id

    def _cost(self, usage: Usage) -> float:
        prices = self._settings
        return (
            usage.input_tokens * prices.llm_input_price
            + usage.output_tokens * prices.llm_output_price
        ) / _MILLION


def _spent(session: Session, day: dt.date) -> Spent:
    start = dt.datetime.combine(day, dt.time()).astimezone()
    end = dt.datetime.combine(day + dt.timedelta(days=1), dt.time()).astimezone()
    row = session.execute(
        select(
            func.count(),
            func.coalesce(func.sum(LlmRequest.input_tokens + LlmRequest.output_tokens), 0),
            func.coalesce(func.sum(LlmRequest.cost), 0.0),
        ).where(LlmRequest.at >= start, LlmRequest.at < end)
    ).one()
    return Spent(*row)
