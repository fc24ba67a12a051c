"""Check that the int8 graph gives the same vectors as sentence-transformers."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from ingest.embedding.adaptation import QuestionAdaptation
from ingest.embedding.onnx_encoder import OnnxEncoder
from ingest.embedding.protocol import Kind, Vectors
from ingest.embedding.transformers_folder import adapt

__all__ = ["SAMPLE", "lowest_cosines"]

SAMPLE: Final = (
    "Ai phê duyệt tài liệu trước khi ban hành?",
    "Tài liệu lỗi thời còn giữ lại phải được đóng dấu để không ai dùng nhầm.",
    "Hồ sơ được lưu trong tủ của phòng chuyên môn năm năm rồi nộp vào lưu trữ cơ quan.",
    "dang ky sua doi quy trinh thi dien bieu mau nao",
    "Điều 5 khoản 2: người tiếp nhận ghi giấy biên nhận và hẹn ngày trả kết quả.",
    "Đánh giá nội bộ mỗi năm ít nhất một lần, người đánh giá không đánh giá việc của mình.",
    "hồ sơ trễ hẹn thì xin lỗi dân thế nào",
    "Lãnh đạo Sở Mẫu xem xét hệ thống quản lý chất lượng vào quý IV hằng năm.",
    "Khi phát hiện kết quả không phù hợp, bộ phận tìm nguyên nhân, đề ra hành động khắc phục "
    "và kiểm tra lại sau ba mươi ngày.",
    "QT-07/VP, lần ban hành 03, bước 4: văn thư vào sổ, đóng dấu và chuyển bản giấy.",
    "Mức độ hài lòng của tổ chức, cá nhân được đo bằng phiếu khảo sát đặt tại bộ phận một cửa.",
    "Máy đo phải được hiệu chuẩn trước hạn ghi trên tem; quá hạn thì ngừng sử dụng.",
)
"""Fixed sentences of the trade: long and short, with and without diacritics, with codes."""


def lowest_cosines(folder: Path) -> tuple[float, float]:
    """Lowest cosines over the sample for the model in `folder`, which holds both its forms.

    The first is over queries and passages, the second over questions. Loads torch.
    """
    from sentence_transformers import SentenceTransformer

    encoder = OnnxEncoder(folder)
    reference = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    sample = list(SAMPLE)

    def lowest(vectors: Vectors, prompt: Kind) -> float:
        expected = reference.encode(sample, prompt_name=prompt, show_progress_bar=False)
        return float(np.sum(vectors * expected, axis=1).min())

    kinds: tuple[Kind, ...] = ("query", "passage")
    plain = min(lowest(encoder.encode(SAMPLE, kind), kind) for kind in kinds)
    adapt(reference[0].auto_model, QuestionAdaptation.shipped())
    return plain, lowest(encoder.encode_questions(SAMPLE)[0], "query")
