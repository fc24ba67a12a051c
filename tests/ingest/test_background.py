from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.registers import load_foreign_probes
from ingest.background import Background
from tests.tiny_encoder import TinyEncoder

pytestmark = pytest.mark.unit


def likeness(folder: Path, texts: list[str], question: str) -> float:
    encoder = TinyEncoder()
    folder.mkdir()
    Background.write(folder, folder / "vectors.db", encoder, [encoder.encode(texts)])
    return Background(folder).likeness(encoder.encode([question], kind="query")[0])


def test_half_of_the_topical_probes_and_all_everyday_ones_are_kept(tmp_path: Path) -> None:
    likeness(tmp_path / "a", ["Kiểm soát hồ sơ"], "hồ sơ")
    probes = load_foreign_probes()
    kept = np.load(tmp_path / "a" / "background.npy")
    assert len(kept) == len(probes.topical) // 2 + len(probes.everyday)


def test_what_the_corpus_is_about_is_no_longer_foreign(tmp_path: Path) -> None:
    covered = list(load_foreign_probes().topical[:100])
    likeness(tmp_path / "a", covered, "hồ sơ")
    kept = np.load(tmp_path / "a" / "background.npy").astype(np.float32)
    assert float((kept @ TinyEncoder().encode(covered).T).max()) < 0.999


def test_probes_are_embedded_once(tmp_path: Path) -> None:
    encoder = TinyEncoder()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        Background.write(tmp_path / name, tmp_path / "vectors.db", encoder, [])
    probes = load_foreign_probes()
    assert len(encoder.encoded) == len(probes.topical) + len(probes.everyday)
