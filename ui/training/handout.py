"""Handouts: questions of the bank chosen, then a paper or slides to take along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from assistant.exports import Deck, Paper, write_docx, write_pdf, write_pptx
from assistant.training import (
    BankEntry,
    Grouping,
    HandoutOptions,
    build_deck,
    build_handout,
)
from corpus.errors import AssistantError
from ui import markers
from ui.messages.training import TrainingText
from ui.plain_text import visible
from ui.screens import user_line
from ui.state import say
from ui.training import blocks
from ui.training.bank import draw_filter
from ui.training.desk import Desk, draw_error

__all__ = ["draw_handout"]

_LARGEST_MB = 20
_PROBE = "Thử mẫu"

_GROUPINGS = {
    Grouping.CLAUSE: TrainingText.BY_CLAUSE,
    Grouping.TOPIC: TrainingText.BY_TOPIC,
}


def draw_handout(desk: Desk) -> None:
    """Draw the choice of questions, the title page's fields, and the files."""
    approved = [entry for entry in desk.bank.listing() if entry.approval is not None]
    if not approved:
        markers.notice(
            "training-handout-empty",
            {
                "tone": "teal",
                "symbol": "verified",
                "title": say(TrainingText.NONE_APPROVED),
                "text": say(TrainingText.NONE_APPROVED_HELP),
                "steps": [],
            },
        )
        return
    st.subheader(say(TrainingText.CHOOSE_QUESTIONS), anchor=False)
    wanted = draw_filter(desk, "handout")
    kept = {entry.id for entry in desk.bank.listing(wanted)}
    chosen = _choose(desk, [entry for entry in approved if entry.id in kept])
    st.subheader(say(TrainingText.HANDOUT_HEAD), anchor=False)
    options = _options()
    templates = _templates()
    if not chosen:
        st.caption(say(TrainingText.CHOOSE_ONE))
        return
    _draw_files(desk, chosen, options, templates)


def _choose(desk: Desk, entries: Sequence[BankEntry]) -> list[BankEntry]:
    """Draw the questions with a box each, all of them ticked at first."""
    rows = [
        {
            "taken": True,
            "question": visible(entry.question),
            "clauses": ", ".join(entry.details.clauses),
            "topic": visible(entry.details.topic),
            "flags": visible(" ".join(flag.why for flag in desk.bank.flags(entry))),
        }
        for entry in entries
    ]
    names = "-".join(str(entry.id) for entry in entries)
    edited = st.data_editor(
        rows,
        hide_index=True,
        num_rows="fixed",
        disabled=["question", "clauses", "topic", "flags"],
        column_config={
            "taken": st.column_config.CheckboxColumn(say(TrainingText.TAKEN), width=60),
            "question": st.column_config.TextColumn(say(TrainingText.QUESTION), width="large"),
            "clauses": st.column_config.TextColumn(say(TrainingText.CLAUSES), width="small"),
            "topic": st.column_config.TextColumn(say(TrainingText.TOPIC)),
            "flags": st.column_config.TextColumn(say(TrainingText.FLAGGED)),
        },
        key=f"handout-rows-{hash(names)}",
    )
    return [entry for entry, row in zip(entries, edited, strict=True) if row["taken"]]


def _options() -> HandoutOptions:
    left, right = st.columns(2)
    named = left.text_input(
        say(TrainingText.HANDOUT_TITLE),
        say(TrainingText.HANDOUT_TITLE_DEFAULT),
        max_chars=200,
        key="handout-title",
    )
    agency = right.text_input(say(TrainingText.AGENCY), max_chars=200, key="handout-agency")
    occasion = left.text_input(say(TrainingText.OCCASION), max_chars=200, key="handout-occasion")
    issued = right.date_input(
        say(TrainingText.ISSUED), dt.date.today(), format="DD/MM/YYYY", key="handout-issued"
    )
    grouping = left.segmented_control(
        say(TrainingText.GROUPING),
        list(Grouping),
        default=Grouping.CLAUSE,
        required=True,
        format_func=lambda item: say(_GROUPINGS[item]),
        key="handout-grouping",
    )
    return HandoutOptions(
        title=named.strip() or say(TrainingText.HANDOUT_TITLE_DEFAULT),
        issued=issued if isinstance(issued, dt.date) else dt.date.today(),
        agency=agency.strip(),
        occasion=occasion.strip(),
        grouping=Grouping(grouping or Grouping.CLAUSE),
    )


def _templates() -> dict[str, bytes]:
    """Draw the upload of the agency's templates; return those that can be used, by ending."""
    files = st.file_uploader(
        say(TrainingText.TEMPLATES, limit=_LARGEST_MB),
        type=["docx", "pptx"],
        accept_multiple_files=True,
        max_upload_size=_LARGEST_MB,
        help=say(TrainingText.TEMPLATES_HELP),
        key="handout-templates",
    )
    usable = {}
    for file in files:
        ending, data = file.name.rpartition(".")[2].lower(), file.getvalue()
        try:
            # Tried at once: an error while a file is being downloaded would reach nobody.
            if ending == "pptx":
                write_pptx(Deck(_PROBE, ()), data)
            else:
                write_docx(Paper(_PROBE, ()), data)
        except AssistantError as error:
            draw_error(user_line(error))
            continue
        usable[ending] = data
    return usable


def _draw_files(
    desk: Desk, chosen: Sequence[BankEntry], options: HandoutOptions, templates: dict[str, bytes]
) -> None:
    def paper() -> Paper:
        return build_handout(chosen, options, desk.sources)

    st.text(say(TrainingText.HANDOUT_READY, count=len(chosen)))
    with st.container(horizontal=True):
        blocks.draw_download(
            TrainingText.GET_DOCX,
            blocks.file_name(options.title, "docx"),
            blocks.DOCX,
            lambda: write_docx(paper(), templates.get("docx")),
        )
        blocks.draw_download(
            TrainingText.GET_PDF,
            blocks.file_name(options.title, "pdf"),
            blocks.PDF,
            lambda: write_pdf(paper()),
        )
        blocks.draw_download(
            TrainingText.GET_PPTX,
            blocks.file_name(options.title, "pptx"),
            blocks.PPTX,
            lambda: write_pptx(build_deck(chosen, options, desk.sources), templates.get("pptx")),
        )
