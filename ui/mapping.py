"""The page "Ánh xạ điều khoản": what needs attention as numbers, then its parts."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable

import streamlit as st

from ui import markers
from ui.loader import EngineHost
from ui.mapping_desk import Desk, desk_of, draw_outcome, signed
from ui.messages import MappingText
from ui.screens import draw_empty_corpus, draw_failure, wait_for
from ui.state import say

__all__ = ["render"]

_EDITION = "mapping_edition"
_EDITIONS = ("2015", "2008")


def render(engine_loader: Callable[[], EngineHost]) -> None:
    """Draw the page; `engine_loader` returns at once, with an engine that may still open."""
    host = engine_loader()
    if host.failure is not None:
        draw_failure(host, host.failure)
        return
    st.title(say(MappingText.PAGE), anchor=False)
    if not host.opened:
        st.caption(say(MappingText.LOADING))
        st.skeleton(height=240)
        wait_for(host)
        return
    with st.spinner(say(MappingText.LOADING)):
        found = desk_of(host)
    if found.value is None:
        if found.error is not None:
            draw_failure(host, found.error)
    elif not found.value.mapping.agency.procedures:
        draw_empty_corpus(host)
    else:
        _draw(found.value)


def _draw(desk: Desk) -> None:
    draw_outcome()
    edition, desk = _draw_head(desk)
    _draw_counts(desk, edition)
    _draw_part(desk, edition)


def _draw_head(desk: Desk) -> tuple[str, Desk]:
    from ui.mapping_tables import XLSX, draw_download

    with st.container(horizontal=True, vertical_alignment="center", key="mapping-head"):
        edition = st.segmented_control(
            say(MappingText.EDITION),
            _EDITIONS,
            default=desk.mapping.edition,
            required=True,
            key=_EDITION,
            label_visibility="collapsed",
        )
        edition = edition or desk.mapping.edition
        named = signed(desk)
        make = functools.partial(_workbook, desk, edition)
        draw_download(MappingText.DOWNLOAD_ALL, f"anh-xa-{edition}.xlsx", XLSX, make)
    return edition, named


def _workbook(desk: Desk, edition: str) -> bytes:
    from assistant.mapping.export_xlsx import mapping_xlsx

    return mapping_xlsx(desk.mapping, edition)


def _draw_counts(desk: Desk, edition: str) -> None:
    """Draw what needs attention; each number leads to where it is dealt with."""
    from assistant.mapping.model import State
    from ui.mapping_place import Part, go_to

    matrix, gaps = desk.mapping.matrix(edition), desk.mapping.gaps(edition)
    proposed = sum(cell.state is State.PROPOSED for cell in matrix.cells.values())
    tasks = sum(not task.done for task in desk.mapping.transition())
    stale = len(desk.mapping.stale(dt.date.today()).revisions)
    counts = (
        (MappingText.COUNT_REVIEW, len(matrix.to_review), "flag", Part.MATRIX, "review"),
        (MappingText.COUNT_PROPOSED, proposed, "rule", Part.MATRIX, "proposed"),
        (MappingText.COUNT_GAPS, len(gaps.clauses), "error", Part.MATRIX, "gaps"),
        (MappingText.COUNT_MISSING, len(gaps.missing), "assignment_late", Part.GAPS, None),
        (MappingText.COUNT_STALE, stale, "gavel", Part.STALE, None),
        (MappingText.COUNT_TASKS, tasks, "moving", Part.TRANSITION, None),
    )
    items = [
        {
            "value": text.name,
            "number": str(number),
            "label": say(text),
            "tone": "orange" if number else "green",
            "symbol": symbol if number else "check_circle",
        }
        for text, number, symbol, _, _ in counts
    ]
    ways = {text.name: (part, show) for text, _, _, part, show in counts}

    def follow(value: object) -> None:
        if isinstance(value, str) and value in ways:
            go_to(*ways[value])

    markers.counts("attention", {"items": items}, follow)


def _draw_part(desk: Desk, edition: str) -> None:
    from ui.audit import draw_audit
    from ui.mapping_draft import draw_draft
    from ui.mapping_gaps import draw_gaps
    from ui.mapping_matrix import draw_matrix
    from ui.mapping_place import PART_KEY, PARTS, Part, go_to, part_shown
    from ui.mapping_stale import draw_stale
    from ui.mapping_transition import draw_transition

    part_shown()
    part = st.segmented_control(
        say(MappingText.PARTS),
        list(Part),
        required=True,
        format_func=lambda item: say(PARTS[item]),
        key=PART_KEY,
        on_change=lambda: go_to(Part(st.session_state[PART_KEY])),
        label_visibility="collapsed",
    )
    draws: dict[Part, Callable[[], None]] = {
        Part.MATRIX: lambda: draw_matrix(desk, desk.mapping.matrix(edition)),
        Part.GAPS: lambda: draw_gaps(desk, edition),
        Part.STALE: lambda: draw_stale(desk),
        Part.TRANSITION: lambda: draw_transition(desk),
        Part.AUDIT: lambda: draw_audit(desk, edition),
        Part.DRAFT: lambda: draw_draft(desk, edition),
    }
    with st.container(key="mapping-part"):
        draws[part or Part.MATRIX]()
