"""What the mapping reads from an index, once for each generation: procedures and editions."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from assistant.mapping.meaning import Fits, Section, measure_fits
from corpus.model import Document, DocumentKind, Provision
from corpus.registers import StandardRegister
from corpus.text import fold, syllables
from ingest.index import Index
from ingest.lexical import terms

__all__ = ["Agency", "Procedure", "assessed_clauses", "listing", "read_agency"]

_ASSESSED_LEVEL = 3
_UNIT = re.compile(
    r"^\W*(?:Đơn vị|Phòng|Bộ phận) (?:chủ trì|thực hiện|phụ trách)\s*[:|]\s*(.+)$", re.M
)
_LEAST_WORDS = 16
"""A section with fewer words, heading included, only holds others together."""

_FRAME = re.compile(
    r"[\divx.)\s]*(?:muc dich|pham vi|tai lieu vien dan|can cu|dinh nghia|thuat ngu|bieu mau|"
    r"ho so|mo dau|gioi thieu|bang doi chieu)"
)
"""Folded titles of sections that procedures share almost word for word."""

_LISTS = re.compile(r"bieu mau|ho so")
"""Folded titles of the sections that list forms and records."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure as it stands in the index.

    `version` is the hash of its content; `unit` is who is in charge, "" if it is not said.
    `sections` are its ranking units, each with its provisions in reading order; `lists` the
    provisions that list forms and records, a line each.
    """

    document: Document
    version: str
    unit: str
    provisions: tuple[Provision, ...]
    sections: tuple[Section, ...]
    lists: tuple[Provision, ...]

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document.id

    def provision(self, locator: str) -> Provision | None:
        """Return the provision with that locator, None if there is none."""
        return next((p for p in self.provisions if p.locator == locator), None)

    def section(self, locator: str) -> Section | None:
        """Return the section with that locator, None if there is none."""
        return next((s for s in self.sections if s.locator == locator), None)


@dataclass(frozen=True, slots=True)
class Agency:
    """All procedures, and how their sections fit the clauses of each edition.

    `fits` and `versions` are by edition; an edition without text in the index has no fits
    and the version "". `standards` holds the standard's provisions by edition and clause,
    `idf` gives the inverse document frequency of a term, `words` the different syllables of
    a text, `weights` the frequencies of all terms of a clause, by (edition, number).
    """

    generation: int
    procedures: tuple[Procedure, ...]
    fits: Mapping[str, Fits]
    versions: Mapping[str, str]
    standards: Mapping[str, Mapping[str, tuple[tuple[Document, Provision], ...]]]
    idf: Callable[[str], float]
    words: Callable[[str], frozenset[str]]
    weights: Callable[[str, str], Mapping[str, float]]

    def procedure(self, document_id: str) -> Procedure | None:
        """Return the procedure with that id, None if the index has none."""
        return next((p for p in self.procedures if p.id == document_id), None)


def assessed_clauses(register: StandardRegister) -> tuple[str, ...]:
    """Return the numbers that procedures are mapped to: the deepest, down to level 3.

    A fourth level ("7.5.3.2") numbers parts of one requirement.
    """
    return tuple(
        clause.number
        for clause in register.clauses
        if clause.level == _ASSESSED_LEVEL
        or (clause.level < _ASSESSED_LEVEL and not register.children(clause.number))
    )


def read_agency(index: Index, registers: Iterable[StandardRegister]) -> Agency:
    """Read the procedures and editions of an index, which may be closed afterwards."""
    hashes = {stored.document.id: stored.content_hash for stored in index.catalog.stored().values()}
    units: dict[str, list[int]] = defaultdict(list)
    for row, unit in enumerate(index.units):
        units[unit.document_id].append(row)
    documents = index.documents.values()
    procedures = tuple(
        _procedure(index, document, hashes[document.id], units[document.id])
        for document in documents
        if document.kind is DocumentKind.PROCEDURE
    )
    bodies = [s for p in procedures for s in p.sections if not s.frame]
    fits, versions, standards = {}, {}, {}
    for register in registers:
        own = [d for d in documents if d.edition == register.edition]
        texts = _clause_texts(index, own)
        joined = "".join(sorted(hashes[d.id] for d in own))
        versions[register.edition] = hashlib.sha256(joined.encode()).hexdigest() if own else ""
        standards[register.edition] = MappingProxyType(texts)
        if own:
            fits[register.edition] = measure_fits(
                index, bodies, _under(assessed_clauses(register), texts), [d.id for d in own]
            )
    idf = cache(index.lexical.idf)

    def weights(edition: str, clause: str) -> Mapping[str, float]:
        text = _under([clause], standards[edition])[clause]
        return {term: idf(term) for term in terms(syllables(text))}

    return Agency(
        index.manifest.generation,
        tuple(sorted(procedures, key=lambda p: (p.document.code or "~", p.document.path))),
        MappingProxyType(fits),
        MappingProxyType(versions),
        MappingProxyType(standards),
        idf,
        cache(lambda text: frozenset(syllables(text))),
        cache(weights),
    )


def _procedure(index: Index, document: Document, version: str, rows: Sequence[int]) -> Procedure:
    provisions = index.catalog.provisions(document.id)
    sections = []
    for row in rows:
        title = index.units[row].heading.rpartition(" › ")[2]
        own = index.provisions_of(index.units[row])
        words = sum(len(syllables(provision.text)) for provision in own)
        frame = words < _LEAST_WORDS or bool(_FRAME.match(fold(title)))
        sections.append(
            Section(row, document.id, index.units[row].locator, title, own, frame=frame)
        )
    opening = "\n".join(p.text for p in provisions[:2])
    unit = _UNIT.search(opening)
    name = unit.group(1).split("|")[0].strip(" .;") if unit else ""
    return Procedure(document, version, name, provisions, tuple(sections), listing(provisions))


def listing(provisions: Iterable[Provision]) -> tuple[Provision, ...]:
    """Return the provisions that list forms and records."""
    return tuple(p for p in provisions if _LISTS.search(fold(p.title)))


def _clause_texts(
    index: Index, documents: Iterable[Document]
) -> dict[str, tuple[tuple[Document, Provision], ...]]:
    texts: dict[str, list[tuple[Document, Provision]]] = defaultdict(list)
    for document in documents:
        for provision in index.catalog.provisions(document.id):
            texts[provision.locator].append((document, provision))
    return {locator: tuple(found) for locator, found in texts.items()}


def _under(
    clauses: Iterable[str], texts: Mapping[str, tuple[tuple[Document, Provision], ...]]
) -> dict[str, str]:
    """Return the whole text of each clause with what stands under it, by number."""
    return {
        clause: "\n".join(
            provision.text
            for locator, found in texts.items()
            if locator == clause or locator.startswith(f"{clause}.")
            for _, provision in found
        )
        for clause in clauses
    }
