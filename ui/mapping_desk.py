"""What the mapping pages work on: services of the served generation, who decides, outcomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import streamlit as st

from corpus.errors import AssistantError
from ui.loader import EngineHost, Outcome
from ui.messages import Catalogue, MappingText
from ui.screens import draw_error, user_line
from ui.state import newest, say

if TYPE_CHECKING:
    from assistant.audits import AuditService
    from assistant.drafts import DraftService
    from assistant.engine import Engine
    from assistant.mapping import MappingService
    from assistant.mapping.model import CellKey

__all__ = ["Desk", "act", "desk_of", "draw_outcome", "officer_now", "signed", "take_back"]

_OFFICER = "mapping_officer"
_OFFICER_FIELD = "mapping-officer"
_SAID = "mapping_said"
_FAILED = "mapping_failed"


@dataclass(frozen=True, slots=True)
class Desk:
    """The services of one generation; `officer` is who decides, "" while nobody is named."""

    mapping: MappingService
    audits: AuditService
    drafts: DraftService
    officer: str


class _Desks:
    """The desk of the newest generation; used on the engine's worker thread only."""

    def __init__(self) -> None:
        self._kept: tuple[Engine, int, Desk] | None = None

    def desk(self, engine: Engine) -> Desk:
        """Return the desk of the newest generation; refreshes the engine."""
        engine.refresh()
        kept = self._kept
        if kept is None or kept[0] is not engine or kept[1] != engine.generation:
            self._kept = kept = (engine, engine.generation, _open(engine))
        return kept[2]


def _open(engine: Engine) -> Desk:
    # Seconds of imports, which other pages must not wait for.
    from assistant.audits import AuditService
    from assistant.drafts import DraftService
    from assistant.mapping import MappingService
    from assistant.store import Store
    from corpus.registers import load_situations
    from corpus.settings import load_settings

    settings = load_settings()
    store = Store.open(settings)
    mapping = MappingService.open(settings, store)
    return Desk(
        mapping,
        AuditService(mapping, load_situations(settings.register_folders), store),
        DraftService(mapping, engine.encoder, settings),
        settings.officer,
    )


@st.cache_resource(show_spinner=False)
def _desks() -> _Desks:
    return _Desks()


def desk_of(host: EngineHost) -> Outcome[Desk]:
    """Return the desk of the newest generation, or the error it could not be opened with."""
    desks = _desks()
    return host.run(desks.desk)


def signed(desk: Desk) -> Desk:
    """Draw who decides, a field where the settings name nobody; return the desk with the name."""
    if desk.officer:
        st.caption(f"{say(MappingText.OFFICER)}: {desk.officer}")
        return desk
    # What a field holds is forgotten while it is not drawn; the name must outlive that.
    kept = st.session_state.get(_OFFICER, "")
    typed = st.text_input(
        say(MappingText.OFFICER),
        value=kept,
        max_chars=120,
        placeholder=say(MappingText.OFFICER_HELP),
        label_visibility="collapsed",
        key=_OFFICER_FIELD,
    )
    st.session_state[_OFFICER] = typed
    return replace(desk, officer=typed)


def officer_now(desk: Desk) -> str:
    """Return who decides at the moment of a click, which may come together with the name."""
    return newest(_OFFICER_FIELD, desk.officer)


def take_back(desk: Desk, key: CellKey) -> None:
    """Undo the last decision on a cell in the name of who decides now."""
    desk.mapping.undo(key, officer_now(desk))


def act(work: Callable[[], object], said: Catalogue, **values: object) -> None:
    """Do what a button asks; the next run says `said`, or why it could not be done."""
    try:
        work()
    except AssistantError as error:
        st.session_state[_FAILED] = user_line(error)
    else:
        st.session_state[_SAID] = say(said, **values)


def draw_outcome() -> None:
    """Say once what the last button did.

    The place is always there, so that a line that comes or goes moves nothing below it.
    """
    failed = st.session_state.pop(_FAILED, None)
    said = st.session_state.pop(_SAID, None)
    with st.container(key="mapping-outcome"):
        if failed:
            draw_error("mapping-error", failed)
    if said:
        st.toast(said, icon=":material/check:")
