"""A quiz at the trainer's desk: the link to give out, its key and files, what was handed in."""

from __future__ import annotations

import datetime as dt
import functools
from enum import StrEnum

import streamlit as st

from assistant.exports import write_docx
from assistant.training.quizzes import (
    Attempt,
    Quiz,
    answer_paper,
    gift,
    moodle_xml,
    quiz_paper,
)
from ui import markers
from ui.messages.training import TrainingText
from ui.plain_text import visible
from ui.state import say
from ui.training import blocks
from ui.training.desk import Desk, act
from ui.training.place import ATTEMPT, CLAUSE, EDITION, QUIZ, SITTING, Part, turn, value
from ui.training.results import draw_result, lettered, said

__all__ = ["draw_quiz"]

_VIEW = "quiz-view"


class _View(StrEnum):
    """What of a quiz is shown."""

    KEY = "key"
    RESULTS = "results"


_VIEWS = {
    _View.KEY: TrainingText.VIEW_KEY,
    _View.RESULTS: TrainingText.VIEW_RESULTS,
}


def draw_quiz(desk: Desk, token: str, quiz: Quiz) -> None:
    """Draw a kept quiz as the trainer sees it."""
    shown = [blocks.quiz_title(quiz)]
    if len(quiz.items) < quiz.request.count:
        shown.append(
            blocks.text(say(TrainingText.FEWER_ITEMS, count=quiz.request.count), muted=True)
        )
    markers.prose("quiz-head", {"blocks": shown})
    _draw_link(token)
    if _VIEW not in st.session_state:
        st.session_state[_VIEW] = _View.RESULTS if value(ATTEMPT) else _View.KEY
    view = st.segmented_control(
        say(TrainingText.VIEWS),
        list(_View),
        required=True,
        format_func=lambda item: say(_VIEWS[item]),
        key=_VIEW,
        label_visibility="collapsed",
    )
    if view is _View.RESULTS:
        _draw_handed_in(desk, token, quiz)
    else:
        _draw_key(desk, token, quiz)


def _draw_link(token: str) -> None:
    """Draw the address on which the quiz is taken, to copy or to open."""
    query = f"?{SITTING}={token}"
    with st.container(border=True):
        st.text(say(TrainingText.SITTING_LINK))
        # Only the browser knows by which name it reached the server.
        st.code(f"{st.context.url or ''}{query}", language=None, wrap_lines=True)
        st.caption(say(TrainingText.SITTING_LINK_HELP))
        st.link_button(say(TrainingText.OPEN_SITTING), query, icon=":material/open_in_new:")


# --- what was handed in --------------------------------------------------------------


def _draw_handed_in(desk: Desk, token: str, quiz: Quiz) -> None:
    attempts = desk.quizzes.attempts(token)
    if not attempts:
        st.caption(say(TrainingText.NO_ATTEMPTS))
        return
    chosen = next((a for a in attempts if str(a.id) == value(ATTEMPT)), attempts[0])
    if len(attempts) > 1:
        _draw_attempts(quiz, attempts, chosen)

    def open_lesson(clause: str) -> None:
        turn(Part.LESSON, **{EDITION: quiz.request.edition, CLAUSE: clause})

    draw_result(quiz, chosen, open_lesson)


def _draw_attempts(quiz: Quiz, attempts: tuple[Attempt, ...], chosen: Attempt) -> None:
    def label(attempt: Attempt) -> str:
        when = f"{attempt.at.astimezone():%d/%m/%Y %H:%M}"
        points = f"{attempt.score.points}/{len(quiz.items)}"
        return " · ".join(filter(None, (when, visible(attempt.taker), points)))

    picked = st.selectbox(
        say(TrainingText.ATTEMPTS),
        attempts,
        attempts.index(chosen),
        format_func=label,
        key=f"attempts-{chosen.quiz_id}-{len(attempts)}",
    )
    if picked.id != chosen.id:
        turn(Part.QUIZ, **{QUIZ: chosen.quiz_id, ATTEMPT: picked.id})
        st.rerun()


# --- the key -------------------------------------------------------------------------


def _draw_key(desk: Desk, token: str, quiz: Quiz) -> None:
    title, on = quiz.request.title, dt.date.today()
    with st.container(horizontal=True):
        blocks.draw_download(
            TrainingText.GET_QUIZ,
            blocks.file_name(title, "docx"),
            blocks.DOCX,
            lambda: write_docx(quiz_paper(quiz, on)),
        )
        blocks.draw_download(
            TrainingText.GET_KEY,
            blocks.file_name(f"{title} dap an", "docx"),
            blocks.DOCX,
            lambda: write_docx(answer_paper(quiz, on)),
        )
        blocks.draw_download(
            TrainingText.GET_MOODLE,
            blocks.file_name(title, "xml"),
            "application/xml",
            lambda: moodle_xml(quiz),
        )
        blocks.draw_download(
            TrainingText.GET_GIFT,
            blocks.file_name(title, "gift.txt"),
            "text/plain",
            lambda: gift(quiz).encode(),
        )
    markers.prose("quiz-key", {"blocks": _key(quiz)})

    def delete() -> None:
        desk.quizzes.delete(token)
        turn(Part.QUIZ)

    st.button(
        say(TrainingText.DELETE),
        icon=":material/delete:",
        on_click=functools.partial(
            act, delete, TrainingText.DELETED, functools.partial(desk.quizzes.restore, token)
        ),
    )


def _key(quiz: Quiz) -> list[blocks.Block]:
    shown: list[blocks.Block] = []
    for number, item in enumerate(quiz.items, 1):
        shown.append(blocks.text(item.stem, f"{number}"))
        shown += [blocks.text(lettered(item, place)) for place in range(len(item.options))]
        shown.append(blocks.text(said(item, item.answer), say(TrainingText.RIGHT_ANSWER)))
        shown += [blocks.quote(cited, numbered=False) for cited in item.key]
    return shown
