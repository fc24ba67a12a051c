"""Text that most procedures of a corpus repeat, recognised from the corpus itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from corpus.text import search_form, sentences

__all__ = ["own_share"]

_MOST_DOCUMENTS = 8
_MOST_SHARE = 0.15
_FEWEST_DOCUMENTS = 3
"""A sentence is boilerplate when more than 15% of the documents have it, at least three, and
always when more than eight have it."""

_NUMBERS = re.compile(r"[\d./-]*\d")


def own_share(chunks: Sequence[tuple[str, str]]) -> npt.NDArray[np.float16]:
    """Return for each chunk the share of its words that its document does not have in common.

    `chunks` are (document id, text) of one kind of document. The result is float16
    (len(chunks),) in 0..1; 1 for a chunk without words. Sentences are compared without case
    and with their numbers left out, since form numbers and dates differ from copy to copy.
    """
    split = [[_plain(text[start:end]) for start, end in sentences(text)] for _, text in chunks]
    pairs = {(doc, s) for (doc, _), found in zip(chunks, split, strict=True) for s in found}
    documents = Counter(sentence for _, sentence in pairs)
    number = len({document for document, _ in chunks})
    most = min(_MOST_DOCUMENTS, max(_FEWEST_DOCUMENTS - 1, int(_MOST_SHARE * number)))
    return np.fromiter(
        (_own(found, documents, most) for found in split), dtype=np.float16, count=len(split)
    )


def _plain(sentence: str) -> str:
    return " ".join(_NUMBERS.sub("", search_form(sentence)).split())


def _own(found: Iterable[str], documents: Counter[str], most: int) -> float:
    words = [(len(sentence.split()), documents[sentence] <= most) for sentence in found]
    total = sum(size for size, _ in words)
    return sum(size for size, own in words if own) / total if total else 1.0
