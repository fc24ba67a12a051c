"""The catalog of a generation: sources, documents, provisions and chunks in SQLite, read.

Everything here is computed from files and can be rebuilt; what people make is kept
elsewhere.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self

from corpus.errors import IndexOutdatedError, UnknownDocumentError
from corpus.model import Document, DocumentKind, Provision
from ingest.catalog_rows import (
    DOCUMENT_COLUMNS,
    PROVISION_COLUMNS,
    ChunkRow,
    Source,
    StoredDocument,
    Unit,
    document_of,
    provision_of,
)

__all__ = ["Catalog", "ChunkRow", "Source", "StoredDocument", "Unit"]


class Catalog:
    """One SQLite file. Open with `read`; use as a context manager."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.execute("PRAGMA foreign_keys = ON")

    @classmethod
    def read(cls, path: Path) -> Self:
        """Open a catalog that nobody writes any more; usable from several threads.

        Raises `IndexOutdatedError` if the file is damaged.
        """
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            connection.execute("SELECT COUNT(*) FROM documents").fetchone()
        except sqlite3.DatabaseError as error:
            connection.close()
            raise IndexOutdatedError(
                f"Tệp {path.name} của chỉ mục bị hỏng."
                " Hãy dựng lại chỉ mục bằng lệnh: python -m ingest --rebuild"
            ) from error
        return cls(connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; unfinished changes are dropped."""
        self._db.close()

    def sources(self) -> list[Source]:
        """Return the recorded roots, the shipped one first."""
        rows = self._db.execute(
            "SELECT path, kind, shipped FROM sources ORDER BY shipped DESC, path"
        )
        return [Source(p, DocumentKind(k) if k else None, bool(s)) for p, k, s in rows]

    def excluded(self) -> set[str]:
        """Return the paths that were removed by hand."""
        return {path for (path,) in self._db.execute("SELECT path FROM excluded")}

    def documents(self) -> list[Document]:
        """Return all documents ordered by path."""
        rows = self._db.execute(f"SELECT {DOCUMENT_COLUMNS} FROM documents ORDER BY path")
        return [document_of(row) for row in rows]

    def document(self, document_id: str) -> Document:
        """Return the document with that id; `UnknownDocumentError` if there is none."""
        row = self._db.execute(
            f"SELECT {DOCUMENT_COLUMNS} FROM documents WHERE id = ?", (document_id,)
        ).fetchone()
        if row is None:
            raise UnknownDocumentError(f"Không có tài liệu «{document_id}» trong chỉ mục.")
        return document_of(row)

    def stored(self) -> dict[str, StoredDocument]:
        """Return all documents by path, without their content (it is left empty)."""
        rows = self._db.execute(
            f"SELECT {DOCUMENT_COLUMNS}, source, fingerprint, content_hash, report FROM documents"
        )
        return {
            row[5]: StoredDocument(
                document_of(row[:-4]), row[-4], row[-3], row[-2], json.loads(row[-1]), ""
            )
            for row in rows
        }

    def content(self, document_id: str) -> str:
        """Return all that was read from a document, furniture included."""
        row = self._db.execute(
            "SELECT content FROM documents WHERE id = ?", (document_id,)
        ).fetchone()
        return str(row[0]) if row else ""

    def report(self, document_id: str) -> dict[str, Any]:
        """Return what was reported of a document when it was read, {} if there is none.

        `ocr` has the confidence of each recognised page; `error` tells why a newer version
        of the file could not be read.
        """
        row = self._db.execute(
            "SELECT report FROM documents WHERE id = ?", (document_id,)
        ).fetchone()
        report: dict[str, Any] = json.loads(row[0]) if row else {}
        return report

    def provisions(self, document_id: str) -> tuple[Provision, ...]:
        """Return the provisions of a document in reading order."""
        rows = self._db.execute(
            f"SELECT {PROVISION_COLUMNS} FROM provisions WHERE document_id = ? ORDER BY position",
            (document_id,),
        )
        return tuple(provision_of(row) for row in rows)

    def unit_provisions(self, document_id: str, unit: str) -> tuple[Provision, ...]:
        """Return the provisions that make up a ranking unit, in reading order."""
        rows = self._db.execute(
            f"SELECT {PROVISION_COLUMNS} FROM provisions"
            " WHERE document_id = ? AND unit = ? ORDER BY position",
            (document_id, unit),
        )
        return tuple(provision_of(row) for row in rows)

    def unit_of(self, document_id: str, locator: str) -> str | None:
        """Return the ranking unit of a locator, None if the document has no such locator."""
        row = self._db.execute(
            "SELECT unit FROM provisions WHERE document_id = ? AND locator = ?",
            (document_id, locator),
        ).fetchone()
        return str(row[0]) if row else None

    def chunks(self) -> Iterator[ChunkRow]:
        """Yield all chunks in row order (once they are numbered)."""
        rows = self._db.execute(
            "SELECT id, document_id, locator, unit, searched FROM chunks ORDER BY row"
        )
        return (ChunkRow(*row) for row in rows)

    def texts(self, document_id: str) -> list[str]:
        """Return what is embedded of a document: its chunks, the headings of units, its title."""
        rows = self._db.execute(
            "SELECT searched FROM chunks WHERE document_id = ?"
            " UNION ALL SELECT heading FROM units WHERE document_id = ?"
            " UNION ALL SELECT title FROM documents WHERE id = ?",
            (document_id, document_id, document_id),
        )
        return [text for (text,) in rows]

    def searched(self, rows: Sequence[int]) -> list[str]:
        """Return the searched texts of chunk rows, in their order."""
        return self._of_chunks("row", rows, "searched")

    def chunk_locators(self, rows: Sequence[int]) -> list[str]:
        """Return the locators of the provisions that hold chunk rows, in their order."""
        return self._of_chunks("row", rows, "locator")

    def chunk_rows(self, ids: Sequence[str]) -> list[int]:
        """Return the rows of chunk ids, in their order."""
        return self._of_chunks("id", ids, "row")

    def _of_chunks(self, key: str, values: Sequence[Any], wanted: str) -> list[Any]:
        """Return the column `wanted` of the chunks whose column `key` has the values."""
        marks = ", ".join("?" * len(values))
        query = f"SELECT {key}, {wanted} FROM chunks WHERE {key} IN ({marks})"
        found = dict(self._db.execute(query, values))
        return [found[value] for value in values]

    def chunk_units(self) -> list[int]:
        """Return the unit row of every chunk, in row order."""
        rows = self._db.execute(
            "SELECT u.row FROM chunks c JOIN units u"
            " ON u.document_id = c.document_id AND u.locator = c.unit ORDER BY c.row"
        )
        return [row for (row,) in rows]

    def units(self) -> list[Unit]:
        """Return all units in row order (once they are numbered)."""
        rows = self._db.execute("SELECT document_id, locator, heading FROM units ORDER BY row")
        return [Unit(*row) for row in rows]

    def chunk_ids(self) -> dict[str, DocumentKind]:
        """Return every chunk id with its document's kind."""
        rows = self._db.execute(
            "SELECT c.id, d.kind FROM chunks c JOIN documents d ON d.id = c.document_id"
        )
        return {chunk_id: DocumentKind(kind) for chunk_id, kind in rows}

    def count(self, table: str) -> int:
        """Return the number of rows of "documents", "provisions" or "chunks"."""
        if table not in {"documents", "provisions", "chunks"}:
            raise ValueError(table)
        return int(self._db.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])
