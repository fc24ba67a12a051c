"""Keeps the libraries of a few days, so that a page is drawn without reading them again."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from typing import TYPE_CHECKING

import streamlit as st

from ui.loader import EngineHost, Outcome

if TYPE_CHECKING:
    from assistant.engine import Engine
    from assistant.library import Library

__all__ = ["library_on"]

_KEPT = 8


class _Shelf:
    """Libraries by engine, generation and day; used on the engine's worker thread only."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Engine, int, dt.date], Library] = OrderedDict()

    def library(self, engine: Engine, on: dt.date) -> Library:
        """Return the library of the newest generation; refreshes the engine."""
        from assistant.library_reading import read_library

        engine.refresh()
        key = (engine, engine.generation, on)
        if key not in self._kept:
            self._kept[key] = read_library(engine, *engine.registers, on)
        self._kept.move_to_end(key)
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return self._kept[key]


@st.cache_resource(show_spinner=False)
def _shelf() -> _Shelf:
    return _Shelf()


def library_on(host: EngineHost, on: dt.date) -> Outcome[Library]:
    """Return the library with the statuses of the day `on`, or the error it failed with."""
    shelf = _shelf()
    return host.run(lambda engine: shelf.library(engine, on))
