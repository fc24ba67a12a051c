"""Why an answer is as it is: what was searched, how it was written, the ranked results."""

from __future__ import annotations

from collections import Counter
from typing import Any

import streamlit as st

from assistant.model import Answer, Result
from corpus.model import Document, DocumentKind
from ui import markers
from ui.messages import Catalogue, Text
from ui.messages.chat import ChatText
from ui.plain_text import visible
from ui.state import Exchange, decimal, describe, say
from ui.vocabulary import KINDS

__all__ = ["document_name", "draw_reasons", "near"]


def document_name(document: Document) -> str:
    """Return how a document is named on the page: code and title, each once."""
    if document.code and document.code not in document.title:
        return visible(f"{document.code} {document.title}")
    return visible(document.title)


def near(result: Result) -> dict[str, str]:
    """Return a ranked result as the scripts list it."""
    sign = KINDS[DocumentKind(result.document.kind)]
    numbered = result.title.startswith(result.locator)
    place = result.title if numbered else f"{result.locator} {result.title}".strip()
    text = visible(f"{document_name(result.document)}: {place}")
    return {"tone": sign.tone, "symbol": sign.symbol, "text": text}


def draw_reasons(exchange: Exchange, answer: Answer) -> None:
    """Draw the folded panel that explains an answer."""
    with st.expander(say(Text.WHY), icon=":material/query_stats:", key=f"why-{exchange.number}"):
        markers.reasons(f"reasons-{exchange.number}", _reasons(exchange, answer))


def _reasons(exchange: Exchange, answer: Answer) -> dict[str, Any]:
    facts: list[tuple[Catalogue, str]] = [
        (Text.WHY_SEARCHED, visible(answer.normalized)),
        (Text.WHY_CONFIDENCE, f"{answer.confidence:.0%}"),
        (Text.WHY_FILTERS, describe(exchange.options) or say(Text.WHY_NO_FILTERS)),
        (Text.WHY_SECONDS, say(Text.WHY_SECONDS_VALUE, seconds=decimal(answer.seconds))),
        (ChatText.WHY_MODE, say(_mode(answer))),
    ]
    if answer.dropped:
        counted = Counter(answer.dropped).items()
        said = "; ".join(f"{reason} ({number})" for reason, number in counted)
        facts.append((ChatText.WHY_DROPPED, visible(said)))
    if answer.generation is not None:
        facts.append((Text.WHY_GENERATION, str(answer.generation)))
    return {
        "facts": [{"label": say(label), "value": value} for label, value in facts],
        "heading": say(Text.WHY_RESULTS),
        "results": [
            {
                **near(result),
                "rank": str(result.rank),
                "score": decimal(result.score),
                "share": round(100 * min(1.0, max(0.0, result.score))),
            }
            for result in answer.results
        ],
    }


def _mode(answer: Answer) -> ChatText:
    if answer.mode == "extractive":
        return ChatText.MODE_EXTRACTIVE
    return ChatText.MODE_LLM if answer.mode == "llm" else ChatText.MODE_FAILED
