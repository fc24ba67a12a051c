"""Where a reader of the mapping is: part, edition and cell, kept in the page's address."""

from __future__ import annotations

import time
from enum import StrEnum
from typing import Any

import streamlit as st

from assistant.mapping.model import CellKey
from ui.messages import MappingText

__all__ = [
    "PARTS",
    "PART_KEY",
    "Part",
    "cell_shown",
    "choose_cell",
    "go_to",
    "part_shown",
    "shown_only",
]

PART_KEY = "mapping_part"
"""The key of the switch between the parts."""

_PART, _CELL = "phan", "o"  # query parameters
_SHOW = "mapping_show"
_BETWEEN = "#"


class Part(StrEnum):
    """A part of the page, named as in its address."""

    MATRIX = "ma-tran"
    GAPS = "khoang-trong"
    STALE = "vien-dan"
    TRANSITION = "chuyen-doi"
    AUDIT = "danh-gia"
    DRAFT = "ban-thao"


PARTS = {part: MappingText[f"PART_{part.name}"] for part in Part}


def part_shown() -> Part:
    """Return the part that the session has open, at first the one in the address."""
    if PART_KEY not in st.session_state:
        named = st.query_params.get(_PART)
        st.session_state[PART_KEY] = next((p for p in Part if p == named), Part.MATRIX)
    return Part(st.session_state[PART_KEY] or Part.MATRIX)


def go_to(part: Part, show: str | None = None) -> None:
    """Open a part; `show` sets what the matrix shows only ("gaps", "review", "proposed")."""
    st.session_state[PART_KEY] = part
    st.query_params[_PART] = part
    if show is not None:
        st.session_state[_SHOW] = {"value": show, "at": time.time()}


def shown_only() -> dict[str, Any] | None:
    """Return what the matrix was last asked to show only, and when."""
    asked: dict[str, Any] | None = st.session_state.get(_SHOW)
    return asked


def cell_shown(edition: str) -> CellKey | None:
    """Return the cell that is open; anything a browser sent may stand in it."""
    clause, _, document_id = st.query_params.get(_CELL, "").partition(_BETWEEN)
    return CellKey(edition, clause, document_id) if clause else None


def choose_cell(place: object) -> None:
    """Open a cell {"clause", "document"}, a value from the browser; "" closes it."""
    if not isinstance(place, dict):
        return
    clause, document_id = place.get("clause"), place.get("document", "")
    if isinstance(clause, str) and clause and isinstance(document_id, str):
        st.query_params[_CELL] = f"{clause}{_BETWEEN}{document_id}"
    else:
        st.query_params.pop(_CELL, None)
