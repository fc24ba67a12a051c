"""One question of a batch: what became of it, and its way into the bank."""

from __future__ import annotations

import functools
from collections.abc import Callable

import streamlit as st

from assistant.composition import render
from assistant.training import BatchItem, ItemState
from ui import markers
from ui.messages.training import TrainingText
from ui.state import say
from ui.training import blocks
from ui.training.desk import Desk, act
from ui.training.place import ENTRY, Part, turn

__all__ = ["draw_item"]


def draw_item(desk: Desk, item: BatchItem, close: Callable[[], None]) -> None:
    """Draw the answer with its citations, or why there is none and what is nearest."""
    shown = [blocks.title(item.question)]
    answer = item.answer
    if item.state is ItemState.ANSWERED and answer:
        shown.append(blocks.text(render(answer.claims)))
        shown += [blocks.quote(cited) for cited in answer.citations]
    else:
        if item.why:
            shown.append(blocks.notice(item.why))
        if item.nearest:
            shown += [blocks.heading(TrainingText.NEAREST), blocks.nearest(item.nearest)]
    markers.prose("training-item", {"blocks": shown})
    if item.state is ItemState.ANSWERED and answer:

        def add() -> None:
            entry = desk.bank.add(answer)
            turn(Part.BANK, **{ENTRY: entry.id})

        st.button(
            say(TrainingText.TO_BANK),
            icon=":material/library_add:",
            type="primary",
            on_click=functools.partial(act, add, TrainingText.ADDED),
        )
    st.button(say(TrainingText.CLOSE), icon=":material/close:", on_click=close)
