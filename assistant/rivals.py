"""Near-duplicate procedures that a question fits alike: all are offered, told apart.

Which of them is meant is for the asker to decide, not for a hundredth of a score.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.evidence import Evidence
from assistant.quotes import Quote, quotable
from assistant.ranking import Ranked
from corpus.model import Document, DocumentKind
from corpus.text import fold, syllables
from ingest.index import Index

__all__ = ["distinguishing", "equally_fitting", "offer"]

_EQUAL = 0.055
"""Units whose scores differ by less fit a question alike, as far as search can tell. Special
cases stand below the plain procedure by about that much before the question has said anything."""

_SISTERS = 0.1
"""Procedures that are less like another one in text or title are no near-duplicates."""

_MOST = 3


def equally_fitting(index: Index, ranking: Sequence[Ranked]) -> list[Ranked]:
    """Return the best units of all near-duplicates that fit as well as the best one, best first.

    At most three; empty where the best unit is no near-duplicate's or was named, and where no
    other comes near.
    """
    if not ranking or any(item.named for item in ranking):
        return []
    best: dict[str, Ranked] = {}
    for item in ranking:
        if item.score < ranking[0].score - _EQUAL:
            break
        if _is_sister(index, item):
            best.setdefault(index.units[item.unit].document_id, item)
    rivals = list(best.values())[:_MOST]
    return rivals if len(rivals) > 1 and rivals[0] is ranking[0] else []


def offer(index: Index, rivals: Sequence[Ranked]) -> str:
    """Return the notice that several procedures fit."""
    documents = [_document(index, item) for item in rivals]
    named = "; ".join(" ".join(filter(None, (d.code, f"“{d.title}”"))) for d in documents)
    return (
        f"Có {len(rivals)} quy trình gần giống nhau cùng hợp với câu hỏi: {named}. Hãy đối chiếu "
        "phạm vi áp dụng của từng quy trình với trường hợp của bạn, hoặc hỏi rõ hơn."
    )


def distinguishing(index: Index, rivals: Sequence[Ranked]) -> list[Evidence]:
    """Return of each procedure the sentence on its purpose and scope that the others lack.

    None of a procedure whose sections say nothing that is its own.
    """
    scopes = [_scope(index, item) for item in rivals]
    said = [{s for quote in scope for s in syllables(fold(quote.text))} for scope in scopes]
    found = []
    for place, (item, scope) in enumerate(zip(rivals, scopes, strict=True)):
        others = set().union(*said[:place], *said[place + 1 :])
        own = [len(set(syllables(fold(quote.text))) - others) for quote in scope]
        if any(own):
            quote = scope[own.index(max(own))]
            found.append(Evidence(_document(index, item), quote, item.score))
    return found


def _is_sister(index: Index, item: Ranked) -> bool:
    row = index.unit_documents[item.unit]
    is_procedure = index.unit_kinds[item.unit] is DocumentKind.PROCEDURE
    return is_procedure and bool(index.sisterhood[row] >= _SISTERS)


def _scope(index: Index, item: Ranked) -> list[Quote]:
    chunks = index.scope_chunks.get(int(index.unit_documents[item.unit]), ())
    units = dict.fromkeys(int(index.unit_of[row]) for row in chunks)
    provisions = [p for unit in units for p in index.provisions_of(index.units[unit])]
    return [quote for provision in provisions for quote in quotable(provision)]


def _document(index: Index, item: Ranked) -> Document:
    return index.documents[index.units[item.unit].document_id]
