"""Invented documents with the questions that people ask about each of their passages.

They teach the embedded model to read questions in everyday words. Nothing of them is indexed
or quoted: rules, figures and offices in them are made up.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import DocumentKind
from corpus.registers.loading import DATA, read_register
from corpus.text import clean

__all__ = ["AskedDocument", "AskedPassage", "load_asked_documents"]


@dataclass(frozen=True, slots=True)
class AskedPassage:
    """A step, section or article, and questions that it alone of its document answers."""

    heading: str
    text: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskedDocument:
    """A procedure or a law of passages that lie near each other in subject.

    `share` names the file: documents of one file were written together, and a question on one
    of them fits none of the others.
    """

    share: str
    title: str
    kind: DocumentKind
    passages: tuple[AskedPassage, ...]


def load_asked_documents() -> tuple[AskedDocument, ...]:
    """Load the shipped documents, in the order of the files.

    Raises RegisterError with file and line when a file breaks the schema.
    """
    return tuple(
        AskedDocument(
            path.stem,
            clean(document["title"]),
            DocumentKind(document["kind"]),
            tuple(
                AskedPassage(
                    clean(passage["heading"]),
                    clean(passage["text"]),
                    tuple(clean(question) for question in passage["questions"]),
                )
                for passage in document["passages"]
            ),
        )
        for path in sorted((DATA / "asked_documents").glob("*.yaml"))
        for document in read_register(path, "asked_documents").data["documents"]
    )
