"""Looking into the corpus of an open index: documents, provisions and where words stand."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from assistant.model import Passage
from assistant.suggestions import suggest
from corpus.errors import UnknownDocumentError
from corpus.model import Document, Provision
from corpus.settings import Settings
from ingest.archives import stored_file
from ingest.index import Index
from ingest.ocr import Box, page_words, quoted_words

__all__ = ["CorpusView"]


class CorpusView:
    """What pages show of the documents of an index; safe to share between threads."""

    def __init__(self, settings: Settings, index: Index) -> None:
        """Look into an open `index`."""
        self._settings = settings
        self._index = index
        self._lock = threading.RLock()

    def suggestions(self, n: int = 6) -> list[str]:
        """Return up to `n` questions that the corpus answers."""
        with self._lock:
            return suggest(self._index, n)

    def documents(self) -> list[Document]:
        """Return all documents of the index, ordered by path."""
        return list(self._index.documents.values())

    def provisions(self, document_id: str) -> tuple[Provision, ...]:
        """Return the provisions of a document in reading order."""
        with self._lock:
            return self._index.catalog.provisions(document_id)

    def unit_text(self, document_id: str, unit: str) -> str:
        """Return the whole text of a ranking unit, "" if there is none."""
        with self._lock:
            provisions = self._index.catalog.unit_provisions(document_id, unit)
        return "\n".join(provision.text for provision in provisions)

    def lineage(self, document_id: str, locator: str) -> frozenset[str]:
        """Return a locator with those of all provisions above it."""
        with self._lock:
            return self._index.lineage(document_id, locator)

    def passage(self, document_id: str, locator: str) -> Passage:
        """Return a provision with its neighbours; `UnknownDocumentError` if it is not there."""
        with self._lock:
            document = self._index.catalog.document(document_id)
            provisions = self._index.catalog.provisions(document_id)
        place = next((i for i, p in enumerate(provisions) if p.locator == locator), None)
        if place is None:
            raise UnknownDocumentError(f"«{document.title}» không có {locator}.")
        return Passage(
            document=document,
            provision=provisions[place],
            before=provisions[place - 1] if place else None,
            after=provisions[place + 1] if place + 1 < len(provisions) else None,
        )

    def file_of(self, document: Document) -> Path | None:
        """Return the file that holds a document's bytes, in an archive too; None if it is gone."""
        return stored_file(Path(document.path), self._settings.cache_dir)

    def quoted_boxes(self, document_id: str, page: int, quote: str) -> tuple[Box, ...]:
        """Return where the words of a quote stand on a recognised page, none elsewhere."""
        with self._lock:
            recognised = self.recognised(document_id, page)
        image = recognised.get("image") if recognised else None
        if image is None:
            return ()
        words = page_words(self._settings.cache_dir, image)
        return tuple(word.box for word in quoted_words(words, quote))

    def recognised(self, document_id: str, page: int | None) -> dict[str, Any] | None:
        """Return what the report says of a recognised page, None of any other page."""
        pages = self._index.catalog.report(document_id).get("ocr", [])
        return next((entry for entry in pages if entry["page"] == page), None)
