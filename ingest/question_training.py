"""Train the reading of questions and write what it adds to the encoder.

    python -m ingest.question_training

Needed once after a change of the invented documents or the wordings of clauses; it takes an
hour on two cores and loads torch. docs/experiments.md has the measurements.

A question is drawn to the passages that answer it and away from all others of its pool, the
neighbours in the same document among them, by the cross-entropy of its cosines. Passages stay
where the published model puts them. A second term keeps questions near where it puts those.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from corpus.settings import Settings
from ingest.embedding import Encoder, load_encoder
from ingest.embedding.adaptation import SHIPPED, QuestionAdaptation
from ingest.embedding.prompts import E5_PROMPTS
from ingest.embedding.transformers_folder import linear_layers
from ingest.question_pool import Asked, Pool, pools, texts_fingerprint

__all__ = ["train", "write"]

_RANK: Final = 16
_STEPS: Final = 800
_BATCH: Final = (37, 6, 21)
"""Questions on invented documents, headings of theirs, texts on clauses in a step."""

_RATE: Final = 4e-4
_WARMING: Final = 30
_TEMPERATURE: Final = 0.02
_ANCHOR: Final = 1.0
"""Weight of 1 less the cosine with the published model's vector of the question."""

_LONGEST: Final = 56
_SORTED_TOGETHER: Final = 8
"""Batches drawn at once and sorted by length, so that little is padded."""


def write(path: Path = SHIPPED) -> None:
    """Train on the shipped texts and put the file in place."""
    base = Settings()
    encoder = load_encoder(base)
    with tempfile.TemporaryDirectory() as scratch:
        settings = base.model_copy(update={"index": Path(scratch) / "index"})
        invented, clauses = pools(encoder, settings)
        train(base.model_dir, encoder, (invented, clauses), _STEPS).save(path)


def train(
    folder: Path, encoder: Encoder, asked: tuple[Pool, Pool], steps: int
) -> QuestionAdaptation:
    """Train over the pool of invented documents and that of clauses.

    `folder` holds the model that `encoder` runs in the form of sentence-transformers.
    """
    import torch

    torch.manual_seed(0)
    reader = _Reader(folder)
    optimiser = torch.optim.AdamW(reader.factors(), lr=_RATE, weight_decay=0.01)
    lessons = _Lessons(encoder, *asked)
    for step, batch in zip(range(steps), lessons.batches(random.Random(0)), strict=False):
        for group in optimiser.param_groups:
            group["lr"] = _RATE * min(1, (step + 1) / _WARMING) * max(0.02, 1 - step / steps)
        loss = lessons.loss(reader.encode(lessons.texts(batch)), batch)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.factors(), 1.0)
        optimiser.step()
    return reader.adaptation()


