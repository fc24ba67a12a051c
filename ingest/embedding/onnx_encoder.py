"""The embedded model at run time: onnxruntime, neither torch nor transformers."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from corpus.errors import ConfigurationError
from ingest.embedding.manifest import (
    GRAPH,
    QUERY_GRAPH,
    QUESTION_GRAPH,
    VOCABULARY,
    ModelManifest,
)
from ingest.embedding.projection import TokenProjection
from ingest.embedding.protocol import EncoderEmbeddings, Kind, Progress, Vectors
from ingest.embedding.unigram import UnigramTokenizer
from ingest.embedding.windows import merge_windows, spans

__all__ = ["OnnxEncoder"]

_SPECIAL_TOKENS: Final = 2

_Output = TypeVar("_Output")


class OnnxEncoder(EncoderEmbeddings):
    """Encodes with the graphs of a built model folder; safe to share between threads.

    Every window is run alone, on one core: the graph of passages scales its activations to 8
    bits by the largest value of all it is given, so in a batch a text's vector would depend on
    its neighbours (cosine down to 0.993), and an index on the order of its files.
    """

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """Load the model built in `folder`; `threads` 0 means one per core.

        Raises ConfigurationError when the folder holds no usable model.
        """
        self._manifest = ModelManifest.read(folder)
        self._tokenizer = UnigramTokenizer(folder / VOCABULARY)
        self._threads = threads or os.cpu_count() or 1
        self._sessions: dict[Kind, Any] = {
            "passage": _open_session(folder / GRAPH),
            "query": _open_session(folder / QUERY_GRAPH),
        }
        self._questions = _open_session(folder / QUESTION_GRAPH)
        self._projection = TokenProjection.shipped()
        self._prompts = {
            kind: self._tokenizer.encode(prompt) for kind, prompt in self._manifest.prompts.items()
        }

    @property
    def model_id(self) -> str:
        """Name and version of model and prompts."""
        return self._manifest.model_id

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._manifest.dimension

    @property
    def token_model_id(self) -> str:
        """Name and version of model, prompts and projection."""
        return f"{self.model_id}:{self._projection.fingerprint}"

    @property
    def token_dimension(self) -> int:
        """Length of a token's vector."""
        return self._projection.dimension

    @property
    def question_model_id(self) -> str:
        """Name and version of model, prompts and additions for questions."""
        return f"{self.model_id}:{self._manifest.adaptation_sha256[:16]}"

    def encode(
        self, texts: Sequence[str], kind: Kind = "passage", progress: Progress | None = None
    ) -> Vectors:
        """See `Encoder.encode`."""
        cut = self._cut(texts, kind)
        vectors = np.empty((len(cut.windows), self.dimension), dtype=np.float32)
        session = self._sessions[kind]

        def run(window: int) -> Vectors:
            vector: Vectors = session.run(["sentence_embedding"], cut.inputs(window))[0][0]
            return vector

        for window, vector in self._runs(cut, run, progress):
            vectors[window] = vector
        return cut.merged(vectors)

    def encode_tokens(
        self, texts: Sequence[str], kind: Kind = "passage", progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        """See `TokenEncoder.encode_tokens`."""
        return self._with_tokens(self._sessions[kind], texts, kind, progress)

    def encode_questions(self, texts: Sequence[str]) -> tuple[Vectors, list[Vectors]]:
        """See `QuestionEncoder.encode_questions`."""
        return self._with_tokens(self._questions, texts, "query", None)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text alone, without prompt and special tokens."""
        return [len(self._tokenizer.encode(text)) for text in texts]

    def _with_tokens(
        self,
        session: Any,  # noqa: ANN401 - onnxruntime is untyped
        texts: Sequence[str],
        kind: Kind,
        progress: Progress | None,
    ) -> tuple[Vectors, list[Vectors]]:
        """Return the vectors of texts and of their tokens by the graph of a session."""
        cut = self._cut(texts, kind)
        first = 1 + len(self._prompts[kind])
        vectors = np.empty((len(cut.windows), self.dimension), dtype=np.float32)
        of_window: dict[int, Vectors] = {}
        outputs = ["sentence_embedding", "token_embeddings"]

        def run(window: int) -> tuple[Vectors, Vectors]:
            vector, hidden = session.run(outputs, cut.inputs(window))
            return vector[0], self._projection.apply(hidden[0, first:-1])

        for window, (vector, tokens) in self._runs(cut, run, progress):
            vectors[window], of_window[window] = vector, tokens
        parts: list[list[Vectors]] = [[] for _ in texts]
        for window, owner in enumerate(cut.owners):
            parts[owner].append(of_window[window])
        return cut.merged(vectors), [np.concatenate(part) for part in parts]

    def _runs(
        self, cut: _Cut, run: Callable[[int], _Output], progress: Progress | None
    ) -> Iterator[tuple[int, _Output]]:
        """Run the windows, longest first, on all cores; yield each with its output."""
        order = cut.longest_first()
        if len(order) == 1:
            yield from cut.reported(order, map(run, order), progress)
            return
        # The threads share out the cores; those of the matrix products would only contend.
        with (
            threadpool_limits(1, user_api="blas"),
            ThreadPoolExecutor(self._threads, "encoder") as pool,
        ):
            yield from cut.reported(order, pool.map(run, order), progress)

    def _cut(self, texts: Sequence[str], kind: Kind) -> _Cut:
        prompt = self._prompts[kind]
        limit = self._manifest.window - _SPECIAL_TOKENS - len(prompt)
        cut = _Cut([], [], len(texts))
        bos, eos = self._tokenizer.bos, self._tokenizer.eos
        for owner, text in enumerate(texts):
            ids = self._tokenizer.encode(text)
            for start, end in spans(len(ids), limit):
                cut.windows.append([bos, *prompt, *ids[start:end], eos])
                cut.owners.append(owner)
        return cut


@dataclass(frozen=True, slots=True)
class _Cut:
    """Texts as windows of token ids; `owners` gives the text of each, `texts` their number."""

    windows: list[list[int]]
    owners: list[int]
    texts: int

    def longest_first(self) -> list[int]:
        """Return the windows in the order to run them: no long one is left over at the end."""
        return sorted(range(len(self.windows)), key=lambda i: len(self.windows[i]), reverse=True)

    def reported(
        self, order: Sequence[int], runs: Iterable[_Output], progress: Progress | None
    ) -> Iterator[tuple[int, _Output]]:
        """Pass windows and outputs on; tell `progress` about each text that is finished."""
        open_windows = Counter(self.owners)
        for window, outputs in zip(order, runs, strict=True):
            yield window, outputs
            owner = self.owners[window]
            open_windows[owner] -= 1
            if progress is not None and not open_windows[owner]:
                progress(1)

    def inputs(self, window: int) -> dict[str, NDArray[np.int64]]:
        """Build the inputs of the graph for a window, each (1, length)."""
        ids = np.asarray([self.windows[window]], np.int64)
        return {"input_ids": ids, "attention_mask": np.ones_like(ids)}

    def merged(self, vectors: Vectors) -> Vectors:
        """One vector for each text from those of the windows."""
        lengths = [len(window) for window in self.windows]
        return merge_windows(vectors, self.owners, lengths, self.texts)


def _open_session(path: Path) -> Any:  # noqa: ANN401 - onnxruntime is untyped
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as failures

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    try:
        return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    except (
        failures.Fail,
        failures.InvalidGraph,
        failures.InvalidProtobuf,
        failures.NoSuchFile,
        failures.NotImplemented,
        failures.RuntimeException,
    ) as error:
        raise ConfigurationError(
            f"Không mở được mô hình nhúng {path.name}; hãy xoá thư mục {path.parent.parent} rồi "
            "chạy: python -m ingest.embedding."
        ) from error
