"""One entry of the question bank: its answer, its approval, what it is filed under."""

from __future__ import annotations

import functools

import streamlit as st

from assistant.training import BankEntry, Details, Level
from corpus.errors import AssistantError
from corpus.model import DocumentKind
from ui import markers
from ui.messages.training import TrainingText
from ui.press import sent
from ui.screens import user_line
from ui.state import newest, say
from ui.training import blocks
from ui.training.citations import draw_citations
from ui.training.desk import Desk, act, draw_error
from ui.training.place import Part, turn
from ui.why import document_name

__all__ = ["LEVELS", "draw_entry"]

_ROLE = "training_role"
_ROLE_FIELD = "training-role"

LEVELS = {
    Level.BASIC: TrainingText.LEVEL_BASIC,
    Level.INTERMEDIATE: TrainingText.LEVEL_INTERMEDIATE,
    Level.ADVANCED: TrainingText.LEVEL_ADVANCED,
}


def draw_entry(desk: Desk, number: str) -> None:
    """Draw the entry with that number, text from the address."""
    st.button(
        say(TrainingText.BACK_TO_BANK),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=turn,
        args=(Part.BANK,),
    )
    try:
        entry = desk.bank.read(int(number) if number.isdecimal() else 0)
    except AssistantError as error:
        draw_error(user_line(error))
        return
    markers.prose("training-entry", {"blocks": _head(desk, entry)})
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _draw_answer(desk, entry)
        draw_citations(desk, entry)
    with right:
        _draw_approval(desk, entry)
        _draw_details(desk, entry)


def _head(desk: Desk, entry: BankEntry) -> list[blocks.Block]:
    shown = [blocks.title(entry.question)]
    for flag in desk.bank.flags(entry):
        where = f"[{flag.n}] " if flag.n is not None else ""
        shown.append(blocks.notice(f"{where}{flag.why}", "orange", "flag"))
    return shown


def _draw_answer(desk: Desk, entry: BankEntry) -> None:
    key = f"answer-{entry.id}-{entry.updated.timestamp()}"  # another text is another field
    typed = st.text_area(
        say(TrainingText.ANSWER),
        entry.answer,
        height=260,
        max_chars=20_000,
        key=key,
        help=say(TrainingText.ANSWER_HELP),
    )

    def save() -> None:
        desk.bank.edit_answer(entry.id, newest(key, typed))

    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            say(TrainingText.SAVE_ANSWER),
            icon=":material/save:",
            disabled=typed == entry.answer,
            on_click=functools.partial(
                act,
                save,
                TrainingText.SAVED,
                functools.partial(desk.bank.edit_answer, entry.id, entry.answer),
            ),
        )
        if entry.edited:
            st.caption(say(TrainingText.ANSWER_EDITED))


def _draw_approval(desk: Desk, entry: BankEntry) -> None:
    with st.container(border=True):
        approval = entry.approval
        if approval is not None:
            badge = {"tone": "green", "symbol": "verified", "label": say(TrainingText.APPROVED)}
            by = say(
                TrainingText.APPROVED_BY,
                role=approval.role,
                day=f"{approval.at.astimezone():%d/%m/%Y}",
            )
            shown = [{"kind": "badges", "badges": [badge], "text": by}]
            markers.prose("training-approval", {"blocks": shown})
            st.caption(say(TrainingText.APPROVAL_ENDS))
            st.button(
                say(TrainingText.WITHDRAW),
                icon=":material/undo:",
                on_click=functools.partial(
                    act,
                    functools.partial(desk.bank.withdraw, entry.id),
                    TrainingText.WITHDRAWN,
                    functools.partial(desk.bank.approve, entry.id, approval.role),
                ),
            )
        role = st.text_input(
            say(TrainingText.ROLE),
            st.session_state.get(_ROLE, ""),
            max_chars=120,
            placeholder=say(TrainingText.ROLE_HINT),
            key=_ROLE_FIELD,
        )

        def approve() -> None:
            desk.bank.approve(entry.id, newest(_ROLE_FIELD, role))

        # What a field holds is forgotten while it is not drawn; the role must outlive that.
        st.session_state[_ROLE] = role
        st.button(
            say(TrainingText.APPROVE_AGAIN if approval else TrainingText.APPROVE),
            icon=":material/verified:",
            type="secondary" if approval else "primary",
            on_click=functools.partial(act, approve, TrainingText.APPROVED_NOW),
        )


def _draw_details(desk: Desk, entry: BankEntry) -> None:
    details = entry.details
    edition = st.segmented_control(
        say(TrainingText.EDITION),
        ["2015", "2008"],
        default=details.edition,
        required=True,
        key=f"edition-{entry.id}",
    )
    with st.form(f"details-{entry.id}-{edition}", border=True):
        st.text(say(TrainingText.DETAILS))
        described = _detail_fields(desk, details, edition or details.edition)
        key = f"details-{entry.id}-{edition}-save"
        wanted = sent(TrainingText.SAVE_DETAILS, key, ":material/save:")
    if wanted:
        act(functools.partial(desk.bank.describe, entry.id, described), TrainingText.SAVED)
        st.rerun()

    def delete() -> None:
        desk.bank.delete(entry.id)
        turn(Part.BANK)

    st.button(
        say(TrainingText.DELETE),
        icon=":material/delete:",
        on_click=functools.partial(
            act, delete, TrainingText.DELETED, functools.partial(desk.bank.restore, entry.id)
        ),
    )


def _detail_fields(desk: Desk, details: Details, edition: str) -> Details:
    register = desk.sources.register(edition)
    procedures = {d.id: document_name(d) for d in desk.sources.of_kind(DocumentKind.PROCEDURE)}
    clauses = [clause.number for clause in register.clauses]
    until = st.date_input(say(TrainingText.VALID_UNTIL), details.valid_until, format="DD/MM/YYYY")
    return Details(
        clauses=tuple(
            st.multiselect(
                say(TrainingText.CLAUSES),
                clauses,
                [number for number in details.clauses if number in register],
                format_func=lambda number: f"{number} {register.title(number).text}",
                placeholder=say(TrainingText.PICK),
            )
        ),
        edition=edition,
        procedures=tuple(
            st.multiselect(
                say(TrainingText.PROCEDURES),
                list(procedures),
                [document for document in details.procedures if document in procedures],
                format_func=lambda document: procedures[document],
                placeholder=say(TrainingText.PICK),
            )
        ),
        topic=st.text_input(say(TrainingText.TOPIC), details.topic, max_chars=200).strip(),
        level=st.segmented_control(
            say(TrainingText.LEVEL),
            list(Level),
            default=details.level,
            required=True,
            format_func=lambda item: say(LEVELS[item]),
        )
        or details.level,
        owner=st.text_input(
            say(TrainingText.OWNER),
            details.owner,
            max_chars=120,
            placeholder=say(TrainingText.OWNER_HINT),
        ).strip(),
        valid_until=until,
    )
