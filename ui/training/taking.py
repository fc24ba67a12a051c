"""A quiz that is taken: the questions without their key, then the result by clause."""

from __future__ import annotations

import functools
from typing import Any

import streamlit as st

from assistant.training.quizzes import Attempt, Item, Quiz, QuizKind, Response
from corpus.errors import AssistantError
from ui import markers
from ui.loader import EngineHost
from ui.messages.training import TrainingText
from ui.plain_text import visible
from ui.screens import user_line
from ui.state import say
from ui.training import blocks
from ui.training.desk import Desk, act, draw_error
from ui.training.lesson import draw_lesson_on
from ui.training.place import CLAUSE, RESULT, sit, value
from ui.training.results import draw_result

__all__ = ["draw_sitting"]

_TAKER = "quiz-taker"


def draw_sitting(host: EngineHost, desk: Desk, token: str) -> None:
    """Draw the quiz to take, or what came of it: nothing else of the workspace."""
    handed_in = value(RESULT)
    try:
        quiz = desk.quizzes.read(token)
        attempt = desk.quizzes.attempt(token, handed_in) if handed_in is not None else None
    except AssistantError as error:
        draw_error(user_line(error))
        return
    markers.prose("quiz-head", {"blocks": [blocks.quiz_title(quiz)]})
    if attempt is None:
        _draw_questions(desk, token, quiz)
    else:
        _draw_outcome(host, desk, quiz, attempt)


def _draw_questions(desk: Desk, token: str, quiz: Quiz) -> None:
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
        sit(token, **{RESULT: attempt.token})

    def take(handed_in: object) -> None:
        responses = _responses(handed_in)
        act(functools.partial(submit, responses), TrainingText.SUBMITTED)

    markers.quiz(f"quiz-{token}", content, take)


def _draw_outcome(host: EngineHost, desk: Desk, quiz: Quiz, attempt: Attempt) -> None:
    """Draw the result, or the lesson on a clause that was chosen in it."""
    back = functools.partial(sit, attempt.quiz_id, **{RESULT: attempt.token})
    clause = value(CLAUSE)
    if clause is None:
        draw_result(quiz, attempt, lambda chosen: back(**{CLAUSE: chosen}))
        return
    st.button(
        say(TrainingText.TO_RESULT), icon=":material/arrow_back:", type="tertiary", on_click=back
    )
    draw_lesson_on(host, desk, (quiz.request.edition, clause))


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
