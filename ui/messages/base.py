"""What a catalogue of texts is made of: languages, messages, the base of every list."""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import NamedTuple

__all__ = ["Catalogue", "Language", "Message"]


class Language(StrEnum):
    """A language of the pages; documents and answers stay in Vietnamese."""

    VI = "vi"
    EN = "en"


class Message(NamedTuple):
    """One text in each language, with the same `{placeholders}` in both."""

    vi: str
    en: str


class Catalogue(Enum):
    """Base of the lists of texts, one list for each area of the pages; values are `Message`s."""
