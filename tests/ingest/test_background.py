from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from corpus.registers import load_foreign_passages, load_foreign_probes
from ingest.background import Background
from tests.tiny_encoder import TinyEncoder

pytestmark = pytest.mark.unit


def written(folder: Path, texts: list[str]) -> Background:
    encoder = TinyEncoder()
    folder.mkdir()
    Background.write(folder, folder / "vectors.db", encoder, [encoder.encode(texts)])
    return Background(folder)


def likeness(folder: Path, texts: list[str], question: str) -> float:
    return written(folder, texts).likeness(TinyEncoder().encode([question], kind="query")[0])


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
    asked = len(probes.topical) + len(probes.everyday)
    assert len(encoder.encoded) == asked + len(load_foreign_passages())


def test_a_corpus_near_to_other_subjects_has_the_higher_floor(tmp_path: Path) -> None:
    near = written(tmp_path / "a", ["Giá vàng hôm nay bao nhiêu?", "Trời có mưa không?"])
    far = written(tmp_path / "b", ["Kiểm soát hồ sơ"])
    assert near.floor > far.floor


def test_passages_on_what_the_corpus_is_about_are_no_longer_foreign(tmp_path: Path) -> None:
    own = load_foreign_passages()[0]
    vector = TinyEncoder().encode([own])[0]
    elsewhere = written(tmp_path / "a", ["Giá vàng hôm nay bao nhiêu?"])
    covered = written(tmp_path / "b", [own])
    assert covered.passage_likeness(vector) < elsewhere.passage_likeness(vector)
    kept = np.load(tmp_path / "b" / "background_passages.npy")
    assert len(kept) == len(load_foreign_passages()) // 2


def test_everyday_talk_is_known_whatever_the_corpus(tmp_path: Path) -> None:
    talk = load_foreign_probes().everyday[0]
    background = written(tmp_path / "a", [talk, "Kiểm soát hồ sơ"])
    vectors = TinyEncoder().encode([talk, "Kiểm soát thông tin dạng văn bản"], kind="query")
    assert background.talk_likeness(vectors[0]) > 0.99 > background.talk_likeness(vectors[1])


def test_what_questions_share_needs_a_reading_of_questions(tmp_path: Path) -> None:
    vector = TinyEncoder().encode(["hồ sơ"])[0]
    assert written(tmp_path / "a", ["Kiểm soát hồ sơ"]).commonness(vector) == 0.0


class AskingEncoder(TinyEncoder):
    """Reads every question as people ask it as the same vector."""

    question_model_id = "asking:1"

    def encode_questions(
        self, texts: Sequence[str]
    ) -> tuple[npt.NDArray[np.float32], list[npt.NDArray[np.float32]]]:
        vectors = np.tile(np.eye(self.dimension, dtype=np.float32)[3], (len(texts), 1))
        return vectors, [vectors[:1] for _ in texts]


def test_what_questions_share_is_the_mean_of_the_probes(tmp_path: Path) -> None:
    encoder = AskingEncoder()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        Background.write(tmp_path / name, tmp_path / "vectors.db", encoder, [])
    background = Background(tmp_path / "b")
    axes = np.eye(encoder.dimension, dtype=np.float32)
    assert background.commonness(axes[3]) == pytest.approx(1.0)
    assert background.commonness(axes[4]) == pytest.approx(0.0)
