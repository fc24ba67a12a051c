"""Conversations: kept, continued, shared, judged."""

from assistant.conversations.feedback import GOLDEN_FILE, SYNONYMS_FILE, FeedbackDesk
from assistant.conversations.history import History
from assistant.conversations.model import Feedback, Head, Outcome, StoredExchange, Talk
from assistant.conversations.sharing import Sharing

__all__ = [
    "GOLDEN_FILE",
    "SYNONYMS_FILE",
    "Feedback",
    "FeedbackDesk",
    "Head",
    "History",
    "Outcome",
    "Sharing",
    "StoredExchange",
    "Talk",
]
