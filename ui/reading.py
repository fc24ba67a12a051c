"""The reading pane of the library: a clause, a legal document or a procedure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from assistant.labels import citation_label
from assistant.library import ClauseRow, DocumentRow, Edition, LegalRow, Library
from assistant.model import Passage
from corpus.model import Document, DocumentKind, Provision
from corpus.registers import StatusStatement
from ui import markers
from ui.evidence import draw_open, file_of
from ui.exchange import document_name
from ui.library_place import address, close, turn_to
from ui.loader import EngineHost
from ui.messages import Text
from ui.plain_text import excerpt_end, excerpt_start, visible
from ui.reading_facts import (
    basis_items,
    chain_steps,
    clause_facts,
    clause_items,
    counterpart_items,
    document_facts,
    legal_facts,
    mandatory_facts,
    outline,
)
from ui.signs import badge_of, sign_of
from ui.state import say
from ui.vocabulary import KINDS

__all__ = ["draw_reading"]

_NEIGHBOUR = 280  # code points of the provisions before and after
_LONGEST = 6_000  # code points of a provision's own text


@dataclass(frozen=True, slots=True)
class _Head:
    """What the pane shows; `doubt` says what was not seen at a source."""

    kind: DocumentKind
    label: str
    document: str | None = None
    statement: StatusStatement | None = None
    doubt: Text | None = None


def draw_reading(host: EngineHost, library: Library, key: str, locator: str | None) -> None:
    """Draw the place with that key and locator, or say that there is none."""
    # The chat's pane has the same key: one set of layout rules serves both.
    with st.container(key="evidence", gap="small"):
        st.button(
            say(Text.READING_CLOSE),
            icon=":material/arrow_back:",
            type="tertiary",
            key="reading-close",
            on_click=close,
        )
        edition = library.edition(key)
        clause = edition.clause(locator) if edition and locator else None
        legal, row = library.legal_row(key), library.document_row(key)
        if edition and clause:
            _draw_clause(host, library, edition, clause)
        elif legal:
            _draw_legal(host, legal, _document(legal.documents, key), locator)
        elif row:
            _draw_document(host, library, row, locator)
        else:
            st.text(say(Text.READING_NOT_FOUND))


def _document(documents: Sequence[Document], key: str) -> Document | None:
    """Return the document with that id, else the first that holds the text."""
    named = (document for document in documents if document.id == key)
    return next(named, documents[0] if documents else None)


def _draw_clause(host: EngineHost, library: Library, edition: Edition, clause: ClauseRow) -> None:
    other = next(item for item in library.editions if item is not edition)
    document = _document(edition.documents, "")
    passage = _passage(host, document, clause.number)
    head = _Head(
        DocumentKind.STANDARD,
        f"{clause.number} {clause.title}",
        edition.code,
        edition.statement,
        None if clause.verified else Text.CLAUSE_UNVERIFIED,
    )
    _draw_head(head, passage)
    _draw_passage(document, passage, edition.code)
    items = counterpart_items(clause, other)
    if items:
        heading = say(Text.COUNTERPARTS, edition=other.edition)
        markers.choices("counterparts", {"heading": heading, "items": items}, turn_to)
    else:
        st.caption(say(Text.NO_COUNTERPART, edition=other.edition))
    markers.details("clause-facts", {"heading": None, "facts": clause_facts(clause)})
    if clause.mandatory:
        facts = {"heading": say(Text.MANDATORY), "facts": mandatory_facts(clause)}
        markers.details("mandatory", facts)


def _draw_legal(
    host: EngineHost, row: LegalRow, document: Document | None, locator: str | None
) -> None:
    entry = row.entry
    passage = _passage(host, document, locator) if locator else None
    head = _Head(
        DocumentKind.LEGAL,
        " ".join(filter(None, (entry.type, entry.number))),
        entry.title,
        row.statement,
        None if entry.verified else Text.ENTRY_UNVERIFIED,
    )
    _draw_head(head, passage)
    if locator:
        _draw_passage(document, passage, entry.number)
    if len(row.chain) > 1:
        steps = {"heading": say(Text.CHAIN), "steps": chain_steps(row)}
        markers.timeline("chain", steps, turn_to)
    if not locator:
        markers.details("legal-facts", {"heading": None, "facts": legal_facts(row)})
    _draw_contents(host, document, locator)


def _draw_document(
    host: EngineHost, library: Library, row: DocumentRow, locator: str | None
) -> None:
    document = row.document
    passage = _passage(host, document, locator) if locator else None
    _draw_head(_Head(document.kind, document_name(document)), passage)
    if locator:
        _draw_passage(document, passage, document.id)
    else:
        markers.details("document-facts", {"heading": None, "facts": document_facts(row)})
        for name, heading, items in (
            ("bases", Text.BASES, basis_items(library, row)),
            ("clauses", Text.CLAUSES_CITED, clause_items(library, row)),
        ):
            if items:
                markers.choices(name, {"heading": say(heading), "items": items}, turn_to)
    _draw_contents(host, document, locator)


def _draw_head(head: _Head, passage: Passage | None) -> None:
    label = head.label
    if passage is not None and head.kind is not DocumentKind.STANDARD:
        label = citation_label(passage.document, passage.provision)
    copied = f'"{passage.provision.text}" ({label})' if passage else None
    markers.source(
        {
            "content": {
                "n": None,
                "label": visible(label),
                "document": visible(head.document) if head.document else None,
                "kind": sign_of(KINDS[head.kind]),
                "badge": badge_of(head.statement.status) if head.statement else None,
                "facts": [say(head.doubt)] if head.doubt else [],
                "notice": _notice(head.statement),
                "copy": copied and _copy(copied),
            },
            "chosen": True,
        }
    )


def _notice(statement: StatusStatement | None) -> str | None:
    if statement is None or statement.in_force:
        return None
    return visible(" ".join(filter(None, (statement.reason, statement.notice))))


def _copy(text: str) -> dict[str, str]:
    return {"label": say(Text.COPY_CITATION), "done": say(Text.COPIED), "text": visible(text)}


def _passage(host: EngineHost, document: Document | None, locator: str) -> Passage | None:
    if document is None:
        return None
    return host.run(lambda engine: engine.passage(document.id, locator)).value


def _draw_passage(document: Document | None, passage: Passage | None, key: str) -> None:
    """Show a provision with what stands around it; without its text, say so."""
    if document is None or passage is None:
        st.caption(say(Text.NO_TEXT))
        return
    before, after = passage.before, passage.after
    markers.passage(
        {
            "lead": visible(excerpt_start(passage.provision.text, _LONGEST)),
            "quote": "",
            "trail": "",
            "before": visible(excerpt_end(before.text, _NEIGHBOUR)) if before else None,
            "after": visible(excerpt_start(after.text, _NEIGHBOUR)) if after else None,
            "remark": None,
        }
    )
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        _step_button(key, before, Text.READING_BEFORE, left=True)
        _step_button(key, after, Text.READING_AFTER, left=False)


def _step_button(key: str, provision: Provision | None, label: Text, *, left: bool) -> None:
    st.button(
        say(label),
        key=f"reading-{label.name}",
        icon=":material/chevron_left:" if left else ":material/chevron_right:",
        icon_position="left" if left else "right",
        type="tertiary",
        disabled=provision is None,
        on_click=turn_to,
        args=(address(key, provision.locator) if provision else None,),
    )


def _draw_contents(host: EngineHost, document: Document | None, locator: str | None) -> None:
    """Show the document's provisions to open, and the file itself."""
    if document is None:
        st.caption(say(Text.NO_TEXT))
        return
    provisions = host.run(lambda engine: engine.provisions(document.id)).value or ()
    content = {
        "tree": document.id,
        "nodes": outline(document, provisions, None),
        "opened": [],
        "heading": None,
        "labels": {"toggle": say(Text.TREE_TOGGLE)},
        "empty": say(Text.NO_TEXT),
    }
    st.text(say(Text.READING_CONTENTS))
    chosen = address(document.id, locator)
    markers.tree("contents", {"content": content, "chosen": chosen}, turn_to)
    draw_open(document, file_of(host, document))
