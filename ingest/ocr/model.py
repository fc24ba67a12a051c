"""What recognition gives: words with their confidence and place."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

__all__ = ["Box", "RecognisedPage", "Word"]

Box = tuple[float, float, float, float]
"""left, top, right, bottom as shares (0..1) of the page's width and height, from its top left."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a page; `confidence` in 0..1, `line` and `block` count from 0."""

    text: str
    confidence: float
    block: int
    line: int
    box: Box


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """The words of one page in reading order; `engine` is what read them."""

    engine: str
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The lines of the page, an empty one between blocks."""
        blocks = []
        for _, words in groupby(self.words, key=lambda word: word.block):
            lines = groupby(words, key=lambda word: word.line)
            blocks.append("\n".join(" ".join(w.text for w in line) for _, line in lines))
        return "\n\n".join(blocks)

    @property
    def confidence(self) -> float:
        """Mean confidence of the letters, 0 without any."""
        letters = sum(len(word.text) for word in self.words)
        if not letters:
            return 0.0
        return sum(word.confidence * len(word.text) for word in self.words) / letters
