"""Telex and VNI keystrokes left in a text where no input method was on.

"kieemr soats" and "kiem63 soat1" are what the keys for "kiểm soát" write by themselves. Both
methods share one idea: a key after the letters adds a mark to a vowel, turns d into đ or
sets the tone of the syllable. Keys may follow their letter or stand at the end, and the two
methods may be mixed; a mark key that fits no vowel of the syllable is read as another one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from corpus.syllable_model import SyllableModel
from corpus.syllables import is_plain_syllable, is_syllable, spellings
from corpus.text import fold, search_form

__all__ = ["Reading", "read_keys", "undo_keystrokes"]

_ALONE = re.compile(r"(?<![\w/.-])[^\W_]+(?![/-]?\w|\.\d)")
"""A word by itself: in "QT-01" or "5.2" nothing is a keystroke."""

_TONES = "\u0301\u0300\u0309\u0303\u0323"
_TONE_KEYS = {
    **dict(zip(_TONES, _TONES, strict=True)),
    **dict(zip("sfrxj", _TONES, strict=True)),
    **dict(zip("12345", _TONES, strict=True)),
    "z": "",
    "0": "",
}
_HATS = {"a": "â", "e": "ê", "o": "ô"}
_HORNS = {"o": "ơ", "u": "ư"}
_BREVE = {"a": "ă"}
_MARK_KEYS = {"w": _HORNS | _BREVE, "6": _HATS, "7": _HORNS, "8": _BREVE}
_VOWELS = "aeiouyăâêôơư"
_NUMBERED = frozenset({"dieu", "khoan", "diem", "muc", "chuong", "phan", "buoc", "mau", "bieu"})
"""Words that a number may follow without a space: "dieu5" names Điều 5."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What keys spell: the `spelling` in search form. `sure`: no other text looks so."""

    spelling: str
    sure: bool


@dataclass(frozen=True, slots=True)
class _State:
    letters: str = ""
    tone: str = ""
    toned: bool = False
    marks: int = 0


def undo_keystrokes(text: str, model: SyllableModel) -> str:
    """Return `text` with what reads as keystrokes written as the syllables they spell.

    What they spell must be in the corpus, or not the only such word of the text ("been" is
    English). A tone key alone ("max", "soat1") may be a foreign word or a number: it counts
    only beside other keystrokes or where the corpus has the syllable beside its neighbour.
    """
    words = [match.group() for match in _ALONE.finditer(text)]
    readings = [_reading(word, text.isupper(), model) for word in words]
    typed = [_is_typed(place, words, readings, model) for place in range(len(words))]
    chosen = iter(
        reading.spelling if reading and right else None
        for reading, right in zip(readings, typed, strict=True)
    )
    return _ALONE.sub(lambda match: _in_case(match.group(), next(chosen)), text)


@lru_cache(maxsize=4096)
def read_keys(word: str) -> Reading | None:
    """Return what `word` (lower case) spells if its letters are keys, None if they spell nothing.

    A tone mark on the wrong vowel ("sóat") is read as its key. A word that is a syllable
    already, with or without its diacritics, is never keystrokes.
    """
    if is_syllable(word) or (fold(word) == word and is_plain_syllable(word)):
        return None
    states = {_State()}
    for key in chain.from_iterable("".join(_toneless(char)) for char in word):
        states = {after for state in states for after in _press(state, key)}
    found = {
        (-state.marks, spelling)
        for state in states
        if (state.toned or state.marks)
        and (spelling := _by_parts().get((state.letters, state.tone))) is not None
    }
    if not found:
        return None
    # Most keys used: "ddoocs" is "đốc", though "đoóc" could be written.
    marks, spelling = min(found)
    return Reading(spelling, marks < 0 or fold(spelling) == fold(word))


def _toneless(text: str) -> tuple[str, str]:
    """Return `text` without the marks of tones, and those marks."""
    decomposed = unicodedata.normalize("NFD", text)
    tones = "".join(char for char in decomposed if char in _TONES)
    letters = "".join(char for char in decomposed if char not in _TONES)
    return unicodedata.normalize("NFC", letters), tones


def _press(state: _State, key: str) -> Iterator[_State]:
    """Yield what a key makes of the letters so far."""
    letters = state.letters
    vowels = any(letter in _VOWELS for letter in letters)
    if key in _TONE_KEYS and vowels:
        yield _State(letters, _TONE_KEYS[key], True, state.marks)
        return
    for marked in _marked(letters, key):
        yield _State(marked, state.tone, state.toned, state.marks + 1)
    if not key.isdigit():
        yield _State(letters + key, state.tone, state.toned, state.marks)


def _marked(letters: str, key: str) -> Iterator[str]:
    """Yield `letters` with the mark that `key` adds, in each way it can be meant."""
    if key in "d9":
        if letters.startswith("d"):
            yield "đ" + letters[1:]
        return
    if key == "w" and not any(letter in _VOWELS for letter in letters):
        yield letters + "ư"
        return
    marks = _MARK_KEYS.get(key) or ({key: _HATS[key]} if key in _HATS else {})
    places = [place for place, letter in enumerate(letters) if letter in marks]
    if not places and key.isdigit():
        marks = _HATS | _HORNS
        places = [place for place, letter in enumerate(letters) if letter in marks]
    if "uo" in letters and key in "w7":
        yield letters.replace("uo", "ươ")
    for place in places:
        yield letters[:place] + marks[letters[place]] + letters[place + 1 :]


def _reading(word: str, shouted: bool, model: SyllableModel) -> Reading | None:
    named = not (shouted or word.islower() or word[1:].islower())
    form = search_form(word)
    if named or model.knows(form) or (fold(form) == form and model.accented(form)):
        return None
    return read_keys(form)


def _is_typed(
    place: int, words: list[str], readings: list[Reading | None], model: SyllableModel
) -> bool:
    reading = readings[place]
    word = words[place].lower()
    if reading is None:
        return False
    others = [r for i, r in enumerate(readings) if r and i != place]
    numbered = word[-1].isdigit() and fold(word[:-1]) in _NUMBERED
    if numbered or not model.knows(reading.spelling):
        return reading.sure and any(other.sure for other in others)
    return (
        reading.sure
        or any(other.sure or model.knows(other.spelling) for other in others)
        or _has_neighbour(place, words, reading.spelling, model)
    )


def _has_neighbour(place: int, words: list[str], spelling: str, model: SyllableModel) -> bool:
    before = _spellings(words[place - 1], model) if place else []
    after = _spellings(words[place + 1], model) if place + 1 < len(words) else []
    return model.neighbours(before, [spelling]) or model.neighbours([spelling], after)


def _spellings(word: str, model: SyllableModel) -> list[str]:
    form = search_form(word)
    return model.accented(form) if fold(form) == form else [form]


def _in_case(typed: str, spelling: str | None) -> str:
    if spelling is None:
        return typed
    if typed.isupper() and len(typed) > 1:
        return spelling.upper()
    return spelling.capitalize() if typed[:1].isupper() else spelling


@lru_cache(maxsize=1)
def _by_parts() -> dict[tuple[str, str], str]:
    """Return the spelling (in search form) of each pair of toneless letters and tone."""
    by_parts = {}
    for spelling in spellings():
        by_parts[_toneless(spelling)] = search_form(spelling)
    return by_parts
