"""A document by what a user calls it: id, path, unique code, or the name of its file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from corpus.errors import UnknownDocumentError
from corpus.model import Document

__all__ = ["matches_name", "resolve_document"]


def resolve_document(name: str, documents: Iterable[Document]) -> Document:
    """Return the document called `name`; `UnknownDocumentError` if none or several are."""
    found = [document for document in documents if matches_name(document, name)]
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


def matches_name(document: Document, name: str) -> bool:
    """Tell whether `name` is the document's id, code, path or file name."""
    path = Path(document.path)
    return (
        name in {document.id, document.path, path.name, path.stem}
        or (document.code is not None and name.casefold() == document.code.casefold())
        or Path(name).resolve() == path
    )
