"""What came of a quiz: the points, the sums by clause, each question with its answer."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from assistant.training.quizzes import Attempt, Item, Quiz, Response
from assistant.training.quizzes.papers import letters
from ui import markers
from ui.messages.training import TrainingText
from ui.plain_text import visible
from ui.state import say
from ui.training import blocks

__all__ = ["draw_result", "lettered", "said"]


def draw_result(quiz: Quiz, attempt: Attempt, open_lesson: Callable[[str], None]) -> None:
    """Draw what came of an attempt; `open_lesson` gets the number of a chosen clause."""

    def choose(clause: object) -> None:
        if isinstance(clause, str) and clause != "-":
            open_lesson(clause)

    markers.prose("quiz-result", {"blocks": _result(quiz, attempt)})
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
        for row in attempt.score.by_clause
    ]
    content = {"columns": [{"label": say(text)} for text in columns], "rows": rows, "empty": ""}
    markers.table("quiz-clauses", {"content": content, "chosen": None}, choose)
    st.caption(say(TrainingText.CLAUSES_HELP))
    markers.prose("quiz-review", {"blocks": _review(quiz, attempt)})


def _result(quiz: Quiz, attempt: Attempt) -> list[blocks.Block]:
    points = say(TrainingText.POINTS, right=attempt.score.points, total=len(quiz.items))
    when = f"{attempt.at.astimezone():%d/%m/%Y %H:%M}"
    sub = " · ".join(filter(None, (visible(attempt.taker), when)))
    return [blocks.title(points, sub), blocks.heading(TrainingText.BY_CLAUSE_RESULTS)]


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
        given = said(item, response) if response else say(TrainingText.LEFT_OPEN)
        shown.append({"kind": "badges", "badges": [badge], "text": visible(given)})
        if not right:
            shown.append(blocks.text(said(item, item.answer), say(TrainingText.RIGHT_ANSWER)))
        shown += [blocks.quote(cited, numbered=False) for cited in item.key]
    return shown


def said(item: Item, places: Response) -> str:
    """Return the options at `places` in a line, each with its letter."""
    return " → ".join(lettered(item, place) for place in places)


def lettered(item: Item, place: int) -> str:
    """Return the option at `place` with its letter: "B. …"."""
    return letters(item)[place]
