"""Which part of a procedure a question in everyday words is about.

"Hết mấy đồng?" asks for the fee whatever the service is, and "sếp đi vắng thì ai đặt bút?" for
the step that signs. How people ask for the parts that all procedures have is learned once
(`corpus/data/asked_aspects`): a `WordModel` under `aspects`, fitted by `ingest.aspect_training`
and shipped as `aspect_model.npz` with the fingerprint of what it was fitted on. Its classes are
the names of `Aspect`, in small letters.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from corpus.text import syllables
from ingest.aspects import PARTS, Aspect
from ingest.word_model import WordModel

__all__ = ["SHIPPED", "AspectModel", "PlacedAspects", "aspects_fingerprint"]

SHIPPED = Path(__file__).resolve().parent / "aspect_model.npz"

_PARTS = 2
"""Parts that a procedure keeps in sections of their own, from which on it keeps them apart."""

_PAUSE = re.compile(r"[,;?!]|\.\s| và | với ")
_ASKING = frozenset(("gì", "nào", "đâu", "mô", "ai", "mấy", "nhiêu", "sao", "răng"))
_ASKING_LAST = frozenset(("không", "hông", "hôn", "hả", "chưa", "chi"))
"""Syllables by which people ask, wherever they stand or at the end."""

_ASKED = (2.0, 1.0, 1.0)
"""What the readings of a question weigh that asks several times; the last thing asked for most."""

_UNKNOWN = 0.05
"""How likely a unit whose heading says nothing of it tells what is asked."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class AspectModel:
    """The model and the fingerprint of the questions that it was fitted on."""

    model: WordModel
    fingerprint: str

    @classmethod
    def load(cls, path: Path = SHIPPED) -> Self:
        """Read a model."""
        with np.load(path) as arrays:
            named = {name: arrays[name] for name in arrays.files}
        return cls(WordModel.of("aspects", named), str(named["fingerprint"]))


class PlacedAspects:
    """The model over the units of an index.

    `apart`, bool (units,), tells which units are of procedures that keep their parts apart:
    who asks for the fee of one that does not is answered by the step that names it. `named`
    are those of them that tell a part.
    """

    def __init__(
        self,
        aspects: AspectModel,
        unit_aspects: npt.NDArray[np.int32],
        unit_documents: npt.NDArray[np.int32],
    ) -> None:
        """Take what each unit tells, `Aspect`, and the row of its document, both (units,)."""
        self._model = aspects.model
        parts = np.zeros(int(unit_documents.max(initial=-1)) + 1, dtype=np.int64)
        for part in PARTS:
            parts[np.unique(unit_documents[unit_aspects & int(part) > 0])] += 1
        self.apart = (parts >= _PARTS)[unit_documents]
        self.named = self.apart & (unit_aspects > 0)
        told, self._told_by = np.unique(unit_aspects, return_inverse=True)
        classes = [int(Aspect[name.upper()]) for name in self._model.classes]
        self._tells = (told[:, None] & np.asarray(classes)[None, :] > 0).astype(np.float32)
        self._tells_none = told == 0

    def probabilities(self, question: str) -> Floats:
        """Return, float32 (units,) in 0..1, how likely each unit tells what is asked.

        A question that asks twice is about both. A unit whose heading says nothing of what it
        tells, and every one of a document that does not keep its parts apart, is hardly likely.
        """
        asked = [self._model.log_probabilities(each, fading=True) for each in _askings(question)]
        each = np.average(np.exp(np.stack(asked)), axis=0, weights=_ASKED[: len(asked)])
        likely = np.minimum(self._tells @ each.astype(np.float32), np.float32(1.0))
        likely[self._tells_none] = _UNKNOWN
        result: Floats = np.where(self.apart, likely[self._told_by], np.float32(_UNKNOWN))
        return result


def _askings(question: str) -> list[list[str]]:
    """Return the syllables of a question, and those up to what it asks before its last words.

    "Sổ gốc mất rồi, xin lại thì mấy ngày có, hết bao nhiêu?" asks twice.
    """
    found = [syllables(question)]
    pieces = [syllables(piece) for piece in _PAUSE.split(question)]
    pieces = [piece for piece in pieces if piece]
    for end in range(len(pieces) - 1, 0, -1):
        before = pieces[end - 1]
        if not _ASKING.intersection(before) and before[-1] not in _ASKING_LAST:
            break
        found.append([syllable for piece in pieces[:end] for syllable in piece])
    return found[: len(_ASKED)]


def aspects_fingerprint(asked: Mapping[str, str]) -> str:
    """Return a hash of questions and their classes, 16 hexadecimal digits, whatever the order."""
    digest = hashlib.sha256()
    for question, aspect in sorted(asked.items()):
        digest.update(f"{question}\x1f{aspect}\x1e".encode())
    return digest.hexdigest()[:16]
