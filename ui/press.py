"""Buttons whose press is not lost when the run that it began is cut short."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

__all__ = ["pressed"]


def pressed(button: Callable[..., bool], label: str, key: str, **look: str) -> bool:
    """Draw `button` under `key`; return True in the first run that gets here after a press.

    Streamlit tells the script of a press in one run alone. Where that run is stopped before it
    reaches the button, because the page asks for another one, the press would be gone; a callback
    is run before the script, so what it notes stays until it is read here.
    """
    noted = f"pressed-{key}"

    def note() -> None:
        st.session_state[noted] = True

    button(label, key=key, on_click=note, **look)
    found: bool = st.session_state.pop(noted, False)
    return found
