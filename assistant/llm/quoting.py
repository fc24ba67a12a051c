"""A quote as a model wrote it to a whole sentence of the evidence, or to nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.llm.evidence import NumberedEvidence
from assistant.quotes import Quote
from corpus.text import clean

__all__ = ["find_quote"]

_NEARLY = 92.0
"""Edit similarity, 0..100, from which a quote counts as the sentence badly copied."""

_SHORTEST = 12
_WRAPPING = "\"'“”‘’«»…. "


def find_quote(written: str, evidence: Sequence[NumberedEvidence]) -> tuple[int, Quote] | None:
    """Return the evidence number and the sentence that `written` was taken from.

    A verbatim part stands for its whole sentence; a nearly verbatim one is repaired to the
    sentence. Figures must be the same in any case. None: it stands nowhere.
    """
    wanted = " ".join(clean(written).split()).strip(_WRAPPING)
    if len(wanted) < _SHORTEST:
        return None
    candidates = [(item.n, quote) for item in evidence for quote in item.sentences]
    for n, quote in candidates:
        if wanted in " ".join(quote.text.split()):
            return n, quote
    return _nearest(wanted, candidates)


def _nearest(wanted: str, candidates: Sequence[tuple[int, Quote]]) -> tuple[int, Quote] | None:
    from rapidfuzz import fuzz, process

    texts = [quote.text for _, quote in candidates]
    found = process.extractOne(wanted, texts, scorer=fuzz.ratio, score_cutoff=_NEARLY)
    if found is None or _digits(wanted) != _digits(found[0]):
        return None
    return candidates[found[2]]


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)
