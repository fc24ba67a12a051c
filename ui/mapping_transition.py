"""What the move from the 2008 to the 2015 edition asks for, as tasks with progress."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from typing import Any

import streamlit as st

from assistant.labels import document_label
from assistant.mapping.export_xlsx import tasks_sheet
from assistant.mapping.papers import tasks_paper
from assistant.mapping.transition import Progress, Task, TaskKey
from ui import markers
from ui.mapping_desk import Desk, act, officer_now
from ui.mapping_quotes import passages
from ui.mapping_tables import draw_papers
from ui.mapping_words import PROGRESS, TASKS
from ui.messages import MappingText
from ui.plain_text import visible
from ui.signs import sign_of, unverified
from ui.state import newest, say

__all__ = ["draw_transition"]

Content = dict[str, Any]

_CHOSEN = "mapping_task"
_LEFT_ONLY = "mapping_tasks_left"
_OF = "mapping_tasks_of"
_LONGEST = 2_000  # code points of a note


def draw_transition(desk: Desk) -> None:
    """Draw the progress, the tasks, and the chosen one with its grounds."""
    tasks = desk.mapping.transition()
    done = sum(task.done for task in tasks)
    text = say(MappingText.TASKS_DONE, done=done, count=len(tasks))
    st.progress(done / len(tasks) if tasks else 1.0, text=text)
    draw_papers(
        "chuyen-doi",
        functools.partial(tasks_paper, tasks, dt.date.today()),
        functools.partial(tasks_sheet, tasks),
    )
    chosen: str | None = st.session_state.get(_CHOSEN)
    opened = next((task for task in tasks if _value(task.key) == chosen), None)
    if opened is not None:
        with st.container(key="mapping-task", border=True):
            _draw_task(desk, opened)
    elif tasks:
        st.caption(say(MappingText.TASKS_PICK))
    shown = _filtered(tasks)
    columns = (
        MappingText.TASK,
        MappingText.PROCEDURE,
        MappingText.TASK_FROM,
        MappingText.TASK_TO,
        MappingText.PROGRESS,
    )
    content = {
        "columns": [{"label": say(text)} for text in columns],
        "rows": [{"value": _value(task.key), "cells": _cells(task)} for task in shown],
        "empty": say(MappingText.NOTHING),
    }
    markers.table("tasks", {"content": content, "chosen": chosen}, _choose)


def _choose(value: object) -> None:
    if isinstance(value, str):
        st.session_state[_CHOSEN] = value


def _value(key: TaskKey) -> str:
    return "#".join((key.document_id, key.kind, key.clause_2008, key.clause_2015))


def _owner(task: Task) -> str:
    return document_label(task.document) if task.document else say(MappingText.TASK_AGENCY)


def _filtered(tasks: Sequence[Task]) -> list[Task]:
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    owners = list(dict.fromkeys(_owner(task) for task in tasks))
    owner = left.selectbox(
        say(MappingText.PROCEDURE),
        owners,
        index=None,
        placeholder=say(MappingText.ALL),
        format_func=visible,
        key=_OF,
    )
    only = right.toggle(say(MappingText.TASKS_LEFT_ONLY), key=_LEFT_ONLY)
    kept = [task for task in tasks if not (only and task.done)]
    return sorted(
        (task for task in kept if owner is None or _owner(task) == owner),
        key=lambda task: task.done,
    )


def _cells(task: Task) -> list[Content]:
    key, progress = task.key, task.progress
    owner = _owner(task)
    return [
        {
            "text": say(TASKS[key.kind]),
            "mark": None if task.verified else say(MappingText.HOP_UNVERIFIED, hop="").strip(),
            "sub": visible(task.why) or None,
            "sort": key.kind,
        },
        {"text": visible(owner), "sort": owner},
        {"text": key.clause_2008, "sub": visible(task.title_2008), "sort": key.clause_2008},
        {"text": key.clause_2015, "sub": visible(task.title_2015), "sort": key.clause_2015},
        {
            "text": "",
            "badges": [sign_of(PROGRESS[progress])],
            "sub": visible(task.state.note) if task.state and task.state.note else None,
            "sort": list(Progress).index(progress),
        },
    ]


def _draw_task(desk: Desk, task: Task) -> None:
    key = task.key
    numbers = " → ".join(n for n in (key.clause_2008, key.clause_2015) if n)
    title = say(MappingText.TASK_TITLE, kind=say(TASKS[key.kind]), about=numbers)
    badges = [sign_of(PROGRESS[task.progress])]
    if task.covered:
        badges.append({"tone": "green", "symbol": "link", "label": say(MappingText.TASK_COVERED)})
    if not task.verified:
        badges.append(unverified())
    sides: list[Content] = []
    if task.place is not None:
        named = passages(desk.mapping.agency, [task.place])
        sides.append({"heading": say(MappingText.TASK_NAMED), "items": named, "empty": ""})
    content = {
        "title": visible(f"{_owner(task)}. {title}"),
        "text": visible(task.why),
        "badges": badges,
        "notices": [],
        "columns": sides,
    }
    markers.compare("task", {"content": content, "reveal": True})
    _draw_progress(desk, task)


def _draw_progress(desk: Desk, task: Task) -> None:
    scope = _value(task.key)
    progress = st.segmented_control(
        say(MappingText.PROGRESS),
        list(Progress),
        default=task.progress,
        required=True,
        format_func=lambda item: say(PROGRESS[item].text),
        key=f"progress-{scope}",
    )
    note = st.text_input(
        say(MappingText.NOTE),
        value=task.state.note if task.state else "",
        max_chars=_LONGEST,
        key=f"note-{scope}",
    )

    def save() -> None:
        words = newest(f"note-{scope}", note)
        stage = Progress(newest(f"progress-{scope}", progress) or Progress.TODO)
        act(
            lambda: desk.mapping.note(task.key, stage, words, officer_now(desk)),
            MappingText.TASK_SAVED,
        )

    with st.container(horizontal=True):
        st.button(say(MappingText.SAVE), icon=":material/save:", type="primary", on_click=save)
        st.button(
            say(MappingText.CLOSE),
            icon=":material/close:",
            type="tertiary",
            key="close-task",
            on_click=_choose,
            args=("",),
        )
