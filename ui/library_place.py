"""Addresses of the places in the library, as the page's query parameter holds them."""

from __future__ import annotations

import streamlit as st

__all__ = ["PLACE", "address", "close", "shown", "taken_apart", "turn_to"]

PLACE = "muc"
"""The query parameter: what the reading pane shows, an address."""

_BETWEEN = "#"


def address(key: str, locator: str | None = None) -> str:
    """Return the address of a document (its id or number) or of a provision in it."""
    return f"{key}{_BETWEEN}{locator}" if locator else key


def taken_apart(place: str) -> tuple[str, str | None]:
    """Return the key and the locator of an address; the locator is None for a whole document."""
    key, _, locator = place.partition(_BETWEEN)
    return key, locator or None


def shown() -> str | None:
    """Return the address that this session's reader has open; anything may stand in it."""
    return st.query_params.get(PLACE) or None


def turn_to(place: object) -> None:
    """Open the place with that address, a value from the browser."""
    if isinstance(place, str) and place:
        st.query_params[PLACE] = place


def close() -> None:
    """Open nothing."""
    st.query_params.pop(PLACE, None)
