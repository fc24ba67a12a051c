"""A batch that is open: how far it is, its answers, what to do with them."""

from __future__ import annotations

import functools
from typing import Any

import streamlit as st

from assistant.composition import render
from assistant.exports import write_xlsx
from assistant.training import (
    Batch,
    BatchHead,
    BatchItem,
    BatchProgress,
    ItemState,
    batch_sheet,
)
from ui import markers
from ui.loader import EngineHost
from ui.messages.training import TrainingText
from ui.plain_text import excerpt_start, visible
from ui.screens import user_line
from ui.signs import sign_of
from ui.state import say
from ui.training import blocks
from ui.training.batch_item import draw_item
from ui.training.desk import Desk, act, draw_error
from ui.training.jobs import jobs
from ui.training.place import Part, turn
from ui.vocabulary import Sign

__all__ = ["draw_batch", "tally"]

_LOOK = 1.0  # seconds between two looks at a batch at work
_TENTHS = 10
_EXCERPT = 180  # code points of an answer in the table
_CHOSEN, _SHOWN = "training_batch_item", "training_batch_states"

_STATES = {
    ItemState.ANSWERED: Sign("green", "check_circle", TrainingText.STATE_ANSWERED),
    ItemState.UNANSWERABLE: Sign("yellow", "help", TrainingText.STATE_UNANSWERABLE),
    ItemState.FAILED: Sign("red", "error", TrainingText.STATE_FAILED),
    ItemState.WAITING: Sign("gray", "schedule", TrainingText.STATE_WAITING),
}


def draw_batch(host: EngineHost, desk: Desk, batch: Batch) -> None:
    """Draw a batch: its progress while it is at work, its table, what to do with it."""
    head = batch.head
    running = jobs().running(head.id)
    created = f"{head.created.astimezone():%d/%m/%Y %H:%M}"
    markers.prose("training-batch-head", {"blocks": [blocks.title(head.title, created)]})
    if running:
        _draw_running(desk, head.id, head.progress.done)
    else:
        _draw_rest(host, desk, head)
    _draw_items(desk, batch)
    if not running:
        _draw_batch_actions(host, desk, batch)


