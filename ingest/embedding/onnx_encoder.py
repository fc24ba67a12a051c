"""The embedded model at run time: onnxruntime, neither torch nor transformers."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ConfigurationError
from ingest.embedding.manifest import GRAPH, VOCABULARY, ModelManifest
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

    def encode(
        self, texts: Sequence[str], kind: Kind = "passage", progress: Progress | None = None
    ) -> Vectors:
        """See `Encoder.encode`."""
        prompt = self._prompts[kind]
        limit = self._manifest.window - _SPECIAL_TOKENS - len(prompt)
        windows: list[list[int]] = []
        owners: list[int] = []
        bos, eos = self._tokenizer.bos, self._tokenizer.eos
        for owner, text in enumerate(texts):
            ids = self._tokenizer.encode(text)
            for start, end in spans(len(ids), limit):
                windows.append([bos, *prompt, *ids[start:end], eos])
                owners.append(owner)
        vectors = self._run(windows, owners, progress)
        return merge_windows(vectors, owners, [len(window) for window in windows], len(texts))

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text alone, without prompt and special tokens."""
        return [len(self._tokenizer.encode(text)) for text in texts]

    def _run(
        self, windows: list[list[int]], owners: list[int], progress: Progress | None
    ) -> Vectors:
        """Vectors of the windows, (len(windows), dimension)."""
        vectors = np.empty((len(windows), self.dimension), dtype=np.float32)
        open_windows = Counter(owners)
        for batch in batches_by_length([len(window) for window in windows], BATCH_TOKENS):
            inputs = _padded([windows[index] for index in batch])
            (vectors[batch],) = self._session.run(["sentence_embedding"], inputs)
            if progress is not None:
                open_windows.subtract(owners[index] for index in batch)
                touched = {owners[index] for index in batch}
                progress(sum(open_windows[owner] == 0 for owner in touched))
        return vectors


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
