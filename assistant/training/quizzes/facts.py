"""What the makers of items read: clauses with their notes, procedures with their steps."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from random import Random

from assistant.labels import document_label
from assistant.model import Citation
from assistant.quotes import Quote, quotable
from assistant.training.quizzes.gate import Gate
from assistant.training.quizzes.model import QuizRequest
from assistant.training.sources import Sources
from corpus.model import Document, DocumentKind, Provision, ProvisionKind
from corpus.registers import Situations, StandardRegister

__all__ = ["Draw", "Facts"]

_MARKED = "Yêu cầu: "


class Facts:
    """The corpus as one request for a quiz sees it, read on the day it is made."""

    def __init__(self, sources: Sources, situations: Situations, request: QuizRequest) -> None:
        self.sources = sources
        self.situations = situations
        self.request = request
        self.on = dt.date.today()

    @property
    def register(self) -> StandardRegister:
        """The clause list of the edition."""
        return self.sources.register(self.request.edition)

    @cached_property
    def procedures(self) -> tuple[Document, ...]:
        """The procedures that the quiz is about."""
        chosen = self.request.procedures
        found = self.sources.of_kind(DocumentKind.PROCEDURE)
        return tuple(d for d in found if not chosen or d.id in chosen)

    @cached_property
    def clauses(self) -> tuple[str, ...]:
        """The clauses without parts of their own that the quiz is about, in order."""
        return tuple(
            clause.number
            for clause in self.register.clauses
            if not self.register.children(clause.number) and self.wanted(clause.number)
        )

    def wanted(self, clause: str) -> bool:
        """Tell whether the request lets a clause be asked about."""
        chosen = self.request.clauses
        return not chosen or any(f"{clause}.".startswith(f"{above}.") for above in chosen)

    def clause_of(self, document_id: str) -> str:
        """Return the first clause of the edition that a procedure names, "" if none."""
        named = self.sources.named_clauses.get(document_id, ())
        return next((c.number for c in named if c.edition == self.request.edition), "")

    def clause_label(self, number: str) -> str:
        """Return a clause as an option prints it."""
        return f"Điều {number} {self.register.title(number).text}"

    def document_label(self, document: Document) -> str:
        """Return a procedure as an option prints it."""
        return document_label(document)

    def requirement(self, clause: str) -> Citation | None:
        """Return the first sentence of what a clause asks, cited; None without its text."""
        for document in self.sources.standards(self.request.edition):
            provision = self.sources.provision(document.id, clause)
            quotes = quotable(provision) if provision else []
            for quote in (list(filter(_is_requirement, quotes)) or quotes)[:1]:
                return self.sources.citation(document, quote, self.on)
        return None

    def neighbours(self, clause: str) -> list[str]:
        """Return the other clauses, those that share most of the number first."""
        parts = clause.split(".")

        def distance(other: str) -> tuple[int, int]:
            theirs = other.split(".")
            shared = 0
            while shared < min(len(parts), len(theirs)) and parts[shared] == theirs[shared]:
                shared += 1
            return -shared, abs(len(parts) - len(theirs))

        leaves = [c.number for c in self.register.clauses if not self.register.children(c.number)]
        return sorted((number for number in leaves if number != clause), key=distance)

    def steps(self, document: Document) -> list[Provision]:
        """Return the titled steps of a procedure that have no steps of their own."""
        provisions = self.sources.provisions(document.id)
        parents = {p.parent for p in provisions}
        return [
            p
            for p in provisions
            if p.kind is ProvisionKind.STEP and p.title and p.locator not in parents
        ]


@dataclass(frozen=True, slots=True)
class Draw:
    """What one kind of item is drawn from, the check it passes, and its own chance."""

    facts: Facts
    gate: Gate
    random: Random


def _is_requirement(quote: Quote) -> bool:
    line = quote.provision.text.rfind("\n", 0, quote.start) + 1
    return quote.provision.text.startswith(_MARKED, line)
