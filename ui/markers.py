"""The browser components: small modules that build their nodes with `textContent`.

Each function mounts one component of `ui/frontend/` and takes ready-made, translated data;
the shape of that data stands in the component's script. A script gets `dom.js` in front of
it and shares `style.css`; a large component has a style sheet of its own name besides.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

__all__ = [
    "choices",
    "compare",
    "counts",
    "details",
    "exchange",
    "history",
    "matrix",
    "notice",
    "passage",
    "prose",
    "quiz",
    "reasons",
    "source",
    "table",
    "timeline",
    "tree",
]

_FRONTEND = Path(__file__).resolve().parent / "frontend"

Data = Mapping[str, Any]


@cache
def _component(name: str) -> ComponentRenderer:
    script = "\n".join(
        (_FRONTEND / file).read_text(encoding="utf-8") for file in ("dom.js", f"{name}.js")
    )
    styles = [_FRONTEND / "style.css", _FRONTEND / f"{name}.css"]
    style = "\n".join(file.read_text(encoding="utf-8") for file in styles if file.exists())
    return st.components.v2.component(f"iso_{name}", css=style, js=script)


def _dated(data: Data) -> dict[str, Any]:
    """Tell states of one component apart, also across a restart of the server."""
    return {"at": time.time(), "shown": dict(data)}


def _mount_choosing(name: str, key: str, data: Data, choose: Callable[[Any], None]) -> None:
    """Mount a component that reports a choice; the browser's value is passed on unchecked."""

    def chosen() -> None:
        value = st.session_state[key].chosen
        if value is not None:
            choose(value)

    _component(name)(key=key, data=_dated(data), on_chosen_change=chosen)


def exchange(key: str, data: Data, choose: Callable[[Any], None]) -> None:
    """Show a question with its answer; `choose` gets what the reader did.

    That is the number of a chosen [n] marker, or {"act": ..., "text": ...} as the script says.
    """
    _mount_choosing("exchange", key, data, choose)


def choices(key: str, data: Data, choose: Callable[[Any], None]) -> None:
    """Show a list of buttons; `choose` gets the `value` of the chosen one."""
    _mount_choosing("choices", key, data, choose)


def history(data: Data, choose: Callable[[Any], None]) -> None:
    """Show the kept conversations; `choose` gets {"act": ..., "id": ...} as the script says."""
    _mount_choosing("history", "history", data, choose)


def source(data: Data) -> None:
    """Show the head of a pane."""
    _component("source")(key="source", data=_dated(data))


def passage(data: Data) -> None:
    """Show a quote marked in the text around it."""
    _component("passage")(key="passage", data=_dated(data))


def reasons(key: str, data: Data) -> None:
    """Show what was searched and the ranked results."""
    _component("reasons")(key=key, data=_dated(data))


def notice(key: str, data: Data) -> None:
    """Show a state of the page and the steps out of it."""
    _component("notice")(key=key, data=_dated(data))


def details(key: str, data: Data) -> None:
    """Show facts by name, those not seen at a source marked."""
    _component("details")(key=key, data=_dated(data))


def table(key: str, data: Data, choose: Callable[[Any], None]) -> None:
    """Show rows that the reader can sort; `choose` gets the `value` of the chosen one."""
    _mount_choosing("table", key, data, choose)


def tree(key: str, data: Data, choose: Callable[[Any], None]) -> None:
    """Show a tree to fold and unfold; `choose` gets the `value` of a node or of a chip."""
    _mount_choosing("tree", key, data, choose)


def timeline(key: str, data: Data, choose: Callable[[Any], None]) -> None:
    """Show a chain of replacements; `choose` gets the `value` of a member."""
    _mount_choosing("timeline", key, data, choose)


def matrix(key: str, data: Data, choose: Callable[[Any], None]) -> None:
    """Show clauses by procedures; `choose` gets {"clause", "document"}, "" for none."""
    _mount_choosing("matrix", key, data, choose)


def counts(key: str, data: Data, choose: Callable[[Any], None]) -> None:
    """Show numbers of what needs attention; `choose` gets the `value` of one."""
    _mount_choosing("counts", key, data, choose)


def compare(key: str, data: Data) -> None:
    """Show passages side by side with their quotes marked."""
    _component("compare")(key=key, data=_dated(data))


def prose(key: str, data: Data) -> None:
    """Show reading matter, {"blocks": [...]} as the script says."""
    _component("prose")(key=key, data=_dated(data))


def quiz(key: str, data: Data, choose: Callable[[Any], None]) -> None:
    """Show a quiz to take; `choose` gets {"responses": [[place, ...], ...]} as it is handed in."""
    _mount_choosing("quiz", key, data, choose)
