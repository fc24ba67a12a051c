"""Citations of an entry: taken from the corpus, put in another's place, verified anew."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.model import Citation
from assistant.training.model import BankCitation
from assistant.training.sources import Sources
from assistant.training.wording import EDITED
from corpus.errors import TrainingError

__all__ = [
    "Citations",
    "cited",
    "having",
    "kept",
    "marked",
    "numbered",
    "renewed",
    "requoted",
    "unmarked",
]

Citations = tuple[BankCitation, ...]

_QUOTED = re.compile(rf"“([^”]*)”(?:{re.escape(EDITED)})?")
_QUOTE_WORDS = 4
"""Fewer words between quotation marks are a name, not a quote."""


def kept(citation: Citation, sources: Sources) -> BankCitation:
    """Return a citation with the present version of its document."""
    return BankCitation(citation, sources.version(citation.document.id))


def cited(sources: Sources, document_id: str, locator: str, quote: str | None) -> BankCitation:
    """Return a new citation as of today; errors as of `Sources.cite`."""
    return kept(sources.cite(document_id, locator, quote, dt.date.today()), sources)


def requoted(old: BankCitation, words: str, sources: Sources) -> BankCitation:
    """Return a citation with other words, marked as edited unless they stand in its place."""
    citation = old.citation
    try:
        fresh = cited(sources, citation.document.id, citation.locator, words)
    except TrainingError:
        return replace(old, citation=replace(citation, quote=words), edited=True)
    return replace(fresh, citation=replace(fresh.citation, n=citation.n))


def renewed(old: BankCitation, sources: Sources) -> BankCitation:
    """Return a citation as of today: edited words stay, verbatim ones are verified anew.

    Raises `UnknownDocumentError` or `TrainingError` where its place is gone.
    """
    citation = old.citation
    quote = None if old.edited else citation.quote
    fresh = sources.cite(citation.document.id, citation.locator, quote, dt.date.today(), citation.n)
    if old.edited:
        fresh = replace(fresh, quote=citation.quote, start=citation.start, end=citation.end)
    return replace(kept(fresh, sources), edited=old.edited)


def numbered(citations: Sequence[BankCitation]) -> Citations:
    """Return citations numbered from 1 in their order."""
    return tuple(
        replace(item, citation=replace(item.citation, n=n)) for n, item in enumerate(citations, 1)
    )


def having(citations: Citations, n: int) -> Citations:
    """Return the citations; `TrainingError` if none of them has the number `n`."""
    if not any(item.citation.n == n for item in citations):
        raise TrainingError(f"Câu trả lời không có trích dẫn [{n}]. Hãy tải lại trang.")
    return citations


def unmarked(answer: str, n: int, last: int) -> str:
    """Return the answer without marker [n], those up to `last` moved up by one."""
    text = answer.replace(f" [{n}]", "").replace(f"[{n}]", "")
    for later in range(n + 1, last + 1):
        text = text.replace(f"[{later}]", f"[{later - 1}]")
    return text


def marked(answer: str, citations: Citations, sources: Sources) -> str:
    """Return the answer with each quote in it marked that no cited provision holds verbatim."""

    def mark(match: re.Match[str]) -> str:
        words = match.group(1)
        verbatim = len(words.split()) < _QUOTE_WORDS or any(
            _holds(item, words, sources) for item in citations
        )
        return f"“{words}”{'' if verbatim else EDITED}"

    return _QUOTED.sub(mark, answer)


def _holds(item: BankCitation, words: str, sources: Sources) -> bool:
    cited = item.citation
    provision = sources.provision(cited.document.id, cited.locator)
    return words in (provision.text if provision else "") or (
        not item.edited and words in cited.quote
    )
