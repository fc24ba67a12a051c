"""The approved answer that the chat offers before its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.loader import EngineHost
from ui.training.desk import match_approved

if TYPE_CHECKING:
    from assistant.model import Answer
    from assistant.training import Match

__all__ = ["approved_answer"]


def approved_answer(host: EngineHost, answer: Answer) -> Match | None:
    """Return the answer of the bank that was approved for such a question, with by whom and when.

    None where there is none, in doubt, and where the bank cannot be opened: the chat answers
    without it too. A refused question is matched as well, for people may have answered it.
    """
    return None if answer.error else match_approved(host, answer).value
