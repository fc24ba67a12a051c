"""The report of a run: what to decide, then what needs attention first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from assistant.intake import Finding, FindingKind, Outcome
from assistant.intake.findings import Entry
from corpus.model import DocumentKind
from ui import markers
from ui.loader import EngineHost
from ui.messages.upload import UploadText
from ui.plain_text import excerpt_start, visible
from ui.signs import sign_of
from ui.state import say
from ui.upload_place import attempt, choose, intake
from ui.vocabulary import KINDS

__all__ = ["FINDINGS", "draw_decision", "draw_findings"]

FINDINGS = {
    FindingKind.FAILED: ("red", "error", UploadText.FINDING_FAILED),
    FindingKind.UNREAD: ("orange", "scan_delete", UploadText.FINDING_UNREAD),
    FindingKind.REPAIRED: ("blue", "translate", UploadText.FINDING_REPAIRED),
    FindingKind.GAPS: ("yellow", "format_list_numbered", UploadText.FINDING_GAPS),
    FindingKind.SAME_CODE: ("yellow", "content_copy", UploadText.FINDING_SAME_CODE),
    FindingKind.WARNING: ("gray", "info", UploadText.FINDING_WARNING),
}
_COUNTS = {
    "added": UploadText.ADDED,
    "updated": UploadText.UPDATED,
    "unchanged": UploadText.UNCHANGED,
    "removed": UploadText.REMOVED,
    "failed": UploadText.FAILED_COUNT,
}
_LONGEST = 220  # code points of what a row tells


# --- deciding ------------------------------------------------------------------------


def draw_decision(host: EngineHost, outcome: Outcome) -> None:
    """Draw what came of the run and the buttons that take it over, give it up, go back."""
    service = intake()
    waiting = service.waiting() is not None
    uncounted = service.uncounted()
    _draw_state(outcome, waiting=waiting)
    if uncounted:
        st.text(say(UploadText.UNCOUNTED, count=uncounted))
    with st.container(horizontal=True):
        if waiting:
            st.button(
                say(UploadText.COMMIT),
                type="primary",
                icon=":material/check:",
                disabled=bool(uncounted),
                on_click=lambda: attempt(lambda: _commit(host)),
            )
            st.button(
                say(UploadText.DISCARD),
                icon=":material/close:",
                on_click=lambda: attempt(service.discard),
            )
        elif service.previous() is not None:
            st.button(
                say(UploadText.ROLL_BACK),
                icon=":material/undo:",
                on_click=lambda: attempt(service.roll_back),
            )
        st.button(
            say(UploadText.READ_AGAIN),
            icon=":material/refresh:",
            on_click=lambda: attempt(service.read_again),
        )


def _commit(host: EngineHost) -> None:
    intake().commit()
    intake().dismiss()
    host.reopen()


def _draw_state(outcome: Outcome, *, waiting: bool) -> None:
    counts = outcome.counts
    parts = [say(text, count=counts[name]) for name, text in _COUNTS.items() if counts[name]]
    told = ", ".join(parts)
    told = told[:1].upper() + told[1:]
    if waiting:
        title = UploadText.WAITING_PARTLY if counts["failed"] else UploadText.WAITING
        tone, symbol = ("orange", "rule") if counts["failed"] else ("blue", "rule")
        told = say(UploadText.WAITING_HELP, counts=told)
    else:
        changed = set(counts) - {"unchanged", "failed"}
        title = UploadText.SERVED if changed else UploadText.NOTHING_NEW
        tone, symbol = "green", "check_circle"
    markers.notice(
        "upload-decision",
        {"tone": tone, "symbol": symbol, "title": say(title), "text": told, "steps": []},
    )


# --- what needs attention ------------------------------------------------------------


def draw_findings(outcome: Outcome) -> None:
    """Draw a list for each kind of finding, most urgent first, then the other documents."""
    found = intake().findings()
    for kind, (_, _, heading) in FINDINGS.items():
        items = [_row(item) for item in found if item.kind is kind]
        if items:
            content = {"heading": f"{say(heading)} ({len(items)})", "items": items}
            markers.choices(f"upload-{kind.value}", content, choose)
    if not found:
        _draw_clean()
    told = {str(item.entry["path"]) for item in found}
    rest = [
        entry
        for entry in outcome.entries
        if entry["path"] not in told and entry["status"] in {"added", "updated"}
    ]
    if rest:
        content = {"heading": say(UploadText.ALL_READ), "items": [_document(e) for e in rest]}
        markers.choices("upload-rest", content, choose)


def _draw_clean() -> None:
    markers.notice(
        "upload-clean",
        {
            "tone": "green",
            "symbol": "check_circle",
            "title": say(UploadText.CLEAN),
            "text": say(UploadText.CLEAN_HELP),
            "steps": [],
        },
    )


def _row(finding: Finding) -> dict[str, Any]:
    tone, symbol, label = FINDINGS[finding.kind]
    row = _document(finding.entry)
    text = _told(finding)
    return {
        **row,
        "kind": {"tone": tone, "symbol": symbol, "label": say(label)},
        "text": excerpt_start(visible(text), _LONGEST),
    }


def _told(finding: Finding) -> str:
    if finding.kind is FindingKind.UNREAD:
        return say(UploadText.PAGES, pages=", ".join(finding.details))
    if finding.kind is FindingKind.REPAIRED:
        name = finding.details[0]
        named = say(UploadText.ENCODING_MIXED) if name == "mixed" else name.upper()
        return say(UploadText.ENCODING, name=named)
    if finding.kind is FindingKind.SAME_CODE:
        names = ", ".join(Path(path).name for path in finding.details)
        return f"{finding.entry['code']}: {names}"
    return "; ".join(finding.details)


def _document(entry: Entry) -> dict[str, Any]:
    kind = DocumentKind(entry["kind"])
    return {
        "value": entry["path"],
        "kind": sign_of(KINDS[kind]),
        "label": visible(Path(str(entry["path"])).name),
        "text": visible(" · ".join(filter(None, (entry["code"], entry["title"])))),
    }