@st.fragment(run_every=_LOOK)
def _draw_running(desk: Desk, batch: str, shown: int) -> None:
    """Show how far a batch is; the whole page again at its end and for every tenth of it.

    `shown` answers stand in the table already: to draw that each second would take longer.
    """
    progress = desk.batches.progress(batch)
    if not jobs().running(batch) or progress.done - shown >= max(1, progress.total // _TENTHS):
        st.rerun()
    st.progress(progress.done / progress.total, text=_progress_line(progress))
    st.button(
        say(TrainingText.STOP),
        icon=":material/stop:",
        on_click=jobs().stop,
        args=(batch,),
    )


def _progress_line(progress: BatchProgress) -> str:
    done = say(TrainingText.DONE_OF, done=progress.done, total=progress.total)
    if progress.seconds_left is None:
        return done
    minutes, seconds = divmod(round(progress.seconds_left), 60)
    if minutes:
        left = say(TrainingText.LEFT_MINUTES, minutes=minutes, seconds=seconds)
    else:
        left = say(TrainingText.LEFT_SECONDS, seconds=max(1, seconds))
    return f"{done} · {left}"


def _draw_rest(host: EngineHost, desk: Desk, head: BatchHead) -> None:
    """Say how far a batch is that nobody works on, and offer to go on."""
    progress = head.progress
    failure = jobs().failure(head.id)
    if failure is not None and not progress.finished:
        draw_error(user_line(failure))
    line = say(TrainingText.DONE_OF, done=progress.done, total=progress.total)
    st.text(" · ".join(filter(None, (line, tally(progress)))))
    if not progress.finished:
        st.progress(progress.done / progress.total)
        st.button(
            say(TrainingText.GO_ON, count=progress.total - progress.done),
            icon=":material/play_arrow:",
            type="primary",
            on_click=jobs().start,
            args=(host, desk.batches, head.id),
        )


def _draw_items(desk: Desk, batch: Batch) -> None:
    present = {item.state for item in batch.items}
    shown = st.pills(
        say(TrainingText.STATE),
        [state for state in _STATES if state in present],
        selection_mode="multi",
        format_func=lambda state: say(_STATES[state].text),
        key=_SHOWN,
        label_visibility="collapsed",
    )
    items = [item for item in batch.items if item.state in (shown or present)]
    # The choice is forgotten with the batch: a row of another one has another id.
    chosen = next((i for i in batch.items if i.id == st.session_state.get(_CHOSEN)), None)
    columns = (
        TrainingText.NUMBER,
        TrainingText.QUESTION,
        TrainingText.STATE,
        TrainingText.ANSWER,
        TrainingText.CITATIONS,
    )
    content = {
        "columns": [{"label": say(text)} for text in columns],
        "rows": [_item_row(item) for item in items],
        "empty": "",
    }
    data = {"content": content, "chosen": str(chosen.id) if chosen else None}
    left, right = st.columns([3, 2], gap="medium") if chosen else (st.container(), None)
    with left:
        markers.table("training-items", data, _choose)
    if chosen and right:
        with right, st.container(key="evidence", gap="small"):
            draw_item(desk, chosen, _close)


def _item_row(item: BatchItem) -> dict[str, Any]:
    answer = item.answer if item.state is ItemState.ANSWERED else None
    said = excerpt_start(render(answer.claims), _EXCERPT) if answer else item.why
    cited = "; ".join(f"[{c.n}] {c.label}" for c in answer.citations) if answer else ""
    return {
        "value": str(item.id),
        "cells": [
            {"text": str(item.position), "sort": item.position},
            {"text": visible(item.question), "sort": item.question},
            {
                "text": "",
                "badges": [sign_of(_STATES[item.state])],
                "sort": list(_STATES).index(item.state),
            },
            {"text": visible(said), "sort": said},
            {"text": visible(cited), "sort": cited},
        ],
    }


def _choose(item: object) -> None:
    if isinstance(item, str) and item.isdecimal():
        st.session_state[_CHOSEN] = int(item)


def _close() -> None:
    st.session_state.pop(_CHOSEN, None)


def _draw_batch_actions(host: EngineHost, desk: Desk, batch: Batch) -> None:
    head = batch.head
    answers = [i.answer for i in batch.items if i.answer and i.state is ItemState.ANSWERED]

    added: list[int] = []

    def add_all() -> None:
        added.extend(desk.bank.add(answer).id for answer in answers)
        turn(Part.BANK)

    def take_back() -> None:
        for entry in added:
            desk.bank.delete(entry)

    def again() -> None:
        desk.batches.retry(head.id)
        jobs().start(host, desk.batches, head.id)

    def delete() -> None:
        desk.batches.delete(head.id)
        turn(Part.BATCH)

    with st.container(horizontal=True):
        if answers:
            st.button(
                say(TrainingText.ALL_TO_BANK, count=len(answers)),
                icon=":material/library_add:",
                on_click=functools.partial(act, add_all, TrainingText.ADDED_ALL, take_back),
            )
        blocks.draw_download(
            TrainingText.GET_XLSX,
            blocks.file_name(head.title, "xlsx"),
            blocks.XLSX,
            lambda: write_xlsx([batch_sheet(batch)]),
        )
        if head.progress.unanswerable or head.progress.failed:
            st.button(
                say(TrainingText.ASK_AGAIN),
                icon=":material/refresh:",
                on_click=functools.partial(act, again, TrainingText.BATCH_BEGUN),
            )
        st.button(
            say(TrainingText.DELETE),
            icon=":material/delete:",
            on_click=functools.partial(
                act,
                delete,
                TrainingText.DELETED,
                functools.partial(desk.batches.restore, head.id),
            ),
        )


def tally(progress: BatchProgress) -> str:
    """Return how many questions have no answer, in words, "" for none."""
    parts = []
    if progress.unanswerable:
        parts.append(say(TrainingText.TALLY_UNANSWERABLE, count=progress.unanswerable))
    if progress.failed:
        parts.append(say(TrainingText.TALLY_FAILED, count=progress.failed))
    return ", ".join(parts)
