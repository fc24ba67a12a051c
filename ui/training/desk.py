"""What the trainers' pages work on: services of the served generation, and outcomes told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

import streamlit as st

from corpus.errors import AssistantError
from ui import markers
from ui.loader import EngineHost, Outcome
from ui.messages import Catalogue
from ui.messages.training import TrainingText
from ui.screens import user_line
from ui.state import say

if TYPE_CHECKING:
    from assistant.engine import Engine
    from assistant.model import Answer
    from assistant.store import Store
    from assistant.training import BankMatcher, Batches, Match, QuestionBank, Sources
    from assistant.training.quizzes import MappingReader, QuizMaker, Quizzes
    from corpus.registers import Situations
    from corpus.settings import Settings

__all__ = ["Desk", "act", "desk_of", "draw_error", "draw_outcome", "match_approved"]

_SAID = "training_said"
_FAILED = "training_failed"
_UNDO = "training_undo"

_EDITIONS = ("2008", "2015")


@dataclass(frozen=True, slots=True)
class Desk:
    """The services of one generation; safe to share between sessions."""

    sources: Sources
    batches: Batches
    bank: QuestionBank
    maker: QuizMaker
    quizzes: Quizzes
    situations: Situations


class _Desks:
    """The desk of the newest generation and the matcher of its bank.

    Used on the engine's worker thread only, but for `changed`.
    """

    def __init__(self) -> None:
        self._store: Store | None = None
        self._kept: tuple[Engine, int, Desk] | None = None
        self._matcher: tuple[tuple[Desk, int, dt.date], BankMatcher] | None = None
        self._changes = 0

    def changed(self) -> None:
        """Tell that the bank may have changed."""
        self._changes += 1

    def desk(self, engine: Engine) -> Desk:
        """Return the desk of the newest generation; refreshes the engine."""
        engine.refresh()
        kept = self._kept
        if kept is None or kept[0] is not engine or kept[1] != engine.generation:
            self._kept = kept = (engine, engine.generation, self._open(engine))
        return kept[2]

    def match(self, engine: Engine, answer: Answer) -> Match | None:
        """Return the approved entry for a question if it still stands as it was matched."""
        desk = self.desk(engine)
        found = self._matcher_of(engine, desk).match(answer)
        if found is None or desk.bank.read(found.entry.id) != found.entry:
            return None
        return None if desk.bank.flags(found.entry) else found

    def _matcher_of(self, engine: Engine, desk: Desk) -> BankMatcher:
        from assistant.training import BankMatcher

        # The day counts, for entries run out and documents end on a day.
        key = (desk, self._changes, dt.date.today())
        if self._matcher is None or self._matcher[0] != key:
            self._matcher = (key, BankMatcher(engine.encoder, desk.bank.offered(key[2])))
        return self._matcher[1]

    def _open(self, engine: Engine) -> Desk:
        # Half a second of imports, which other pages must not wait for.
        from assistant.store import Store
        from assistant.training import Batches, QuestionBank, Sources
        from assistant.training.quizzes import QuizMaker, Quizzes
        from corpus.registers import load_situations
        from corpus.settings import load_settings

        settings = load_settings()
        self._store = store = self._store or Store.open(settings)
        sources = Sources(engine)
        situations = load_situations(settings.register_folders)
        return Desk(
            sources,
            Batches(store),
            QuestionBank(store, sources),
            QuizMaker(sources, situations, _mapping_reader(settings, store)),
            Quizzes(store, {edition: sources.register(edition) for edition in _EDITIONS}),
            situations,
        )


def _mapping_reader(settings: Settings, store: Store) -> MappingReader:
    """Return what reads the agency's mapping; it is opened when a quiz is first made."""
    from assistant.mapping import MappingService
    from assistant.training.quizzes import read_mapping

    opened = cache(partial(MappingService.open, settings, store))
    return lambda edition: read_mapping(opened(), edition)


@st.cache_resource(show_spinner=False)
def _desks() -> _Desks:
    return _Desks()


def desk_of(host: EngineHost) -> Outcome[Desk]:
    """Return the desk of the newest generation, or the error it could not be opened with."""
    desks = _desks()
    return host.run(desks.desk)


def match_approved(host: EngineHost, answer: Answer) -> Outcome[Match | None]:
    """Return the approved entry that answers the question of `answer`, None if in doubt."""
    desks = _desks()
    return host.run(lambda engine: desks.match(engine, answer))


def act(
    work: Callable[[], object], said: Catalogue, undo: Callable[[], object] | None = None
) -> None:
    """Do what a button asks; the next run says `said`, or why it could not be done.

    `undo` takes it back, and is offered until something else is done.
    """
    st.session_state.pop(_UNDO, None)
    try:
        work()
    except AssistantError as error:
        st.session_state[_FAILED] = user_line(error)
        return
    finally:
        _desks().changed()
    st.session_state[_SAID] = say(said)
    if undo is not None:
        st.session_state[_UNDO] = (undo, say(said))


def draw_outcome() -> None:
    """Say once what the last button did, and offer to take it back while that is possible.

    The place is always there: a line that comes or goes would move all that follows to other
    places of the page, which builds that anew and loses a click made meanwhile.
    """
    with st.container(key="training-outcome"):
        _draw_outcome()


def _draw_outcome() -> None:
    failed = st.session_state.pop(_FAILED, None)
    said = st.session_state.pop(_SAID, None)
    undo = st.session_state.get(_UNDO)
    if failed:
        draw_error(failed)
    if said and undo is None:
        st.toast(said, icon=":material/check:")
    if undo is not None:
        with st.container(horizontal=True, vertical_alignment="center", key="training-undo"):
            st.text(undo[1])
            st.button(
                say(TrainingText.UNDO),
                icon=":material/undo:",
                on_click=act,
                args=(undo[0], TrainingText.UNDONE),
            )


def draw_error(line: str) -> None:
    """Draw why something could not be done."""
    markers.notice(
        "training-error",
        {
            "tone": "red",
            "symbol": "error",
            "title": say(TrainingText.FAILED),
            "text": line,
            "steps": [],
        },
    )
