"""How people speak: syllables, and pairs of them, of the questions that the registers hold.

Documents do not ask, and say "tử vong" where people say "mất". What puts diacritics back
learns from an agency's documents; beside them it knows the words of everyday questions. Their
counts are shipped as `data/spoken_syllables.json.gz`, written by

    python -m corpus.spoken

after a change of `data/services`, `data/situations`, `data/wordings` or
`data/asked_documents`; a test tells when they are older than those.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from corpus.registers import (
    load_asked_documents,
    load_services,
    load_situations,
    load_wordings,
)
from corpus.registers.loading import DATA
from corpus.syllable_model import SyllableModel
from corpus.text import fold

__all__ = ["SHIPPED", "load_spoken", "spoken_fingerprint", "spoken_texts", "write"]

_ACCENTED_SHARE = 1 / 3
"""Share of words with diacritics from which on a text was typed with them; 0.7 is usual."""

SHIPPED = DATA / "spoken_syllables.json.gz"


def load_spoken(path: Path = SHIPPED) -> SyllableModel:
    """Return the counts of a file; the shipped one takes 0.1 s and 10 MB."""
    told = json.loads(gzip.decompress(path.read_bytes()))
    return SyllableModel(told["counts"], told["pairs"])


def spoken_texts() -> tuple[str, ...]:
    """Return all questions and situations of the registers that were typed with diacritics."""
    texts = [
        *(question for service in load_services() for question in service.asked),
        *(text for _, told in load_situations().items() for text in told),
        *(text for _, told in load_wordings().items() for text in told),
        *(
            question
            for document in load_asked_documents()
            for passage in document.passages
            for question in passage.questions
        ),
    ]
    return tuple(text for text in texts if _is_accented(text))


def _is_accented(text: str) -> bool:
    words = text.lower().split()
    return sum(fold(word) != word for word in words) >= _ACCENTED_SHARE * len(words)


def spoken_fingerprint(texts: Iterable[str]) -> str:
    """Return a hash of texts, 16 hexadecimal digits; their order is nothing."""
    digest = hashlib.sha256()
    for text in sorted(texts):
        digest.update(f"{text}\x1e".encode())
    return digest.hexdigest()[:16]


def write(path: Path = SHIPPED) -> None:
    """Count what the shipped registers say and put the file in place."""
    texts = spoken_texts()
    model = SyllableModel.learn(texts)
    told = {
        "fingerprint": spoken_fingerprint(texts),
        "counts": dict(sorted(model.counts.items())),
        "pairs": dict(sorted(model.pairs.items())),
    }
    fresh = path.with_suffix(".new")
    # Without the time of day the same counts are the same file.
    packed = gzip.compress(json.dumps(told, ensure_ascii=False).encode(), mtime=0)
    fresh.write_bytes(packed)
    os.replace(fresh, path)


if __name__ == "__main__":
    write()
    sys.stdout.write(f"{SHIPPED.name}: {SHIPPED.stat().st_size // 1000} kB\n")
