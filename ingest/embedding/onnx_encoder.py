"""The embedded model at run time: onnxruntime, neither torch nor transformers."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ConfigurationError
from ingest.embedding.manifest import GRAPH, VOCABULARY, ModelManifest
from ingest.embedding.projection import TokenProjection
from ingest.embedding.protocol import EncoderEmbeddings, Kind, Progress, Vectors
from ingest.embedding.unigram import UnigramTokenizer
from ingest.embedding.windows import batches_by_length, merge_windows, spans

__all__ = ["OnnxEncoder"]

BATCH_TOKENS: Final = 768
"""Tokens in a batch, padding included: activations of more fall out of the core's cache."""

_SPECIAL_TOKENS: Final = 2


class OnnxEncoder(EncoderEmbeddings):
    """Encodes with the int8 graph of a built model folder; safe to share between threads."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """Load the model built in `folder`; `threads` 0 means one per core.

        Raises ConfigurationError when the folder holds no usable model.
        """
        self._manifest = ModelManifest.read(folder)
        self._tokenizer = UnigramTokenizer(folder / VOCABULARY)
        self._session = _open_session(folder / GRAPH, threads)
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

    def encode(
        self, texts: Sequence[str], kind: Kind = "passage", progress: Progress | None = None
    ) -> Vectors:
        """See `Encoder.encode`."""
        cut = self._cut(texts, kind)
        vectors = np.empty((len(cut.windows), self.dimension), dtype=np.float32)
        for batch in cut.batches(progress):
            (vectors[batch],) = self._session.run(["sentence_embedding"], cut.inputs(batch))
        return cut.merged(vectors)

    def encode_tokens(
        self, texts: Sequence[str], kind: Kind = "passage", progress: Progress | None = None
    ) -> tuple[Vectors, list[Vectors]]:
        """See `TokenEncoder.encode_tokens`."""
        cut = self._cut(texts, kind)
        first = 1 + len(self._prompts[kind])
        vectors = np.empty((len(cut.windows), self.dimension), dtype=np.float32)
        tokens: list[list[Vectors]] = [[] for _ in texts]
        of_window: dict[int, Vectors] = {}
        outputs = ["sentence_embedding", "token_embeddings"]
        for batch in cut.batches(progress):
            vectors[batch], hidden = self._session.run(outputs, cut.inputs(batch))
            for row, window in enumerate(batch):
                # The last token ends the window; what follows it is padding.
                own = hidden[row, first : len(cut.windows[window]) - 1]
                of_window[window] = self._projection.apply(own)
        for window, owner in enumerate(cut.owners):
            tokens[owner].append(of_window[window])
        return cut.merged(vectors), [np.concatenate(parts) for parts in tokens]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text alone, without prompt and special tokens."""
        return [len(self._tokenizer.encode(text)) for text in texts]

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

    def batches(self, progress: Progress | None) -> Iterator[list[int]]:
        """Yield the windows to run together; tell `progress` which texts are finished."""
        open_windows = Counter(self.owners)
        for batch in batches_by_length([len(window) for window in self.windows], BATCH_TOKENS):
            yield batch
            if progress is not None:
                open_windows.subtract(self.owners[index] for index in batch)
                touched = {self.owners[index] for index in batch}
                progress(sum(open_windows[owner] == 0 for owner in touched))

    def inputs(self, batch: Sequence[int]) -> dict[str, NDArray[np.int64]]:
        """Build the inputs of the graph for a batch of windows."""
        return _padded([self.windows[index] for index in batch])

    def merged(self, vectors: Vectors) -> Vectors:
        """One vector for each text from those of the windows."""
        lengths = [len(window) for window in self.windows]
        return merge_windows(vectors, self.owners, lengths, self.texts)


def _padded(windows: list[list[int]]) -> dict[str, NDArray[np.int64]]:
    """Build the inputs of the graph, each (len(windows), longest)."""
    shape = (len(windows), max(map(len, windows)))
    ids, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for row, window in enumerate(windows):
        ids[row, : len(window)] = window
        mask[row, : len(window)] = 1
    return {"input_ids": ids, "attention_mask": mask}


def _open_session(path: Path, threads: int) -> Any:  # noqa: ANN401 - onnxruntime is untyped
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as failures

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or os.cpu_count() or 1
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
