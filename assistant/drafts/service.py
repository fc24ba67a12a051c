"""Checking drafts as pages and command lines use it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from types import MappingProxyType

from assistant.drafts.changes import changes_between
from assistant.drafts.clauses import (
    covered_clauses,
    propose_clauses,
    unnamed_records,
    unsupported,
)
from assistant.drafts.codes import taken_codes
from assistant.drafts.forms import conflicting_forms
from assistant.drafts.model import DraftClause, DraftReport, Finding
from assistant.drafts.reading import Draft, read_draft
from assistant.drafts.references import stale_references, unknown_procedures
from assistant.drafts.requirements import Asked
from assistant.drafts.scoring import Scored, score_draft
from assistant.drafts.sections import missing_sections
from assistant.drafts.subjects import Comparison, Subject, find_earlier
from assistant.drafts.terms import conflicting_terms
from assistant.drafts.times import changed_times, conflicting_times
from assistant.labels import NOTES, document_label
from assistant.mapping import MappingService
from assistant.mapping.reading import Procedure
from corpus.errors import DecisionError, IndexMissingError
from corpus.model import Document
from corpus.registers import StandardRegister, load_correspondence
from corpus.settings import Settings
from ingest.embedding import Encoder
from ingest.generations import Generations
from ingest.index import Index

__all__ = ["DraftService"]

_Clauses = tuple[tuple[DraftClause, ...], tuple[Finding, ...]]
"""The clauses that a draft covers, and those it only names."""


class DraftService:
    """Checks drafts against the agency that `mapping` was read from; nothing is kept.

    `encoder` is the model of the index, most often that of the open engine. Safe to share
    between threads.
    """

    def __init__(self, mapping: MappingService, encoder: Encoder, settings: Settings) -> None:
        self._mapping = mapping
        self._encoder = encoder
        self._settings = settings
        self._correspondence = load_correspondence()
        self._legal = mapping.legal

    def check_draft(
        self, name: str, data: bytes, on: dt.date | None = None, edition: str | None = None
    ) -> DraftReport:
        """Read a new or revised procedure and report what is to be known of it.

        `name` is its file name, `on` the day by which validity is judged (None: today),
        `edition` that of the standard, "2008" or "2015" (None: the agency's). Raises
        `DocumentError` for a file that cannot be read, `DecisionError` for another edition,
        `IndexMissingError` if the generation that `mapping` was read from is gone and
        `IndexOutdatedError` if it was written with another model.
        """
        register = self._register(edition or self._mapping.edition)
        draft = read_draft(name, data, self._settings)
        day = on or dt.date.today()
        scored = self._score(draft, register)
        compared = self._compare(scored.procedure)
        clauses, bare = self._clauses(scored, register)
        records = unnamed_records(compared.draft, clauses)
        earlier = compared.earlier
        return DraftReport(
            on=day,
            edition=register.edition,
            document=draft.document,
            provisions=draft.structured.provisions,
            clauses=clauses,
            findings=(*bare, *records, *self._findings(compared, day)),
            earlier=earlier.document if earlier else None,
            changes=tuple(changes_between(earlier, compared.draft)) if earlier else (),
            notes=_notes(draft),
            names=self._names(compared),
        )

    def _register(self, edition: str) -> StandardRegister:
        for register in (self._correspondence.edition_2008, self._correspondence.edition_2015):
            if register.edition == edition:
                return register
        raise DecisionError(f"Không có bản {edition} của tiêu chuẩn. Hãy chọn 2008 hoặc 2015.")

    def _score(self, draft: Draft, register: StandardRegister) -> Scored:
        index = self._index()
        try:
            return score_draft(draft, self._mapping.agency, register, index, self._encoder)
        finally:
            index.close()

    def _index(self) -> Index:
        """Open the generation that the mapping was read from, which newer ones may follow."""
        generations = Generations(self._settings.index_dir)
        number = self._mapping.generation
        if number not in generations.complete():
            raise IndexMissingError("Chỉ mục đã được thay bằng bản mới. Hãy tải lại trang.")
        manifest = generations.manifest(number)
        generations.require_model(manifest, self._encoder.model_id)
        return Index(self._settings, manifest, generations.path(number))

    def _compare(self, procedure: Procedure) -> Comparison:
        draft = Subject.read(procedure)
        earlier = find_earlier(draft.document, self._subjects)
        return Comparison(draft, earlier, tuple(s for s in self._subjects if s is not earlier))

    @cached_property
    def _subjects(self) -> tuple[Subject, ...]:
        return tuple(Subject.read(procedure) for procedure in self._mapping.agency.procedures)

    def _clauses(self, scored: Scored, register: StandardRegister) -> _Clauses:
        proposals = propose_clauses(scored, register, self._correspondence)
        numbers = [clause for clause, _ in proposals]
        asked = Asked(scored, register.edition, numbers, self._encoder)
        covered = tuple(covered_clauses(scored, register, proposals, asked))
        return covered, tuple(unsupported(scored, register.edition, proposals))

    def _findings(self, compared: Comparison, on: dt.date) -> Iterator[Finding]:
        yield from stale_references(compared.draft, self._mapping.agency, self._legal, on)
        yield from unknown_procedures(compared)
        yield from missing_sections(compared)
        yield from conflicting_terms(compared)
        yield from conflicting_times(compared)
        if compared.earlier is not None:
            yield from changed_times(compared.draft, compared.earlier)
        yield from conflicting_forms(compared)
        yield from taken_codes(compared)

    def _names(self, compared: Comparison) -> MappingProxyType[str, str]:
        documents = [compared.draft.document]
        documents += [subject.document for subject in self._subjects]
        for standard in self._mapping.agency.standards.values():
            documents += [document for found in standard.values() for document, _ in found]
        return MappingProxyType({document.id: _name(document) for document in documents})


def _name(document: Document) -> str:
    return f"{document_label(document)} ({NOTES})" if document.notes else document_label(document)


def _notes(draft: Draft) -> tuple[str, ...]:
    """Return what could not be read or looks broken, for the person who wrote it."""
    reading = draft.reading
    pages = ", ".join(map(str, reading.pages_without_text))
    unread = (f"Chưa đọc được trang {pages}.",) if pages else ()
    return (*unread, *reading.warnings, *draft.structured.warnings, *draft.structured.gaps)
