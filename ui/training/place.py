"""What the page's address holds, so that a reload or a link comes back to the same place."""

from __future__ import annotations

from enum import StrEnum

import streamlit as st

__all__ = [
    "ATTEMPT",
    "BATCH",
    "CLAUSE",
    "EDITION",
    "ENTRY",
    "QUIZ",
    "Part",
    "part",
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
_ALL = (BATCH, ENTRY, QUIZ, ATTEMPT, EDITION, CLAUSE)


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
    for name in _ALL:
        st.query_params.pop(name, None)
    st.query_params[_PART] = to.value
    for name, place in places.items():
        st.query_params[name] = str(place)
