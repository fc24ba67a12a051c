"""Badges and dates as the components show them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from corpus.model import Validity
from ui.messages import Text
from ui.state import say
from ui.vocabulary import STATUSES, Sign

__all__ = ["badge_of", "day", "sign_of", "unverified"]

Content = dict[str, Any]


def sign_of(sign: Sign) -> Content:
    """Return a sign as the scripts' `badge` takes it."""
    return {"tone": sign.tone, "symbol": sign.symbol, "label": say(sign.text)}


def badge_of(status: Validity) -> Content:
    """Return the badge of a validity."""
    return sign_of(STATUSES[status])


def day(date: dt.date | None) -> str:
    """Return a date as people write it here, "" when it is not known."""
    return f"{date:%d/%m/%Y}" if date else ""


def unverified() -> Content:
    """Return the badge of what was not seen at a source."""
    return {"tone": "gray", "symbol": "help", "label": say(Text.UNVERIFIED)}
