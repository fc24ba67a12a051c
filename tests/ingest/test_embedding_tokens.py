from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.settings import Settings
from ingest.embedding import TokenEncoder
from ingest.embedding.onnx_encoder import OnnxEncoder
from ingest.embedding.projection import TokenProjection
from ingest.progress import QuietProgress
from ingest.vectorising import Vectoriser
from tests.tiny_encoder import TinyEncoder

pytestmark = pytest.mark.integration

TEXTS = ["Ai phê duyệt tài liệu?", "Hồ sơ lưu năm năm. " * 200, ""]


def test_one_pass_gives_the_vectors_and_the_tokens(encoder: OnnxEncoder) -> None:
    finished: list[int] = []
    vectors, tokens = encoder.encode_tokens(TEXTS, progress=finished.append)
    assert np.allclose(vectors, encoder.encode(TEXTS), atol=1e-5)
    assert [len(of_text) for of_text in tokens] == encoder.count_tokens(TEXTS)
    assert sum(finished) == len(TEXTS)
    for of_text in tokens:
        assert of_text.shape[1] == encoder.token_dimension == 128
        assert np.allclose(np.linalg.norm(of_text, axis=1), 1, atol=1e-4)


def test_a_word_is_near_itself_in_another_sentence(encoder: OnnxEncoder) -> None:
    _, (one, two) = encoder.encode_tokens(["con dấu", "quản lý con dấu của cơ quan"])
    assert np.argmax(one @ two.T, axis=1).tolist() == [2, 3]


def test_encoders_are_told_apart_by_what_they_offer(encoder: OnnxEncoder) -> None:
    assert isinstance(encoder, TokenEncoder)
    assert not isinstance(TinyEncoder(), TokenEncoder)
    assert encoder.token_model_id.startswith(encoder.model_id)


def test_a_projection_keeps_the_directions_in_which_vectors_differ(tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    spread = np.asarray([9.0, 5.0, 0.1, 0.1], dtype=np.float32)
    tokens = (random.normal(size=(500, 4)) * spread + 3).astype(np.float32)
    fitted = TokenProjection.fit(tokens, 2)
    assert np.allclose(fitted.components.T @ fitted.components, np.eye(2), atol=1e-3)
    fitted.save(tmp_path / "p.npz")
    with np.load(tmp_path / "p.npz") as saved:
        again = TokenProjection(*(saved[k].astype(np.float32) for k in ("mean", "components")))
    assert np.allclose(again.apply(tokens), fitted.apply(tokens), atol=0.01)
    assert again.fingerprint != fitted.fingerprint
    assert fitted.apply(np.zeros((0, 4), np.float32)).shape == (0, 2)


def test_a_text_whose_tokens_are_unknown_is_embedded_again(
    tmp_path: Path, encoder: OnnxEncoder
) -> None:
    settings = Settings(data=tmp_path)
    plain = TinyEncoder()
    Vectoriser(settings, plain, QuietProgress()).vectors(["một", "hai"])
    again = Vectoriser(settings, plain, QuietProgress())
    again.vectors(["một", "hai"])
    assert (again.embedded, again.reused) == (0, 2)
    tokens = Vectoriser(settings, encoder, QuietProgress())
    tokens.vectors(["một"])
    (codes,) = tokens.tokens(["một"])
    assert tokens.embedded == 1
    assert codes.shape == (encoder.count_tokens(["một"])[0], 16)
    with pytest.raises(KeyError):
        list(tokens.tokens(["hai"]))
