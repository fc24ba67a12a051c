"""An exchange as the component shows it: question, claims with markers, notices, refusal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.model import Answer, Citation, Claim
from ui.messages import Text
from ui.messages.chat import ChatText
from ui.plain_text import excerpt_start, visible
from ui.state import Exchange, describe, say
from ui.streaming import Writing
from ui.vocabulary import CLAIM_TEXT, KINDS
from ui.why import near

__all__ = ["answer_content"]

_SHOWN_QUESTION = 400  # code points of a long question that stay on screen
_NEAREST = 3


def answer_content(exchange: Exchange) -> dict[str, Any]:
    """Return a question and what came of it, without what the reader can do about it."""
    answer = exchange.answer
    content: dict[str, Any] = {
        "question": visible(excerpt_start(exchange.question, _SHOWN_QUESTION)),
        "understood": _understood(exchange),
        "approved": None,
        "groups": [],
        "writing": None,
        "notices": [],
        "remarks": [],
        "outcome": _outcome(exchange),
    }
    if answer is None or content["outcome"] is not None:
        return content
    if exchange.writing is not None:
        content["writing"] = _writing(exchange.writing)
        content["groups"] = _groups(answer, tuple(exchange.writing.claims), checked=True)
        return content
    own = len(answer.notices) - _of_model(answer)
    content["approved"] = _approved(exchange)
    content["notices"] = [visible(text) for text in answer.notices[:own]]
    content["remarks"] = [visible(text) for text in answer.notices[own:]]
    content["groups"] = _groups(answer, answer.claims, checked=answer.mode == "llm")
    return content


def _understood(exchange: Exchange) -> str | None:
    answer = exchange.answer
    if answer is None or not (answer.restored or exchange.understood):
        return None
    return say(Text.UNDERSTOOD, question=visible(answer.normalized or exchange.asked))


def _of_model(answer: Answer) -> int:
    """Return how many of the last notices speak of the language model."""
    if answer.mode == "extractive":
        return 0
    return 2 if answer.mode == "llm" and answer.dropped else 1


def _approved(exchange: Exchange) -> dict[str, str] | None:
    found = exchange.approved
    if found is None:
        return None
    role, day = visible(found.approval.role), f"{found.approval.at.astimezone():%d/%m/%Y}"
    return {
        "title": say(ChatText.APPROVED),
        "by": say(ChatText.APPROVED_BY, role=role, day=day),
        "text": visible(found.entry.answer),
    }


def _writing(writing: Writing) -> dict[str, str | None]:
    dropped = writing.dropped
    return {
        "status": say(ChatText.WRITING),
        "draft": visible(writing.draft) or None,
        "spoken": say(ChatText.DRAFT),
        "dropped": say(ChatText.DROPPED_SO_FAR, count=dropped) if dropped else None,
        "stop": say(ChatText.STOP_WRITING),
    }


def _groups(answer: Answer, claims: Sequence[Claim], *, checked: bool) -> list[dict[str, Any]]:
    citations = {citation.n: citation for citation in answer.citations}
    mark = say(ChatText.CHECKED) if checked else None
    return [
        {
            "tone": sign.tone,
            "symbol": sign.symbol,
            "label": say(CLAIM_TEXT[kind]),
            "claims": [
                _claim(claim, citations) | {"checked": mark}
                for claim in claims
                if claim.kind is kind
            ],
        }
        for kind, sign in KINDS.items()
        if any(claim.kind is kind for claim in claims)
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
    box["items"] = [near(result) for result in answer.results[:_NEAREST]]
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
