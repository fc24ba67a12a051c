"""Untrusted text made fit to show or to search.

Nothing here escapes markup: text from documents, questions and file names never reaches
Markdown or HTML, it travels to components that write it with `textContent`.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["MAX_QUESTION", "clean_question", "excerpt_end", "excerpt_start", "visible"]

MAX_QUESTION = 2_000
"""Longest question that is searched, in code points."""

# Control characters other than tab and line feed, and the bidirectional controls that can
# make a file name or a sentence read differently from what it is.
_HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
# Letters, joints and tags without a picture, in which words can be hidden or split.
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2065"
    r"\u206a-\u206f\u2800\u3164\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_SPACES = re.compile(r"[^\S\n]+")


def visible(text: str) -> str:
    """Return `text` with control characters shown as U+FFFD and without what has no picture."""
    return _HIDDEN.sub("\ufffd", _INVISIBLE.sub("", text.replace("\r\n", "\n")))


def clean_question(text: str) -> str:
    """Return a question in NFC, without control characters, with single spaces."""
    spaced = _HIDDEN.sub(" ", unicodedata.normalize("NFC", _INVISIBLE.sub("", text)))
    return _SPACES.sub(" ", spaced).strip()


def excerpt_start(text: str, limit: int) -> str:
    """Return the first `limit` code points at most, cut between words and marked with "…"."""
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(maxsplit=1)[0] + " …"


def excerpt_end(text: str, limit: int) -> str:
    """Return the last `limit` code points at most, cut between words and marked with "…"."""
    if len(text) <= limit:
        return text
    return "… " + text[-limit:].split(maxsplit=1)[-1]
