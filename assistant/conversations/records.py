"""Between rows and what the pages see; answers keep everything they had when given."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.conversations.model import Feedback, Head, Outcome, StoredExchange, Talk
from assistant.conversations.tables import ConversationRow, ExchangeRow, FeedbackRow
from assistant.model import Answer, QueryOptions

__all__ = ["answer_record", "feedback_of", "head_of", "options_record", "stored", "talk_of"]

_UNREADABLE = (
    "Câu trả lời này do một phiên bản khác của chương trình lưu nên không mở lại được. Hãy hỏi lại."
)


@cache
def _answers() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)


@cache
def _options() -> TypeAdapter[QueryOptions]:
    return TypeAdapter(QueryOptions)


def answer_record(answer: Answer) -> dict[str, Any]:
    """Return an answer as JSON that `stored` reads back without loss."""
    record: dict[str, Any] = _answers().dump_python(answer, mode="json")
    return record


def options_record(options: QueryOptions) -> dict[str, Any]:
    """Return the options of a question as JSON, kinds in a fixed order."""
    record: dict[str, Any] = _options().dump_python(options, mode="json")
    record["kinds"] = sorted(record["kinds"])
    return record


def stored(row: ExchangeRow) -> StoredExchange:
    """Return an exchange; one whose answer no longer reads says so instead."""
    answer, failure = None, row.failure
    try:
        options = _options().validate_python(row.options)
        if row.answer is not None:
            answer = _answers().validate_python(row.answer)
    except ValidationError:
        options, failure = QueryOptions(), _UNREADABLE
    return StoredExchange(
        id=row.id,
        question=row.question,
        understood=row.understood,
        options=options,
        answer=answer,
        failure=failure,
        asked=row.asked,
    )


def head_of(row: ConversationRow) -> Head:
    """Return a conversation for a list."""
    return Head(row.id, row.title, row.updated)


def talk_of(row: ConversationRow) -> Talk:
    """Return a whole conversation."""
    return Talk(head_of(row), tuple(stored(exchange) for exchange in row.exchanges))


def feedback_of(row: FeedbackRow, exchange: ExchangeRow) -> Feedback:
    """Return a verdict with the exchange it is about."""
    outcome = Outcome(row.outcome) if row.outcome else None
    return Feedback(row.id, stored(exchange), row.helpful, row.reason, row.given, outcome)
