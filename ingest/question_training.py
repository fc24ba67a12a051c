"""Train the reading of questions and write what it adds to the encoder.

    python -m ingest.question_training

Needed once after a change of the invented documents or the wordings of clauses; it takes more
than an hour on two cores and loads torch. docs/experiments.md has the measurements.

A question is drawn to the passages that answer it and away from all others of its pool, the
neighbours in the same document among them, by the cross-entropy of its cosines; and to the title
of its document, away from those written together with it. Passages and titles stay where the
published model puts them. A last term keeps questions near where it puts those. From the second
stage on the questions' tokens are drawn to those of the passages in the same way.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np

from corpus.settings import Settings
from ingest.embedding import Encoder, load_encoder
from ingest.embedding.adaptation import SHIPPED, QuestionAdaptation
from ingest.question_pool import Asked, Pool, pools, texts_fingerprint
from ingest.question_reader import QuestionReader
from ingest.question_titles import TitleLoss
from ingest.question_tokens import TokenLoss, missed

__all__ = ["train", "write"]

_STAGES: Final = (800, 700, 600)
"""Steps of each stage; the rate falls to nothing in each, the first is without the tokens."""

_BATCH: Final = (37, 6, 21)
"""Questions on invented documents, headings of theirs, texts on clauses in a step."""

_RATE: Final = 4e-4
_WARMING: Final = 30
_TEMPERATURE: Final = 0.02
_ANCHOR: Final = 1.0
"""Weight of 1 less the cosine with the published model's vector of the question."""

_TITLES: Final = 0.5
"""Weight of finding a question's document by its title among those written together with it."""

_SORTED_TOGETHER: Final = 8
"""Batches drawn at once and sorted by length, so that little is padded."""


def write(path: Path = SHIPPED) -> None:
    """Train on the shipped texts and put the file in place."""
    base = Settings()
    encoder = load_encoder(base)
    with tempfile.TemporaryDirectory() as scratch:
        settings = base.model_copy(update={"index": Path(scratch) / "index"})
        invented, clauses = pools(encoder, settings)
        trained = train(base.model_dir, encoder, (invented, clauses), _STAGES)
    unfinished = path.with_suffix(".new.npz")
    trained.save(unfinished)
    os.replace(unfinished, path)


def train(
    folder: Path, encoder: Encoder, asked: tuple[Pool, Pool], stages: Sequence[int]
) -> QuestionAdaptation:
    """Train over the pool of invented documents and that of clauses.

    `folder` holds the model that `encoder` runs in the form of sentence-transformers. `stages`
    gives the steps of each; in all but the first the tokens are learnt from as well.
    """
    import torch

    torch.manual_seed(0)
    reader = QuestionReader(folder)
    lessons = _Lessons(encoder, *asked)
    for stage, steps in enumerate(stages):
        _train_stage(reader, lessons, stage, steps)
    return reader.adaptation(texts_fingerprint())


def _train_stage(reader: QuestionReader, lessons: _Lessons, stage: int, steps: int) -> None:
    import torch

    optimiser = torch.optim.AdamW(reader.factors(), lr=_RATE, weight_decay=0.01)
    for step, batch in zip(range(steps), lessons.batches(random.Random(stage)), strict=False):
        for group in optimiser.param_groups:
            group["lr"] = _RATE * min(1, (step + 1) / _WARMING) * max(0.02, 1 - step / steps)
        vectors, tokens = reader.encode(lessons.texts(batch))
        loss = lessons.loss(vectors, batch)
        if stage:
            loss = loss + lessons.token_loss(vectors, tokens, batch)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.factors(), 1.0)
        optimiser.step()


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
        self._pools = (invented, clauses)
        self._title_loss = TitleLoss(invented)
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
        lost = _entropy(own @ self._invented, asked[:anchored])
        lost = lost + _entropy(of_clauses @ self._clauses, asked[anchored:])
        lost = lost + _TITLES * self._title_loss(own, asked[:anchored])
        rows = batch[0] + [len(self._parts[0]) + place for place in batch[1]]
        away = 1 - (own * self._anchors[rows]).sum(-1).mean()
        return lost / len(asked) + _ANCHOR * away

    def token_loss(self, vectors: Any, tokens: Sequence[Any], batch: _Batch) -> Any:  # noqa: ANN401 - tensors
        """Return the loss of the tokens of a batch, whose vectors are known."""
        asked = self._of(batch)
        cut = len(batch[0]) + len(batch[1])
        of_invented, of_clauses = self._token_losses
        lost = of_invented(vectors[:cut], tokens[:cut], asked[:cut])
        return (lost + of_clauses(vectors[cut:], tokens[cut:], asked[cut:])) / len(asked)

    @cached_property
    def _token_losses(self) -> tuple[TokenLoss, ...]:
        return tuple(TokenLoss(pool) for pool in self._pools)

    def _of(self, batch: _Batch) -> list[Asked]:
        return [
            part[place] for part, places in zip(self._parts, batch, strict=True) for place in places
        ]


def _entropy(cosines: Any, asked: Sequence[Asked]) -> Any:  # noqa: ANN401 - tensors
    """Return the sum of -ln of the probability that a row that answers is chosen."""
    logits = cosines / _TEMPERATURE
    return sum(missed(of_one, item.rows) for of_one, item in zip(logits, asked, strict=True))


def _endless(count: int, chance: random.Random) -> Iterator[int]:
    """Yield all places below `count` in a new order each time, without end."""
    order = list(range(count))
    while order:
        chance.shuffle(order)
        yield from order


if __name__ == "__main__":
    write()
    sys.stdout.write(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1000} kB\n")
