"""An exchange as the component shows it: question, claims with markers, refusal, reasons."""

from __future__ import annotations

import functools
from typing import Any

import streamlit as st

from assistant.model import Answer, Citation, Claim, Result
from corpus.model import Document, DocumentKind
from ui import markers
from ui.messages import Text
from ui.plain_text import excerpt_start, visible
from ui.state import Conversation, Exchange, clear_filters, decimal, describe, say
from ui.vocabulary import CLAIM_TEXT, KINDS

__all__ = ["document_name", "draw_exchange"]

_SHOWN_QUESTION = 400  # code points of a long question that stay on screen
_NEAREST = 3


def draw_exchange(talk: Conversation, exchange: Exchange) -> None:
    """Draw one exchange of the conversation and what the user can do with it."""
    shown = talk.shown[1] if talk.shown and talk.shown[0] == exchange.number else None
    markers.exchange(
        f"exchange-{exchange.number}",
        {
            "content": _content(exchange),
            "chosen": shown,
            "pending": exchange.pending,
            "fresh": exchange.number == len(talk.exchanges) - 1,
        },
        functools.partial(talk.show, exchange.number),
    )
    if exchange.pending:
        st.skeleton(height=96)
        return
    _draw_again(talk, exchange)
    if exchange.answer and not exchange.answer.error:
        with st.expander(
            say(Text.WHY), icon=":material/query_stats:", key=f"why-{exchange.number}"
        ):
            markers.reasons(f"reasons-{exchange.number}", _reasons(exchange, exchange.answer))


def document_name(document: Document) -> str:
    """Return how a document is named on the page: code and title, each once."""
    if document.code and document.code not in document.title:
        return visible(f"{document.code} {document.title}")
    return visible(document.title)


def _content(exchange: Exchange) -> dict[str, Any]:
    answer = exchange.answer
    content: dict[str, Any] = {
        "question": visible(excerpt_start(exchange.question, _SHOWN_QUESTION)),
        "understood": None,
        "groups": [],
        "notices": [],
        "outcome": _outcome(exchange),
        "copy": None,
    }
    if answer is None:
        return content
    if answer.restored:
        content["understood"] = say(Text.UNDERSTOOD, question=visible(answer.normalized))
    if content["outcome"] is None:
        content["notices"] = [visible(text) for text in answer.notices]
        content["groups"] = _groups(answer)
        content["copy"] = {
            "label": say(Text.COPY_ANSWER),
            "done": say(Text.COPIED),
            "text": _as_text(answer),
        }
    return content


def _groups(answer: Answer) -> list[dict[str, Any]]:
    citations = {citation.n: citation for citation in answer.citations}
    return [
        {
            "tone": sign.tone,
            "symbol": sign.symbol,
            "label": say(CLAIM_TEXT[kind]),
            "claims": [_claim(claim, citations) for claim in answer.claims if claim.kind is kind],
        }
        for kind, sign in KINDS.items()
        if any(claim.kind is kind for claim in answer.claims)
    ]


def _claim(claim: Claim, citations: dict[int, Citation]) -> dict[str, Any]:
    carried = [citations[n] for n in claim.citations if n in citations]
    return {
        "text": visible(claim.text),
        "citations": [
            {
                "n": citation.n,
                "label": visible(citation.label),
                "spoken": say(Text.SOURCE_SPOKEN, n=citation.n, label=visible(citation.label)),
            }
            for citation in carried
        ],
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


def _outcome(exchange: Exchange) -> dict[str, Any] | None:
    """Return what stands in the place of claims: a wait, a failure, a refusal."""
    answer = exchange.answer
    failure = exchange.failure or (answer.error if answer else None)
    if failure:
        return _box("red", "error", say(Text.NOT_ANSWERED), visible(failure))
    if answer is None or not answer.refused:
        return None
    filters = describe(exchange.options)
    if filters and not answer.results:
        text = say(Text.NO_RESULT_HELP, choices=filters)
        return _box("gray", "filter_alt_off", say(Text.NO_RESULT), text)
    reason = " ".join(visible(text) for text in answer.notices) or say(Text.REFUSED_HELP)
    box = _box("gray", "search_off", say(Text.REFUSED), reason)
    box["items"] = [_near(result) for result in answer.results[:_NEAREST]]
    box["advice"] = say(Text.REFUSED_ADVICE)
    return box


def _box(tone: str, symbol: str, title: str, text: str) -> dict[str, Any]:
    heading = say(Text.NEAREST)
    return {
        "tone": tone,
        "symbol": symbol,
        "title": title,
        "text": text,
        "heading": heading,
        "items": [],
        "advice": None,
    }


def _near(result: Result) -> dict[str, str]:
    sign = KINDS[DocumentKind(result.document.kind)]
    numbered = result.title.startswith(result.locator)
    place = result.title if numbered else f"{result.locator} {result.title}".strip()
    text = visible(f"{document_name(result.document)}: {place}")
    return {"tone": sign.tone, "symbol": sign.symbol, "text": text}


def _draw_again(talk: Conversation, exchange: Exchange) -> None:
    """Offer to ask again where that can help: after a failure, or without the filters."""
    answer = exchange.answer
    if exchange.failure or (answer and answer.error):
        if st.button(
            say(Text.ASK_AGAIN), icon=":material/refresh:", key=f"again-{exchange.number}"
        ):
            talk.add(exchange.question, exchange.options)
            st.rerun()
    elif answer and answer.refused and describe(exchange.options):
        st.button(
            say(Text.ASK_WITHOUT_FILTERS),
            icon=":material/filter_alt_off:",
            key=f"unfiltered-{exchange.number}",
            on_click=_ask_without_filters,
            args=(talk, exchange.question),
        )


def _ask_without_filters(talk: Conversation, question: str) -> None:
    clear_filters()
    talk.add(question, type(talk.exchanges[-1].options)())


def _reasons(exchange: Exchange, answer: Answer) -> dict[str, Any]:
    facts = [
        (Text.WHY_SEARCHED, visible(answer.normalized)),
        (Text.WHY_CONFIDENCE, f"{answer.confidence:.0%}"),
        (Text.WHY_FILTERS, describe(exchange.options) or say(Text.WHY_NO_FILTERS)),
        (Text.WHY_SECONDS, say(Text.WHY_SECONDS_VALUE, seconds=decimal(answer.seconds))),
    ]
    if answer.generation is not None:
        facts.append((Text.WHY_GENERATION, str(answer.generation)))
    return {
        "facts": [{"label": say(label), "value": value} for label, value in facts],
        "heading": say(Text.WHY_RESULTS),
        "results": [
            {
                **_near(result),
                "rank": str(result.rank),
                "score": decimal(result.score),
                "share": round(100 * min(1.0, max(0.0, result.score))),
            }
            for result in answer.results
        ],
    }
