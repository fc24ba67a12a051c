"""Why an entry of the bank needs a look: what it cites has changed since it was kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from assistant.exports.wording import long_date
from assistant.training.model import BankCitation, BankEntry, Flag, FlagKind
from assistant.training.sources import Sources

__all__ = ["flags_of"]


def flags_of(entry: BankEntry, sources: Sources, on: dt.date) -> tuple[Flag, ...]:
    """Return what is to be looked at on the day `on`, () while nothing has changed.

    A document that was out of force already when it was cited is no news.
    """
    return tuple(_flags(entry, sources, on))


def _flags(entry: BankEntry, sources: Sources, on: dt.date) -> Iterator[Flag]:
    until = entry.details.valid_until
    if until is not None and until < on:
        yield Flag(FlagKind.PAST_DATE, f"Câu trả lời chỉ dùng đến hết {long_date(until)}.")
    for kept in entry.citations:
        yield from _text_flags(kept, sources)
        yield from _validity_flags(kept, sources, on)


def _text_flags(kept: BankCitation, sources: Sources) -> Iterator[Flag]:
    cited = kept.citation
    name = cited.document.code or cited.document.title
    if cited.document.id not in sources.documents:
        why = f"«{name}» không còn trong kho tài liệu."
        yield Flag(FlagKind.DOCUMENT_GONE, why, cited.n)
        return
    if sources.version(cited.document.id) == kept.version:
        return
    provision = sources.provision(cited.document.id, cited.locator)
    if provision is None:
        why = f"«{name}» đã đổi và không còn {cited.locator}."
        yield Flag(FlagKind.QUOTE_GONE, why, cited.n)
    elif not kept.edited and cited.quote not in provision.text:
        why = f"«{name}» đã đổi, {cited.locator} không còn câu được trích."
        yield Flag(FlagKind.QUOTE_GONE, why, cited.n)
    else:
        why = f"«{name}» đã đổi; {cited.locator} vẫn còn, cần đọc lại."
        yield Flag(FlagKind.DOCUMENT_CHANGED, why, cited.n)


def _validity_flags(kept: BankCitation, sources: Sources, on: dt.date) -> Iterator[Flag]:
    cited = kept.citation
    now = sources.judge(cited.document, on)
    if now.status is cited.status or now.notice is None:
        return
    name = cited.document.code or cited.document.title
    yield Flag(FlagKind.VALIDITY_CHANGED, f"{name}: {now.notice}", cited.n)
