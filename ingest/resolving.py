"""A document by what a user calls it: id, path, unique code, or the name of its file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from corpus.errors import UnknownDocumentError
from corpus.model import Document

__all__ = ["documents_named", "resolve_document"]


def resolve_document(name: str, documents: Iterable[Document]) -> Document:
    """Return the document called `name`; `UnknownDocumentError` if none or several are."""
    found = [document for document in documents if _matches(document, name)]
    exact = [d for d in found if name == d.id or Path(name).resolve().as_posix() == d.path]
    if exact:
        return exact[0]
    if not found:
        raise UnknownDocumentError(
            f"Không có tài liệu «{name}». Hãy xem danh sách: python -m ingest list"
        )
    if len(found) > 1:
        ids = ", ".join(d.id for d in found)
        raise UnknownDocumentError(
            f"«{name}» chỉ tới {len(found)} tài liệu. Hãy dùng mã riêng: {ids}"
        )
    return found[0]


def documents_named(name: str, documents: Iterable[Document]) -> list[Document]:
    """Return the documents with this id, path, file name or stem, else the one with this code.

    A code that several documents bear names none of them.
    """
    listed = list(documents)
    found = [document for document in listed if name in _names(document)]
    if found:
        return found
    coded = [document for document in listed if _has_code(document, name)]
    return coded if len(coded) == 1 else []


def _matches(document: Document, name: str) -> bool:
    return (
        name in _names(document)
        or _has_code(document, name)
        or Path(name).resolve() == Path(document.path)
    )


def _names(document: Document) -> set[str]:
    path = Path(document.path)
    return {document.id, document.path, path.name, path.stem}


def _has_code(document: Document, name: str) -> bool:
    return document.code is not None and name.casefold() == document.code.casefold()
