"""The page "Kho tài liệu": lists on the left, the chosen place on the right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import streamlit as st

from assistant.library import Library
from corpus.errors import IndexMissingError
from corpus.model import Validity
from ui import markers
from ui.library_lists import Part, attention_groups, entries, standard_tree
from ui.library_place import address, shown, taken_apart, turn_to
from ui.library_shelf import library_on
from ui.library_tables import document_table, legal_table
from ui.loader import EngineHost
from ui.messages import Catalogue, Text
from ui.messages.upload import UploadText
from ui.reading import draw_reading
from ui.screens import draw_empty_corpus, draw_failure, user_line, wait_for
from ui.state import say
from ui.upload import draw_upload
from ui.vocabulary import STATUSES

__all__ = ["render"]

# Keys of widgets in the session's state.
_SEARCH = "library_search"
_AS_OF = "library_as_of"
_PART = "library_part"
_EDITION = "library_edition"
_STATUSES = "library_statuses"

_EARLIEST, _LATEST = dt.date(1945, 9, 2), dt.date(2100, 12, 31)
_LONGEST_SEARCH = 200  # code points
_MOST_ELSEWHERE = 12

_PARTS: dict[Part, Catalogue] = {
    Part.ATTENTION: Text.TAB_ATTENTION,
    Part.STANDARD: Text.TAB_STANDARD,
    Part.DOCUMENTS: Text.TAB_DOCUMENTS,
    Part.LEGAL: Text.TAB_LEGAL,
    Part.UPLOAD: UploadText.TAB,
}


def render(engine_loader: Callable[[], EngineHost]) -> None:
    """Draw the page; `engine_loader` returns at once, with an engine that may still open."""
    host = engine_loader()
    if host.failure is not None:
        draw_failure(host, host.failure)
        if isinstance(host.failure, IndexMissingError):
            draw_upload(host)
        return
    st.title(say(Text.PAGE_LIBRARY), anchor=False)
    if not host.opened:
        st.caption(say(Text.LOADING))
        st.skeleton(height=240)
        wait_for(host)
        return
    query, on = _draw_head()
    found = library_on(host, on)
    library = found.value
    if library is None:
        if found.error is not None:
            _draw_error(found.error)
    elif not library.documents and not any(row.documents for row in library.legal):
        draw_empty_corpus(host)
        draw_upload(host)
    else:
        _draw_library(host, library, query)


def _draw_error(error: BaseException) -> None:
    markers.notice(
        "library-error",
        {
            "tone": "red",
            "symbol": "error",
            "title": say(Text.FAILED),
            "text": user_line(error),
            "steps": [],
        },
    )


def _draw_head() -> tuple[str, dt.date]:
    with st.container(key="library-head"):
        left, right = st.columns([3, 1])
        query = left.text_input(
            say(Text.LIBRARY_SEARCH),
            key=_SEARCH,
            type="search",
            live=True,
            placeholder=say(Text.LIBRARY_SEARCH_HINT),
            icon=":material/search:",
        )
        on = right.date_input(
            say(Text.LIBRARY_AS_OF),
            value=dt.date.today(),
            min_value=_EARLIEST,
            max_value=_LATEST,
            format="DD/MM/YYYY",
            key=_AS_OF,
        )
    return (query or "")[:_LONGEST_SEARCH], on if isinstance(on, dt.date) else dt.date.today()


def _draw_library(host: EngineHost, library: Library, query: str) -> None:
    place = shown()
    part = _choose_part(library, place)
    if part is Part.UPLOAD:
        draw_upload(host)
        return
    chosen = _listed(library, place) if place else None
    # Always two columns, so that the lists stay as the reader left them; the layout gives the
    # room of an empty pane to the list.
    left, right = st.columns([11, 9], gap="medium")
    with left:
        _draw_part(library, part, query, chosen)
    if place is not None:
        with right:
            draw_reading(host, library, *taken_apart(place))


def _choose_part(library: Library, place: str | None) -> Part:
    """Draw the switch between the parts; a link opens the part that holds its place."""
    if _PART not in st.session_state:
        st.session_state[_PART] = _part_of(library, place) if place else Part.ATTENTION
    attention = len(library.attention)

    def label(part: Part) -> str:
        name = say(_PARTS[part])
        if part is Part.ATTENTION:
            return say(Text.TAB_COUNT, label=name, count=attention)
        return name

    chosen = st.segmented_control(
        say(Text.LIBRARY_PARTS),
        list(Part),
        required=True,
        format_func=label,
        key=_PART,
        label_visibility="collapsed",
    )
    return Part(chosen or Part.ATTENTION)


def _part_of(library: Library, place: str) -> Part:
    key, locator = taken_apart(place)
    if locator and library.edition(key):
        return Part.STANDARD
    return Part.LEGAL if library.legal_row(key) else Part.DOCUMENTS


def _listed(library: Library, place: str) -> str:
    """Return the address that the lists have for the clause or document of a place."""
    key, locator = taken_apart(place)
    edition, legal = library.edition(key), library.legal_row(key)
    if edition and locator:
        return address(edition.code, locator)
    return address(legal.entry.number if legal else key)


def _draw_part(library: Library, part: Part, query: str, chosen: str | None) -> None:
    with st.container(key="library-part"):
        if part is Part.ATTENTION:
            _draw_attention(library, query)
        elif part is Part.STANDARD:
            _draw_standard(library, query, chosen)
        elif part is Part.DOCUMENTS:
            content = document_table(library, query)
            markers.table("documents", {"content": content, "chosen": chosen}, turn_to)
        else:
            _draw_legal(library, query, chosen)
        elsewhere = [item for item in entries(library, query) if item["part"] != part]
        if query.strip() and elsewhere:
            items = elsewhere[:_MOST_ELSEWHERE]
            heading = say(Text.FOUND_ELSEWHERE)
            markers.choices("elsewhere", {"heading": heading, "items": items}, turn_to)


def _draw_attention(library: Library, query: str) -> None:
    groups = attention_groups(library, query)
    for name, content in groups.items():
        markers.choices(f"attention-{name}", content, turn_to)
    if groups:
        return
    if query.strip():
        st.caption(say(Text.NOTHING_FOUND))
        return
    markers.notice(
        "attention-none",
        {
            "tone": "green",
            "symbol": "check_circle",
            "title": say(Text.ATTENTION_NONE),
            "text": say(Text.ATTENTION_NONE_HELP),
            "steps": [],
        },
    )


def _draw_standard(library: Library, query: str, chosen: str | None) -> None:
    codes = {edition.edition: edition for edition in library.editions}
    number = st.segmented_control(
        say(Text.FILTER_EDITION),
        list(codes),
        default=next(iter(codes)),
        required=True,
        key=_EDITION,
        label_visibility="collapsed",
    )
    edition = codes[number or next(iter(codes))]
    content = standard_tree(library, edition, query)
    markers.tree("standard", {"content": content, "chosen": chosen}, turn_to)
    st.caption(say(Text.TREE_LEGEND))


def _draw_legal(library: Library, query: str, chosen: str | None) -> None:
    present = {row.statement.status for row in library.legal}
    statuses = st.pills(
        say(Text.FILTER_STATUS),
        [status for status in Validity if status in present],
        selection_mode="multi",
        format_func=lambda status: say(STATUSES[status].text),
        key=_STATUSES,
        label_visibility="collapsed",
    )
    content = legal_table(library, query, frozenset(statuses or present))
    markers.table("legal", {"content": content, "chosen": chosen}, turn_to)
