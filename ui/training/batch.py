"""Questions by the dozen: a list handed in, its progress, its answers in a table."""

from __future__ import annotations

import functools
from pathlib import PurePath
from typing import Any

import streamlit as st

from assistant.training import (
    BatchHead,
    QuestionList,
    read_pasted,
    read_question_file,
)
from corpus.errors import AssistantError
from ui import markers
from ui.loader import EngineHost
from ui.messages.training import TrainingText
from ui.plain_text import excerpt_start, visible
from ui.screens import user_line
from ui.state import newest, say
from ui.training import blocks
from ui.training.batch_answers import draw_batch, tally
from ui.training.desk import Desk, act, draw_error
from ui.training.jobs import jobs
from ui.training.place import BATCH, Part, turn, value

__all__ = ["draw_batches"]

_LARGEST_MB = 20
_EXCERPT = 180  # code points of a question shown before it is asked
_FILES = ["xlsx", "xlsm", "csv", "tsv", "docx", "txt", "md"]
_PASTED, _FILE, _TITLE = "training_pasted", "training_file", "training_batch_title"


def draw_batches(host: EngineHost, desk: Desk) -> None:
    """Draw the batch that is open, else the form for a new one and the list of all."""
    opened = value(BATCH)
    if opened is None:
        _draw_new(host, desk)
        _draw_list(desk)
        return
    st.button(
        say(TrainingText.BACK_TO_BATCHES),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=turn,
        args=(Part.BATCH,),
    )
    try:
        batch = desk.batches.read(opened)
    except AssistantError as error:
        draw_error(user_line(error))
        return
    draw_batch(host, desk, batch)


# --- a new batch ---------------------------------------------------------------------


def _draw_new(host: EngineHost, desk: Desk) -> None:
    st.subheader(say(TrainingText.NEW_BATCH), anchor=False)
    left, right = st.columns([3, 2], gap="medium")
    pasted = left.text_area(
        say(TrainingText.PASTE), height=180, key=_PASTED, placeholder=say(TrainingText.PASTE_HINT)
    )
    file = right.file_uploader(
        say(TrainingText.UPLOAD, limit=_LARGEST_MB),
        type=_FILES,
        max_upload_size=_LARGEST_MB,
        key=_FILE,
    )
    name = right.text_input(
        say(TrainingText.BATCH_TITLE),
        max_chars=120,
        key=_TITLE,
        placeholder=say(TrainingText.BATCH_TITLE_HINT),
    )
    if file is None and not pasted.strip():
        st.caption(say(TrainingText.PASTE_HELP))
        return
    try:
        found = read_question_file(file.name, file.getvalue()) if file else read_pasted(pasted)
    except AssistantError as error:
        draw_error(user_line(error))
        return
    markers.prose("training-recognised", {"blocks": _recognised(found)})

    def begin() -> None:
        asked = found if file else read_pasted(newest(_PASTED, pasted))
        stem = PurePath(file.name).stem if file else asked.questions[0]
        head = desk.batches.create(newest(_TITLE, name).strip() or stem, asked.questions)
        jobs().start(host, desk.batches, head.id)
        turn(Part.BATCH, **{BATCH: head.id})

    st.button(
        say(TrainingText.BEGIN, count=len(found.questions)),
        icon=":material/play_arrow:",
        type="primary",
        on_click=functools.partial(act, begin, TrainingText.BATCH_BEGUN),
    )


def _recognised(found: QuestionList) -> list[blocks.Block]:
    """Say what was taken for questions, so that a wrong column is seen before it is asked."""
    shown = [blocks.text(say(TrainingText.RECOGNISED, count=len(found.questions)))]
    if found.column:
        shown.append(blocks.text(found.column, say(TrainingText.RECOGNISED_COLUMN)))
    if found.left_out:
        shown.append(blocks.text(say(TrainingText.LEFT_OUT, count=found.left_out), muted=True))
    shown.append(blocks.items([excerpt_start(line, _EXCERPT) for line in found.questions[:3]]))
    return shown


def _draw_list(desk: Desk) -> None:
    heads = desk.batches.listing()
    if not heads:
        return
    st.subheader(say(TrainingText.BATCHES), anchor=False)
    columns = (TrainingText.BATCH_TITLE, TrainingText.PROGRESS, TrainingText.CREATED)
    content = {
        "columns": [{"label": say(text)} for text in columns],
        "rows": [_head_row(head) for head in heads],
        "empty": "",
    }
    markers.table("training-batches", {"content": content, "chosen": None}, _open)


def _head_row(head: BatchHead) -> dict[str, Any]:
    progress = head.progress
    done = say(TrainingText.DONE_OF, done=progress.done, total=progress.total)
    return {
        "value": head.id,
        "cells": [
            {"text": visible(head.title), "sort": head.title},
            {"text": done, "sub": tally(progress), "sort": progress.done / progress.total},
            {
                "text": f"{head.created.astimezone():%d/%m/%Y %H:%M}",
                "sort": head.created.timestamp(),
            },
        ],
    }


def _open(batch: object) -> None:
    if isinstance(batch, str):
        turn(Part.BATCH, **{BATCH: batch})
