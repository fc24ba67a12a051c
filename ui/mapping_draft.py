"""A draft of a procedure, checked without being added to the library."""

from __future__ import annotations

import functools
import hashlib
from typing import Any

import streamlit as st

from assistant.drafts import Change, DraftClause, DraftReport, Finding
from assistant.drafts.papers import draft_paper, findings_sheet
from assistant.labels import document_label
from assistant.mapping.model import Place, State
from corpus.errors import AssistantError
from ui import markers
from ui.mapping_desk import Desk
from ui.mapping_quotes import quoted
from ui.mapping_tables import draw_papers
from ui.mapping_words import CHANGES, DRAFT_FINDINGS, relation_badge
from ui.messages import MappingText
from ui.plain_text import visible
from ui.screens import draw_error, user_line
from ui.signs import sign_of
from ui.state import say

__all__ = ["draw_draft"]

Content = dict[str, Any]

_REPORT = "mapping_draft"
_LARGEST_MB = 50


def draw_draft(desk: Desk, edition: str) -> None:
    """Draw the place to drop a draft, then the report on it."""
    st.caption(say(MappingText.DRAFT_HELP, limit=_LARGEST_MB))
    file = st.file_uploader(say(MappingText.DRAFT_UPLOAD), max_upload_size=_LARGEST_MB)
    if file is None:
        return
    data = file.getvalue()
    seen = (hashlib.sha256(data).hexdigest(), file.name, edition, desk.mapping.generation)
    kept: tuple[object, DraftReport] | None = st.session_state.get(_REPORT)
    if kept is None or kept[0] != seen:
        try:
            with st.spinner(say(MappingText.DRAFT_CHECKING)):
                kept = (seen, desk.drafts.check_draft(file.name, data, edition=edition))
        except AssistantError as error:
            draw_error("draft-error", user_line(error))
            return
        st.session_state[_REPORT] = kept
    _draw_report(kept[1])


def _draw_report(report: DraftReport) -> None:
    text = say(MappingText.DRAFT_NEW)
    if report.earlier is not None:
        text = say(MappingText.DRAFT_REPLACES, name=document_label(report.earlier))
    head = {
        "title": visible(document_label(report.document)),
        "text": visible(text),
        "badges": [],
        "notices": [visible(note) for note in report.notes],
        "columns": [],
    }
    markers.compare("draft", {"content": head, "reveal": False})
    draw_papers(
        "kiem-tra-ban-thao",
        functools.partial(draft_paper, report),
        functools.partial(findings_sheet, report),
    )
    st.subheader(say(MappingText.DRAFT_FINDINGS, count=len(report.findings)), anchor=False)
    if not report.findings:
        st.caption(say(MappingText.DRAFT_FINDINGS_NONE))
    for number, finding in enumerate(report.findings):
        with st.container(border=True):
            content = _finding(report, finding)
            markers.compare(f"draft-finding-{number}", {"content": content, "reveal": False})
    with st.expander(say(MappingText.DRAFT_CLAUSES, count=len(report.clauses))):
        for clause in report.clauses:
            content = _clause(report, clause)
            markers.compare(f"draft-clause-{clause.number}", {"content": content, "reveal": False})
    if report.changes:
        with st.expander(say(MappingText.DRAFT_CHANGES, count=len(report.changes))):
            for number, change in enumerate(report.changes):
                content = _change(report, change)
                markers.compare(f"draft-change-{number}", {"content": content, "reveal": False})


def _place(report: DraftReport, place: Place) -> Content:
    label = place.label
    if place.document_id != report.document.id:
        document = report.names.get(place.document_id, "")
        label = say(MappingText.LOCATOR_OF, label=place.label, document=document)
    return quoted(label, place.quote)


def _side(report: DraftReport, heading: MappingText, places: tuple[Place, ...]) -> Content:
    items = [_place(report, place) for place in places]
    return {"heading": say(heading), "items": items, "empty": say(MappingText.NOTHING)}


def _finding(report: DraftReport, finding: Finding) -> Content:
    sides = [_side(report, MappingText.DRAFT_HERE, finding.here)] if finding.here else []
    if finding.there:
        sides.append(_side(report, MappingText.DRAFT_THERE, finding.there))
    badge = {"tone": "orange", "symbol": "warning", "label": say(DRAFT_FINDINGS[finding.kind])}
    return {
        "title": visible(finding.subject),
        "text": visible(finding.message),
        "badges": [badge],
        "notices": [],
        "columns": sides,
    }


def _clause(report: DraftReport, clause: DraftClause) -> Content:
    places = (*clause.sections, *(item.place for item in clause.evidence))
    doubtful = tuple(item.asked for item in clause.requirements if item.doubtful)
    sides = [_side(report, MappingText.DRAFT_HERE, tuple(dict.fromkeys(places)))]
    if doubtful:
        sides.append(_side(report, MappingText.DRAFT_DOUBTFUL, doubtful))
    return {
        "title": visible(f"{clause.number} {clause.title}"),
        "text": None,
        "badges": [relation_badge(clause.relation, State.PROPOSED)],
        "notices": [],
        "columns": sides,
    }


def _change(report: DraftReport, change: Change) -> Content:
    old = tuple(item.old for item in change.rewordings if item.old)
    new = tuple(item.new for item in change.rewordings if item.new)
    sides = []
    if old or new:
        sides = [_side(report, MappingText.THEN, old), _side(report, MappingText.DRAFT_HERE, new)]
    return {
        "title": visible(change.title),
        "text": None,
        "badges": [sign_of(CHANGES[change.kind])],
        "notices": [],
        "columns": sides,
    }
