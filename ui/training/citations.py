"""The citations of an entry: quotes edited, taken out, put in another's place, added."""

from __future__ import annotations

import functools
from collections.abc import Callable

import streamlit as st

from assistant.training import BankCitation, BankEntry
from ui import markers
from ui.messages.training import TrainingText
from ui.press import sent
from ui.state import newest, say
from ui.training import blocks
from ui.training.desk import Desk, act
from ui.why import document_name, near

__all__ = ["draw_citations"]


def draw_citations(desk: Desk, entry: BankEntry) -> None:
    """Draw each citation with what can be done to it, then the ways to add one."""
    st.subheader(say(TrainingText.CITATIONS), anchor=False)
    for kept in entry.citations:
        n = kept.citation.n
        markers.prose(f"training-citation-{n}", {"blocks": [blocks.quote(kept)]})
        # The number alone: a label is markup, and a document's name must not be that.
        with st.expander(say(TrainingText.CHANGE_CITATION, n=n), key=f"citation-{entry.id}-{n}"):
            _draw_change(desk, entry, kept)
    with st.expander(
        say(TrainingText.ADD_CITATION), icon=":material/add:", key=f"citation-{entry.id}-new"
    ):
        _draw_ranked(entry, "new", TrainingText.ADD_RANKED, _adder(desk, entry))
        _draw_locator(desk, entry)


def _draw_change(desk: Desk, entry: BankEntry, kept: BankCitation) -> None:
    cited, bank = kept.citation, desk.bank
    place = f"{entry.id}-{cited.n}-{entry.updated.timestamp()}"
    field = f"quote-{place}"
    words = st.text_area(
        say(TrainingText.QUOTE),
        cited.quote,
        key=field,
        help=say(TrainingText.QUOTE_HELP),
    )

    def save() -> None:
        bank.edit_quote(entry.id, cited.n, newest(field, words))

    with st.container(horizontal=True):
        st.button(
            say(TrainingText.SAVE_QUOTE),
            icon=":material/save:",
            disabled=words == cited.quote,
            key=f"save-{place}",
            on_click=functools.partial(
                act,
                save,
                TrainingText.SAVED,
                functools.partial(bank.edit_quote, entry.id, cited.n, cited.quote),
            ),
        )
        # Markers in the answer move up with it, so it asks instead of being taken back.
        with st.popover(
            say(TrainingText.REMOVE_CITATION), icon=":material/remove:", key=f"sure-{place}"
        ):
            st.text(say(TrainingText.REMOVE_SURE))
            st.button(
                say(TrainingText.REMOVE_NOW, n=cited.n),
                key=f"remove-{place}",
                on_click=functools.partial(
                    act,
                    functools.partial(bank.remove_citation, entry.id, cited.n),
                    TrainingText.CITATION_REMOVED,
                ),
            )

    def replace(document: str, locator: str) -> None:
        bank.replace_citation(entry.id, cited.n, document, locator)

    _draw_ranked(entry, place, TrainingText.REPLACE_RANKED, replace)


def _adder(desk: Desk, entry: BankEntry) -> Callable[[str, str], object]:
    return lambda document, locator: desk.bank.add_citation(entry.id, document, locator)


def _draw_ranked(
    entry: BankEntry, key: str, label: TrainingText, take: Callable[[str, str], object]
) -> None:
    """Draw the provisions that the search ranked for the question, one of which is taken."""
    if not entry.evidence:
        return
    field = f"ranked-{entry.id}-{key}"
    chosen = st.selectbox(
        say(TrainingText.RANKED),
        entry.evidence,
        format_func=lambda result: near(result)["text"],
        key=field,
    )

    def take_chosen() -> None:
        picked = newest(field, chosen)
        take(picked.document.id, picked.locator)

    st.button(
        say(label),
        icon=":material/swap_horiz:" if label is TrainingText.REPLACE_RANKED else ":material/add:",
        key=f"take-{entry.id}-{key}",
        on_click=functools.partial(act, take_chosen, TrainingText.CITATION_TAKEN),
    )


def _draw_locator(desk: Desk, entry: BankEntry) -> None:
    documents = {d.id: document_name(d) for d in desk.sources.documents.values()}
    with st.form(f"locator-{entry.id}", border=False):
        document = st.selectbox(
            say(TrainingText.DOCUMENT), list(documents), format_func=lambda key: documents[key]
        )
        locator = st.text_input(
            say(TrainingText.LOCATOR), placeholder=say(TrainingText.LOCATOR_HINT), max_chars=120
        )
        words = st.text_area(say(TrainingText.QUOTE_OPTIONAL), height=80)
        wanted = sent(TrainingText.ADD_LOCATOR, f"locator-{entry.id}-add", ":material/add:")

    def add() -> None:
        desk.bank.add_citation(entry.id, document, locator, words.strip() or None)

    if wanted:
        act(add, TrainingText.CITATION_TAKEN)
        st.rerun()
