"""The facts that audits and checks compare: who, when, on which form, kept how long."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import Provision

__all__ = ["Form", "Note", "ProcedureFacts", "Record", "StepFacts", "Term"]


@dataclass(frozen=True, slots=True)
class Note:
    """Words of a provision: `text == provision.text[start:end]`."""

    provision: Provision
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words as printed."""
        return self.provision.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A step and what it says of itself; None where it says nothing.

    `forms` are the codes it names, each once, in order.
    """

    provision: Provision
    title: str
    role: Note | None
    time: Note | None
    forms: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the list of forms: its code and name, and the line that gives both."""

    code: str
    name: str
    line: Note


@dataclass(frozen=True, slots=True)
class Record:
    """A record that is kept: its name, and keeper and retention where the table tells them."""

    name: str
    keeper: str | None
    retention: str | None
    line: Note


@dataclass(frozen=True, slots=True)
class Term:
    """A term with its meaning, as the section of definitions gives it."""

    term: str
    meaning: str
    line: Note


@dataclass(frozen=True, slots=True)
class ProcedureFacts:
    """All of it for one procedure, each list in reading order."""

    steps: tuple[StepFacts, ...]
    forms: tuple[Form, ...]
    records: tuple[Record, ...]
    terms: tuple[Term, ...]
