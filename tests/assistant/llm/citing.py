"""Citations made by hand, without an engine."""

from __future__ import annotations

from assistant.labels import citation_label
from assistant.model import Citation
from assistant.quotes import Quote
from corpus.model import Document, Validity

__all__ = ["cite"]


def cite(n: int, document: Document, quote: Quote) -> Citation:
    """Return citation `n` of a quote; its document is of unknown validity."""
    return Citation(
        n=n,
        document=document,
        locator=quote.provision.locator,
        label=citation_label(document, quote.provision),
        quote=quote.text,
        page=quote.provision.page,
        start=quote.start,
        end=quote.end,
        status=Validity.UNKNOWN,
        in_force=None,
    )
