"""A model's sentence as plain text: no links, no markup, nothing that cannot be seen."""

from __future__ import annotations

import html
import re
import unicodedata

from corpus.text import clean

__all__ = ["foreign_letters", "plain"]

_IMAGE_OR_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\s?(?:\([^()]{0,2000}\)|\[[^\[\]]{0,200}\])")
_REFERENCE_LINK = re.compile(r"^\s*\[[^\[\]]{1,200}\]:.*$", re.MULTILINE)
_TAG = re.compile(r"<[/!?]?[A-Za-z|][^<>]{0,2000}>")
_ADDRESS = re.compile(
    r"\b(?:[a-z][a-z0-9+.-]{1,20}:/{1,3}|www\.|mailto:|javascript:|data:)[^\s“”\"'<>]*"
    r"|\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
    r"|\b(?:[a-z0-9-]{1,63}\.){1,8}(?:com|net|org|info|io|vn|cn|ru|xyz|top|site|online|app|dev)\b"
    r"(?:/[^\s“”\"'<>]*)?",
    re.IGNORECASE,
)
_CITATION_MARK = re.compile(r"(?<!\])\s?\[\d{1,3}(?:\s?[,;]\s?\d{1,3})*\]")
_EMPHASIS = re.compile(r"[*_~`#|\\]{1,}|^\s*(?:[-+>•]\s+)+", re.MULTILINE)
_BRACKETS = re.compile(r"[<>]")
_BLANK_LETTERS = str.maketrans("", "", "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_HIDDEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_ROUNDS = 4


def plain(text: str) -> str:
    """Return `text` on one line, NFKC, without links, mark-up and invisible characters.

    Of a link its words stay, of an address nothing. What only shows after one round of
    stripping ("<<b>script>") goes in the next; no angle bracket is left at the end.
    """
    for _ in range(_ROUNDS):
        stripped = _strip(text)
        if stripped == text:
            break
        text = stripped
    return _strip(_BRACKETS.sub(" ", text))


def foreign_letters(text: str) -> bool:
    """Tell whether a letter is not Latin: look-alikes would pass for other words."""
    return any(
        char.isalpha() and not unicodedata.name(char, "").startswith("LATIN") for char in text
    )


def _strip(text: str) -> str:
    text = unicodedata.normalize("NFKC", html.unescape(text)).translate(_BLANK_LETTERS)
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _HIDDEN)
    text = clean(text)
    text = _REFERENCE_LINK.sub(" ", text)
    text = _CITATION_MARK.sub("", text)
    text = _IMAGE_OR_LINK.sub(r"\1", text)
    text = _TAG.sub(" ", text)
    text = _ADDRESS.sub(" ", text)
    text = _EMPHASIS.sub("", text)
    return " ".join(text.split())
