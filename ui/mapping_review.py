"""Decisions to be looked at again: why, what has changed, and those without a cell."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Any

import streamlit as st

from assistant.mapping.model import QuoteChange, Review, ReviewReason
from assistant.mapping.views import Matrix
from ui import markers
from ui.mapping_desk import Desk, act, take_back
from ui.mapping_place import choose_cell
from ui.mapping_quotes import quoted
from ui.mapping_words import RELATIONS, relation_badge
from ui.messages import MappingText
from ui.plain_text import visible
from ui.state import say

__all__ = ["draw_unplaced", "review_changes", "review_notices"]

Content = dict[str, Any]
Parts = list[list[str | bool]]

_WORDS = re.compile(r"\S+\s*")


def draw_unplaced(desk: Desk, matrix: Matrix) -> None:
    """Draw the decisions to review that no cell of the matrix shows."""
    reviews = matrix.unplaced
    if not reviews:
        return
    documents = {column.document.id for column in matrix.procedures} | {""}
    with st.expander(say(MappingText.UNPLACED, count=len(reviews)), icon=":material/flag:"):
        for review in reviews:
            content = _content(review)
            name = f"review-{review.decision.id}"
            markers.compare(name, {"content": content, "reveal": False})
            with st.container(horizontal=True):
                _draw_ways(desk, matrix, review, documents)


def _content(review: Review) -> Content:
    decision = review.decision
    title = f"{say(MappingText.CLAUSE)} {decision.key.clause} ({decision.key.edition})"
    if decision.key.document_id:
        title = f"{title}, {decision.document_name or decision.key.document_id}"
    return {
        "title": visible(title),
        "text": visible(decision.rationale) or None,
        "badges": [relation_badge(decision.relation, decision.state)],
        "notices": list(review_notices(review)),
        "columns": review_changes([review]),
    }


def _draw_ways(desk: Desk, matrix: Matrix, review: Review, documents: set[str]) -> None:
    """Draw the way to where it can be decided again, and back from the decision."""
    key = review.decision.key
    if key.document_id in documents:
        for clause in review.targets:
            st.button(
                say(MappingText.REVIEW_OPEN, clause=clause),
                icon=":material/arrow_forward:",
                key=f"open-{review.decision.id}-{clause}",
                on_click=choose_cell,
                args=({"clause": clause, "document": key.document_id},),
            )
    st.button(
        say(MappingText.UNDO),
        icon=":material/undo:",
        key=f"undo-{review.decision.id}",
        on_click=act,
        args=(functools.partial(take_back, desk, key), MappingText.UNDONE),
    )


def review_notices(review: Review) -> Iterator[str]:
    """Yield why a decision must be looked at again, a sentence for each reason."""
    decision = review.decision
    for reason in review.reasons:
        text = MappingText[f"REVIEW_{reason.name}"]
        if reason is ReviewReason.EDITION_MOVED:
            relation = say(RELATIONS[decision.relation].text)
            yield say(text, clause=decision.key.clause, relation=relation)
        else:
            yield say(text)


def review_changes(reviews: Iterable[Review]) -> list[Content]:
    """Return the evidence of a decision then and now, two columns where anything differs."""
    changes = [change for review in reviews for change in review.changes]
    if not changes:
        return []
    pairs = [_told_apart(change) for change in changes]
    return [
        {"heading": say(MappingText.THEN), "items": [old for old, _ in pairs], "empty": ""},
        {"heading": say(MappingText.NOW), "items": [new for _, new in pairs], "empty": ""},
    ]


def _told_apart(change: QuoteChange) -> tuple[Content, Content]:
    """Return a passage then and now; where it is in both, only what differs is marked."""
    old, new = change.old or "", change.new or ""
    if not (old and new):
        return (
            quoted(change.locator, old, None if old else say(MappingText.NEW_TEXT)),
            quoted(change.locator, new, None if new else say(MappingText.GONE_TEXT)),
        )
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    sides: tuple[Parts, Parts] = [], []
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for kind, start, stop, first, last in steps:
        for side, words in zip(sides, (before[start:stop], after[first:last]), strict=True):
            side.append([visible("".join(words)), kind != "equal"])
    label = visible(change.locator)
    return {"label": label, "parts": sides[0]}, {"label": label, "parts": sides[1]}
