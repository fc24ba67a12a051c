"""What the catalog's tables hold: the schema, and rows as typed records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from corpus.model import Document, DocumentKind, Part, Provision, ProvisionKind

__all__ = [
    "DOCUMENT_COLUMNS",
    "PROVISION_COLUMNS",
    "SCHEMA",
    "ChunkRow",
    "Source",
    "StoredDocument",
    "Unit",
    "document_of",
    "provision_of",
]

SCHEMA = """
CREATE TABLE sources (path TEXT PRIMARY KEY, kind TEXT, shipped INTEGER NOT NULL);
CREATE TABLE excluded (path TEXT PRIMARY KEY);
CREATE TABLE documents (
  id TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE, source TEXT NOT NULL, title TEXT NOT NULL,
  code TEXT, kind TEXT NOT NULL, edition TEXT, fingerprint TEXT NOT NULL,
  content_hash TEXT NOT NULL, report TEXT NOT NULL, content TEXT NOT NULL,
  notes INTEGER NOT NULL);
CREATE TABLE provisions (
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  position INTEGER NOT NULL, locator TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
  level INTEGER NOT NULL, parent TEXT, page INTEGER, part TEXT NOT NULL, text TEXT NOT NULL,
  unit TEXT NOT NULL, PRIMARY KEY (document_id, locator)) WITHOUT ROWID;
CREATE INDEX provisions_in_order ON provisions (document_id, position);
CREATE TABLE units (
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  position INTEGER NOT NULL, locator TEXT NOT NULL, heading TEXT NOT NULL, row INTEGER,
  PRIMARY KEY (document_id, locator)) WITHOUT ROWID;
CREATE TABLE chunks (
  id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  position INTEGER NOT NULL, locator TEXT NOT NULL, unit TEXT NOT NULL,
  searched TEXT NOT NULL, row INTEGER);
CREATE INDEX chunks_in_order ON chunks (document_id, position);
CREATE INDEX chunks_by_row ON chunks (row);
"""

DOCUMENT_COLUMNS = (
    "id, title, code, kind, edition, path, notes, json_extract(report, '$.facts.stated_effective')"
)
PROVISION_COLUMNS = "locator, kind, title, level, parent, page, part, text"


@dataclass(frozen=True, slots=True)
class Source:
    """A root that ingest reads: a file or folder, with the kind it was recorded with."""

    path: str
    kind: DocumentKind | None
    shipped: bool = False


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document as it is written: with its fingerprint, its report entry and its text."""

    document: Document
    source: str
    fingerprint: str
    content_hash: str
    report: dict[str, Any]
    content: str


@dataclass(frozen=True, slots=True)
class ChunkRow:
    """A chunk as it is stored; its place in the list of chunks is its row in the arrays."""

    id: str
    document_id: str
    locator: str
    unit: str
    searched: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A ranking unit; its place in the list of units is its row in the arrays."""

    document_id: str
    locator: str
    heading: str


def document_of(row: Sequence[Any]) -> Document:
    """Return the document of a row of `DOCUMENT_COLUMNS`."""
    document_id, title, code, kind, edition, path, notes, effective = row
    return Document(
        document_id, title, code, DocumentKind(kind), edition, path, bool(notes),
        date.fromisoformat(effective) if effective else None,
    )  # fmt: skip


def provision_of(row: Sequence[Any]) -> Provision:
    """Return the provision of a row of `PROVISION_COLUMNS`."""
    locator, kind, title, level, parent, page, part, text = row
    return Provision(locator, ProvisionKind(kind), title, level, parent, page, Part(part), text)
