"""What questions are read with: its file, and the vectors it gives."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ingest.embedding.adaptation import QuestionAdaptation
from ingest.embedding.onnx_encoder import OnnxEncoder
from ingest.embedding.parity import SAMPLE
from ingest.question_pool import texts_fingerprint

LONG = " ".join(f"Bước {n}: chuyên viên ghi sổ và chuyển hồ sơ." for n in range(200))


@pytest.fixture
def small() -> QuestionAdaptation:
    down = np.asarray([[1.0, 0.0, 2.0]], dtype=np.float32)
    up = np.asarray([[0.5], [0.0]], dtype=np.float32)
    return QuestionAdaptation({"l0.q": down}, {"l0.q": up}, "texts")


@pytest.mark.unit
def test_the_product_is_added_to_the_weights_of_its_layer(small: QuestionAdaptation) -> None:
    weights = np.ones((2, 3), dtype=np.float32)
    assert small.apply("l0.q", weights).tolist() == [[1.5, 1.0, 2.0], [1.0, 1.0, 1.0]]
    assert small.apply("l0.k", weights) is weights


@pytest.mark.unit
def test_a_file_gives_back_what_was_written(small: QuestionAdaptation, tmp_path: Path) -> None:
    small.save(tmp_path / "small.npz")
    read = QuestionAdaptation.load(tmp_path / "small.npz")
    assert read.texts == "texts"
    for written, back in ((small.down, read.down), (small.up, read.up)):
        assert written.keys() == back.keys()
        assert all(np.array_equal(back[name], array) for name, array in written.items())


@pytest.mark.unit
def test_the_shipped_one_was_trained_on_the_shipped_texts() -> None:
    shipped = QuestionAdaptation.shipped()
    assert shipped.texts == texts_fingerprint(), "run: python -m ingest.question_training"
    assert len(shipped.down) == len(shipped.up) == 12 * 6


@pytest.mark.integration
def test_questions_have_vectors_of_their_own(encoder: OnnxEncoder) -> None:
    vectors, tokens = encoder.encode_questions([LONG, *SAMPLE])
    assert vectors.shape == (1 + len(SAMPLE), encoder.dimension)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    alone = np.concatenate([encoder.encode_questions([text])[0] for text in SAMPLE])
    assert np.array_equal(vectors[1:], alone)
    cosines = np.sum(alone * encoder.encode(SAMPLE, "query"), axis=1)
    assert (cosines < 0.999).all()
    assert [len(of_text) for of_text in tokens] == encoder.count_tokens([LONG, *SAMPLE])
    assert encoder.encode_questions([])[0].shape == (0, encoder.dimension)


@pytest.mark.integration
def test_everyday_words_come_nearer_to_the_passage_that_answers(encoder: OnnxEncoder) -> None:
    passages = (
        "Khi Giám đốc vắng mặt, Phó Giám đốc được ủy quyền bằng văn bản ký thay tài liệu.",
        "Hồ sơ hết thời hạn lưu được tiêu hủy trước sự chứng kiến của hội đồng.",
        "Người được đào tạo nộp báo cáo thu hoạch trong 10 ngày sau khóa học.",
        "Thiết bị hết hạn hiệu chuẩn phải được niêm phong và ngừng sử dụng.",
    )
    asked = (
        "Sếp đi công tác xa thì ai gật giùm?",
        "Mấy thùng giấy cũ quá hạn rồi thì vứt đi kiểu gì?",
        "Học xong về phải viết cái gì nộp không, mấy bữa?",
        "Cái cân quá ngày kiểm còn xài được không?",
    )
    known = encoder.encode(passages)

    def margins(vectors: np.ndarray) -> np.ndarray:
        cosines = vectors @ known.T
        right = np.diag(cosines).copy()
        np.fill_diagonal(cosines, -1)
        return right - cosines.max(axis=1)

    read = margins(encoder.encode_questions(asked)[0])
    assert (read > 0).sum() >= 3
    assert read.mean() > margins(encoder.encode(asked, "query")).mean()
