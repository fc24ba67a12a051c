"""Terms that a draft defines twice, or otherwise than another procedure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from assistant.drafts.model import Finding, FindingKind
from assistant.drafts.subjects import Comparison, Subject, word_key
from assistant.labels import document_label
from assistant.procedures import Term

__all__ = ["conflicting_terms"]


def conflicting_terms(compared: Comparison) -> Iterator[Finding]:
    """Yield the terms defined twice in the draft, then those defined otherwise elsewhere."""
    own: dict[str, list[Term]] = defaultdict(list)
    for term in compared.draft.facts.terms:
        own[word_key(term.term)].append(term)
    for terms in own.values():
        if len(terms) > 1:
            yield _repeated(compared.draft, terms)
    for key, terms in own.items():
        for other in compared.others:
            yield from _otherwise(compared.draft, terms[0], other, key)


def _repeated(draft: Subject, terms: list[Term]) -> Finding:
    meanings = {word_key(term.meaning) for term in terms}
    how = "với nghĩa khác nhau" if len(meanings) > 1 else "với cùng một nghĩa"
    return Finding(
        FindingKind.TERM_REPEATED,
        terms[0].term,
        f"«{terms[0].term}» được định nghĩa {len(terms)} lần trong bản thảo, {how}."
        " Hãy giữ một định nghĩa.",
        tuple(draft.place(term.line) for term in terms),
    )


def _otherwise(draft: Subject, term: Term, other: Subject, key: str) -> Iterator[Finding]:
    for theirs in other.facts.terms:
        if word_key(theirs.term) != key or word_key(theirs.meaning) == word_key(term.meaning):
            continue
        yield Finding(
            FindingKind.TERM_DIFFERS,
            term.term,
            f"«{term.term}» được định nghĩa khác với {document_label(other.document)}."
            " Hãy dùng chung một định nghĩa.",
            (draft.place(term.line),),
            (other.place(theirs.line),),
        )
