"""A draft's bytes to a structured document, the way the pipeline reads it, kept nowhere."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from corpus.errors import DocumentError
from corpus.model import Document, DocumentKind
from corpus.settings import Settings
from corpus.text import clean
from ingest.intake import Intake
from ingest.reading import Reading
from ingest.sources import SourceFile
from ingest.structure import Structured
from ingest.workers import WorkerPool

__all__ = ["DRAFT_ID", "Draft", "read_draft"]

DRAFT_ID = "ban-thao"
"""The id of a draft; those of documents in the index end with a hash."""

_LONGEST_NAME = 120
_PROCESSES = 1


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it was read; `version` is the hash of its bytes."""

    document: Document
    version: str
    reading: Reading
    structured: Structured


def read_draft(name: str, data: bytes, settings: Settings) -> Draft:
    """Read a draft that a user gave, in a process of its own with limits.

    `name` tells the format and, where the text has no title, the title; no path in it is
    followed. Raises `DocumentError` with what to do for a file that cannot be read.
    """
    shown = _safe_name(name)
    with tempfile.TemporaryDirectory(prefix="draft-", ignore_cleanup_errors=True) as folder:
        local = Path(folder) / f"{DRAFT_ID}{PurePosixPath(shown).suffix}"
        local.write_bytes(data)
        file = SourceFile(Path("/", shown), folder, DocumentKind.PROCEDURE, local)
        with (
            WorkerPool(_PROCESSES, settings.reading_memory_mb << 20) as pool,
            Intake(pool, Path(folder) / "cache") as intake,
        ):
            (parsed,) = intake.results([file])
    if parsed.reading is None or parsed.structured is None:
        raise DocumentError(parsed.error or "Không đọc được bản thảo. Hãy mở và lưu lại tệp.")
    structured = parsed.structured
    document = Document(
        DRAFT_ID, structured.title, structured.code, DocumentKind.PROCEDURE, None, f"/{shown}"
    )
    version = hashlib.blake2b(data, digest_size=16).hexdigest()
    return Draft(document, version, parsed.reading, structured)


def _safe_name(name: str) -> str:
    """Return the last part of a file name, short and without what no name holds."""
    last = clean(name).replace("\\", "/").replace("\n", " ").rpartition("/")[2].strip(" .")
    path = PurePosixPath(last or DRAFT_ID)
    suffix = path.suffix if path.suffix[1:].isalnum() and path.suffix.isascii() else ""
    return f"{path.stem[:_LONGEST_NAME]}{suffix[:8].lower()}"
