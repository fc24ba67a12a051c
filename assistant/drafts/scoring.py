"""The agency as it would be with the draft in its index, without writing an index.

The draft is cut and encoded as documents of the index are, so that the mapping measures it
by the same figures as every procedure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import MappingProxyType
from typing import cast

import numpy as np
import numpy.typing as npt

from assistant.drafts.overlay import Overlay
from assistant.drafts.reading import Draft
from assistant.mapping.meaning import Fits, Section, measure_fits
from assistant.mapping.reading import Agency, Procedure, assessed_clauses, listing
from corpus.model import Chunk, DocumentKind
from corpus.registers import StandardRegister
from corpus.text import syllables
from ingest.catalog import Unit
from ingest.chunking import ChunkContext, chunk_document
from ingest.embedding import Encoder
from ingest.fields import Field, field_of
from ingest.index import Index
from ingest.structure import breadcrumb, unit_of

__all__ = ["Scored", "score_draft"]

Floats = npt.NDArray[np.float32]

_LEAST_WORDS = 16
"""A section with fewer words, heading included, only holds others together."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The draft as the one procedure of `agency`; its fits were measured among all others.

    `chunks` and `vectors`, float32 (chunks, dimension), are those of the sections that say
    something of their own; `others` the vectors of such sections of each other procedure.
    """

    agency: Agency
    procedure: Procedure
    chunks: tuple[Chunk, ...]
    vectors: Floats
    others: tuple[Floats, ...]


def score_draft(
    draft: Draft, agency: Agency, register: StandardRegister, index: Index, encoder: Encoder
) -> Scored:
    """Measure a draft against the clauses of an edition, among the procedures of `agency`.

    `index` is the generation that `agency` was read from, `encoder` its model.
    """
    chunks = _chunks(draft, encoder)
    vectors = encoder.encode([chunk.searched for chunk in chunks])
    units = {chunk.unit: chunk.heading for chunk in chunks}
    rows = {locator: row for row, locator in enumerate(units)}
    sections = _sections(draft, units, len(index.units))
    overlay = Overlay(
        index,
        [Unit(draft.document.id, locator, heading) for locator, heading in units.items()],
        [rows[chunk.unit] for chunk in chunks],
        [chunk.searched for chunk in chunks],
        vectors,
    )
    own = {section.locator for section in sections if not section.frame}
    kept = [row for row, chunk in enumerate(chunks) if chunk.unit in own]
    provisions = draft.structured.provisions
    procedure = Procedure(
        draft.document, draft.version, "", provisions, sections, listing(provisions)
    )
    fits = _fits(overlay, agency, sections, register)
    return Scored(
        replace(agency, procedures=(procedure,), fits=MappingProxyType(fits)),
        procedure,
        tuple(chunks[row] for row in kept),
        vectors[kept],
        _others(index, agency),
    )


def _chunks(draft: Draft, encoder: Encoder) -> list[Chunk]:
    by_locator = {p.locator: p for p in draft.structured.provisions}
    units = {key: unit_of(key, by_locator, DocumentKind.PROCEDURE) for key in by_locator}
    context = ChunkContext(
        encoder.count_tokens, units.__getitem__, partial(breadcrumb, by_locator=by_locator)
    )
    return chunk_document(draft.document, draft.structured.provisions, context)


def _sections(draft: Draft, units: Mapping[str, str], first_row: int) -> tuple[Section, ...]:
    by_locator = {p.locator: p for p in draft.structured.provisions}
    sections = []
    for row, (locator, heading) in enumerate(units.items(), start=first_row):
        title = heading.rpartition(" › ")[2]
        own = (by_locator[locator],)
        words = len(syllables(own[0].text))
        frame = words < _LEAST_WORDS or field_of(title) is not Field.BODY
        sections.append(Section(row, draft.document.id, locator, title, own, frame=frame))
    return tuple(sections)


def _fits(
    overlay: Overlay, agency: Agency, sections: Sequence[Section], register: StandardRegister
) -> dict[str, Fits]:
    texts = agency.standards.get(register.edition, {})
    if not texts:
        return {}
    clauses = {
        clause: "\n".join(
            provision.text
            for locator, found in texts.items()
            if f"{locator}.".startswith(f"{clause}.")
            for _, provision in found
        )
        for clause in assessed_clauses(register)
    }
    standards = list({document.id for found in texts.values() for document, _ in found})
    others = [s for p in agency.procedures for s in p.sections if not s.frame]
    bodies = [*others, *(s for s in sections if not s.frame)]
    # The overlay has all of an index that the measuring reads.
    fits = measure_fits(cast("Index", overlay), bodies, clauses, standards)
    return {register.edition: fits}


def _others(index: Index, agency: Agency) -> tuple[Floats, ...]:
    chunks: dict[int, list[int]] = defaultdict(list)
    for chunk, unit in enumerate(index.unit_of.tolist()):
        chunks[unit].append(chunk)
    found = []
    for procedure in agency.procedures:
        rows = [row for s in procedure.sections if not s.frame for row in chunks[s.row]]
        if rows:
            found.append(index.vectors[rows].astype(np.float32))
    return tuple(found)
