"""A question as it is searched: its words, and its vectors by both readings."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from ingest.embedding import Encoder, QuestionEncoder, TokenEncoder

__all__ = ["Query"]

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is searched.

    `vector` is float32 (dimension,) of norm 1, `meaning` the vector of the question as people
    ask it, None where the model reads all texts alike; `tokens`, float32 (tokens, token
    dimension) of norm 1, are of the latter reading where there is one, and None where the
    model gives none. `restored` tells that the text is not what was typed, so that some of its
    words may be wrong. `expansions` are other words for what it says, each a sequence of
    syllables.
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
        tokens, meaning = None, None
        if isinstance(encoder, QuestionEncoder):
            # Both readings at once: each runs on one core.
            with ThreadPoolExecutor(1, "question") as beside:
                asked = beside.submit(encoder.encode_questions, [text])
                vectors = encoder.encode([text], "query")
                meanings, of_tokens = asked.result()
            tokens, meaning = of_tokens[0], meanings[0]
        elif isinstance(encoder, TokenEncoder):
            vectors, of_tokens = encoder.encode_tokens([text], "query")
            tokens = of_tokens[0]
        else:
            vectors = encoder.encode([text], "query")
        return cls(text, vectors[0], tokens, restored, expansions, meaning)

    @property
    def vectors(self) -> Floats:
        """Each reading of the question once, float32 (1 or 2, dimension)."""
        readings = [self.vector] if self.meaning is None else [self.vector, self.meaning]
        return np.stack(readings)

    @property
    def meant(self) -> Floats:
        """What to hold against passages: `meaning`, or `vector` where there is none."""
        return self.vector if self.meaning is None else self.meaning
