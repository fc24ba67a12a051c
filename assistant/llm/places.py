"""Places a sentence names: do they exist, and does its source name them too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from corpus.model import Document
from corpus.references import Reference, code_key, law_names, parse_references, resolve
from corpus.registers import LegalRegister, StandardRegister, load_standard, number_key
from corpus.registers.standards import EDITIONS

__all__ = ["NamedPlace", "Places"]

Locators = Callable[[str], Collection[str]]
"""All locators of the document with an id."""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place and the keys of the documents it may be in (none: it names no document)."""

    locator: str | None
    documents: frozenset[str]

    def is_within(self, other: NamedPlace) -> bool:
        """Tell whether naming `other` names this place too, or one above it."""
        if self.documents and not self.documents & other.documents:
            return False
        if self.locator is None or self.locator == other.locator:
            return True
        return other.locator is not None and other.locator.startswith(
            (f"{self.locator} ", f"{self.locator}.")
        )


class Places:
    """What the registers and the index know of clauses, articles and procedures."""

    def __init__(
        self, documents: Callable[[], Iterable[Document]], locators: Locators, legal: LegalRegister
    ) -> None:
        self._documents = documents
        self._locators = locators
        self._legal = legal
        self._law_names = law_names(legal)
        self._standards: dict[str, StandardRegister] = {
            _document_key(f"TCVN ISO 9001:{edition}"): load_standard(edition)
            for edition in EDITIONS
        }

    def references(self, text: str) -> tuple[Reference, ...]:
        """Return the references in `text`."""
        return parse_references(text, self._law_names)

    def named(self, text: str) -> list[NamedPlace]:
        """Return the places that `text` names."""
        return [self.place(reference) for reference in self.references(text)]

    def place(self, reference: Reference) -> NamedPlace:
        """Return the place of a reference."""
        numbers = resolve(reference, self._legal)
        keys = {_document_key(number) for number in numbers}
        if reference.document and not numbers:
            keys.add(_document_key(reference.document))
        elif reference.type and not numbers:
            keys.add(reference.name or reference.type)
        return NamedPlace(reference.locator, frozenset(keys))

    def cited(self, document: Document, locator: str) -> NamedPlace:
        """Return the place that a citation stands for."""
        keys = {_document_key(document.code)} if document.code else set()
        return NamedPlace(locator, frozenset(keys))

    def is_impossible(self, place: NamedPlace) -> bool:
        """Tell whether the documents named are known, and none of them has the place."""
        if place.locator is None:
            return False
        known = [has for key in place.documents for has in self._holders(key, place.locator)]
        return bool(known) and not any(known)

    def _holders(self, key: str, locator: str) -> list[bool]:
        """Return for the register and the index, where they know the document, if it has it."""
        found = []
        if key in self._standards:
            found.append(locator in self._standards[key])
        for document in self._documents():
            if document.code and _document_key(document.code) == key:
                has = {way for full in self._locators(document.id) for way in _ways(full)}
                found.append(locator in has)
        return found


def _document_key(code: str | None) -> str:
    return code_key(number_key(code or ""))


def _ways(locator: str) -> tuple[str, ...]:
    """Return how a locator may be written: whole, or without the part it stands in."""
    return (locator, locator.rpartition(", ")[2])
