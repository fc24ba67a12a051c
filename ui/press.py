"""Buttons whose press is not lost when the run that it began is cut short."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st

from ui.messages import Catalogue
from ui.state import say

__all__ = ["pressed", "sent"]


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


def sent(
    label: Catalogue, key: str, icon: str, look: Literal["primary", "secondary"] = "secondary"
) -> bool:
    """Draw the button that sends the form around it; tell as `pressed` does."""
    return pressed(st.form_submit_button, say(label), key, icon=icon, type=look)
