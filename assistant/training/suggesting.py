"""What an entry of the bank is filed under until a person says otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.training.model import BankCitation, Details
from assistant.training.sources import Sources
from corpus.model import DocumentKind

__all__ = ["suggested_details"]


def suggested_details(citations: Iterable[BankCitation], sources: Sources) -> Details:
    """Return the clauses and procedures that citations name, the topic of the first clause.

    Where only procedures are cited, their clauses are those that they themselves name.
    """
    cited = [kept.citation for kept in citations]
    clauses = [
        (c.document.edition, c.locator)
        for c in cited
        if c.document.kind is DocumentKind.STANDARD and c.document.edition
    ]
    procedures = [c.document.id for c in cited if c.document.kind is DocumentKind.PROCEDURE]
    if not clauses:
        clauses = [
            (named.edition, named.number)
            for document_id in procedures
            for named in sources.named_clauses.get(document_id, ())
        ]
    edition = clauses[0][0] if clauses else "2015"
    register = sources.register(edition)
    numbers = dict.fromkeys(n for e, n in clauses if e == edition and n in register)
    topic = register.title(next(iter(numbers))).text if numbers else ""
    return Details(
        clauses=tuple(numbers),
        edition=edition,
        procedures=tuple(dict.fromkeys(procedures)),
        topic=topic,
    )
