"""Explicit references in a question, looked up instead of searched.

"Điều 7.5.3", "khoản 4 Điều 4 QĐ 19/2014/QĐ-TTg", "bước 5.2 QT-01" name a place: it is found
in the index, or it is said not to exist. A place that does not exist is never replaced by
one that merely looks alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from assistant.titles import asks_clause, titled_procedures
from assistant.understanding import Understood
from corpus.model import Document, DocumentKind
from corpus.references import Reference, ReferenceKind, code_key, resolve
from corpus.registers import Correspondence, LegalRegister, number_key
from corpus.text import fold, syllables
from ingest.index import Index
from ingest.lexical import terms

__all__ = ["Lookup", "look_up"]


@dataclass(slots=True)
class Lookup:
    """What the references of a question led to.

    `places` are what was named, in order: the row of each unit and the locator in it.
    `documents` are ids of documents that were named, `numbers` the legal numbers they
    resolve to, `missing` sentences about places that do not exist.
    """

    places: list[tuple[int, str]] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    numbers: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def look_up(
    understood: Understood,
    index: Index,
    registers: tuple[LegalRegister, Correspondence],
    edition: str | None,
) -> Lookup:
    """Look up all references; `edition` decides for clauses named without one."""
    finder = _Finder(index, registers, edition, understood.asks_counterpart)
    for reference in understood.references:
        finder.find(reference)
    finder.find_titles(understood.searched)
    return finder.result


class _Finder:
    def __init__(
        self,
        index: Index,
        registers: tuple[LegalRegister, Correspondence],
        edition: str | None,
        counterparts: bool,
    ) -> None:
        self._index = index
        self._counterparts = counterparts
        self._legal, self._correspondence = registers
        self._edition = edition
        self.result = Lookup()

    def find(self, reference: Reference) -> None:
        match reference.kind:
            case ReferenceKind.CLAUSE:
                self._clause(reference)
            case ReferenceKind.PROCEDURE:
                self._procedure(reference)
            case _:
                self._legal_place(reference)

    def find_titles(self, question: str) -> None:
        """Note the procedures whose whole title stands in the question.

        A question that asks for the clause gets the clauses that a named procedure says it
        implements, else it is left to the search: what it wants is not in the procedure.
        """
        titled = titled_procedures(self._index.documents.values(), question)
        if not asks_clause(question):
            self.result.documents |= titled
            return
        for document_id in sorted(titled | self.result.documents):
            rows = self._index.implemented_clauses.get(document_id, ())
            others = (other for row in rows for other in self._index.counterparts.get(row, ()))
            if not self._name_clauses(rows):
                self._name_clauses(others)

    def _name_clauses(self, rows: Iterable[int]) -> bool:
        """Note those clauses that are of the edition asked about; tell if one is."""
        found = False
        for row in rows:
            unit = self._index.units[row]
            if self._index.documents[unit.document_id].edition == self._edition:
                found = True
                if (row, unit.locator) not in self.result.places:
                    self.result.places.append((row, unit.locator))
        return found

    def _clause(self, reference: Reference) -> None:
        if reference.locator is None:
            self.result.documents.update(d.id for d in self._standards(reference.edition))
            return
        wanted = reference.edition or self._edition
        editions = [wanted] if reference.edition else [wanted, *self._others(wanted)]
        for edition in editions:
            if self._name(self._standards(edition), reference.locator):
                self._name_counterparts(edition, reference.locator)
                return
        if self._counterparts and self._name_counterparts(
            self._others(wanted)[0], reference.locator
        ):
            return
        if any(self._standards(edition) for edition in editions):
            where = f"TCVN ISO 9001:{reference.edition}" if reference.edition else "TCVN ISO 9001"
            self.result.missing.append(f"{where} không có điều {reference.locator}.")
            self.result.documents.update(d.id for d in self._standards(wanted))

    def _name_counterparts(self, edition: str | None, number: str) -> bool:
        """Note the clauses of the other edition, where the question asks for them."""
        if not self._counterparts or edition is None:
            return False
        table = self._correspondence
        numbers = table.to_2015(number) if edition == "2008" else table.to_2008(number)
        others = self._standards(self._others(edition)[0])
        return any([self._name(others, other) for other in numbers])

    def _procedure(self, reference: Reference) -> None:
        code = reference.document
        if code is None:
            return
        documents = self._procedures(code)
        # A code that no document bears may still be a word of the texts: then it is searched.
        if not documents and not self._index.lexical.term_ids(syllables(code)[:1]):
            self.result.missing.append(f"Trong kho không có quy trình {code}.")
        if reference.locator and "buoc" in fold(reference.text):
            steps = [d for d in documents if self._name_steps(d, reference.locator)]
            documents = [d for d in documents if d not in steps]
            self.result.documents.update(d.id for d in steps)
            if steps and not documents:
                return
        self._in_documents(reference, documents)

    def _name_steps(self, document: Document, number: str) -> bool:
        """Note the rows numbered `number` of a table of steps ("5.1 bước 3")."""
        steps = [
            p.locator
            for p in self._index.catalog.provisions(document.id)
            if p.locator.endswith(f" bước {number}")
        ]
        return any([self._name([document], step) for step in steps])

    def _legal_place(self, reference: Reference) -> None:
        numbers = resolve(reference, self._legal)
        self.result.numbers.extend(n for n in numbers if n not in self.result.numbers)
        documents = self._numbered([*numbers, reference.document])
        if not documents and len(numbers) == 1 and self._is_unheard_of(numbers[0]):
            self.result.missing.append(f"Trong kho và danh mục không có {numbers[0]}.")
        self._in_documents(reference, documents)

    def _is_unheard_of(self, number: str) -> bool:
        """Tell whether neither the register, nor a text, nor a file name knows a number.

        Agencies keep laws in files that do not print their number; then the name may.
        """
        if self._legal.get(number) is not None:
            return False
        written = terms(syllables(number))[-1:]
        plain = code_key(number)
        return not self._index.lexical.term_ids(written) and not any(
            plain in code_key(PurePosixPath(document.path).stem)
            for document in self._index.documents.values()
        )

    def _in_documents(self, reference: Reference, documents: list[Document]) -> None:
        self.result.documents.update(document.id for document in documents)
        if reference.locator is None or not documents:
            return
        if not self._name(documents, reference.locator):
            named = " / ".join(dict.fromkeys(d.code or d.title for d in documents))
            self.result.missing.append(f"Trong kho, {named} không có {reference.locator}.")

    def _name(self, documents: Iterable[Document], locator: str) -> bool:
        """Note the place `locator` in each of the documents that has it; tell if one has."""
        found = False
        for document in documents:
            unit = self._index.catalog.unit_of(document.id, locator)
            if unit is None:
                continue
            found = True
            row = self._index.unit_rows.get((document.id, unit))
            if row is not None and (row, locator) not in self.result.places:
                self.result.places.append((row, locator))
        return found

    def _standards(self, edition: str | None) -> list[Document]:
        return [
            document
            for document in self._index.documents.values()
            if document.kind is DocumentKind.STANDARD and edition in {None, document.edition}
        ]

    @staticmethod
    def _others(edition: str | None) -> list[str]:
        return [other for other in ("2015", "2008") if other != edition]

    def _procedures(self, code: str | None) -> list[Document]:
        wanted = code_key(code or "")
        return [
            document
            for document in self._index.documents.values()
            if document.kind is DocumentKind.PROCEDURE
            and document.code
            and code_key(document.code) == wanted
        ]

    def _numbered(self, numbers: Iterable[str | None]) -> list[Document]:
        """Return the laws and standards in the index that have one of the numbers."""
        keys = {number_key(number) for number in numbers if number}
        return [
            document
            for document in self._index.documents.values()
            if document.kind in {DocumentKind.LEGAL, DocumentKind.STANDARD}
            and document.code
            and number_key(document.code) in keys
        ]
