"""What a question is about: itself without its words of asking."""

from __future__ import annotations

import re

__all__ = ["topic", "without_hanging"]

_ASKING = re.compile(
    r"\b(?:(?:theo|ở|trong|thuộc|vào)\s+)?"
    r"(?:quy trình|điều khoản|điều|mục|văn bản|biểu mẫu|mẫu|bước|ngày|tháng|năm|giờ|nơi|chỗ)"
    r"\s+(?:nào|mấy|gì)\b"
    r"|\b(?:do|bởi)\s+ai\b|\bmấy\s+(?:năm|tháng|tuần|ngày|giờ|lần|bản|người|bước)\b"
    r"|\b(?:bao lâu|bao nhiêu(?:\s+(?:lần|ngày|tiền))?|khi nào|lúc nào|ở đâu|thế nào|như thế nào"
    r"|ra sao|làm sao|tại sao|vì sao|phải làm gì|làm gì|là gì|những gì|gì|ai|mấy|nào)\b"
    r"|\b(?:có phải|có được|được không|hay không|hay chưa|không|chưa|thì|phải|cần)\b(?=\W*$)"
    r"|^(?:có|thế|vậy|khi|nếu)\s+",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"[?;]|,\s+(?=(?:ai|và|bao|thì)\b)"
    r"|\s(?:và|rồi|với lại|đồng thời)\s+(?=(?:do\s+ai|ai|bao|mấy|mất|ở đâu|khi nào|thế nào)\b)",
    re.IGNORECASE,
)
_EDGES = " ,;:.?!–-"
_HANGING = re.compile(r"(?:\s+(?:theo|của|trong|ở|tại|vào|và|là|thì|do|với|cho|quy định))+$", re.I)


def topic(question: str) -> str:
    """Return what an accented question is about: itself without its words of asking.

    Of several parts the first counts; "" where nothing is left.
    """
    for part in _PARTS.split(question):
        left = " ".join(_ASKING.sub(" ", part).split()).strip(_EDGES)
        left = without_hanging(left)
        if left:
            return left[:1].lower() + left[1:] if left[1:2].islower() else left
    return ""


def without_hanging(text: str) -> str:
    """Return `text` without the little words that lost what they led to."""
    return _HANGING.sub("", " ".join(text.split()).strip(_EDGES)).strip(_EDGES)
