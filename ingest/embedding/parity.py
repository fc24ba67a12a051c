"""Check that the int8 graph gives the same vectors as sentence-transformers."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from ingest.embedding.onnx_encoder import OnnxEncoder
from ingest.embedding.protocol import Kind

__all__ = ["SAMPLE", "lowest_cosine"]

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


def lowest_cosine(folder: Path) -> float:
    """Lowest cosine over the sample, as queries and as passages, for the model in `folder`.

    `folder` holds both forms of the model. Loads torch.
    """
    from sentence_transformers import SentenceTransformer

    encoder = OnnxEncoder(folder)
    reference = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    kinds: tuple[Kind, ...] = ("query", "passage")
    cosines = [
        np.sum(
            encoder.encode(SAMPLE, kind)
            * reference.encode(list(SAMPLE), prompt_name=kind, show_progress_bar=False),
            axis=1,
        )
        for kind in kinds
    ]
    return float(np.min(cosines))