class _Reader:
    """The published encoder with factors to train beside its linear layers."""

    def __init__(self, folder: Path) -> None:
        from transformers import AutoModel, AutoTokenizer

        self._tokenizer = AutoTokenizer.from_pretrained(folder)
        self._bert = AutoModel.from_pretrained(folder).eval().requires_grad_(False)
        self._down, self._up = {}, {}
        for name, module in linear_layers(self._bert.config.num_hidden_layers).items():
            self._down[name], self._up[name] = _add_factors(self._bert.get_submodule(module))

    def factors(self) -> list[Any]:
        """Return what is trained."""
        return [*self._down.values(), *self._up.values()]

    def encode(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 - a tensor
        """Return the vectors of questions, (len(texts), dimension) of norm 1."""
        import torch

        prompted = [E5_PROMPTS["query"] + text for text in texts]
        tokens = self._tokenizer(
            prompted, padding=True, truncation=True, max_length=_LONGEST, return_tensors="pt"
        )
        mask = tokens.attention_mask
        hidden = self._bert(input_ids=tokens.input_ids, attention_mask=mask).last_hidden_state
        total = (hidden * mask[..., None]).sum(1)
        return torch.nn.functional.normalize(total, dim=-1)

    def adaptation(self) -> QuestionAdaptation:
        """Return the factors as they are now."""
        return QuestionAdaptation(
            {name: factor.detach().numpy() for name, factor in self._down.items()},
            {name: factor.detach().numpy() for name, factor in self._up.items()},
            texts_fingerprint(),
        )


def _add_factors(linear: Any) -> tuple[Any, Any]:  # noqa: ANN401 - torch is not imported here
    """Let a linear layer add up @ down @ input to what it gives; return (down, up)."""
    import torch

    outputs, width = linear.weight.shape
    down = torch.nn.Parameter(torch.randn(_RANK, width) / width**0.5)
    up = torch.nn.Parameter(torch.zeros(outputs, _RANK))
    product = torch.nn.functional.linear

    def add(_: object, inputs: tuple[Any, ...], output: Any) -> Any:  # noqa: ANN401 - tensors
        return output + product(product(inputs[0], down), up)

    linear.register_forward_hook(add)
    return down, up


_Batch = tuple[list[int], list[int], list[int]]


class _Lessons:
    """Batches of questions, and how far an encoder is from answering them."""

    def __init__(self, encoder: Encoder, invented: Pool, clauses: Pool) -> None:
        import torch

        self._parts: tuple[Sequence[Asked], ...] = (
            invented.asked, invented.headings, clauses.asked,
        )  # fmt: skip
        self._invented = torch.from_numpy(invented.passages).T
        self._clauses = torch.from_numpy(clauses.passages).T
        anchored = [asked.text for part in self._parts[:2] for asked in part]
        self._anchors = torch.from_numpy(np.array(encoder.encode(anchored, "query")))

    def texts(self, batch: _Batch) -> list[str]:
        """Return the questions of a batch."""
        return [asked.text for asked in self._of(batch)]

    def batches(self, chance: random.Random) -> Iterator[_Batch]:
        """Yield batches without end, their questions alike in length."""
        streams = [_endless(len(part), chance) for part in self._parts]
        while True:
            drawn = []
            for part, stream, size in zip(self._parts, streams, _BATCH, strict=True):
                places = [next(stream) for _ in range(size * _SORTED_TOGETHER)]
                lengths = [len(asked.text) for asked in part]
                drawn.append(sorted(places, key=lengths.__getitem__))
            order = list(range(_SORTED_TOGETHER))
            chance.shuffle(order)
            for n in order:
                first, second, third = (
                    places[n * size : (n + 1) * size]
                    for places, size in zip(drawn, _BATCH, strict=True)
                )
                yield first, second, third

    def loss(self, vectors: Any, batch: _Batch) -> Any:  # noqa: ANN401 - tensors
        """Return the loss of the vectors of a batch."""
        asked = self._of(batch)
        anchored = len(batch[0]) + len(batch[1])
        own, of_clauses = vectors[:anchored], vectors[anchored:]
        missed = _entropy(own @ self._invented, asked[:anchored])
        missed = missed + _entropy(of_clauses @ self._clauses, asked[anchored:])
        rows = batch[0] + [len(self._parts[0]) + place for place in batch[1]]
        away = 1 - (own * self._anchors[rows]).sum(-1).mean()
        return missed / len(asked) + _ANCHOR * away

    def _of(self, batch: _Batch) -> list[Asked]:
        return [
            part[place] for part, places in zip(self._parts, batch, strict=True) for place in places
        ]


def _entropy(cosines: Any, asked: Sequence[Asked]) -> Any:  # noqa: ANN401 - tensors
    """Return the sum of -ln of the probability that a row that answers is chosen."""
    import torch

    chances = torch.nn.functional.log_softmax(cosines / _TEMPERATURE, dim=-1)
    right = [torch.logsumexp(chances[n, torch.from_numpy(a.rows)], 0) for n, a in enumerate(asked)]
    return -sum(right)


def _endless(count: int, chance: random.Random) -> Iterator[int]:
    """Yield all places below `count` in a new order each time, without end."""
    order = list(range(count))
    while order:
        chance.shuffle(order)
        yield from order


if __name__ == "__main__":
    write()
    sys.stdout.write(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1000} kB\n")
