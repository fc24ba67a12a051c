"""Deciding on a cell or on a clause as a whole, and what was decided before."""

from __future__ import annotations

import functools

import streamlit as st

from assistant.mapping.model import CellKey, Decision, Relation, State
from assistant.mapping.views import CellDetail, Matrix
from ui import markers
from ui.mapping_desk import Desk, act, officer_now, take_back
from ui.mapping_place import choose_cell
from ui.mapping_words import RELATIONS, STATES
from ui.messages import MappingText
from ui.plain_text import visible
from ui.signs import day
from ui.state import newest, say

__all__ = ["draw_decision"]

_LONGEST = 2_000  # code points of a rationale


def draw_decision(desk: Desk, matrix: Matrix, detail: CellDetail, key: CellKey) -> None:
    """Draw what can be decided on a cell, the ways on from it, and its history.

    A clause as a whole (`document_id` "") can be declared not applicable only.
    """
    if key.document_id:
        _draw_relation(desk, matrix, detail, key)
    else:
        _draw_exclusion(desk, detail, key)
    _draw_history(detail.history)


def _draw_relation(desk: Desk, matrix: Matrix, detail: CellDetail, key: CellKey) -> None:
    scope = f"{key.edition}-{key.clause}-{key.document_id}"
    cell = detail.cell
    holds = cell.relation if cell and cell.relation is not Relation.NONE else Relation.FULL
    left, right = st.columns([2, 3])
    picked = left.segmented_control(
        say(MappingText.RELATION),
        [relation for relation in RELATIONS if relation is not Relation.NONE],
        default=holds,
        required=True,
        format_func=lambda item: say(RELATIONS[item].text),
        key=f"relation-{scope}",
    )
    relation = Relation(picked or holds)
    rationale = right.text_input(
        say(MappingText.RATIONALE),
        max_chars=_LONGEST,
        placeholder=say(MappingText.RATIONALE_HINT),
        key=f"rationale-{scope}",
    )

    def decide(chosen: Relation) -> None:
        _decide(desk, key, chosen, newest(f"rationale-{scope}", rationale))

    with st.container(horizontal=True):
        st.button(
            say(MappingText.CONFIRM, relation=say(RELATIONS[relation].text)),
            icon=":material/check:",
            type="primary",
            on_click=decide,
            args=(relation,),
        )
        st.button(
            say(MappingText.REJECT),
            icon=":material/close:",
            on_click=decide,
            args=(Relation.NONE,),
        )
        _draw_undo(desk, detail, key)
        _draw_next(matrix, key)
        _draw_close()


def _draw_exclusion(desk: Desk, detail: CellDetail, key: CellKey) -> None:
    scope = f"{key.edition}-{key.clause}"
    rationale = st.text_input(
        say(MappingText.EXCLUDE_REASON), max_chars=_LONGEST, key=f"exclusion-{scope}"
    )

    def exclude() -> None:
        _decide(desk, key, Relation.NOT_APPLICABLE, newest(f"exclusion-{scope}", rationale))

    with st.container(horizontal=True):
        st.button(say(MappingText.EXCLUDE), icon=":material/remove_circle:", on_click=exclude)
        _draw_undo(desk, detail, key)
        _draw_close()


def _decide(desk: Desk, key: CellKey, relation: Relation, words: str) -> None:
    officer = officer_now(desk)
    act(lambda: desk.mapping.decide(key, relation, words, officer), MappingText.DECIDED)


def _draw_undo(desk: Desk, detail: CellDetail, key: CellKey) -> None:
    if any(decision.undone_at is None for decision in detail.history):
        st.button(
            say(MappingText.UNDO),
            icon=":material/undo:",
            on_click=act,
            args=(functools.partial(take_back, desk, key), MappingText.UNDONE),
        )


def _draw_next(matrix: Matrix, key: CellKey) -> None:
    """Draw the way to the next cell that waits for a decision, in the order of the matrix."""
    waiting = [
        (row.number, cell.document_id)
        for row in matrix.clauses
        for cell in matrix.row(row.number)
        if cell.state is State.PROPOSED or cell.to_review
    ]
    here = (key.clause, key.document_id)
    others = [place for place in waiting if place != here]
    if not others:
        return
    after = waiting[waiting.index(here) + 1 :] if here in waiting else []
    clause, document = (after or others)[0]
    st.button(
        say(MappingText.NEXT),
        icon=":material/arrow_forward:",
        type="tertiary",
        on_click=choose_cell,
        args=({"clause": clause, "document": document},),
    )


def _draw_close() -> None:
    st.button(
        say(MappingText.CLOSE),
        icon=":material/close:",
        type="tertiary",
        key="close-cell",
        on_click=choose_cell,
        args=({"clause": "", "document": ""},),
    )


def _draw_history(history: tuple[Decision, ...]) -> None:
    if not history:
        return
    with st.expander(say(MappingText.HISTORY, count=len(history))):
        facts = [{"label": _when(decision), "value": _what(decision)} for decision in history]
        markers.details("cell-history", {"heading": None, "facts": facts})


def _when(decision: Decision) -> str:
    at = f"{day(decision.at.date())} {decision.at:%H:%M}"
    return visible(say(MappingText.HISTORY_BY, at=at, officer=decision.officer))


def _what(decision: Decision) -> str:
    value = say(
        MappingText.HISTORY_VALUE,
        relation=say(RELATIONS[decision.relation].text),
        state=say(STATES[decision.state]),
        rationale=decision.rationale,
    ).strip()
    if decision.undone_at is not None:
        at = f"{day(decision.undone_at.date())} {decision.undone_at:%H:%M}"
        value = say(MappingText.HISTORY_UNDONE, value=value, at=at, officer=decision.undone_by)
    return visible(value)
