"""A quiz that is open: taken in the browser, its results by clause, its answers, its files."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import streamlit as st

from assistant.exports import write_docx
from assistant.training.quizzes import (
    Attempt,
    Item,
    Quiz,
    QuizKind,
    Response,
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
from ui.training.place import ATTEMPT, CLAUSE, EDITION, QUIZ, Part, turn, value

__all__ = ["draw_quiz"]

_VIEW, _TAKER = "quiz-view", "quiz-taker"

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class _View(StrEnum):
    """What of a quiz is shown."""

    TAKE = "take"
    RESULTS = "results"
    KEY = "key"


_VIEWS = {
    _View.TAKE: TrainingText.VIEW_TAKE,
    _View.RESULTS: TrainingText.VIEW_RESULTS,
    _View.KEY: TrainingText.VIEW_KEY,
}


def draw_quiz(desk: Desk, token: str, quiz: Quiz) -> None:
    """Draw a kept quiz."""
    sub = say(TrainingText.QUIZ_SUB, count=len(quiz.items), edition=quiz.request.edition)
    shown = [blocks.title(quiz.request.title, sub)]
    if len(quiz.items) < quiz.request.count:
        shown.append(
            blocks.text(say(TrainingText.FEWER_ITEMS, count=quiz.request.count), muted=True)
        )
    markers.prose("quiz-head", {"blocks": shown})
    if _VIEW not in st.session_state:
        st.session_state[_VIEW] = _View.RESULTS if value(ATTEMPT) else _View.TAKE
    view = st.segmented_control(
        say(TrainingText.VIEWS),
        list(_View),
        required=True,
        format_func=lambda item: say(_VIEWS[item]),
        key=_VIEW,
        label_visibility="collapsed",
    )
    match view:
        case _View.RESULTS:
            _draw_results(desk, token, quiz)
        case _View.KEY:
            _draw_key(desk, token, quiz)
        case _:
            _draw_taking(desk, token, quiz)


# --- taking --------------------------------------------------------------------------


def _draw_taking(desk: Desk, token: str, quiz: Quiz) -> None:
    taker = st.text_input(
        say(TrainingText.TAKER), max_chars=120, placeholder=say(TrainingText.TAKER_HINT), key=_TAKER
    )
    content = {
        "items": [_question(item) for item in quiz.items],
        "labels": {
            "submit": say(TrainingText.SUBMIT),
            "open": say(TrainingText.STILL_OPEN, count="{count}"),
            "full": say(TrainingText.ALL_ANSWERED),
            "up": say(TrainingText.MOVE_UP),
            "down": say(TrainingText.MOVE_DOWN),
        },
    }

    def submit(responses: tuple[Response, ...]) -> None:
        attempt = desk.quizzes.submit(token, responses, taker)
        turn(Part.QUIZ, **{QUIZ: token, ATTEMPT: attempt.id})
        st.session_state[_VIEW] = _View.RESULTS

    def take(handed_in: object) -> None:
        responses = _responses(handed_in)
        act(functools.partial(submit, responses), TrainingText.SUBMITTED)

    markers.quiz(f"quiz-{token}", content, take)


def _question(item: Item) -> dict[str, Any]:
    ordered = item.kind is QuizKind.ORDER_STEPS
    return {
        "stem": visible(item.stem),
        "options": [visible(option.text) for option in item.options],
        "ordered": ordered,
        "hint": say(TrainingText.ORDER_HINT) if ordered else None,
    }


def _responses(handed_in: object) -> tuple[Response, ...]:
    """Return what a browser handed in; whatever is not a list of places counts as none."""
    found = handed_in.get("responses") if isinstance(handed_in, dict) else None
    return tuple(
        tuple(place for place in places if type(place) is int) if isinstance(places, list) else ()
        for places in (found if isinstance(found, list) else ())
    )


# --- results -------------------------------------------------------------------------


def _draw_results(desk: Desk, token: str, quiz: Quiz) -> None:
    attempts = desk.quizzes.attempts(token)
    if not attempts:
        st.caption(say(TrainingText.NO_ATTEMPTS))
        return
    chosen = next((a for a in attempts if str(a.id) == value(ATTEMPT)), attempts[0])
    if len(attempts) > 1:
        _draw_attempts(quiz, attempts, chosen)
    markers.prose("quiz-result", {"blocks": _result(quiz, chosen)})
    columns = (TrainingText.CLAUSE, TrainingText.NAME, TrainingText.RIGHT)
    rows = [
        {
            "value": row.clause or "-",
            "cells": [
                {"text": row.clause or say(TrainingText.NO_CLAUSE), "sort": row.clause},
                {"text": visible(row.title), "sort": row.title},
                {"text": f"{row.right}/{row.total}", "sort": row.right / row.total},
            ],
        }
        for row in chosen.score.by_clause
    ]
    content = {"columns": [{"label": say(text)} for text in columns], "rows": rows, "empty": ""}
    markers.table("quiz-clauses", {"content": content, "chosen": None}, _open_lesson(quiz))
    st.caption(say(TrainingText.CLAUSES_HELP))
    markers.prose("quiz-review", {"blocks": _review(quiz, chosen)})


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


def _result(quiz: Quiz, attempt: Attempt) -> list[blocks.Block]:
    points = say(TrainingText.POINTS, right=attempt.score.points, total=len(quiz.items))
    when = f"{attempt.at.astimezone():%d/%m/%Y %H:%M}"
    sub = " · ".join(filter(None, (visible(attempt.taker), when)))
    return [blocks.title(points, sub), blocks.heading(TrainingText.BY_CLAUSE_RESULTS)]


def _open_lesson(quiz: Quiz) -> Callable[[object], None]:
    def choose(clause: object) -> None:
        if isinstance(clause, str) and clause != "-":
            turn(Part.LESSON, **{EDITION: quiz.request.edition, CLAUSE: clause})

    return choose


def _review(quiz: Quiz, attempt: Attempt) -> list[blocks.Block]:
    shown = [blocks.heading(TrainingText.EACH_QUESTION)]
    rows = zip(quiz.items, attempt.responses, attempt.score.right, strict=True)
    for number, (item, response, right) in enumerate(rows, 1):
        shown.append(blocks.text(item.stem, f"{number}"))
        badge = {
            "tone": "green" if right else "red",
            "symbol": "check" if right else "close",
            "label": say(TrainingText.IS_RIGHT if right else TrainingText.IS_WRONG),
        }
        given = _said(item, response) if response else say(TrainingText.LEFT_OPEN)
        shown.append({"kind": "badges", "badges": [badge], "text": visible(given)})
        if not right:
            shown.append(blocks.text(_said(item, item.answer), say(TrainingText.RIGHT_ANSWER)))
        shown += [blocks.quote(cited, numbered=False) for cited in item.key]
    return shown


def _said(item: Item, places: Response) -> str:
    """Return the options at `places` in a line, steps by their letters."""
    return " → ".join(f"{_LETTERS[place]}. {item.options[place].text}" for place in places)


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
        options = [f"{_LETTERS[n]}. {option.text}" for n, option in enumerate(item.options)]
        shown += [blocks.text(option) for option in options]
        shown.append(blocks.text(_said(item, item.answer), say(TrainingText.RIGHT_ANSWER)))
        shown += [blocks.quote(cited, numbered=False) for cited in item.key]
    return shown
