"""Slips of one keystroke: what a word that no text holds was probably meant to be.

A correction is offered only where the corpus has it beside the word's neighbour, and a
syllable in common use is left alone however rare it is in the corpus, so that foreign words,
names and topics that the corpus does not cover stay as they were typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from rapidfuzz.distance import OSA

from corpus.syllable_model import SyllableModel
from corpus.syllables import is_plain_syllable, is_syllable
from corpus.text import fold

__all__ = ["corrections", "is_common"]

_COMMON = Path(__file__).resolve().parent / "data" / "syllables.txt"
"""Syllables in common use, one a line, in search form: those that the vocabulary of the
embedded model holds whole, and those of the shipped documents."""

_SHORTEST = 2
_CONFUSED = str.maketrans("ảẩẳẻểỉỏổởủửỷãẫẵẽễĩõỗỡũữỹ", "ãẫẵẽễĩõỗỡũữỹảẩẳẻểỉỏổởủửỷ")
"""Hook and tilde sound alike in half of the country."""

_FIRM = 0.4
_FIRM_COUNT = 3


def is_common(syllable: str) -> bool:
    """Tell whether a syllable (in search form) is in common use as it is written."""
    return syllable in _common()[0]


def corrections(
    word: str,
    neighbours: tuple[Sequence[str], Sequence[str]],
    model: SyllableModel,
    accented: bool,
) -> list[str]:
    """Return spellings of the corpus that are one edit from `word` and fit beside it.

    `word` is in search form and unknown to the corpus; `neighbours` are the spellings that the
    words before and after may have (empty at the ends); `accented` tells whether the
    question is typed with diacritics. One edit is a letter or mark added,
    left out, changed or swapped with the next one, or a space left out ("hồsơ": the spelling
    returned is then two, "hồ sơ"). In a common syllable only hook and tilde are taken for
    each other, where the corpus nearly always has the other one beside that neighbour
    ("sữa đổi").
    """
    if len(word) < _SHORTEST:
        return []
    common, common_plain = _common()
    if word in common:
        swapped = word.translate(_CONFUSED)
        return [swapped] if swapped != word and _fits(swapped, neighbours, model, _FIRM) else []
    if word in common_plain:
        return []
    unmarked = fold(word) == word
    # What no Vietnamese word can look like is surely a slip; anything else may be a rare
    # word, a foreign word or a name.
    slip = not (accented or is_plain_syllable(word)) if unmarked else not is_syllable(word)
    near = [
        spelling
        for spelling in _one_edit_away(word, unmarked, model)
        if _fits(spelling, neighbours, model, 0.0 if slip else _FIRM)
    ]
    return near + list(_split(word, unmarked, model))


def _fits(
    spelling: str,
    neighbours: tuple[Sequence[str], Sequence[str]],
    model: SyllableModel,
    least: float,
) -> bool:
    """Tell whether the corpus has `spelling` beside one of its neighbours.

    `neighbours` are the spellings before and after; `least` is the share of the rarer
    word's occurrences that the pair must make up.
    """
    before, after = neighbours
    pairs = [(word, f"{word} {spelling}") for word in before]
    pairs += [(word, f"{spelling} {word}") for word in after]
    return any(
        count >= (_FIRM_COUNT if least else 1)
        and count >= least * min(model.counts[neighbour], model.counts[spelling])
        for neighbour, pair in pairs
        if (count := model.pairs.get(pair, 0))
    )


def _one_edit_away(word: str, unmarked: bool, model: SyllableModel) -> Iterator[str]:
    known = model.plain_forms() if unmarked else model.counts.keys()
    for form in known:
        if abs(len(form) - len(word)) <= 1 and OSA.distance(word, form, score_cutoff=1) <= 1:
            yield from model.accented(form) if unmarked else [form]


def _split(word: str, unmarked: bool, model: SyllableModel) -> Iterator[str]:
    """Yield two neighbouring spellings of the corpus that `word` runs together."""
    for place in range(1, len(word)):
        first, second = word[:place], word[place:]
        firsts = model.accented(first) if unmarked else [first]
        seconds = model.accented(second) if unmarked else [second]
        for one in firsts:
            for other in seconds:
                if model.neighbours([one], [other]):
                    yield f"{one} {other}"


@cache
def _common() -> tuple[frozenset[str], frozenset[str]]:
    """Return the common syllables, and the same without their diacritics."""
    accented = frozenset(_COMMON.read_text(encoding="utf-8").split())
    return accented, frozenset(map(fold, accented))
