"""Conversations: kept, continued, shared, judged."""

from assistant.conversations.feedback import FeedbackDesk
from assistant.conversations.follow_ups import FollowUp, Resolved, Turn, leans, resolve_follow_up
from assistant.conversations.history import History
from assistant.conversations.model import Feedback, Head, Outcome, StoredExchange, Talk
from assistant.conversations.sharing import Sharing

__all__ = [
    "Feedback",
    "FeedbackDesk",
    "FollowUp",
    "Head",
    "History",
    "Outcome",
    "Resolved",
    "Sharing",
    "StoredExchange",
    "Talk",
    "Turn",
    "leans",
    "resolve_follow_up",
]
