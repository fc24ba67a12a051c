"""One exchange on the page: what it shows, and what the reader can do about it."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import Any

import streamlit as st

from ui import markers
from ui.answer_content import answer_content
from ui.composer import submit
from ui.feedback import give_verdict, verdict_content, withdraw_verdict
from ui.messages import Text
from ui.messages.chat import ChatText
from ui.plain_text import visible
from ui.sharing import copy_content, draw_export, share, share_content
from ui.state import Conversation, Exchange, clear_filters, describe, say
from ui.streaming import LOOK
from ui.why import document_name, draw_reasons

__all__ = ["document_name", "draw_exchange"]


def draw_exchange(talk: Conversation, exchange: Exchange, *, shared: bool = False) -> None:
    """Draw one exchange; a `shared` one can be read and taken along, nothing else."""
    if exchange.writing is not None:
        _watch(talk, exchange, talk.shown)
        return
    _mount(talk, exchange, shared=shared)
    if exchange.pending:
        st.skeleton(height=96)
        return
    if not shared:
        _draw_again(talk, exchange)
    if exchange.answer and not exchange.answer.error:
        with st.container(horizontal=True, vertical_alignment="top", key=f"more-{exchange.number}"):
            draw_export(talk, exchange)
        draw_reasons(exchange, exchange.answer)


@st.fragment(run_every=LOOK)
def _watch(talk: Conversation, exchange: Exchange, shown: tuple[int, int] | None) -> None:
    """Show a model's work as it grows; the whole page again at its end or for another source."""
    writing = exchange.writing
    if writing is None or writing.done or talk.shown != shown:
        st.rerun()
    writing.look()
    _mount(talk, exchange, shared=False)


def _mount(talk: Conversation, exchange: Exchange, *, shared: bool) -> None:
    chosen = talk.shown[1] if talk.shown and talk.shown[0] == exchange.number else None
    markers.exchange(
        f"exchange-{exchange.number}",
        {
            "content": {**answer_content(exchange), "tools": _tools(exchange, shared=shared)},
            "chosen": chosen,
            "pending": exchange.pending,
            "fresh": not shared and exchange.number == len(talk.exchanges) - 1,
        },
        functools.partial(_act, talk, exchange),
    )


def _tools(exchange: Exchange, *, shared: bool) -> dict[str, Any]:
    """Return what the reader can do; nothing while an answer is being made."""
    answer = exchange.answer
    tools: dict[str, Any] = {"reading": None, "verdict": None, "copy": None, "share": None}
    if answer is None or answer.error or exchange.writing is not None:
        return tools
    if not answer.refused:
        tools["copy"] = copy_content(answer)
    if not shared:
        tools["reading"] = _reading(exchange)
        tools["verdict"] = verdict_content(exchange)
        tools["share"] = share_content(exchange)
    return tools


def _reading(exchange: Exchange) -> dict[str, Any] | None:
    """Return the way to correct how a question was understood, where it was not as typed."""
    answer = exchange.answer
    if answer is None or not (answer.restored or exchange.understood):
        return None
    return {
        "edit": say(ChatText.EDIT_QUESTION),
        "label": say(ChatText.EDITED_QUESTION),
        "text": visible(answer.normalized or exchange.asked),
        "send": say(ChatText.ASK_EDITED),
        "cancel": say(ChatText.CANCEL),
        "literal": say(ChatText.LITERAL),
    }


def _act(talk: Conversation, exchange: Exchange, value: object) -> None:
    """Do what the component reports: a source chosen, or one of the acts below."""
    if not isinstance(value, dict):
        talk.show(exchange.number, value)
        return
    text = str(value.get("text") or "")
    match value.get("act"):
        case "edit":
            submit(talk, text, replace(exchange.options, literal=False), complete=True)
        case "literal":
            literal = replace(exchange.options, literal=True)
            submit(talk, exchange.question, literal, complete=True)
        case "helpful":
            give_verdict(exchange, helpful=True)
        case "unhelpful":
            give_verdict(exchange, helpful=False, reason=text)
        case "withdraw":
            withdraw_verdict(exchange)
        case "share":
            share(exchange)
        case "stop" if exchange.writing is not None:
            exchange.writing.stop()


def _draw_again(talk: Conversation, exchange: Exchange) -> None:
    """Offer to ask again where that can help: after a failure, or without the filters."""
    answer = exchange.answer
    if exchange.failure or (answer and answer.error):
        st.button(
            say(Text.ASK_AGAIN),
            icon=":material/refresh:",
            key=f"again-{exchange.number}",
            on_click=_ask_again,
            args=(talk, exchange),
        )
    elif answer and answer.refused and describe(exchange.options):
        st.button(
            say(Text.ASK_WITHOUT_FILTERS),
            icon=":material/filter_alt_off:",
            key=f"unfiltered-{exchange.number}",
            on_click=_ask_without_filters,
            args=(talk, exchange.question),
        )


def _ask_again(talk: Conversation, exchange: Exchange) -> None:
    talk.add(exchange.question, exchange.options)


def _ask_without_filters(talk: Conversation, question: str) -> None:
    clear_filters()
    talk.add(question, type(talk.exchanges[-1].options)())
