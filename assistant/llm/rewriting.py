"""An answer rewritten by a language model, as a stream of events that ends with an answer."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Self

from assistant.conversations import Turn
from assistant.engine import Engine
from assistant.llm.assembling import Assembly, failed
from assistant.llm.client import LanguageModel, Usage
from assistant.llm.completing import Completed, Completer
from assistant.llm.events import Draft, Dropped, Event, EvidenceFound, Finished, Silence
from assistant.llm.evidence import NumberedEvidence, number_evidence
from assistant.llm.gate import Approved, Gate, Rejected
from assistant.llm.ledger import Ledger
from assistant.llm.parsing import ProposalReader
from assistant.llm.places import Places
from assistant.llm.prompt import messages
from assistant.model import Answer
from assistant.store import Store
from corpus.errors import LanguageModelError
from corpus.settings import Settings

__all__ = ["Rewriter", "Writer", "gate_over", "places_of", "rewrite"]

NOTHING_USABLE = "không đưa ra câu nào dùng được"
TOO_LITTLE = "viết quá nhiều điều không có căn cứ"


@dataclass(frozen=True, slots=True)
class Writer:
    """A model with the ledger that its requests are booked in."""

    model: LanguageModel
    ledger: Ledger
    answer_tokens: int


def rewrite(
    answer: Answer, evidence: Sequence[NumberedEvidence], writer: Writer, gate: Gate
) -> Iterator[Event]:
    """Yield what happens while `answer` is rewritten; see `assistant.llm.events`.

    A refusal is not rewritten. Whatever goes wrong with the model, the last event holds an
    answer, then the one that was given. Closing the iterator cancels the request.
    """
    yield EvidenceFound(answer, tuple(evidence))
    if answer.refused or not evidence:
        yield Finished(answer)
        return
    started = time.perf_counter()
    assembly = Assembly(answer, evidence)
    try:
        yield from _sentences(answer.question, evidence, assembly, (writer, gate))
    except LanguageModelError as error:
        final = failed(answer, str(error), assembly.dropped)
    else:
        final = _final(answer, assembly)
    yield Finished(replace(final, seconds=answer.seconds + time.perf_counter() - started))


def _sentences(
    question: str,
    evidence: Sequence[NumberedEvidence],
    assembly: Assembly,
    by: tuple[Writer, Gate],
) -> Iterator[Event]:
    """Ask the model and yield what becomes of each sentence."""
    writer, gate = by
    asked = messages(question, evidence)
    expected = Usage(output_tokens=writer.answer_tokens)
    expected.estimate(asked)
    reader = ProposalReader()
    with (
        writer.ledger.request(writer.model.name, expected) as usage,
        closing(writer.model.stream(asked, usage)) as pieces,
    ):
        shown = ""
        for piece in pieces:
            for proposal in reader.feed(piece):
                for verdict in gate.judge(proposal, evidence):
                    yield _settle(verdict, assembly)
                shown = ""
            if reader.full:
                break
            unfinished = reader.unfinished()
            draft = gate.draft(unfinished, evidence) if unfinished else ""
            if draft and draft != shown:
                shown = draft
                yield Draft(draft)
            else:
                yield Silence()


def _settle(verdict: Approved | Rejected, assembly: Assembly) -> Event:
    if isinstance(verdict, Approved):
        return assembly.add(verdict)
    reason = verdict.reason.value
    assembly.dropped.append(reason)
    return Dropped(reason)


def _final(answer: Answer, assembly: Assembly) -> Answer:
    if assembly.suffices:
        return assembly.answer()
    reason = TOO_LITTLE if assembly.dropped else NOTHING_USABLE
    return failed(answer, reason, assembly.dropped)


def gate_over(engine: Engine) -> Gate:
    """Return the gate that knows the engine's documents and the registers."""

    def similarity(first: str, second: str) -> float:
        vectors = engine.encoder.encode([first, second])
        return float(vectors[0] @ vectors[1])

    return Gate(places_of(engine), similarity)


def places_of(engine: Engine) -> Places:
    """Return what the engine's documents and the registers know of clauses and articles."""

    def locators(document_id: str) -> set[str]:
        return {provision.locator for provision in engine.provisions(document_id)}

    return Places(engine.documents, locators, engine.registers.legal)


class Rewriter:
    """The configured model over one engine; safe to share between threads."""

    def __init__(self, engine: Engine, writer: Writer, gate: Gate, completer: Completer) -> None:
        self._engine = engine
        self._writer = writer
        self._gate = gate
        self._completer = completer

    @classmethod
    def open(cls, settings: Settings, engine: Engine, store: Store) -> Self | None:
        """Make the rewriter that ISO_LLM_* ask for, None where no model is configured.

        Opens no connection. Raises `ConfigurationError` for settings that cannot be used.
        """
        if not settings.llm_model:
            return None
        model = LanguageModel.open(settings)
        writer = Writer(model, Ledger(store, settings), settings.llm_answer_tokens)
        completer = Completer(
            model, writer.ledger, places_of(engine), settings.llm_question_seconds
        )
        return cls(engine, writer, gate_over(engine), completer)

    def rewrite(self, answer: Answer) -> Iterator[Event]:
        """Yield what happens while `answer`, one of the engine's, is rewritten."""
        evidence = number_evidence(answer, lambda d, at: self._engine.passage(d, at).provision)
        return rewrite(answer, evidence, self._writer, self._gate)

    def complete(self, question: str, history: Sequence[Turn]) -> Completed:
        """Return the complete question behind a follow-up; see `Completer.complete`."""
        return self._completer.complete(question, history)

    def close(self) -> None:
        """Cancel what is running."""
        self._writer.model.close()
