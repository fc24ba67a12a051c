"""The evidence pane: the shown citation in its place, then the answer's other sources."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from assistant.model import Citation, Passage
from corpus.model import Document
from ui import markers
from ui.library_place import PLACE, address
from ui.loader import EngineHost
from ui.messages import Text
from ui.page_picture import Marking, PagePicture, Share, draw_page, has_pages
from ui.plain_text import excerpt_end, excerpt_start, visible
from ui.press import pressed
from ui.state import Conversation, Exchange, say
from ui.vocabulary import KINDS, STATUSES
from ui.why import document_name

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

__all__ = ["draw_awaited", "draw_evidence", "draw_open", "file_of"]

_AROUND = 700  # code points of the provision shown on each side of the quote
_NEIGHBOUR = 280  # code points of the provisions before and after
_SHORT_QUOTE = 140  # code points of a quote in the list of other sources


def draw_evidence(host: EngineHost, talk: Conversation, library: StreamlitPage) -> None:
    """Draw the pane for the citation that the conversation shows; nothing without one.

    `library` is the page that shows the citation's document as a whole.
    """
    if talk.shown is None:
        return
    exchange = talk.exchanges[talk.shown[0]]
    citation = exchange.citation(talk.shown[1])
    if citation is None:
        return
    with st.container(key="evidence", gap="small"):
        markers.source({"content": _head(citation), "chosen": talk.chosen})
        found = host.run(lambda engine: engine.passage(citation.document.id, citation.locator))
        path = file_of(host, citation.document)
        _draw_place(talk, citation, path, (found.value, _boxes(host, talk, citation)))
        with st.container(horizontal=True, vertical_alignment="center"):
            draw_open(citation.document, path)
            # A button, not a link: nothing from a document becomes part of a link's target.
            if pressed(
                st.button,
                say(Text.OPEN_IN_LIBRARY),
                "open-in-library",
                icon=":material/menu_book:",
                type="tertiary",
            ):
                place = address(citation.document.id, citation.locator)
                st.switch_page(library, query_params={PLACE: place})
        _draw_others(talk, exchange, citation)


def draw_awaited() -> None:
    """Keep an empty pane on the page, out of sight, for the first source to come.

    A browser fills a head that stands a tenth of a second sooner than it builds a new one.
    """
    with st.container(key="evidence", gap="small"):
        markers.source({"content": None, "chosen": False})
        markers.passage({"lead": "", "quote": "", "trail": ""})


def _head(citation: Citation) -> dict[str, Any]:
    kind, status = KINDS[citation.document.kind], STATUSES[citation.status]
    facts = []
    if citation.page is not None:
        facts.append(say(Text.PAGE, page=citation.page))
    if citation.ocr_confidence is not None:
        facts.append(say(Text.OCR, percent=round(100 * citation.ocr_confidence)))
    return {
        "n": citation.n,
        "label": visible(citation.label),
        "document": document_name(citation.document),
        "kind": {"tone": kind.tone, "symbol": kind.symbol, "label": say(kind.text)},
        "badge": {"tone": status.tone, "symbol": status.symbol, "label": say(status.text)},
        "facts": facts,
        "notice": visible(citation.notice) if citation.notice else None,
        "copy": {
            "label": say(Text.COPY_CITATION),
            "done": say(Text.COPIED),
            "text": visible(f'"{citation.quote}" ({citation.label})'),
        },
    }


def _boxes(host: EngineHost, talk: Conversation, citation: Citation) -> tuple[Share, ...]:
    """Return where the quote stands on the picture of the scanned page that is shown."""
    page = citation.page
    if citation.ocr_confidence is None or page is None or talk.page_step:
        return ()
    found = host.run(lambda engine: engine.quoted_boxes(citation.document.id, page, citation.quote))
    return found.value or ()


def file_of(host: EngineHost, document: Document) -> Path:
    """Return the file that holds the document; its path names none where it is in an archive."""
    path = Path(document.path)
    if path.is_file():
        return path
    return host.run(lambda engine: engine.file_of(document)).value or path


def _draw_place(
    talk: Conversation,
    citation: Citation,
    path: Path,
    found: tuple[Passage | None, tuple[Share, ...]],
) -> None:
    """Show the quote on its page where the source has pages, and in its text.

    `found` is the passage that is quoted and where the quote stands on a scanned page.
    """
    passage, boxes = found
    if citation.page is None or not has_pages(path):
        markers.passage(_text(citation, passage, None))
        return
    lead = passage.provision.text[: citation.start] if passage else ""
    file, page = (path, path.stat().st_mtime_ns), citation.page + talk.page_step
    picture = _picture(file, page, citation.quote, lead[-200:], boxes)
    if picture is None:
        markers.passage(_text(citation, passage, say(Text.PAGE_UNREADABLE)))
        return
    _draw_picture(talk, citation, citation.page, picture)
    markers.passage(_text(citation, passage, _remark(talk, picture)))


@functools.lru_cache(maxsize=64)
def _picture(
    file: tuple[Path, int], page: int, quote: str, lead: str, boxes: tuple[Share, ...]
) -> PagePicture | None:
    """Draw a page once for each state of the file; its time only tells states apart."""
    return draw_page(file[0], page, quote, lead, boxes)


def _draw_picture(talk: Conversation, citation: Citation, cited: int, picture: PagePicture) -> None:
    page = cited + talk.page_step
    label = visible(citation.label)
    st.image(
        picture.png,
        width="stretch",
        alt=say(Text.PAGE_PICTURE, page=page, label=label),
    )
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        _page_button(talk, -1, Text.PAGE_BEFORE, page > 1)
        st.text(say(Text.PAGE_OF, page=page, pages=picture.pages))
        _page_button(talk, 1, Text.PAGE_AFTER, page < picture.pages)


def _page_button(talk: Conversation, step: int, label: Text, enabled: bool) -> None:
    def leaf() -> None:
        talk.page_step += step

    st.button(
        say(label),
        key=f"page-{label.name}",
        icon=":material/chevron_left:" if step < 0 else ":material/chevron_right:",
        icon_position="left" if step < 0 else "right",
        type="tertiary",
        disabled=not enabled,
        on_click=leaf,
    )


def _remark(talk: Conversation, picture: PagePicture) -> str | None:
    if talk.page_step:
        return None
    return {
        Marking.WHOLE: None,
        Marking.BEGINNING: say(Text.MARKED_PARTLY),
        Marking.NONE: say(Text.NOT_MARKED),
    }[picture.marking]


def _text(citation: Citation, passage: Passage | None, remark: str | None) -> dict[str, Any]:
    """Return the quote in its provision; alone, with a remark, when the provision has changed."""
    if passage is None or not _unchanged(citation, passage):
        return {
            "lead": "",
            "quote": visible(citation.quote),
            "trail": "",
            "before": None,
            "after": None,
            "remark": say(Text.TEXT_CHANGED),
        }
    text = passage.provision.text
    before, after = passage.before, passage.after
    return {
        "lead": visible(excerpt_end(text[: citation.start], _AROUND)),
        "quote": visible(citation.quote),
        "trail": visible(excerpt_start(text[citation.end :], _AROUND)),
        "before": visible(excerpt_end(before.text, _NEIGHBOUR)) if before else None,
        "after": visible(excerpt_start(after.text, _NEIGHBOUR)) if after else None,
        "remark": remark,
    }


def _unchanged(citation: Citation, passage: Passage) -> bool:
    return passage.provision.text[citation.start : citation.end] == citation.quote


def draw_open(document: Document, path: Path) -> None:
    """Offer the source file itself, which lies at `path`, read only when it is asked for."""
    if not path.is_file():
        st.text(say(Text.DOCUMENT_MISSING))
        return
    st.download_button(
        say(Text.OPEN_DOCUMENT),
        data=path.read_bytes,
        file_name=visible(Path(document.path).name),
        mime="application/octet-stream",
        icon=":material/open_in_new:",
        key=f"open-{document.id}",
        on_click="ignore",
    )


def _draw_others(talk: Conversation, exchange: Exchange, shown: Citation) -> None:
    others = (
        [item for item in exchange.answer.citations if item is not shown] if exchange.answer else []
    )
    if not others:
        return
    markers.choices(
        "other-sources",
        {"heading": say(Text.OTHER_SOURCES), "items": [_row(item) for item in others]},
        lambda n: talk.show(exchange.number, n),
    )


def _row(citation: Citation) -> dict[str, Any]:
    kind, status = KINDS[citation.document.kind], STATUSES[citation.status]
    return {
        "value": citation.n,
        "number": f"[{citation.n}]",
        "kind": {"tone": kind.tone, "symbol": kind.symbol},
        "label": visible(citation.label),
        "text": visible(excerpt_start(citation.quote, _SHORT_QUOTE)),
        "badge": {"tone": status.tone, "symbol": status.symbol, "label": say(status.text)},
    }
