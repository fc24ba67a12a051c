"""The steps from a file to a parsed document, each one call that a worker process can run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus.errors import DocumentError
from corpus.model import DocumentKind
from ingest.ocr.merging import merge_pages
from ingest.ocr.pages import PageResult, doubtful_pages
from ingest.readers import prepare, read, with_sidecar
from ingest.reading import Reading
from ingest.structure import Structured, structure

__all__ = [
    "FinishRequest",
    "PrepareRequest",
    "ReadRequest",
    "ReadResult",
    "finish_document",
    "prepare_documents",
    "read_document",
]


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """A file to read: where its bytes are, the name people know it by, a kind forced on it.

    `prepared` is the folder of `PrepareRequest`, `stated` that of `SourceFile`.
    """

    file: Path
    name: str
    kind: DocumentKind | None = None
    prepared: Path | None = None
    stated: Path | None = None


@dataclass(frozen=True, slots=True)
class PrepareRequest:
    """Files of which some may need a conversion, and the folder for what comes of it."""

    files: tuple[Path, ...]
    folder: Path


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What was read; `structured` is None as long as pages are in doubt (see `doubtful_pages`)."""

    reading: Reading
    structured: Structured | None = None
    doubtful: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FinishRequest:
    """A reading whose doubtful pages were looked at as pictures."""

    reading: Reading
    name: str
    kind: DocumentKind | None
    pages: tuple[PageResult, ...]
    cache_dir: Path


def prepare_documents(request: PrepareRequest) -> int:
    """Convert the files that need LibreOffice, with one start for all; return how many were given.

    Nothing is raised for a file that cannot be converted: reading it will tell.
    """
    prepare(request.files, request.folder)
    return len(request.files)


def read_document(request: ReadRequest) -> ReadResult:
    """Read a file, and structure it unless pages of it need recognition first."""
    reading = read(request.file, request.prepared)
    if request.stated is not None:
        reading = with_sidecar(reading, request.stated)
    reading, doubtful = doubtful_pages(request.file, reading)
    if doubtful:
        return ReadResult(reading, doubtful=doubtful)
    _require_content(reading)
    return ReadResult(reading, _structured(reading, request.name, request.kind))


def finish_document(request: FinishRequest) -> ReadResult:
    """Put recognised pages in their place and structure the whole."""
    reading = merge_pages(request.reading, request.pages, request.cache_dir)
    _require_content(reading)
    return ReadResult(reading, _structured(reading, request.name, request.kind))


def _require_content(reading: Reading) -> None:
    if not reading.lines and not reading.pages_without_text:
        raise DocumentError("Tệp chỉ có trang trắng: hãy kiểm tra lại tệp gốc rồi nạp lại.")


def _structured(reading: Reading, name: str, kind: DocumentKind | None) -> Structured:
    stem = " ".join(Path(name).stem.split())
    return structure(reading, stem, kind or _stated_kind(reading))


def _stated_kind(reading: Reading) -> DocumentKind | None:
    stated = reading.attributes.get("kind")
    return DocumentKind(stated) if stated in set(DocumentKind) else None
