"""Blocks of the reading component, made of citations and results; and downloads."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

import streamlit as st

from assistant.model import Citation, Result
from assistant.training import BankCitation
from assistant.training.quizzes import Quiz
from corpus.model import Validity
from ui.messages import Catalogue
from ui.messages.training import TrainingText
from ui.plain_text import visible
from ui.signs import badge_of
from ui.state import say
from ui.why import near

__all__ = [
    "DOCX",
    "PDF",
    "PPTX",
    "XLSX",
    "Block",
    "draw_download",
    "file_name",
    "heading",
    "items",
    "nearest",
    "notice",
    "quiz_title",
    "quote",
    "text",
    "title",
]

Block = dict[str, Any]

_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX = f"{_OFFICE}.wordprocessingml.document"
PPTX = f"{_OFFICE}.presentationml.presentation"
XLSX = f"{_OFFICE}.spreadsheetml.sheet"
PDF = "application/pdf"
_LONGEST_NAME = 60


def title(words: str, sub: str = "") -> Block:
    """Return a title with a smaller line under it."""
    return {"kind": "title", "text": visible(words), "sub": visible(sub) or None}


def quiz_title(quiz: Quiz) -> Block:
    """Return the title of a quiz with how long it is and of which edition."""
    sub = say(TrainingText.QUIZ_SUB, count=len(quiz.items), edition=quiz.request.edition)
    return title(quiz.request.title, sub)


def heading(words: Catalogue, **values: object) -> Block:
    """Return a heading."""
    return {"kind": "heading", "text": say(words, **values)}


def text(words: str, label: str = "", *, muted: bool = False) -> Block:
    """Return a line of text."""
    return {"kind": "text", "text": visible(words), "label": visible(label), "muted": muted}


def items(lines: list[str]) -> Block:
    """Return a list."""
    return {"kind": "list", "items": [visible(line) for line in lines]}


def notice(words: str, tone: str = "yellow", symbol: str = "warning") -> Block:
    """Return a line that wants attention."""
    return {"kind": "notice", "text": visible(words), "tone": tone, "symbol": symbol}


def quote(kept: Citation | BankCitation, *, numbered: bool = True) -> Block:
    """Return a citation with its validity; an edited quote says so.

    `numbered` puts [n] before the source, for texts that speak of it by that.
    """
    cited, edited = (
        (kept.citation, kept.edited) if isinstance(kept, BankCitation) else (kept, False)
    )
    badges = [] if cited.status is Validity.UNKNOWN else [badge_of(cited.status)]
    if edited:
        badges.append({"tone": "orange", "symbol": "edit", "label": say(TrainingText.EDITED)})
    return {
        "kind": "quote",
        "text": visible(f"“{cited.quote}”"),
        "source": visible(f"[{cited.n}] {cited.label}" if numbered else cited.label),
        "badges": badges,
        "remark": visible(cited.notice or "") or None,
    }


def nearest(results: tuple[Result, ...]) -> Block:
    """Return the list of the nearest provisions."""
    return items([near(result)["text"] for result in results])


def file_name(words: str, ending: str) -> str:
    """Return a file name of plain letters, digits and hyphens, e.g. "tap-huan-2026.docx"."""
    plain = unicodedata.normalize("NFD", words.lower().replace("đ", "d")).encode("ascii", "ignore")
    parts = "".join(chr(c) if chr(c).isalnum() else " " for c in plain).split()
    return f"{'-'.join(parts)[:_LONGEST_NAME].strip('-') or 'tai-lieu'}.{ending}"


def draw_download(label: Catalogue, name: str, mime: str, make: Callable[[], bytes]) -> None:
    """Draw a button whose file is made only when it is pressed."""
    st.download_button(
        say(label),
        make,
        name,
        mime,
        icon=":material/download:",
        on_click="ignore",
        key=f"download-{label.name}-{name}",
    )
