"""Whether a sentence says the opposite of its quote, or more than it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assistant.llm.facts import words
from assistant.llm.words import DECISIVE, LIGHT_WORDS, NEGATORS, OPERATORS

__all__ = ["is_flipped", "new_decisive"]

_REACH = 4
_DECISIVE = re.compile(rf"\b(?:{'|'.join(sorted(DECISIVE, key=len, reverse=True))})\b")


def is_flipped(sentence: str, quote: str) -> bool:
    """Tell whether a negation or restriction was added to, or taken from, what `quote` says.

    Such a word of the sentence must stand before the same word in the quote; what the quote
    negates or restricts must not stand in the sentence without.
    """
    said, source = _heavy(sentence), _heavy(quote)
    return _added(said, source) or _taken(said, source)


def new_decisive(sentence: str, quote: str) -> bool:
    """Tell whether a deciding phrase ("phải", "trước") stands more often than in the quote."""
    said = Counter(_DECISIVE.findall(" ".join(words(sentence))))
    return not said <= Counter(_DECISIVE.findall(" ".join(words(quote))))


def _added(said: Sequence[str], source: Sequence[str]) -> bool:
    for place in _places(said, OPERATORS):
        governed = set(said[place + 1 : place + 2])
        same = NEGATORS if said[place] in NEGATORS else frozenset({said[place]})
        if not any(governed <= set(source[at + 1 : at + 3]) for at in _places(source, same)):
            return True
    return False


def _taken(said: Sequence[str], source: Sequence[str]) -> bool:
    for place in _places(source, OPERATORS):
        governed = source[place + 1 : place + 3]
        # The same words may stand elsewhere in the quote, governed otherwise or not at all.
        if not _governors(said, governed) <= _governors(source, governed):
            return True
    return False


def _governors(tokens: Sequence[str], wanted: Sequence[str]) -> set[str]:
    """Return the nearest operator before each occurrence of `wanted`, "" for none in reach."""
    return {
        next((t for t in reversed(tokens[max(0, at - _REACH) : at]) if t in OPERATORS), "")
        for at in range(len(tokens))
        if wanted and tokens[at : at + len(wanted)] == wanted
    }


def _places(tokens: Sequence[str], wanted: frozenset[str]) -> list[int]:
    return [place for place, token in enumerate(tokens) if token in wanted]


def _heavy(text: str) -> list[str]:
    return [word for word in words(text) if word not in LIGHT_WORDS]
