"""The draft beside what it is compared with: other procedures and its own earlier version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.mapping.model import Place
from assistant.mapping.quoting import locate
from assistant.mapping.reading import Procedure
from assistant.procedures import Note, ProcedureFacts, read_facts
from corpus.model import Document
from corpus.references import code_key
from corpus.text import fold, syllables

__all__ = ["Comparison", "Subject", "find_earlier", "word_key", "words_shared"]

_LEAST_TITLE = 0.6
"""Two documents of one code are versions of one procedure if their titles share so much."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A procedure with the facts that are compared."""

    procedure: Procedure
    facts: ProcedureFacts

    @classmethod
    def read(cls, procedure: Procedure) -> Subject:
        """Read the facts of a procedure."""
        return cls(procedure, read_facts(procedure.provisions))

    @property
    def document(self) -> Document:
        """The document."""
        return self.procedure.document

    def place(self, note: Note) -> Place:
        """Return the place of some words."""
        return locate(self.document, note.provision, note.start, note.end)

    def opening(self) -> tuple[Place, ...]:
        """Return the line of the first provision that prints the code, else its first line."""
        for provision in self.procedure.provisions[:1]:
            start, code = 0, self.document.code or "\n"
            for line in provision.text.split("\n"):
                if code in line:
                    return (locate(self.document, provision, start, start + len(line)),)
                start += len(line) + 1
            return (locate(self.document, provision, 0, len(provision.text.partition("\n")[0])),)
        return ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """A draft, the version it replaces, and all other procedures."""

    draft: Subject
    earlier: Subject | None
    others: tuple[Subject, ...]


def find_earlier(draft: Document, subjects: Sequence[Subject]) -> Subject | None:
    """Return the version that a draft replaces: the same code, and nearly the same title.

    A draft without a code replaces the procedure with the same title, if there is one.
    """
    if draft.code is None:
        wanted = word_key(draft.title)
        return next((s for s in subjects if word_key(s.document.title) == wanted), None)
    coded = [s for s in subjects if code_key(s.document.code or "") == code_key(draft.code)]
    best = max(coded, key=lambda s: words_shared(s.document.title, draft.title), default=None)
    if best is None or words_shared(best.document.title, draft.title) < _LEAST_TITLE:
        return None
    return best


def word_key(text: str) -> str:
    """Return what two spellings of the same words share: case, marks and spaces left out."""
    return " ".join(syllables(text))


def words_shared(first: str, second: str) -> float:
    """Return the share 0..1 of the words of two texts that both have, diacritics apart."""
    sets = [set(_folded(text)) for text in (first, second)]
    every = sets[0] | sets[1]
    return len(sets[0] & sets[1]) / len(every) if every else 0.0


def _folded(text: str) -> Iterable[str]:
    return syllables(fold(text))
