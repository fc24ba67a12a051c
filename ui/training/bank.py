"""The question bank: what needs a look first, then all of it, filtered."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import streamlit as st

from assistant.training import BankEntry, BankFilter, Flag, Level
from ui import markers
from ui.messages.training import TrainingText
from ui.plain_text import excerpt_start, visible
from ui.signs import sign_of
from ui.state import say
from ui.training.desk import Desk
from ui.training.entry import LEVELS, draw_entry
from ui.training.place import ENTRY, Part, turn, value
from ui.vocabulary import Sign

__all__ = ["draw_bank", "draw_filter"]

_SHOWN = "training_bank_shown"
_LONGEST = 240  # code points of a question in the table


_APPROVED = Sign("green", "verified", TrainingText.APPROVED)
_DRAFT = Sign("gray", "edit_note", TrainingText.DRAFT)
_FLAGGED = Sign("orange", "flag", TrainingText.FLAGGED)


class _Shown(StrEnum):
    """Which entries the table holds."""

    FLAGGED = "flagged"
    DRAFTS = "drafts"
    APPROVED = "approved"
    ALL = "all"


_SHOWN_TEXT = {
    _Shown.FLAGGED: TrainingText.SHOW_FLAGGED,
    _Shown.DRAFTS: TrainingText.SHOW_DRAFTS,
    _Shown.APPROVED: TrainingText.SHOW_APPROVED,
    _Shown.ALL: TrainingText.SHOW_ALL,
}


def draw_bank(desk: Desk) -> None:
    """Draw the entry that is open, else the table of entries."""
    opened = value(ENTRY)
    if opened is not None:
        draw_entry(desk, opened)
        return
    if not desk.bank.listing():
        markers.notice(
            "training-bank-empty",
            {
                "tone": "teal",
                "symbol": "library_add",
                "title": say(TrainingText.BANK_EMPTY),
                "text": say(TrainingText.BANK_EMPTY_HELP),
                "steps": [],
            },
        )
        return
    flagged = dict((entry.id, flags) for entry, flags in desk.bank.flagged())
    entries = desk.bank.listing(draw_filter(desk, "bank"))
    shown = _choose_shown(entries, flagged)
    kept = [entry for entry in entries if _is_shown(entry, shown, flagged)]
    columns = (
        TrainingText.QUESTION,
        TrainingText.STATE,
        TrainingText.CLAUSES,
        TrainingText.TOPIC,
        TrainingText.LEVEL,
        TrainingText.UPDATED,
    )
    content = {
        "columns": [{"label": say(text)} for text in columns],
        "rows": [_row(entry, flagged.get(entry.id, ())) for entry in kept],
        "empty": say(TrainingText.NOTHING_FOUND),
    }
    markers.table("training-bank-table", {"content": content, "chosen": None}, _open)


def draw_filter(desk: Desk, key: str) -> BankFilter:
    """Draw the fields of a filter and return what they say; `key` tells two forms apart."""
    entries = desk.bank.listing()
    clauses = sorted({number for entry in entries for number in entry.details.clauses}, key=_order)
    topics = sorted({entry.details.topic for entry in entries if entry.details.topic})
    words, clause, topic, level = st.columns([3, 2, 3, 2])
    return BankFilter(
        words=words.text_input(
            say(TrainingText.SEARCH), icon=":material/search:", max_chars=200, key=f"{key}-words"
        ),
        clause=clause.selectbox(
            say(TrainingText.CLAUSE),
            clauses,
            index=None,
            placeholder=say(TrainingText.ALL),
            key=f"{key}-clause",
        )
        or "",
        topic=topic.selectbox(
            say(TrainingText.TOPIC),
            topics,
            index=None,
            placeholder=say(TrainingText.ALL),
            key=f"{key}-topic",
        )
        or "",
        level=level.selectbox(
            say(TrainingText.LEVEL),
            list(Level),
            index=None,
            placeholder=say(TrainingText.ALL),
            format_func=lambda item: say(LEVELS[item]),
            key=f"{key}-level",
        ),
    )


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split(".") if part.isdecimal())


def _choose_shown(entries: tuple[BankEntry, ...], flagged: dict[int, tuple[Flag, ...]]) -> _Shown:
    """Draw the switch; the page opens on what needs a look, where anything does."""
    if _SHOWN not in st.session_state:
        st.session_state[_SHOWN] = _Shown.FLAGGED if flagged else _Shown.ALL

    def label(shown: _Shown) -> str:
        count = sum(_is_shown(entry, shown, flagged) for entry in entries)
        return say(TrainingText.COUNTED, label=say(_SHOWN_TEXT[shown]), count=count)

    chosen = st.segmented_control(
        say(TrainingText.SHOWN),
        list(_Shown),
        required=True,
        format_func=label,
        key=_SHOWN,
        label_visibility="collapsed",
        persist_state="session",
    )
    return _Shown(chosen or _Shown.ALL)


def _is_shown(entry: BankEntry, shown: _Shown, flagged: dict[int, tuple[Flag, ...]]) -> bool:
    match shown:
        case _Shown.FLAGGED:
            return entry.id in flagged
        case _Shown.DRAFTS:
            return entry.approval is None
        case _Shown.APPROVED:
            return entry.approval is not None
    return True


def _row(entry: BankEntry, flags: tuple[Flag, ...]) -> dict[str, Any]:
    approval, details = entry.approval, entry.details
    badges = [sign_of(_APPROVED if approval else _DRAFT)]
    if flags:
        badges.append(sign_of(_FLAGGED))
    by = f"{approval.role}, {approval.at.astimezone():%d/%m/%Y}" if approval else ""
    why = " ".join(flag.why for flag in flags)
    clauses = ", ".join(details.clauses)
    return {
        "value": str(entry.id),
        "cells": [
            {"text": visible(excerpt_start(entry.question, _LONGEST)), "sort": entry.question},
            {"text": "", "badges": badges, "sub": visible(why or by) or None, "sort": bool(flags)},
            {"text": clauses, "sort": clauses or None},
            {"text": visible(details.topic), "sort": details.topic or None},
            {"text": say(LEVELS[details.level]), "sort": list(Level).index(details.level)},
            {"text": f"{entry.updated.astimezone():%d/%m/%Y}", "sort": entry.updated.timestamp()},
        ],
    }


def _open(entry: object) -> None:
    if isinstance(entry, str):
        turn(Part.BANK, **{ENTRY: entry})
