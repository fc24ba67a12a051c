"""Quizzes: made from the corpus, kept in a list, opened."""

from __future__ import annotations

import functools
from typing import Any

import streamlit as st

from assistant.training.quizzes import QuizHead, QuizKind, QuizRequest
from corpus.errors import AssistantError
from corpus.model import DocumentKind
from ui import markers
from ui.messages.training import TrainingText
from ui.plain_text import visible
from ui.press import sent
from ui.screens import user_line
from ui.state import say
from ui.training.desk import Desk, act, draw_error
from ui.training.place import QUIZ, Part, turn, value
from ui.training.quiz_desk import draw_quiz
from ui.why import document_name

__all__ = ["draw_quizzes"]

_MOST = 100

_KINDS = {
    QuizKind.WHICH_CLAUSE: TrainingText.KIND_WHICH_CLAUSE,
    QuizKind.TRUE_FALSE: TrainingText.KIND_TRUE_FALSE,
    QuizKind.CLAUSE_OF_PROCEDURE: TrainingText.KIND_CLAUSE_OF_PROCEDURE,
    QuizKind.PROCEDURE_OF_CLAUSE: TrainingText.KIND_PROCEDURE_OF_CLAUSE,
    QuizKind.ORDER_STEPS: TrainingText.KIND_ORDER_STEPS,
}


def draw_quizzes(desk: Desk) -> None:
    """Draw the quiz that is open, else the list of quizzes and the form for a new one."""
    opened = value(QUIZ)
    if opened is None:
        _draw_list(desk)
        _draw_new(desk)
        return
    st.button(
        say(TrainingText.BACK_TO_QUIZZES),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=turn,
        args=(Part.QUIZ,),
    )
    try:
        quiz = desk.quizzes.read(opened)
    except AssistantError as error:
        draw_error(user_line(error))
        return
    draw_quiz(desk, opened, quiz)


def _draw_list(desk: Desk) -> None:
    heads = desk.quizzes.listing()
    if not heads:
        st.caption(say(TrainingText.NO_QUIZZES))
        return
    columns = (TrainingText.QUIZ_TITLE, TrainingText.QUIZ_ITEMS, TrainingText.CREATED)
    content = {
        "columns": [{"label": say(text)} for text in columns],
        "rows": [_row(head) for head in heads],
        "empty": "",
    }
    markers.table("training-quizzes", {"content": content, "chosen": None}, _open)


def _row(head: QuizHead) -> dict[str, Any]:
    return {
        "value": head.id,
        "cells": [
            {"text": visible(head.title), "sort": head.title},
            {"text": str(head.items), "sort": head.items},
            {
                "text": f"{head.created.astimezone():%d/%m/%Y %H:%M}",
                "sort": head.created.timestamp(),
            },
        ],
    }


def _open(quiz: object) -> None:
    if isinstance(quiz, str):
        turn(Part.QUIZ, **{QUIZ: quiz})


def _draw_new(desk: Desk) -> None:
    st.subheader(say(TrainingText.NEW_QUIZ), anchor=False)
    edition = st.segmented_control(
        say(TrainingText.EDITION),
        ["2015", "2008"],
        default="2015",
        required=True,
        key="quiz-edition",
    )
    with st.form("quiz-new"):
        request = _request(desk, edition or "2015")
        wanted = sent(TrainingText.MAKE_QUIZ, "quiz-make", ":material/quiz:", "primary")
    if wanted:
        with st.spinner(say(TrainingText.MAKING_QUIZ)):
            act(functools.partial(_make, desk, request), TrainingText.QUIZ_MADE)
        st.rerun()


def _make(desk: Desk, request: QuizRequest) -> None:
    head = desk.quizzes.keep(desk.maker.make(request))
    turn(Part.QUIZ, **{QUIZ: head.id})


def _request(desk: Desk, edition: str) -> QuizRequest:
    register = desk.sources.register(edition)
    procedures = {d.id: document_name(d) for d in desk.sources.of_kind(DocumentKind.PROCEDURE)}
    left, middle, right = st.columns([4, 1, 1])
    named = left.text_input(
        say(TrainingText.QUIZ_TITLE), say(TrainingText.QUIZ_TITLE_DEFAULT), max_chars=120
    )
    count = middle.number_input(say(TrainingText.QUIZ_ITEMS), 1, _MOST, 10)
    seed = right.number_input(say(TrainingText.SEED), 1, 9_999, 1, help=say(TrainingText.SEED_HELP))
    kinds = st.pills(
        say(TrainingText.KINDS),
        list(QuizKind),
        selection_mode="multi",
        default=list(QuizKind),
        format_func=lambda kind: say(_KINDS[kind]),
    )
    clauses = st.multiselect(
        say(TrainingText.CLAUSES),
        [clause.number for clause in register.clauses],
        format_func=lambda number: f"{number} {register.title(number).text}",
        placeholder=say(TrainingText.ALL),
    )
    chosen = st.multiselect(
        say(TrainingText.PROCEDURES),
        list(procedures),
        format_func=lambda document: procedures[document],
        placeholder=say(TrainingText.ALL),
    )
    return QuizRequest(
        title=named.strip() or say(TrainingText.QUIZ_TITLE_DEFAULT),
        edition=edition,
        count=int(count),
        seed=int(seed),
        kinds=tuple(kinds) or tuple(QuizKind),
        clauses=tuple(clauses),
        procedures=tuple(chosen),
    )
