"""The documents of the corpus as the bank, the quizzes and the lessons look at them."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import threading
from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Protocol

from assistant.labels import citation_label
from assistant.mapping.references import NamedClause, named_clauses
from assistant.model import Answer, Citation, QueryOptions
from assistant.quotes import Quote, quotable, verify
from assistant.validity import Judgement, judge
from corpus.errors import TrainingError, UnknownDocumentError
from corpus.model import Document, DocumentKind, Provision
from corpus.registers import Correspondence, LegalRegister, Registers, StandardRegister
from ingest.embedding import Encoder

__all__ = ["Corpus", "Sources"]

_LIST_MARK = re.compile(r"\s*[-–•+*]\s+")


class Corpus(Protocol):
    """What is needed of the engine."""

    @property
    def registers(self) -> Registers:
        """The registers by which validity is judged."""
        ...

    @property
    def encoder(self) -> Encoder:
        """What turns text into vectors."""
        ...

    @property
    def generation(self) -> int:
        """The number of the generation that answers."""
        ...

    def documents(self) -> list[Document]:
        """Return all documents, ordered by path."""
        ...

    def provisions(self, document_id: str) -> tuple[Provision, ...]:
        """Return the provisions of a document in reading order."""
        ...

    def ask(self, question: str, options: QueryOptions | None = None) -> Answer:
        """Answer a question."""
        ...


class Sources:
    """The corpus of one generation, read once; make a new one for a new generation.

    Safe to share between threads.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._lock = threading.Lock()
        self._provisions: dict[str, tuple[Provision, ...]] = {}
        self.generation = corpus.generation
        self.documents: Mapping[str, Document] = MappingProxyType(
            {document.id: document for document in corpus.documents()}
        )

    @property
    def corpus(self) -> Corpus:
        """What answers questions over the documents."""
        return self._corpus

    @property
    def legal(self) -> LegalRegister:
        """The legal register."""
        return self._corpus.registers.legal

    @property
    def correspondence(self) -> Correspondence:
        """Which clauses of the two editions correspond."""
        return self._corpus.registers.correspondence

    def register(self, edition: str) -> StandardRegister:
        """Return the clause list of "2008" or "2015"."""
        table = self.correspondence
        return table.edition_2008 if edition == "2008" else table.edition_2015

    def document(self, document_id: str) -> Document:
        """Return a document; `UnknownDocumentError` if the corpus has it no longer."""
        document = self.documents.get(document_id)
        if document is None:
            raise UnknownDocumentError(
                "Tài liệu này không còn trong kho. Hãy chọn tài liệu khác để trích dẫn."
            )
        return document

    def provisions(self, document_id: str) -> tuple[Provision, ...]:
        """Return the provisions of a document in reading order, () if it is not there."""
        if document_id not in self.documents:
            return ()
        with self._lock:
            if document_id not in self._provisions:
                self._provisions[document_id] = self._corpus.provisions(document_id)
            return self._provisions[document_id]

    def provision(self, document_id: str, locator: str) -> Provision | None:
        """Return the provision with that locator, None if there is none."""
        wanted = locator.strip()
        return next((p for p in self.provisions(document_id) if p.locator == wanted), None)

    def version(self, document_id: str) -> str:
        """Return the hash of all that a document says, "" if it is not there."""
        digest = hashlib.sha256()
        provisions = self.provisions(document_id)
        for provision in provisions:
            digest.update(f"{provision.locator}\n{provision.text}\n".encode())
        return digest.hexdigest() if provisions else ""

    def judge(self, document: Document, on: dt.date) -> Judgement:
        """Return the validity of a document on a day."""
        return judge(document, on, self.legal)

    def cite(
        self, document_id: str, locator: str, quote: str | None, on: dt.date, n: int = 1
    ) -> Citation:
        """Return a citation of words that stand at a locator, checked character by character.

        Without a `quote` the first sentence is quoted. Raises `UnknownDocumentError` for a
        document, `TrainingError` for a locator or words that are not there.
        """
        document = self.document(document_id)
        provision = self.provision(document_id, locator)
        if provision is None:
            raise TrainingError(
                f"«{document.title}» không có {locator.strip() or 'vị trí trống'}. "
                "Hãy ghi vị trí như trong tài liệu, ví dụ “5.2” hoặc “Điều 4 khoản 2”."
            )
        span = _span(provision, quote)
        return self.citation(document, span, on, n)

    def citation(self, document: Document, quote: Quote, on: dt.date, n: int = 1) -> Citation:
        """Return the citation of a quote, with the validity of its document on a day."""
        verify(quote.text, quote.provision, quote.start, quote.end)
        judgement = self.judge(document, on)
        return Citation(
            n=n,
            document=document,
            locator=quote.provision.locator,
            label=citation_label(document, quote.provision),
            quote=quote.text,
            page=quote.provision.page,
            start=quote.start,
            end=quote.end,
            status=judgement.status,
            in_force=judgement.in_force,
            notice=judgement.notice,
        )

    def cite_naming(self, document_id: str, named: NamedClause, on: dt.date) -> Citation:
        """Return the line by which a procedure names a clause, without its bullet, cited."""
        provision = self.provision(document_id, named.locator)
        if provision is None:
            raise UnknownDocumentError(
                f"Không còn {named.locator} trong tài liệu. Hãy tải lại trang."
            )
        start = provision.text.rfind("\n", 0, named.span[0]) + 1
        end = provision.text.find("\n", named.span[1])
        end = end if end >= 0 else len(provision.text)
        mark = _LIST_MARK.match(provision.text, start, end)
        quote = Quote(provision, mark.end() if mark else start, end)
        return self.citation(self.document(document_id), quote, on)

    def of_kind(self, kind: DocumentKind) -> tuple[Document, ...]:
        """Return the documents of a kind, ordered by path."""
        return tuple(d for d in self.documents.values() if d.kind is kind)

    def standards(self, edition: str) -> tuple[Document, ...]:
        """Return the documents that hold the text of an edition, or notes on it."""
        found = self.of_kind(DocumentKind.STANDARD)
        return tuple(document for document in found if document.edition == edition)

    @cached_property
    def named_clauses(self) -> Mapping[str, tuple[NamedClause, ...]]:
        """The clauses that each procedure names with their edition, by its document id."""
        table = self.correspondence
        registers = {"2008": table.edition_2008, "2015": table.edition_2015}
        return MappingProxyType(
            {
                document.id: tuple(named_clauses(self.provisions(document.id), registers, "2015"))
                for document in self.of_kind(DocumentKind.PROCEDURE)
            }
        )

    def units(self) -> Iterable[tuple[Document, Provision]]:
        """Yield every provision of the corpus with its document."""
        for document in self.documents.values():
            for provision in self.provisions(document.id):
                yield document, provision


def _span(provision: Provision, quote: str | None) -> Quote:
    if quote is None:
        first = next(iter(quotable(provision)), None)
        return first or Quote(provision, 0, len(provision.text))
    words = quote.strip()
    start = provision.text.find(words) if words else -1
    if start < 0:
        raise TrainingError(
            f"Câu trích không đúng nguyên văn {provision.locator}. Hãy chép lại từ tài liệu, "
            "hoặc lưu dưới dạng câu trích đã biên tập."
        )
    return Quote(provision, start, start + len(words))
