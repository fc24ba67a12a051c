"""The register of legal documents: look-up by number or words, relations, validity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from corpus.model import Document, DocumentKind, Validity
from corpus.registers import wording
from corpus.registers.building import build_document, build_rule
from corpus.registers.graph import complete
from corpus.registers.loading import DATA, OTHER_REGISTERS, read_register
from corpus.registers.merging import merge
from corpus.registers.numbers import number_key
from corpus.registers.records import LegalDocument, StatusStatement, ValidityRule
from corpus.registers.succession import Succession
from corpus.registers.validity import Assessor
from corpus.text import fold

__all__ = ["LegalRegister", "load_legal"]

_SCHEMA = "legal_register"


class LegalRegister:
    """All legal documents known, with derived inverse relations and stubs.

    Every relation is there from both sides; a number that only a relation names has a stub
    of its own, so `get(relation.number)` never fails.
    """

    def __init__(self, documents: Iterable[LegalDocument], rules: Sequence[ValidityRule]) -> None:
        """Index `documents`, derive inverse relations, add stubs."""
        self._rules = tuple(rules)
        self._documents = complete(documents)
        self._by_key = {number_key(number): doc for number, doc in self._documents.items()}
        self._assessor = Assessor(self._documents, self._rules, Succession(self._documents))

    @property
    def documents(self) -> tuple[LegalDocument, ...]:
        """All documents in the order of the files, stubs last."""
        return tuple(self._documents.values())

    def with_stated(self, documents: Iterable[Document]) -> LegalRegister:
        """Return a register with the first days in force stated beside legal `documents`.

        Whoever states it has the document in hand: it counts instead of the day recorded
        here, unless the document had ended by then. Of a document that is not listed nothing
        is known from that day on. Of several days for one number the earliest counts.
        """
        stated = {
            number_key(each.code): (each.effective, each)
            for each in sorted(documents, key=lambda d: d.effective or date.min, reverse=True)
            if each.kind is DocumentKind.LEGAL and each.code and each.effective
        }
        entries = dict(self._by_key)
        for key, (day, document) in stated.items():
            known = entries.get(key) or _unlisted(document, day)
            ending = self._assessor.succession.ending(known)
            if ending is None or ending.day is None or day < ending.day:
                entries[key] = replace(known, effective=day)
        return LegalRegister(entries.values(), self._rules) if stated else self

    def get(self, number: str) -> LegalDocument | None:
        """Return the document with that number, however it is cased or accented."""
        return self._by_key.get(number_key(number))

    def find(self, text: str) -> tuple[LegalDocument, ...]:
        """Return the documents whose number or title has every word of `text`, unaccented."""
        words = fold(text).split()
        return tuple(
            document
            for document in self._documents.values()
            if words and all(word in _haystack(document) for word in words)
        )

    def titled(self, title: str) -> tuple[LegalDocument, ...]:
        """Return the documents with exactly that title, case, accents and commas aside."""
        wanted = _title_key(title)
        return tuple(
            d for d in self._documents.values() if d.title and _title_key(d.title) == wanted
        )

    def status_on(self, number: str, on: date) -> StatusStatement:
        """Return the status of the document `number` on the day `on`, unknown if not listed."""
        document = self.get(number)
        if document is None:
            return StatusStatement(
                number, on, Validity.UNKNOWN, None, None, None, (), wording.not_listed(), (), False
            )
        return self._assessor.assess(document, on)

    def standard_status_on(self, edition: str, on: date) -> StatusStatement:
        """Return the status of TCVN ISO 9001 in the `edition` "2008" or "2015"."""
        return self.status_on(f"TCVN ISO 9001:{edition}", on)


def load_legal(folders: Iterable[Path] = ()) -> LegalRegister:
    """Load the shipped register and the *.yaml files of `folders`, in order of name.

    Files whose names begin like another register's (`OTHER_REGISTERS`) are that register's.

    Raises RegisterError with file and line when a file breaks the schema, names an
    impossible date or contradicts another file.
    """
    paths = [DATA / "legal_register.yaml"]
    for folder in folders:
        files_of_folder = sorted(folder.glob("*.yaml"))
        paths += [path for path in files_of_folder if not path.name.startswith(OTHER_REGISTERS)]
    files = [read_register(path, _SCHEMA) for path in paths]
    rules = [build_rule(entry) for file in files for entry in file.data.get("validity_rules", ())]
    return LegalRegister([build_document(merged) for merged in merge(files).values()], rules)


def _unlisted(document: Document, recorded: date) -> LegalDocument:
    return LegalDocument(
        document.code or "", None, document.title, None, False, recorded, stub=True
    )


def _haystack(document: LegalDocument) -> str:
    return fold(f"{document.number} {document.type or ''} {document.title or ''}")


def _title_key(title: str) -> str:
    return " ".join(fold(title).replace(",", " ").split())
