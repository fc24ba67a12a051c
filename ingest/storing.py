"""A parsed file into the catalog: its document, provisions, units and chunks."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from corpus.model import Chunk, Document
from ingest.catalog import ChunkRow, StoredDocument, Unit
from ingest.catalog_editing import CatalogEditor
from ingest.chunking import ChunkContext, chunk_document
from ingest.embedding import Encoder
from ingest.parsing import Fingerprint
from ingest.reading import Reading
from ingest.report import reading_entry
from ingest.sources import SourceFile
from ingest.structure import Structured, breadcrumb, unit_of

__all__ = ["store_document"]


def store_document(
    catalog: CatalogEditor,
    encoder: Encoder,
    origin: tuple[SourceFile, Fingerprint, str],
    reading: Reading,
    structured: Structured,
) -> dict[str, Any]:
    """Write a document and return its report entry, whose `status` is still empty.

    `origin` is the file, its fingerprint and the document's id.
    """
    file, mark, new_id = origin
    effective = reading.attributes.get("effective")
    document = Document(
        id=new_id,
        title=structured.title,
        code=structured.code,
        kind=structured.kind,
        edition=structured.edition,
        path=file.path.as_posix(),
        notes=reading.attributes.get("notes") == "true",
        effective=date.fromisoformat(effective) if effective else None,
    )
    by_locator = {p.locator: p for p in structured.provisions}
    units = {
        p.locator: unit_of(p.locator, by_locator, structured.kind) for p in structured.provisions
    }
    context = ChunkContext(
        encoder.count_tokens, units.__getitem__, partial(breadcrumb, by_locator=by_locator)
    )
    chunks = chunk_document(document, structured.provisions, context)
    entry = reading_entry(document, reading, structured, len(chunks))
    catalog.put(
        StoredDocument(
            document=document,
            source=file.source,
            fingerprint=mark.whole,
            content_hash=mark.content,
            report=entry,
            content=reading.text,
        ),
        [(p, units[p.locator]) for p in structured.provisions],
        _units(chunks),
        _rows(chunks),
    )
    return entry


def _units(chunks: Sequence[Chunk]) -> list[Unit]:
    headings = {chunk.unit: chunk.heading for chunk in chunks}
    return [Unit(chunks[0].document_id, unit, heading) for unit, heading in headings.items()]


def _rows(chunks: Sequence[Chunk]) -> list[ChunkRow]:
    seen: Counter[str] = Counter()
    rows = []
    for chunk in chunks:
        key = "\0".join((chunk.document_id, chunk.locator, chunk.searched))
        # The same words may stand twice in one provision; each gets an id of its own.
        seen[key] += 1
        digest = hashlib.blake2b(f"{key}\0{seen[key]}".encode(), digest_size=16).hexdigest()
        rows.append(ChunkRow(digest, chunk.document_id, chunk.locator, chunk.unit, chunk.searched))
    return rows
