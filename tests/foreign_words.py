"""Words of another language inside Vietnamese text: bilingual forms, and words taken over.

A form for foreigners prints each label a second time in English, and a rule on the Internet
writes "Internet" in every sentence. Read rightly, neither is made of Vietnamese syllables.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from itertools import groupby

__all__ = ["vietnamese"]

_LOAN_WORDS = (
    "album blog bluetooth cable camera casino catalogue clip container copy data dollar email "
    "euro google gram hotline internet karaoke kilogram laptop link logo marathon marketing "
    "media mobile modem module online photocopy pixel podcast portal radio robot scan server "
    "smartphone startup tablet taxi topic video virus vitamin volt"
)

_ENGLISH = (
    "about above according after again all already also and any are as been before being below "
    "between both by could during each either every for from had has have her here his how if "
    "into is its of off only or other our out over shall should some such their there these "
    "they this those through under until upon was were what when where whether which while who "
    "whom whose will with within without would you your"
)

_LOANS = frozenset(_LOAN_WORDS.split())
"""Words that Vietnamese writes as their own language does, in lower case; none is a syllable."""

_HOLDING = frozenset(_ENGLISH.split())
"""What holds English sentences together; none could be Vietnamese typed without its marks."""

_ENGLISH_SHARE = 0.15
_AROUND = string.punctuation + string.digits


def vietnamese(text: str) -> str:
    """Return a text without loan words and English passages."""
    tokens = text.split()
    foreign = _foreign_words(tokens)
    return " ".join(token for token, drop in zip(tokens, foreign, strict=True) if not drop)


def _foreign_words(tokens: Sequence[str]) -> Iterator[bool]:
    """Tell of each white-space separated token whether it stands in English or is a loan word.

    English are the neighbours without any Vietnamese letter of whose words at least 0.15 hold
    English sentences together. Text torn apart, run together, in an older encoding or typed
    without marks has no such words, so that it stays Vietnamese, only badly written.
    """
    for plain, group in groupby(tokens, str.isascii):
        stretch = list(group)
        words = [token.strip(_AROUND).lower() for token in stretch] if plain else []
        english = _is_english([word for word in words if word.isalpha()])
        yield from (english or word in _LOANS for word in words or [""] * len(stretch))


def _is_english(words: Sequence[str]) -> bool:
    found = sum(word in _HOLDING for word in words)
    return found > 0 and found >= _ENGLISH_SHARE * len(words)
