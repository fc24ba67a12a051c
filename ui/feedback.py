"""A reader's verdict on an answer: helpful, or not right and why."""

from __future__ import annotations

from typing import Any

from ui.archive import succeeds
from ui.messages.chat import ChatText
from ui.plain_text import clean_question
from ui.state import Exchange, say

__all__ = ["give_verdict", "verdict_content", "withdraw_verdict"]

_REASONS = (
    ChatText.REASON_CLAUSE,
    ChatText.REASON_VALIDITY,
    ChatText.REASON_MISSING,
    ChatText.REASON_OTHER,
)


def verdict_content(exchange: Exchange) -> dict[str, Any] | None:
    """Return the two buttons and the form for a reason; None for what is not in the store."""
    if exchange.key is None:
        return None
    return {
        "helpful": exchange.helpful,
        "yes": say(ChatText.HELPFUL),
        "no": say(ChatText.UNHELPFUL),
        "reason": say(ChatText.REASON),
        "reasons": [say(reason) for reason in _REASONS],
        "send": say(ChatText.SEND),
        "cancel": say(ChatText.CANCEL),
        "thanks": say(ChatText.THANKS) if exchange.helpful is not None else None,
    }


def give_verdict(exchange: Exchange, *, helpful: bool, reason: str = "") -> None:
    """Keep a verdict; the exchange shows it only once it is kept."""
    key = exchange.key
    if key is None:
        return
    said = clean_question(reason)
    if succeeds(lambda it: it.feedback.give(key, helpful=helpful, reason=said)):
        exchange.helpful = helpful


def withdraw_verdict(exchange: Exchange) -> None:
    """Take a verdict back."""
    key = exchange.key
    if key is not None and succeeds(lambda it: it.feedback.withdraw(key)):
        exchange.helpful = None
