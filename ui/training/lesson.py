"""A lesson on one clause, to read on screen and to print."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from assistant.exports import write_docx, write_pdf
from assistant.training import Lesson, build_lesson, lesson_paper
from corpus.errors import AssistantError
from ui import markers
from ui.library_shelf import library_on
from ui.loader import EngineHost
from ui.messages.training import TrainingText
from ui.plain_text import visible
from ui.screens import user_line
from ui.signs import badge_of
from ui.state import say
from ui.training import blocks
from ui.training.desk import Desk, draw_error
from ui.training.place import CLAUSE, EDITION, Part, turn, value

__all__ = ["draw_lesson", "draw_lesson_on"]

_EDITIONS = ("2015", "2008")
_OTHER = {"2008": "2015", "2015": "2008"}
_FIRST = "7.5"


def draw_lesson(host: EngineHost, desk: Desk) -> None:
    """Draw the choice of a clause, its lesson, and the files of it."""
    draw_lesson_on(host, desk, _choose(desk))


def draw_lesson_on(host: EngineHost, desk: Desk, place: tuple[str, str]) -> None:
    """Draw the lesson on `place`, (edition, clause number), and the files of it."""
    found = library_on(host, dt.date.today())
    if found.value is None:
        if found.error is not None:
            draw_error(user_line(found.error))
        return
    edition, clause = place
    try:
        lesson = build_lesson(place, found.value, desk.sources, desk.bank, desk.situations)
    except AssistantError as error:
        draw_error(user_line(error))
        return
    paper = lesson_paper(lesson)
    name = f"bai hoc {edition} dieu {clause}"
    with st.container(horizontal=True):
        blocks.draw_download(
            TrainingText.GET_DOCX,
            blocks.file_name(name, "docx"),
            blocks.DOCX,
            lambda: write_docx(paper),
        )
        blocks.draw_download(
            TrainingText.GET_PDF,
            blocks.file_name(name, "pdf"),
            blocks.PDF,
            lambda: write_pdf(paper),
        )
    markers.prose("training-lesson-text", {"blocks": _lesson(lesson)})


def _choose(desk: Desk) -> tuple[str, str]:
    named = value(EDITION)
    left, right = st.columns([1, 4], vertical_alignment="bottom")
    edition = named if named in _EDITIONS else _EDITIONS[0]
    picked = left.segmented_control(
        say(TrainingText.EDITION),
        list(_EDITIONS),
        default=edition,
        required=True,
        key=f"lesson-edition-{edition}",
    )
    if picked and picked != edition:
        turn(Part.LESSON, **{EDITION: picked})
        st.rerun()
    register = desk.sources.register(edition)
    numbers = [clause.number for clause in register.clauses]
    wanted = value(CLAUSE)
    clause = wanted if wanted in numbers else next((n for n in numbers if n == _FIRST), numbers[0])
    chosen = right.selectbox(
        say(TrainingText.CLAUSE),
        numbers,
        numbers.index(clause),
        format_func=lambda number: f"{number} {register.title(number).text}",
        key=f"lesson-clause-{edition}-{clause}",
    )
    if chosen != clause:
        turn(Part.LESSON, **{EDITION: edition, CLAUSE: chosen})
        st.rerun()
    return edition, clause


def _lesson(lesson: Lesson) -> list[blocks.Block]:
    english = f" · {lesson.title_en}" if lesson.title_en else ""
    shown = [blocks.title(f"{lesson.clause} {lesson.title}", f"{lesson.code}{english}")]
    if lesson.note:
        shown.append(blocks.heading(TrainingText.NOTE))
        shown += [blocks.text(line.text, line.label) for line in lesson.note]
    shown += _editions(lesson)
    shown += _listed(TrainingText.MANDATORY, [item.name for item in lesson.mandatory])
    shown += _agency(lesson)
    shown += _listed(TrainingText.NONCONFORMITIES, list(lesson.nonconformities))
    shown += _listed(TrainingText.AUDIT_QUESTIONS, list(lesson.audit_questions))
    shown += _listed(TrainingText.BANK_QUESTIONS, [entry.question for entry in lesson.entries])
    return shown


def _editions(lesson: Lesson) -> list[blocks.Block]:
    shown = [blocks.heading(TrainingText.OTHER_EDITION, edition=_OTHER[lesson.edition])]
    for pair in lesson.counterparts:
        doubt = "" if pair.verified else f" ({say(TrainingText.UNCHECKED)})"
        shown.append(blocks.text(f"{pair.number} {pair.title}{doubt}"))
    if not lesson.counterparts:
        shown.append(blocks.text(say(TrainingText.NO_COUNTERPART), muted=True))
    if lesson.change:
        shown.append(blocks.text(lesson.change, say(TrainingText.CHANGE)))
    return shown


def _agency(lesson: Lesson) -> list[blocks.Block]:
    shown = [blocks.heading(TrainingText.AGENCY_PROCEDURES)]
    shown += [blocks.quote(procedure.citation, numbered=False) for procedure in lesson.procedures]
    if not lesson.procedures:
        shown.append(blocks.text(say(TrainingText.NO_PROCEDURE), muted=True))
    if lesson.bases:
        shown.append(blocks.heading(TrainingText.BASES))
        shown += [
            {
                "kind": "badges",
                "badges": [badge_of(basis.status)],
                "text": visible(
                    f"{basis.number}: {basis.reason}" if basis.reason else basis.number
                ),
            }
            for basis in lesson.bases
        ]
    return shown


def _listed(title: TrainingText, lines: list[str]) -> list[blocks.Block]:
    return [blocks.heading(title), blocks.items(lines)] if lines else []
