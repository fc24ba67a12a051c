"""The page "Đào tạo": from a list of questions to a handout one can teach from.

Who takes a quiz sees that quiz alone: no part of the trainers' desk, and no way to it.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ui.loader import EngineHost
from ui.messages.training import TrainingText
from ui.screens import draw_empty_corpus, draw_failure, user_line, wait_for
from ui.state import say
from ui.training.desk import Desk, desk_of, draw_error, draw_outcome
from ui.training.place import SITTING, Part, part, turn, value

__all__ = ["render"]

_PARTS = {
    Part.BATCH: TrainingText.PART_BATCH,
    Part.BANK: TrainingText.PART_BANK,
    Part.HANDOUT: TrainingText.PART_HANDOUT,
    Part.QUIZ: TrainingText.PART_QUIZ,
    Part.LESSON: TrainingText.PART_LESSON,
}
_KEY = "training_part"


def render(engine_loader: Callable[[], EngineHost]) -> None:
    """Draw the page; `engine_loader` returns at once, with an engine that may still open."""
    host = engine_loader()
    if host.failure is not None:
        draw_failure(host, host.failure)
        return
    sitting = value(SITTING)
    st.title(say(TrainingText.PAGE if sitting is None else TrainingText.SITTING), anchor=False)
    if not host.opened:
        st.caption(say(TrainingText.LOADING))
        st.skeleton(height=240)
        wait_for(host)
        return
    found = desk_of(host)
    if found.value is None:
        if found.error is not None:
            draw_error(user_line(found.error))
    elif sitting is not None:
        from ui.training.taking import draw_sitting

        draw_outcome()
        draw_sitting(host, found.value, sitting)
    elif not found.value.sources.documents:
        draw_empty_corpus(host)
    else:
        _draw_parts(host, found.value)


def _draw_parts(host: EngineHost, desk: Desk) -> None:
    chosen = part()
    # The address decides, so that links and the browser's back button work.
    st.session_state[_KEY] = chosen
    st.segmented_control(
        say(TrainingText.PARTS),
        list(Part),
        required=True,
        format_func=lambda item: say(_PARTS[item]),
        key=_KEY,
        on_change=lambda: turn(Part(st.session_state[_KEY])),
        label_visibility="collapsed",
    )
    draw_outcome()
    with st.container(key=f"training-{chosen.name.lower()}"):
        _draw(chosen, host, desk)


def _draw(chosen: Part, host: EngineHost, desk: Desk) -> None:
    # Each part imports what only it needs.
    match chosen:
        case Part.BATCH:
            from ui.training.batch import draw_batches

            draw_batches(host, desk)
        case Part.BANK:
            from ui.training.bank import draw_bank

            draw_bank(desk)
        case Part.HANDOUT:
            from ui.training.handout import draw_handout

            draw_handout(desk)
        case Part.QUIZ:
            from ui.training.quiz import draw_quizzes

            draw_quizzes(desk)
        case Part.LESSON:
            from ui.training.lesson import draw_lesson

            draw_lesson(host, desk)
