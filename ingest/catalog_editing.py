"""The catalog of a generation as it is being written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from corpus.model import Provision
from ingest.catalog import Catalog
from ingest.catalog_rows import SCHEMA, ChunkRow, Source, StoredDocument, Unit

__all__ = ["CatalogEditor"]


class CatalogEditor(Catalog):
    """A catalog being written. Open with `create` or `edit`."""

    @classmethod
    def create(cls, path: Path) -> Self:
        """Create an empty catalog."""
        catalog = cls(sqlite3.connect(path))
        catalog._db.executescript(SCHEMA)
        return catalog

    @classmethod
    def edit(cls, path: Path) -> Self:
        """Open a catalog for writing."""
        return cls(sqlite3.connect(path))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit the changes of the block, or none of them."""
        with self._db:
            yield

    def record_source(self, source: Source) -> None:
        """Record a root, or change the kind it was recorded with."""
        self._db.execute(
            "INSERT OR REPLACE INTO sources VALUES (?, ?, ?)",
            (source.path, source.kind.value if source.kind else None, source.shipped),
        )

    def exclude(self, path: str) -> None:
        """Leave a path out of later runs until it is named again."""
        self._db.execute("INSERT OR REPLACE INTO excluded VALUES (?)", (path,))

    def include(self, paths: Iterable[str]) -> None:
        """Take paths back in."""
        self._db.executemany("DELETE FROM excluded WHERE path = ?", ((p,) for p in paths))

    def put(
        self,
        stored: StoredDocument,
        provisions: Sequence[tuple[Provision, str]],
        units: Sequence[Unit],
        chunks: Sequence[ChunkRow],
    ) -> None:
        """Write a document with its provisions (each with its unit), replacing it."""
        document = stored.document
        self.delete(document.id)
        self._db.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document.id, document.path, stored.source, document.title, document.code,
                document.kind.value, document.edition, stored.fingerprint, stored.content_hash,
                json.dumps(stored.report, ensure_ascii=False), stored.content, document.notes,
            ),
        )  # fmt: skip
        self._db.executemany(
            "INSERT INTO provisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    document.id, position, p.locator, p.kind.value, p.title, p.level, p.parent,
                    p.page, p.part.value, p.text, unit,
                )
                for position, (p, unit) in enumerate(provisions)
            ),
        )  # fmt: skip
        self._db.executemany(
            "INSERT INTO units VALUES (?, ?, ?, ?, NULL)",
            ((u.document_id, place, u.locator, u.heading) for place, u in enumerate(units)),
        )
        self._db.executemany(
            "INSERT INTO chunks VALUES (?, ?, ?, ?, ?, ?, NULL)",
            (
                (c.id, c.document_id, place, c.locator, c.unit, c.searched)
                for place, c in enumerate(chunks)
            ),
        )

    def relocate(self, document_id: str, path: str, source: str) -> None:
        """Note that a document's file moved."""
        self._db.execute(
            "UPDATE documents SET path = ?, source = ? WHERE id = ?", (path, source, document_id)
        )

    def set_report(self, document_id: str, report: dict[str, Any]) -> None:
        """Replace the report entry of a document."""
        self._db.execute(
            "UPDATE documents SET report = ? WHERE id = ?",
            (json.dumps(report, ensure_ascii=False), document_id),
        )

    def delete(self, document_id: str) -> None:
        """Delete a document and all that hangs on it."""
        self._db.execute("DELETE FROM documents WHERE id = ?", (document_id,))

    def number(self) -> None:
        """Give chunks and units their rows: documents by path, then reading order, from 0."""
        for table, key in (("chunks", "t.id"), ("units", "t.document_id || ' ' || t.locator")):
            self._db.execute(
                f"CREATE TEMP TABLE numbering AS SELECT {key} AS key,"
                " ROW_NUMBER() OVER (ORDER BY d.path, t.position) - 1 AS row"
                f" FROM {table} t JOIN documents d ON d.id = t.document_id"
            )
            self._db.execute("CREATE UNIQUE INDEX temp.numbering_key ON numbering (key)")
            self._db.execute(
                f"UPDATE {table} AS t SET row = (SELECT row FROM numbering WHERE key = {key})"
            )
            self._db.execute("DROP TABLE numbering")
