"""Procedures that are sisters by their titles, and those that are special cases of another one.

An agency has "Đăng ký khai sinh" and, beside it, "Đăng ký lại khai sinh" and "Đăng ký khai sinh
có yếu tố nước ngoài". What tells them apart stands in the titles. Who asks about a special case
says so; who says nothing asks about the plain one, however near the words of the others are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.model import Document, DocumentKind
from corpus.text import fold, syllables

__all__ = ["Sisters", "plain_title"]

_OPENINGS = (("quy", "trinh"), ("thu", "tuc"))
"""What the titles of all procedures may begin with."""

_LEAST = 2
"""Syllables of a title that can have special cases; one is the name of nothing."""

Floats = npt.NDArray[np.float32]
Title = tuple[str, ...]


def plain_title(title: str) -> Title:
    """Return the syllables of a procedure's title, folded, without what all may begin with."""
    found = tuple(syllables(fold(title)))
    return found[2:] if found[:2] in _OPENINGS else found


@dataclass(frozen=True, slots=True)
class Sisters:
    """What the titles of documents say of each other; 0 for all that are no procedures.

    `likeness`, float32 (documents,) in 0..1, is the share of its syllables that a title has in
    common with the most similar other one, of the longer of both. `qualifiers`, float32
    (documents,), is how many qualifiers it puts on others: the length of the longest chain of
    titles below it of which each holds all syllables of the next in their order, and more.
    """

    likeness: Floats
    qualifiers: Floats

    @classmethod
    def of(cls, documents: Sequence[Document]) -> Sisters:
        """Compare the titles of documents."""
        titles = [_title(document) for document in documents]
        likeness = np.zeros(len(titles), dtype=np.float32)
        qualifiers = np.zeros(len(titles), dtype=np.float32)
        by_length = np.argsort([len(set(title)) for title in titles], kind="stable")
        sizes = np.asarray([len(set(titles[row])) for row in by_length])
        holding = _Holding([titles[row] for row in by_length])
        for place, row in enumerate(by_length):
            # The longer titles come later: each pair is looked at once, at the longer one.
            common = holding.common(titles[row], place)
            if not len(common):
                continue
            shares = common / max(sizes[place], 1)
            likeness[row] = max(likeness[row], shares.max())
            shorter = by_length[:place]
            likeness[shorter] = np.maximum(likeness[shorter], shares)
            within = np.flatnonzero((common == sizes[:place]) & (sizes[:place] >= _LEAST))
            plainer = [
                qualifiers[by_length[other]]
                for other in within
                if _goes_on_from(titles[row], titles[by_length[other]])
            ]
            qualifiers[row] = 1 + max(plainer, default=-1)
        return cls(likeness, qualifiers)


class _Holding:
    """Which titles hold a syllable, so that all are compared with one at once."""

    def __init__(self, titles: Sequence[Title]) -> None:
        self._places: dict[str, list[int]] = {}
        for place, title in enumerate(titles):
            for syllable in set(title):
                self._places.setdefault(syllable, []).append(place)
        self._rows = {syllable: np.asarray(rows) for syllable, rows in self._places.items()}

    def common(self, title: Title, below: int) -> npt.NDArray[np.int64]:
        """Return how many syllables the titles at places under `below` share with one."""
        rows = [self._rows[syllable] for syllable in set(title)]
        found = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
        return np.bincount(found[found < below], minlength=below)


def _title(document: Document) -> Title:
    return plain_title(document.title) if document.kind is DocumentKind.PROCEDURE else ()


def _goes_on_from(title: Title, other: Title) -> bool:
    """Tell whether a title has all syllables of another one in their order, and more."""
    left = iter(title)
    return len(title) > len(other) and all(syllable in left for syllable in other)
