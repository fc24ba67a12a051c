"""Questions to begin with, made from what the corpus holds."""

from __future__ import annotations

from itertools import chain, zip_longest

from corpus.model import Document, DocumentKind, ProvisionKind
from ingest.index import Index

__all__ = ["suggest"]

_MAX_TITLE = 60


def suggest(index: Index, n: int) -> list[str]:
    """Return up to `n` questions that this index answers, of each kind in turn."""
    by_kind: list[list[str | None]] = [
        [_about_procedure(d) for d in _documents(index, DocumentKind.PROCEDURE)],
        [
            *chain.from_iterable(
                _about_clauses(index, d) for d in _documents(index, DocumentKind.STANDARD)
            )
        ],
        [_about_law(d) for d in _documents(index, DocumentKind.LEGAL)],
    ]
    in_turn = chain.from_iterable(zip_longest(*(filter(None, of_kind) for of_kind in by_kind)))
    return [question for question in dict.fromkeys(in_turn) if question][:n]


def _documents(index: Index, kind: DocumentKind) -> list[Document]:
    # The newest edition of the standard first; the rest in the order of their codes.
    documents = [d for d in index.documents.values() if d.kind is kind]
    return sorted(documents, key=lambda d: (-int(d.edition or 0), d.code or d.title))


def _about_procedure(document: Document) -> str | None:
    title = document.title.strip().lower()
    # A policy or a list of objectives has no steps.
    if not title.startswith("quy trình ") or len(title) > _MAX_TITLE:
        return None
    return f"Ai chịu trách nhiệm các bước của {title}?"


def _about_clauses(index: Index, document: Document) -> list[str]:
    leaves = [
        p
        for p in index.catalog.provisions(document.id)
        if p.kind is ProvisionKind.CLAUSE and p.title and not p.title.startswith("(")
    ]
    return [
        f"{p.title} theo TCVN ISO 9001 phải làm những gì?"
        for p in leaves[2::7]
        if len(p.title) <= _MAX_TITLE
    ]


def _about_law(document: Document) -> str | None:
    if not document.code:
        return None
    title = document.title.strip()
    name = title if title and len(title) <= _MAX_TITLE else "Văn bản"
    return f"{name} số {document.code} còn hiệu lực không?"
