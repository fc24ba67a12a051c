"""One document of a report: what to look at, its pages, and a form to correct its facts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import streamlit as st

from assistant.intake import Correction, Outcome
from assistant.intake.findings import Entry
from corpus.model import DocumentKind
from ui import markers
from ui.messages.upload import UploadText
from ui.page_picture import draw_page
from ui.plain_text import visible
from ui.press import sent
from ui.signs import sign_of
from ui.state import say
from ui.upload_place import attempt, choose, intake
from ui.vocabulary import KINDS

__all__ = ["draw_document"]

_MOST_PAGES = 40
_EARLIEST, _LATEST = dt.date(1945, 9, 2), dt.date(2100, 12, 31)


def draw_document(outcome: Outcome, entry: Entry) -> None:
    """Draw the pane of a document of the report."""
    # The reading pane has the same key: one set of layout rules serves both.
    with st.container(key="evidence", gap="small"):
        st.button(
            say(UploadText.CLOSE),
            icon=":material/arrow_back:",
            type="tertiary",
            on_click=lambda: choose(None),
        )
        _draw_head(entry)
        _draw_remarks(entry)
        _draw_repairs(entry)
        _draw_unread(entry)
        if entry["provisions"]:
            _draw_form(outcome, entry)


def _draw_head(entry: Entry) -> None:
    facts = []
    if entry.get("kind_reason"):
        facts.append(visible(say(UploadText.KIND_REASON, reason=entry["kind_reason"])))
    if entry["ocr"]:
        lowest = min(page["confidence"] for page in entry["ocr"])
        facts.append(say(UploadText.SCANNED, count=len(entry["ocr"]), percent=round(100 * lowest)))
    markers.source(
        {
            "content": {
                "n": None,
                "label": visible(str(entry["title"])),
                "document": visible(Path(str(entry["path"])).name),
                "kind": sign_of(KINDS[DocumentKind(entry["kind"])]),
                "badge": None,
                "facts": facts,
                "notice": visible(entry["error"]) if entry["error"] else None,
                "copy": None,
            },
            "chosen": True,
        }
    )


def _draw_remarks(entry: Entry) -> None:
    remarks = [
        {"label": say(label), "value": visible(text)}
        for label, texts in (
            (UploadText.FINDING_GAPS, entry["gaps"]),
            (UploadText.FINDING_WARNING, entry["warnings"]),
        )
        for text in texts
    ]
    if remarks:
        markers.details("upload-remarks", {"heading": None, "facts": remarks})


def _draw_repairs(entry: Entry) -> None:
    facts: list[dict[str, Any]] = []
    for before, after in entry.get("repairs", ()):
        facts.append({"label": say(UploadText.BEFORE), "value": visible(before)})
        facts.append({"label": say(UploadText.AFTER), "value": visible(after)})
    if facts:
        markers.details("upload-repairs", {"heading": say(UploadText.REPAIRS), "facts": facts})


def _draw_unread(entry: Entry) -> None:
    pages: list[int] = entry["pages_without_text"][:_MOST_PAGES]
    if not pages:
        return
    page = st.pills(
        say(UploadText.UNREAD_PAGE), pages, default=pages[0], key=f"upload-page-{entry['id']}"
    )
    file = intake().file_of(str(entry["path"]))
    picture = draw_page(file, page or pages[0], "") if file else None
    if picture is None:
        st.text(say(UploadText.NO_PICTURE))
        return
    name = visible(Path(str(entry["path"])).name)
    st.image(
        picture.png,
        width="stretch",
        alt=say(UploadText.PAGE_PICTURE, page=page or pages[0], name=name),
    )


def _draw_form(outcome: Outcome, entry: Entry) -> None:
    stated = intake().correction(entry)
    # The fields hold what was read last, so that every run makes them anew.
    key = f"upload-correct-{entry['id']}-{outcome.generation}"
    with st.form(key):
        st.text(say(UploadText.CORRECT))
        kind = st.selectbox(
            say(UploadText.KIND),
            list(DocumentKind),
            index=list(DocumentKind).index(stated.kind or DocumentKind(entry["kind"])),
            format_func=lambda kind: say(KINDS[kind].text),
        )
        title = st.text_input(say(UploadText.TITLE), value=stated.title or str(entry["title"]))
        code = st.text_input(say(UploadText.CODE), value=stated.code or entry["code"] or "")
        date = _date_input(UploadText.DATE, stated.date or _day(entry, "date"))
        effective = _date_input(UploadText.EFFECTIVE, stated.effective)
        st.caption(_effective_help(entry, stated))
        if sent(UploadText.SAVE, f"{key}-save", ":material/save:"):
            given = Correction(kind, title, code, date, effective)
            attempt(lambda: intake().correct(entry, _stated(given, stated, entry)))
            st.rerun()


def _date_input(label: UploadText, value: dt.date | None) -> dt.date | None:
    # A misread day may lie anywhere; outside of the bounds the field would break the page.
    day = st.date_input(
        say(label),
        value=value,
        min_value=min(_EARLIEST, value or _EARLIEST),
        max_value=max(_LATEST, value or _LATEST),
        format="DD/MM/YYYY",
    )
    return day if isinstance(day, dt.date) else None


def _effective_help(entry: Entry, stated: Correction) -> str:
    printed = None if stated.effective else _day(entry, "effective")
    if printed is None:
        return say(UploadText.EFFECTIVE_HELP)
    return say(UploadText.EFFECTIVE_PRINTED, day=f"{printed:%d/%m/%Y}")


def _stated(given: Correction, before: Correction, entry: Entry) -> Correction:
    """Return what was given, without what is only repeated from the document."""
    read = Correction(
        DocumentKind(entry["kind"]), entry["title"], entry["code"], _day(entry, "date")
    )

    def kept(name: str) -> Any:  # noqa: ANN401 - a value of any field
        value = getattr(given, name)
        repeated = value == getattr(read, name) and getattr(before, name) is None
        return None if repeated else value

    return Correction(
        kept("kind"), kept("title"), kept("code") or None, kept("date"), given.effective
    )


def _day(entry: Entry, name: str) -> dt.date | None:
    day = entry.get("facts", {}).get(name)
    return dt.date.fromisoformat(day) if day else None
