"""What kind of thing a question asks for, and how a sentence that gives it looks.

"Ai", "bao lâu", "bao nhiêu tuổi", "biểu mẫu nào", "ở đâu": the answer to each has a form that
can be seen in a sentence without understanding it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["AnswerForm", "asked_forms"]

_NUMBER = (
    r"(?:\d[\d.,]*|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|trăm|nghìn|nửa)"
    r"(?:\s*\([^)]{1,20}\))?"
)
_TIME_UNIT = r"(?:phút|giờ|ngày|tuần|tháng|quý|năm|giây)"
_COUNTED = re.compile(r"(?:bao nhiêu|mấy)\s+(phần trăm|người|\w+)")
_NOT_COUNTED = frozenset({"thì", "là", "để", "mới", "cho", "đến", "trên", "và", "một", "tiền"})
"""Words after "bao nhiêu" that name nothing to count."""


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """`name` of a kind of answer, and the expression that a sentence giving one matches.

    Sentences are matched in search form.
    """

    name: str
    has: re.Pattern[str]


_FORMS = (
    (
        re.compile(r"hiệu lực|thay thế|hết hạn|còn (?:áp dụng|dùng|giá trị)"),
        AnswerForm(
            "validity",
            re.compile(
                r"hết hiệu lực|thay thế|được thay|bị thay|hủy bỏ|bãi bỏ|có hiệu lực từ|hiệu lực"
            ),
        ),
    ),
    (
        re.compile(
            r"bao lâu|thời hạn|thời gian|(?:mấy|bao nhiêu) (?:ngày|giờ|tháng|năm|tuần|phút)|"
            r"trong vòng"
        ),
        AnswerForm(
            "duration",
            re.compile(rf"{_NUMBER}\s*{_TIME_UNIT}|(?:hằng|hàng|mỗi) {_TIME_UNIT}|ngay\b"),
        ),
    ),
    (
        re.compile(r"khi nào|bao giờ|lúc nào|hôm nào|ngày nào|(?:ngày|tháng|lúc) mấy|mấy giờ"),
        AnswerForm(
            "moment",
            re.compile(
                rf"(?:ngày|tháng|quý|năm|tuần|lúc)\s*\d|{_NUMBER}\s*{_TIME_UNIT}|"
                rf"(?:hằng|hàng|mỗi|đầu|cuối) {_TIME_UNIT}|ngay\b|\bkhi\b|\btrước\b|\bsau\b"
            ),
        ),
    ),
    (
        re.compile(r"bao nhiêu tiền|mức phạt|phạt tiền|lệ phí|\bphí\b|chi phí|giá bao nhiêu"),
        AnswerForm("amount", re.compile(r"\d[\d.,]*\s*(?:đồng|triệu|nghìn|tỷ|%)|lệ phí|miễn phí")),
    ),
    (
        re.compile(
            r"\bai\b|người nào|cơ quan nào|đơn vị nào|chức danh nào|phòng nào|bộ phận nào|"
            r"chủ thể nào|tổ chức nào"
        ),
        AnswerForm(
            "who",
            re.compile(
                r"giám đốc|trưởng|văn thư|thư ký|chuyên viên|cán bộ|công chức|lãnh đạo|thủ tướng|"
                r"bộ trưởng|chủ tịch|ủy ban|tòa án|viện kiểm sát|người|cơ quan|đại diện|nhà nước|"
                r"trách nhiệm:|qmr|ban iso|hội đồng|phòng|tổ chức|bên|cha|mẹ|con\b"
            ),
        ),
    ),
    (
        re.compile(r"(?:biểu mẫu|mẫu|phiếu|sổ|giấy|tờ|đơn) (?:nào|gì)|theo mẫu|ghi vào đâu"),
        AnswerForm(
            "form", re.compile(r"\bbm[-. ]?\d|biểu mẫu:|phiếu|\bsổ (?!tay)|mẫu số|\btờ\b|\bđơn\b")
        ),
    ),
    (
        re.compile(r"ở đâu|nơi nào|chỗ nào|đi đâu"),
        AnswerForm("where", re.compile(r"\btại\b|\bở\b|trụ sở|nơi|phòng|văn phòng|kho\b|trên")),
    ),
    (re.compile(r"bao nhiêu|mấy|tối đa|tối thiểu|mức"), AnswerForm("figure", re.compile(r"\d"))),
)


def asked_forms(question: str) -> tuple[AnswerForm, ...]:
    """Return the forms that a question (in search form) asks for, () where it asks for none.

    "Bao nhiêu tuổi" asks for a number of that very thing.
    """
    found = [form for asks, form in _FORMS if asks.search(question)]
    counted = {match[1] for match in _COUNTED.finditer(question)} - _NOT_COUNTED
    for thing in sorted(counted):
        unit = r"(?:%|phần trăm)" if thing == "phần trăm" else rf"{re.escape(thing)}\b"
        found.append(AnswerForm(f"count of {thing}", re.compile(rf"{_NUMBER}\s*{unit}")))
    return tuple(found)
