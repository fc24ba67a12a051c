"""What identifies a file and its document, and what came of reading it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from corpus.text import fold
from ingest.ocr import engine_name
from ingest.readers import READER_VERSION, sidecar_of
from ingest.reading import Reading
from ingest.sources import SourceFile
from ingest.structure import Structured

__all__ = [
    "Fingerprint",
    "ParsedFile",
    "document_id",
    "fingerprint",
    "is_current",
    "stored_fingerprint",
]

_ID_STEM = 40
_PARSING_VERSION = "4"
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
    """Hash a file with what is stated of it; raises OSError if it cannot be read."""
    content = _hash_file(file.content)
    sidecar = sidecar_of(file.content)
    beside = _hash_file(sidecar) if sidecar.is_file() else ""
    beside += _hash_file(sidecar_of(file.stated)) if file.stated else ""
    kind = file.kind.value if file.kind else ""
    whole = "|".join((content, beside, kind, READER_VERSION, _PARSING_VERSION))
    return Fingerprint(content, hashlib.blake2b(whole.encode(), digest_size=16).hexdigest())


def stored_fingerprint(mark: Fingerprint, reading: Reading) -> str:
    """Return what is kept of a file's fingerprint to tell later whether it must be read again.

    Of a file with unread pages it names the recognition there was, so that such a file is
    read again when there is another.
    """
    return f"{mark.whole}+{engine_name()}" if reading.pages_without_text else mark.whole


def is_current(stored: str, mark: Fingerprint) -> bool:
    """Tell whether reading the file again would give what was read before."""
    whole, unread_pages, engine = stored.partition("+")
    return whole == mark.whole and (not unread_pages or engine == str(engine_name()))


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


def _hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
