"""What the page's address holds, so that a reload or a link comes back to the same place."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import streamlit as st

__all__ = [
    "ATTEMPT",
    "BATCH",
    "CLAUSE",
    "EDITION",
    "ENTRY",
    "QUIZ",
    "RESULT",
    "SITTING",
    "Part",
    "part",
    "sit",
    "turn",
    "value",
]

_PART = "phan"
BATCH = "luot"
ENTRY = "cau"
QUIZ = "de"
ATTEMPT = "bai"
EDITION = "ban"
CLAUSE = "dieu"
SITTING = "lam-bai"
"""The quiz that somebody takes: with it the address leads to no part of the trainers' desk."""
RESULT = "ket-qua"
"""The token of the attempt that was handed in."""
_ALL = (BATCH, ENTRY, QUIZ, ATTEMPT, EDITION, CLAUSE, SITTING, RESULT)


class Part(StrEnum):
    """A part of the page, by its name in the address; the page opens on the first."""

    BATCH = "hoi-hang-loat"
    BANK = "ngan-hang"
    HANDOUT = "tai-lieu-phat-tay"
    QUIZ = "trac-nghiem"
    LESSON = "bai-hoc"


def part() -> Part:
    """Return the part that the address names, the first where it names none."""
    try:
        return Part(st.query_params.get(_PART, Part.BATCH))
    except ValueError:
        return Part.BATCH


def value(name: str) -> str | None:
    """Return what the address holds under a name; anything may stand in it."""
    return st.query_params.get(name) or None


def turn(to: Part, **places: object) -> None:
    """Lead to a part, and in it to the places named as in the address."""
    _go({_PART: to.value, **places})


def sit(quiz: str, **places: object) -> None:
    """Lead to the page on which a quiz is taken, and there to the places named."""
    _go({SITTING: quiz, **places})


def _go(places: Mapping[str, object]) -> None:
    for name in (_PART, *_ALL):
        st.query_params.pop(name, None)
    for name, place in places.items():
        st.query_params[name] = str(place)
