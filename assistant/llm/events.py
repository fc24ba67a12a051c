"""What happens while an answer is being rewritten, in the order it can be shown."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.llm.evidence import NumberedEvidence
from assistant.model import Answer, Citation, Claim

__all__ = ["Draft", "Dropped", "Event", "EvidenceFound", "Finished", "Silence", "Verified"]


@dataclass(frozen=True, slots=True)
class EvidenceFound:
    """First: the answer made without the model, complete, and what the model is given."""

    answer: Answer
    evidence: tuple[NumberedEvidence, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """The sentence being written, as far as it may be shown; each replaces the last one.

    Plain text that has passed the checks on its words, not yet those on the whole sentence.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Verified:
    """A sentence that passed the gate takes the draft's place; with the citations it carries."""

    claim: Claim
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that did not pass; the draft goes. `reason` is for the reader."""

    reason: str


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing to show came: an occasion to close the iterator.

    For every half second of silence, and for whatever the model says that shows nothing yet.
    """


@dataclass(frozen=True, slots=True)
class Finished:
    """Last: the answer to keep; it replaces everything shown before."""

    answer: Answer


Event = EvidenceFound | Draft | Verified | Dropped | Silence | Finished
"""EvidenceFound once, then any of Draft, Verified, Dropped, Silence, then Finished once."""
