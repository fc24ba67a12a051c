"""Whether a question that a language model made complete says only what people had said."""

from __future__ import annotations

import re

from assistant.llm.facts import code_words, dates, quantities, roles, words
from assistant.llm.instructions import instructs
from assistant.llm.places import NamedPlace, Places
from assistant.llm.plain import foreign_letters
from assistant.llm.words import FUNCTION_WORDS, NEGATORS
from corpus.text import fold

__all__ = ["is_sound"]

_LONGEST = 300
_MOST_SYLLABLES = 50
_MOST_FOREIGN = 2
"""Content syllables of its own that a question may hold: it has to join what was said."""

_MIN_KEPT = 0.6
"""Share of the typed question's content syllables that must still be there."""

_POINTING = frozenset(
    fold("đó này ấy kia nó thế vậy còn rồi thì sao nhỉ à cái việc nữa trên").split()
)
"""Folded words of a follow-up that a complete question replaces."""

_ASKING = frozenset(
    fold("ai gì nào đâu mấy sao bao nhiêu lâu giờ bước lần thời hạn hỏi theo về trong").split()
)
"""Folded words that any question may hold."""

_NUMBER = re.compile(r"\d+(?:[.,/:-]\d+)*")


def is_sound(written: str, question: str, history: str, places: Places) -> bool:
    """Tell whether `written` may be asked for `question`, typed after `history` was said.

    Clause and article numbers, document numbers, figures, dates, roles and negations must
    stand in the question or the history, nearly all other words too; the words of the question
    must be kept, its numbers and negations all of them. Typed text may lack its diacritics, so
    words are compared without.
    """
    known = f"{question}\n{history}"
    return (
        0 < len(written) <= _LONGEST
        and len(written.split()) <= _MOST_SYLLABLES
        and not instructs(written)
        and not foreign_letters(written)
        and not _has_other_facts(written, known)
        and not _has_other_place(written, known, places)
        and len(_content(written) - _content(known) - _ASKING) <= _MOST_FOREIGN
        and _keeps(written, question)
    )


def _has_other_facts(written: str, known: str) -> bool:
    said, source = fold(written), fold(known)
    return not (
        set(_NUMBER.findall(said)) <= set(_NUMBER.findall(source))
        and {q.value for q in quantities(written)} <= {q.value for q in quantities(known)}
        and dates(written) <= dates(known)
        and code_words(said) <= code_words(source)
        and {fold(role) for role in roles(written)} <= _phrases(source)
        and {fold(word) for word in NEGATORS.intersection(words(written))} <= {*words(source)}
    )


def _phrases(folded: str) -> set[str]:
    """Return all runs of up to four words of a folded text."""
    said = words(folded)
    return {" ".join(said[i : i + n]) for i in range(len(said)) for n in range(1, 5)}


def _has_other_place(written: str, known: str, places: Places) -> bool:
    """Tell whether a place or document is named that nobody named, or that does not exist.

    A place may be joined with a document of the history: "Điều 5" with the decree before.
    """
    allowed = [*places.named(known), *places.named(fold(known))]
    return any(
        places.is_impossible(place) or not _is_known(place, allowed)
        for place in places.named(written)
    )


def _is_known(place: NamedPlace, allowed: list[NamedPlace]) -> bool:
    documents = frozenset[str]().union(*(other.documents for other in allowed))
    if place.documents and not place.documents & documents:
        return False
    alone = NamedPlace(place.locator, frozenset())
    return place.locator is None or any(alone.is_within(other) for other in allowed)


def _keeps(written: str, question: str) -> bool:
    if not _decisive(question) <= _decisive(written) | {*words(fold(written))}:
        return False
    asked = _content(question) - _POINTING
    return not asked or len(asked & _content(written)) >= _MIN_KEPT * len(asked)


def _decisive(text: str) -> set[str]:
    """Return the numbers and folded negations of a text; typed "khong" means nothing else."""
    said = fold(text)
    negations = {fold(word) for word in NEGATORS.intersection(words(text))}
    return {*_NUMBER.findall(said)} | negations | ({"khong"} & {*words(said)})


def _content(text: str) -> set[str]:
    return {fold(word) for word in words(text) if word not in FUNCTION_WORDS and word != "%"} - {
        fold(word) for word in FUNCTION_WORDS
    }
