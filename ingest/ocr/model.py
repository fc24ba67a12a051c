"""What recognition gives: words with their confidence and place."""

from __future__ import annotations

from collections.abc import Sequence
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


_CLOSE = 0.9
"""Lines of a paragraph are nearer to each other than this share of their height."""


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """The words of one page in reading order; `engine` is what read them."""

    engine: str
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The lines of the page, an empty one between blocks that stand apart.

        The engine makes a block of the short last line of a paragraph too; what follows
        closely below is no new block.
        """
        parts: list[str] = []
        before: list[Word] = []
        for _, words in groupby(self.words, key=lambda word: word.line):
            line = list(words)
            if before:
                apart = before[-1].block != line[0].block and not _follows(before, line)
                parts.append("\n\n" if apart else "\n")
            parts.append(" ".join(word.text for word in line))
            before = line
        return "".join(parts)

    @property
    def confidence(self) -> float:
        """Mean confidence of the letters, 0 without any."""
        letters = sum(len(word.text) for word in self.words)
        if not letters:
            return 0.0
        return sum(word.confidence * len(word.text) for word in self.words) / letters


def _follows(before: Sequence[Word], line: Sequence[Word]) -> bool:
    """Tell whether a line stands right below another and begins left of its end."""
    bottom = max(word.box[3] for word in before)
    height = bottom - min(word.box[1] for word in before)
    gap = min(word.box[1] for word in line) - bottom
    return -0.5 * height < gap < _CLOSE * height and line[0].box[0] < before[-1].box[2]
