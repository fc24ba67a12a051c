"""What every encoder offers, whichever model stands behind it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import ClassVar, Literal, Protocol, runtime_checkable

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

__all__ = [
    "BatchedEncoder",
    "Encoder",
    "EncoderEmbeddings",
    "Kind",
    "Progress",
    "QuestionEncoder",
    "TokenEncoder",
    "Vectors",
    "normalise",
]

Kind = Literal["query", "passage"]
Progress = Callable[[int], None]
Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Turns text into vectors of norm 1, so that a dot product is a cosine.

    `model_id` names model, version and prompts: vectors with different ids must never be
    compared. `dimension` is the length of a vector.
    """

    @property
    def model_id(self) -> str:
        """Name of model, version and prompts."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def encode(
        self, texts: Sequence[str], kind: Kind = "passage", progress: Progress | None = None
    ) -> Vectors:
        """Vectors of the texts, float32 (len(texts), dimension), in their order.

        No text is cut: what is longer than the model's window is encoded in parts whose
        vectors are averaged. `progress` is called with the number of texts finished since
        its last call; the calls add up to len(texts).
        """
        ...

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text alone, without prompt and special tokens."""
        ...

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """`encode` of passages, as LangChain asks for it."""
        ...

    def embed_query(self, text: str) -> list[float]:
        """`encode` of one query, as LangChain asks for it."""
        ...


@runtime_checkable
class TokenEncoder(Encoder, Protocol):
    """An encoder that gives the vectors of single tokens too, for late interaction.

    `token_model_id` names all that a token's vector depends on beside its text,
    `token_dimension` is its length.
    """

    @property
    def token_model_id(self) -> str:
        """Name of model, version, prompts and projection."""
        ...

    @property
    def token_dimension(self) -> int:
        """Length of a token's vector."""
        ...

    def encode_tokens(
        self, texts: Sequence[str], kind: Kind = "passage", progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        """Give what `encode` gives and, in the same pass, the tokens of each text.

        The latter are float32 (tokens, token_dimension) of norm 1, in reading order, without
        prompt and special tokens.
        """
        ...


@runtime_checkable
class QuestionEncoder(Encoder, Protocol):
    """An encoder that reads questions in everyday words otherwise than other texts.

    `question_model_id` names all that a question's vector depends on beside its text.
    """

    @property
    def question_model_id(self) -> str:
        """Name of model, version, prompts and additions for questions."""
        ...

    def encode_questions(self, texts: Sequence[str]) -> tuple[Vectors, list[Vectors]]:
        """Vectors of questions and of their tokens, as `TokenEncoder.encode_tokens` gives them.

        They are to be held against passages, never against vectors of queries.
        """
        ...


class EncoderEmbeddings(Embeddings):
    """LangChain's Embeddings on top of `encode`; base of all encoders here."""

    @abstractmethod
    def encode(
        self, texts: Sequence[str], kind: Kind = "passage", progress: Progress | None = None
    ) -> Vectors:
        """See `Encoder.encode`."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Vectors of passages."""
        vectors: list[list[float]] = self.encode(texts, "passage").tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Vector of one query."""
        vector: list[float] = self.encode([text], "query")[0].tolist()
        return vector


class BatchedEncoder(EncoderEmbeddings):
    """An encoder that takes its texts in batches of `batch` through `_encode_part`."""

    batch: ClassVar[int]
    _model_id: str
    _dimension: int

    @property
    def model_id(self) -> str:
        """Name of the model, with what else its vectors depend on."""
        return self._model_id

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._dimension

    def encode(
        self, texts: Sequence[str], kind: Kind = "passage", progress: Progress | None = None
    ) -> Vectors:
        """See `Encoder.encode`."""
        vectors = np.empty((len(texts), self._dimension), dtype=np.float32)
        for start in range(0, len(texts), self.batch):
            part = texts[start : start + self.batch]
            vectors[start : start + len(part)] = self._encode_part(part, kind)
            if progress is not None:
                progress(len(part))
        return vectors

    @abstractmethod
    def _encode_part(self, texts: Sequence[str], kind: Kind) -> Vectors: ...


def normalise(vectors: Vectors) -> Vectors:
    """Rows scaled to norm 1; a zero row stays zero."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, np.finfo(np.float32).tiny), dtype=np.float32)
