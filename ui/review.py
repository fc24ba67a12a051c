"""The page "Ý kiến người dùng": QMS officers turn feedback into test questions and synonyms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from assistant.model import Answer
from ui import markers
from ui.answer_content import answer_content
from ui.archive import attempt, succeeds
from ui.messages.chat import ChatText
from ui.plain_text import excerpt_start, visible
from ui.review_forms import draw_forms
from ui.state import Exchange, say

if TYPE_CHECKING:
    from assistant.conversations import Feedback

__all__ = ["render"]

_PART, _CHOSEN = "review_part", "review_chosen"
_SHOWN_QUESTION = 120  # code points of a question in the list
_OUTCOMES = {
    "golden": ChatText.OUTCOME_GOLDEN,
    "synonym": ChatText.OUTCOME_SYNONYM,
    "dismissed": ChatText.OUTCOME_DISMISSED,
}


def render() -> None:
    """Draw the page; it opens on what waits, answers found wrong first."""
    st.title(say(ChatText.PAGE_REVIEW), anchor=False)
    st.text(say(ChatText.REVIEW_HELP))
    found = attempt(lambda it: (it.feedback.to_review(), it.feedback.to_review(reviewed=True)))
    if found is None:
        _draw_notice("orange", "error", ChatText.NOT_DONE, None)
        return
    waiting, reviewed = found
    labels = {
        "waiting": say(ChatText.REVIEW_WAITING, count=len(waiting)),
        "reviewed": say(ChatText.REVIEW_DONE, count=len(reviewed)),
    }
    part = st.segmented_control(
        say(ChatText.REVIEW_PART),
        list(labels),
        default="waiting",
        required=True,
        format_func=labels.__getitem__,
        key=_PART,
        label_visibility="collapsed",
    )
    listed = reviewed if part == "reviewed" else waiting
    if not listed:
        _draw_notice("teal", "inbox", ChatText.REVIEW_EMPTY, ChatText.REVIEW_EMPTY_HELP)
        return
    _draw_listed(listed)


def _draw_listed(listed: tuple[Feedback, ...]) -> None:
    chosen = next((it for it in listed if it.id == st.session_state.get(_CHOSEN)), listed[0])
    left, right = st.columns([9, 11], gap="medium")
    with left:
        markers.choices(
            "review-list", {"heading": None, "items": [_row(it) for it in listed]}, _choose
        )
    with right, st.container(key="review", gap="small"):
        _draw_chosen(chosen)


def _choose(value: object) -> None:
    st.session_state[_CHOSEN] = value


def _row(feedback: Feedback) -> dict[str, Any]:
    return {
        "value": feedback.id,
        "label": visible(excerpt_start(feedback.exchange.question, _SHOWN_QUESTION)),
        "text": visible(feedback.reason) or None,
        "badge": _badge(feedback),
    }


def _badge(feedback: Feedback) -> dict[str, str]:
    if feedback.outcome is not None:
        label = say(_OUTCOMES[feedback.outcome.value])
        return {"tone": "gray", "symbol": "task_alt", "label": label}
    if feedback.helpful:
        return {"tone": "green", "symbol": "thumb_up", "label": say(ChatText.HELPFUL)}
    return {"tone": "orange", "symbol": "thumb_down", "label": say(ChatText.UNHELPFUL)}


def _draw_chosen(feedback: Feedback) -> None:
    exchange = Exchange.of(feedback.exchange)
    markers.exchange(
        "review-exchange",
        {
            "content": {**answer_content(exchange), "tools": {}},
            "chosen": None,
            "pending": False,
            "fresh": False,
        },
        lambda _: None,
    )
    markers.details("review-facts", {"heading": None, "facts": _facts(feedback)})
    if feedback.outcome is not None:
        st.button(
            say(ChatText.REOPEN),
            icon=":material/undo:",
            on_click=_reopen,
            args=(feedback.id,),
        )
        return
    draw_forms(feedback, _places(exchange.answer))


def _reopen(feedback: int) -> None:
    succeeds(lambda it: it.feedback.reopen(feedback))


def _facts(feedback: Feedback) -> list[dict[str, Any]]:
    facts = [
        (ChatText.REVIEW_REASON, visible(feedback.reason) or say(ChatText.NO_REASON)),
        (ChatText.REVIEW_GIVEN, f"{feedback.given.astimezone():%d/%m/%Y %H:%M}"),
    ]
    if feedback.outcome is not None:
        facts.append((ChatText.REVIEW_OUTCOME, say(_OUTCOMES[feedback.outcome.value])))
    return [{"label": say(label), "value": value, "mark": None} for label, value in facts]


def _places(answer: Answer | None) -> dict[tuple[str, str], str]:
    """Return the places that were cited or ranked, as (document, locator), with their labels.

    A document goes by its code or its file's stem: both outlive a change of the index.
    """
    if answer is None:
        return {}
    cited = [(it.document, it.locator) for it in answer.citations]
    ranked = [(it.document, it.locator) for it in answer.results]
    return {
        (document.code or Path(document.path).stem, locator): visible(
            f"{document.code or document.title}, {locator}"
        )
        for document, locator in dict.fromkeys([*cited, *ranked])
    }


def _draw_notice(tone: str, symbol: str, title: ChatText, text: ChatText | None) -> None:
    markers.notice(
        "review-state",
        {
            "tone": tone,
            "symbol": symbol,
            "title": say(title),
            "text": say(text) if text else None,
            "steps": [],
        },
    )
