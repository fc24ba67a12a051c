"""Procedures that a question names by their title, and whether it wants clauses of them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.model import Document, DocumentKind
from corpus.text import fold, syllables

__all__ = ["asks_clause", "titled_procedures"]

_CLAUSE = re.compile(r" dieu (?:khoan )?(?:nao|may|gi) ")
_LAW = re.compile(r" (?:luat|nghi dinh|thong tu|quyet dinh|nghi quyet) ")
_PROCEDURE = " quy trinh "


def asks_clause(question: str) -> bool:
    """Tell whether a question asks which clause of the standard; a law has "Điều" too."""
    said = _words(question)
    return bool(_CLAUSE.search(said)) and not _LAW.search(said)


def titled_procedures(documents: Iterable[Document], question: str) -> set[str]:
    """Return the ids of the procedures whose whole title ("Quy trình …") a question holds.

    Not of those whose title another one goes on from ("… cấp lại"): which of them is meant
    shows in the other words of the question.
    """
    said = _words(question)
    if _PROCEDURE not in said:
        return set()
    titles = {d.id: _words(d.title) for d in documents if d.kind is DocumentKind.PROCEDURE}
    return {
        document_id
        for document_id, title in titles.items()
        if title.startswith(_PROCEDURE)
        and title in said
        and not any(title in other and title != other for other in titles.values())
    }


def _words(text: str) -> str:
    """Return folded syllables with a space around each."""
    return f" {' '.join(syllables(fold(text)))} "
