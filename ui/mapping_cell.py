"""One cell: the clause's words beside the procedure's, the decision on it, its history."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

import streamlit as st

from assistant.mapping.model import (
    CellKey,
    Decision,
    Evidence,
    Place,
    Relation,
    Review,
    ReviewReason,
    State,
)
from assistant.mapping.reading import Agency
from assistant.mapping.views import CellDetail, Matrix
from ui import markers
from ui.mapping_desk import Desk, act
from ui.mapping_place import choose_cell
from ui.mapping_words import RELATIONS, STATES, relation_badge, spoken_hops
from ui.messages import MappingText
from ui.plain_text import excerpt_end, excerpt_start, visible
from ui.signs import day
from ui.state import decimal, say

__all__ = ["draw_cell", "passages", "quoted"]

Content = dict[str, Any]

_AROUND = 240  # code points shown on each side of a quote
_LONGEST = 2_000  # code points of a rationale


def draw_cell(desk: Desk, matrix: Matrix, key: CellKey) -> None:
    """Draw the evidence of a cell and what can be decided on it.

    A clause as a whole (`document_id` "") can be declared not applicable only.
    """
    detail = desk.mapping.cell(key)
    markers.compare("cell", {"content": _content(desk, matrix, key, detail), "reveal": True})
    if key.document_id:
        _draw_decision(desk, matrix, detail, key)
    else:
        _draw_exclusion(desk, detail, key)
    _draw_history(detail.history)


def passages(agency: Agency, places: Iterable[Place]) -> list[Content]:
    """Return places as `compare.js` shows them; quotes of one provision are marked in it once."""
    found: dict[tuple[str, str], list[Place]] = {}
    for place in places:
        found.setdefault((place.document_id, place.locator), []).append(place)
    return [
        {"label": visible(group[0].label), "parts": _parts(_text(agency, group[0]), group)}
        for group in found.values()
    ]


def quoted(label: str, words: str, note: str | None = None) -> Content:
    """Return words that are shown alone, marked as a quote; none where they are empty."""
    return {
        "label": visible(label),
        "parts": [[visible(words), True]] if words else [],
        "note": note,
    }


def _parts(text: str, places: list[Place]) -> list[list[str | bool]]:
    """Return the words around and between quotes as [words, whether they are a quote]."""
    parts: list[list[str | bool]] = []
    done = 0
    for place in sorted(places, key=lambda item: item.start):
        if text[place.start : place.end] != place.quote:
            parts.append([visible(place.quote), True])
        elif place.end > done:
            before = text[done : place.start]
            lead = excerpt_end(before, _AROUND) if done == 0 else before
            start = max(done, place.start)
            parts += [[visible(lead), False], [visible(text[start : place.end]), True]]
            done = place.end
    trail = text[done:] if done else ""
    return [*parts, [visible(excerpt_start(trail, _AROUND)), False]]


def _text(agency: Agency, place: Place) -> str:
    """Return the whole text that a quote stands in, "" where it is gone."""
    procedure = agency.procedure(place.document_id)
    found = procedure.provision(place.locator) if procedure else None
    texts = [found.text] if found else []
    for standard in agency.standards.values():
        texts += [
            provision.text
            for document, provision in standard.get(place.locator, ())
            if document.id == place.document_id
        ]
    return next((t for t in texts if t[place.start : place.end] == place.quote), "")


def _content(desk: Desk, matrix: Matrix, key: CellKey, detail: CellDetail) -> Content:
    names = {column.document.id: column.name for column in matrix.procedures}
    clause = f"{key.clause} {detail.clause_title}"
    title = clause
    if key.document_id:
        title = say(MappingText.CELL_TITLE, clause=clause, document=names[key.document_id])
    asked = {
        "heading": say(MappingText.ASKED, clause=key.clause, edition=key.edition),
        "items": passages(desk.mapping.agency, detail.clause_quotes),
        "empty": say(MappingText.ASKED_NONE),
    }
    said = {
        "heading": say(MappingText.SAID if key.document_id else MappingText.CLAUSE_PROCEDURES),
        "items": _said(desk, detail, names) if key.document_id else _owners(matrix, key, names),
        "empty": say(MappingText.SAID_NONE if key.document_id else MappingText.GAP),
    }
    moved = [r for r in matrix.to_review if r is not detail.review and _about(r, key)]
    reviews = [*([detail.review] if detail.review else []), *moved]
    return {
        "title": visible(title),
        "text": None,
        "badges": _badges(detail),
        "notices": [line for review in reviews for line in _notices(review)],
        "columns": [asked, said, *_changes(reviews)],
    }


def _badges(detail: CellDetail) -> list[Content]:
    cell = detail.cell
    if cell is None:
        return []
    strength = say(MappingText.STRENGTH, value=decimal(cell.strength))
    return [
        relation_badge(cell.relation, cell.state),
        {"tone": "gray", "symbol": "link", "label": strength},
    ]


def _said(desk: Desk, detail: CellDetail, names: dict[str, str]) -> list[Content]:
    """Return the sections that fit, then the passages that name the clause, each once."""
    agency = desk.mapping.agency
    note = say(MappingText.HOP_MEANING)
    shown = [{**item, "note": note} for item in passages(agency, detail.sections)]
    claims: dict[tuple[str, str], list[Evidence]] = {}
    for item in detail.evidence:
        claims.setdefault((item.place.document_id, item.place.locator), []).append(item)
    for (document_id, _), items in claims.items():
        lines = list(dict.fromkeys(spoken_hops(item.hops) for item in items))
        if detail.document is None or document_id != detail.document.id:
            lines.insert(0, say(MappingText.SAID_IN, document=names.get(document_id, "")))
        place = passages(agency, [item.place for item in items])[0]
        shown.append({**place, "note": visible("; ".join(lines))})
    return shown


def _owners(matrix: Matrix, key: CellKey, names: dict[str, str]) -> list[Content]:
    return [
        {
            "label": visible(names[cell.document_id]),
            "badge": relation_badge(cell.relation, cell.state),
        }
        for cell in matrix.row(key.clause)
    ]


def _about(review: Review, key: CellKey) -> bool:
    return key.clause in review.targets and review.decision.key.document_id == key.document_id


def _notices(review: Review) -> Iterable[str]:
    decision = review.decision
    for reason in review.reasons:
        text = MappingText[f"REVIEW_{reason.name}"]
        if reason is ReviewReason.EDITION_MOVED:
            relation = say(RELATIONS[decision.relation].text)
            yield say(text, clause=decision.key.clause, relation=relation)
        else:
            yield say(text)


def _changes(reviews: list[Review]) -> list[Content]:
    """Return the evidence of a decision then and now, two columns where anything differs."""
    changes = [change for review in reviews for change in review.changes]
    if not changes:
        return []
    sides = (
        (MappingText.THEN, [(c.locator, c.old, MappingText.NEW_TEXT) for c in changes]),
        (MappingText.NOW, [(c.locator, c.new, MappingText.GONE_TEXT) for c in changes]),
    )
    return [
        {
            "heading": say(heading),
            "items": [
                quoted(locator, words or "", None if words else say(nothing))
                for locator, words, nothing in items
            ],
            "empty": "",
        }
        for heading, items in sides
    ]


# --- deciding ------------------------------------------------------------------------


def _draw_decision(desk: Desk, matrix: Matrix, detail: CellDetail, key: CellKey) -> None:
    scope = f"{key.edition}-{key.clause}-{key.document_id}"
    cell = detail.cell
    holds = cell.relation if cell and cell.relation is not Relation.NONE else Relation.FULL
    left, right = st.columns([2, 3])
    picked = left.segmented_control(
        say(MappingText.RELATION),
        [relation for relation in RELATIONS if relation is not Relation.NONE],
        default=holds,
        required=True,
        format_func=lambda item: say(RELATIONS[item].text),
        key=f"relation-{scope}",
    )
    relation = Relation(picked or holds)
    rationale = right.text_input(
        say(MappingText.RATIONALE),
        max_chars=_LONGEST,
        placeholder=say(MappingText.RATIONALE_HINT),
        key=f"rationale-{scope}",
    )

    def decide(chosen: Relation) -> None:
        words = st.session_state.get(f"rationale-{scope}") or rationale or ""
        act(lambda: desk.mapping.decide(key, chosen, words, desk.officer), MappingText.DECIDED)

    with st.container(horizontal=True):
        st.button(
            say(MappingText.CONFIRM, relation=say(RELATIONS[relation].text)),
            icon=":material/check:",
            type="primary",
            on_click=decide,
            args=(relation,),
        )
        st.button(
            say(MappingText.REJECT),
            icon=":material/close:",
            on_click=decide,
            args=(Relation.NONE,),
        )
        _draw_undo(desk, detail, key)
        _draw_next(matrix, key)
        _draw_close()


def _draw_exclusion(desk: Desk, detail: CellDetail, key: CellKey) -> None:
    scope = f"{key.edition}-{key.clause}"
    rationale = st.text_input(
        say(MappingText.EXCLUDE_REASON), max_chars=_LONGEST, key=f"exclusion-{scope}"
    )

    def exclude() -> None:
        words = st.session_state.get(f"exclusion-{scope}") or rationale or ""
        relation = Relation.NOT_APPLICABLE
        act(lambda: desk.mapping.decide(key, relation, words, desk.officer), MappingText.DECIDED)

    with st.container(horizontal=True):
        st.button(say(MappingText.EXCLUDE), icon=":material/remove_circle:", on_click=exclude)
        _draw_undo(desk, detail, key)
        _draw_close()


def _draw_undo(desk: Desk, detail: CellDetail, key: CellKey) -> None:
    if any(decision.undone_at is None for decision in detail.history):
        st.button(
            say(MappingText.UNDO),
            icon=":material/undo:",
            on_click=act,
            args=(functools.partial(desk.mapping.undo, key, desk.officer), MappingText.UNDONE),
        )


def _draw_next(matrix: Matrix, key: CellKey) -> None:
    """Draw the way to the next cell that waits for a decision, in the order of the matrix."""
    waiting = [
        (row.number, cell.document_id)
        for row in matrix.clauses
        for cell in matrix.row(row.number)
        if cell.state is State.PROPOSED or cell.to_review
    ]
    here = (key.clause, key.document_id)
    others = [place for place in waiting if place != here]
    if not others:
        return
    after = waiting[waiting.index(here) + 1 :] if here in waiting else []
    clause, document = (after or others)[0]
    st.button(
        say(MappingText.NEXT),
        icon=":material/arrow_forward:",
        type="tertiary",
        on_click=choose_cell,
        args=({"clause": clause, "document": document},),
    )


def _draw_close() -> None:
    st.button(
        say(MappingText.CLOSE),
        icon=":material/close:",
        type="tertiary",
        key="close-cell",
        on_click=choose_cell,
        args=({"clause": "", "document": ""},),
    )


def _draw_history(history: tuple[Decision, ...]) -> None:
    if not history:
        return
    with st.expander(say(MappingText.HISTORY, count=len(history))):
        facts = [{"label": _when(decision), "value": _what(decision)} for decision in history]
        markers.details("cell-history", {"heading": None, "facts": facts})


def _when(decision: Decision) -> str:
    at = f"{day(decision.at.date())} {decision.at:%H:%M}"
    return visible(say(MappingText.HISTORY_BY, at=at, officer=decision.officer))


def _what(decision: Decision) -> str:
    value = say(
        MappingText.HISTORY_VALUE,
        relation=say(RELATIONS[decision.relation].text),
        state=say(STATES[decision.state]),
        rationale=decision.rationale,
    ).strip()
    if decision.undone_at is not None:
        at = f"{day(decision.undone_at.date())} {decision.undone_at:%H:%M}"
        value = say(MappingText.HISTORY_UNDONE, value=value, at=at, officer=decision.undone_by)
    return visible(value)
