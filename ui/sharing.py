"""Giving an answer on: as text to paste, as DOCX and PDF, by a link that reopens it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import streamlit as st

from assistant.model import Answer
from ui.archive import attempt
from ui.messages import Text
from ui.messages.chat import ChatText
from ui.plain_text import visible
from ui.state import SHARED, Conversation, Exchange, say
from ui.vocabulary import CLAIM_TEXT

if TYPE_CHECKING:
    from assistant.exports import Paper

__all__ = ["copy_content", "draw_export", "share", "share_content"]

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PDF = "application/pdf"


def copy_content(answer: Answer) -> dict[str, str]:
    """Return the button that copies an answer with its citations."""
    return {
        "label": say(Text.COPY_ANSWER),
        "done": say(Text.COPIED),
        "text": _as_text(answer),
    }


def _as_text(answer: Answer) -> str:
    """Return the answer as a person pastes it: claims, notices, then the list of sources."""
    lines = [
        f"{say(CLAIM_TEXT[claim.kind])}: {claim.text} " + "".join(f"[{n}]" for n in claim.citations)
        for claim in answer.claims
    ]
    lines += [f"! {text}" for text in answer.notices]
    lines += [f'[{item.n}] {item.label}: "{item.quote}"' for item in answer.citations]
    return visible("\n".join(lines))


def share_content(exchange: Exchange) -> dict[str, Any] | None:
    """Return the button that makes a link, and the link once made; None without the store.

    The script makes the address: only the browser knows by which name it reached the server.
    """
    if exchange.key is None:
        return None
    return {
        "label": say(ChatText.SHARE),
        "heading": say(ChatText.SHARE_LINK),
        "copy": say(ChatText.COPY_LINK),
        "done": say(Text.COPIED),
        "query": f"?{SHARED}={exchange.link}" if exchange.link else None,
    }


def share(exchange: Exchange) -> None:
    """Make the link to an exchange."""
    key = exchange.key
    if key is not None:
        exchange.link = attempt(lambda it: it.sharing.share(key))


def draw_export(talk: Conversation, exchange: Exchange) -> None:
    """Offer the answer, and the conversation where it is longer, as DOCX and PDF."""
    answered = [item for item in talk.exchanges if item.answer is not None]
    with st.popover(
        say(ChatText.EXPORT),
        icon=":material/download:",
        type="tertiary",
        key=f"export-{exchange.number}",
    ):
        _download(ChatText.EXPORT_ANSWER_DOCX, ".docx", lambda: _paper([exchange]), exchange)
        _download(ChatText.EXPORT_ANSWER_PDF, ".pdf", lambda: _paper([exchange]), exchange)
        if len(answered) > 1:
            title = talk.title
            _download(ChatText.EXPORT_TALK_DOCX, ".docx", lambda: _paper(answered, title), exchange)
            _download(ChatText.EXPORT_TALK_PDF, ".pdf", lambda: _paper(answered, title), exchange)


def _download(label: ChatText, ending: str, paper: Callable[[], Paper], of: Exchange) -> None:
    """Offer a paper that is written only when it is asked for."""

    def data() -> bytes:
        from assistant.exports import write_docx, write_pdf

        return write_docx(paper()) if ending == ".docx" else write_pdf(paper())

    st.download_button(
        say(label),
        data=data,
        file_name=f"hoi-dap-{dt.date.today():%Y%m%d}{ending}",
        mime=_WORD if ending == ".docx" else _PDF,
        icon=":material/description:" if ending == ".docx" else ":material/picture_as_pdf:",
        type="tertiary",
        key=f"{label.name}-{of.number}",
        on_click="ignore",
        width="stretch",
    )


def _paper(exchanges: list[Exchange], title: str = "") -> Paper:
    from assistant.exports.answers import answers_paper

    answers = [(item.asked, item.answer) for item in exchanges if item.answer is not None]
    return answers_paper(title or answers[0][0], answers, dt.date.today())
