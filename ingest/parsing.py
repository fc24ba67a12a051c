"""One file to one parsed document: the step that may fail for a file and for it alone."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import AssistantError
from corpus.model import DocumentKind
from corpus.text import fold
from ingest.readers import READER_VERSION, read
from ingest.reading import Reading
from ingest.sources import SourceFile
from ingest.structure import Structured, structure

__all__ = ["Fingerprint", "ParsedFile", "document_id", "fingerprint", "parse"]

_LOG = logging.getLogger(__name__)
_ID_STEM = 40
_PARSING_VERSION = "3"
"""Raised when structure or chunking change, so that every file is parsed anew."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """`content` identifies the bytes of a file, `whole` also how they are read."""

    content: str
    whole: str


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What came of a file: a reading with its structure, or an error for the user."""

    file: SourceFile
    reading: Reading | None = None
    structured: Structured | None = None
    error: str | None = None


def fingerprint(file: SourceFile) -> Fingerprint:
    """Hash a file with its sidecar; raises OSError if it cannot be read."""
    content = _hash_file(file.path)
    sidecar = file.path.with_name(f"{file.path.name}.yaml")
    beside = _hash_file(sidecar) if sidecar.is_file() else ""
    kind = file.kind.value if file.kind else ""
    whole = "|".join((content, beside, kind, READER_VERSION, _PARSING_VERSION))
    return Fingerprint(content, hashlib.blake2b(whole.encode(), digest_size=16).hexdigest())


def document_id(path: Path, taken: set[str]) -> str:
    """Return a new id made of the file's name and a hash of its path, not in `taken`."""
    stem = "-".join(
        "".join(c if c.isascii() and c.isalnum() else " " for c in fold(path.stem)).split()
    )
    salt = 0
    while True:
        seed = f"{path.as_posix()}#{salt}" if salt else path.as_posix()
        tail = hashlib.blake2b(seed.encode("utf-8", "surrogateescape"), digest_size=4).hexdigest()
        candidate = f"{stem[:_ID_STEM].strip('-') or 'tai-lieu'}-{tail}"
        if candidate not in taken:
            return candidate
        salt += 1


def parse(file: SourceFile) -> ParsedFile:
    """Read and structure a file; an error becomes part of the result."""
    try:
        reading = read(file.path)
        kind = file.kind or _stated_kind(reading)
        return ParsedFile(file, reading, structure(reading, " ".join(file.path.stem.split()), kind))
    except AssistantError as error:
        return ParsedFile(file, error=str(error))
    except (
        Exception
    ):  # A hostile file can make a format library raise anything; it costs one document.
        _LOG.exception("could not read %s", file.path)
        return ParsedFile(
            file, error="Tệp bị hỏng hoặc có cấu trúc lạ nên không đọc được. Hãy mở và lưu lại tệp."
        )


def _stated_kind(reading: Reading) -> DocumentKind | None:
    stated = reading.attributes.get("kind")
    return DocumentKind(stated) if stated in set(DocumentKind) else None


def _hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
