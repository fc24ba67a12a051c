"""A question as it is searched: its words, and its vectors by both readings."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import numpy.typing as npt

from ingest.embedding import Encoder, QuestionEncoder, TokenEncoder

__all__ = ["Query"]

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is searched.

    `vector` is float32 (dimension,) of norm 1, `tokens` float32 (tokens, token dimension) of
    norm 1 or None where the model gives none; `meaning` is the vector of the question as
    people ask it, None where the model reads all texts alike. `restored` tells that the text
    is not what was typed, so that some of its words may be wrong. `expansions` are other words
    for what it says, each a sequence of syllables.
    """

    text: str
    vector: Floats
    tokens: Floats | None = None
    restored: bool = False
    expansions: Sequence[Sequence[str]] = ()
    meaning: Floats | None = None

    @classmethod
    def encode(
        cls,
        encoder: Encoder,
        text: str,
        restored: bool = False,
        expansions: Sequence[Sequence[str]] = (),
    ) -> Self:
        """Encode a text, its tokens and its meaning too where the encoder gives them."""
        if not isinstance(encoder, QuestionEncoder):
            return cls._plain(encoder, text, restored, expansions)
        # Both readings at once: each runs on one core.
        with ThreadPoolExecutor(1, "question") as beside:
            asked = beside.submit(encoder.encode_questions, [text])
            plain = cls._plain(encoder, text, restored, expansions)
            return replace(plain, meaning=asked.result()[0])

    @classmethod
    def _plain(
        cls, encoder: Encoder, text: str, restored: bool, expansions: Sequence[Sequence[str]]
    ) -> Self:
        if isinstance(encoder, TokenEncoder):
            vectors, tokens = encoder.encode_tokens([text], "query")
            return cls(text, vectors[0], tokens[0], restored, expansions)
        return cls(text, encoder.encode([text], "query")[0], None, restored, expansions)

    @property
    def meant(self) -> Floats:
        """What to hold against passages: `meaning`, or `vector` where there is none."""
        return self.vector if self.meaning is None else self.meaning
