"""The lines by which the pieces of a legal file are told apart.

Recipients and signature end a document; the national motto begins a new paper; titles such
as QUY CHẾ, PHỤ LỤC and Mẫu số name what is attached.
"""

from __future__ import annotations

import re

from corpus.model import Part
from ingest.structure.lines import is_upper, upper_from

__all__ = [
    "annex_name",
    "attached_name",
    "form_name",
    "has_blanks",
    "has_motto",
    "is_form_title",
    "is_issued_with",
    "is_recipient",
    "is_signature",
    "is_title_line",
    "opens_recipients",
]

_ATTACHED = re.compile(
    r"^(quy chế|quy định|điều lệ|nội quy|quy trình|quy tắc|quy chuẩn|hướng dẫn|đề án|kế hoạch|"
    r"chương trình|chiến lược|phương án|danh mục|định mức|tiêu chí|thể lệ|chế độ)(?=$|[\s:])",
    re.IGNORECASE,
)
_ISSUED_WITH = re.compile(
    r"^\(?\s*(?:được\s+)?(?:ban\s+hành\s+(?:kèm\s+)?|kèm\s+)theo\b", re.IGNORECASE
)
_ANNEX = re.compile(
    r"^phụ\s+lục(?:\s+(?:số\s*)?:?\s*((?:[ivxlc]+|\d{1,3}|[a-z])(?![^\W_])))?\s*([.:–\-]?)\s*",
    re.IGNORECASE,
)
_FORM = re.compile(r"^mẫu\s+(?:biểu\s+)?(?:số\s*)?:?\s*(\d{1,3}[\wđ]{0,3}(?:[.\-]\w{1,4})?)", re.I)
_MOTTO = re.compile(
    r"(?:^|\|\s)CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM(?!\s*,)|"
    r"\sCỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM$"
)
_FORM_TITLE = re.compile(
    r"^(?:MẪU|HỢP ĐỒNG|BIÊN BẢN|ĐƠN|GIẤY|TỜ KHAI|TỜ TRÌNH|PHIẾU|BẢN CAM KẾT|THỎA THUẬN|"
    r"QUYẾT ĐỊNH)(?![^\W_])"
)
_SIGNATURE = re.compile(
    r"^(?:(?:TM|KT|TL|TUQ|T/M|K/T|T/L)\b\.?\s*[A-ZÀ-ỸĐ]{2}|"
    r"(?:PHÓ\s+)?(?:THỦ TƯỚNG|CHỦ TỊCH|CHỦ NHIỆM|BỘ TRƯỞNG|THỨ TRƯỞNG|TỔNG GIÁM ĐỐC|GIÁM ĐỐC|"
    r"CHÁNH ÁN|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|VIỆN TRƯỞNG|CỤC TRƯỞNG|VỤ TRƯỞNG|HIỆU TRƯỞNG|"
    r"THỐNG ĐỐC|TỔNG KIỂM TOÁN|TỔNG THANH TRA|TRƯỞNG (?:PHÒNG|BAN)|THỦ TRƯỞNG)\b)"
)
_RECIPIENTS = re.compile(r"(?:^|\|\s)(?:Nơi nhận|NƠI NHẬN)\s*(?:[:.]|(?=\(|$|TM\b))\s*(.*)$")
_RECIPIENT = re.compile(r"^(?:[-–—+*•]\s*\S|Như\s|Lưu\b|\.{2,}|…)")
_DIVIDING = re.compile(r"^(?:phần|chương|mục)\s+\S+\s*[.:]?$", re.IGNORECASE)
_BLANK_TO_FILL = re.compile(r"\.{5}|…{2}|_{5}")
_LONGEST_SIGNATURE = 120
_LONGEST_FORM_LINE = 80
_HEAD_OF_LINE = 400


def attached_name(text: str) -> str | None:
    """Return the name of an attached document from its title: "Quy chế", "Quy định"."""
    match = _ATTACHED.match(text)
    return match.group(1).capitalize() if match else None


def annex_name(text: str) -> str | None:
    """Return "Phụ lục" with its number if the line is the heading of an annex."""
    match = _ANNEX.match(text) if " | " not in text else None
    if match is None:
        return None
    rest = text[match.end() :]
    titled = is_upper(rest) or rest.startswith("(") or (match.group(2) and upper_from(rest))
    if rest and not titled:
        return None
    return f"Phụ lục {(match.group(1) or '').upper()}".strip()


def form_name(text: str) -> str | None:
    """Return "Mẫu số" with its number if the line is the heading of a form."""
    match = _FORM.match(text) if len(text) <= _LONGEST_FORM_LINE and " | " not in text else None
    if match is None:
        return None
    rest = text[match.end() :]
    separated = not rest or rest[0] in ":./–-(" or (rest[0] == " " and upper_from(rest.strip()))
    return f"Mẫu số {match.group(1)}" if separated else None


def is_form_title(text: str) -> bool:
    """Whether a line in capitals titles a paper to fill in, such as HỢP ĐỒNG or ĐƠN."""
    return _FORM_TITLE.match(text) is not None and is_upper(text)


def is_issued_with(text: str) -> bool:
    """Whether the line says "(Ban hành kèm theo ...)"."""
    return _ISSUED_WITH.match(text) is not None


def has_motto(text: str) -> bool:
    """Whether the line carries the national motto that heads a document."""
    return _MOTTO.search(text[:_HEAD_OF_LINE]) is not None


def has_blanks(text: str) -> bool:
    """Whether the line has dots or rules to write on."""
    return _BLANK_TO_FILL.search(text) is not None


def opens_recipients(text: str) -> bool:
    """Whether a line begins the list of recipients: "Nơi nhận:" and nothing but a list."""
    match = _RECIPIENTS.search(text)
    rest = match.group(1).strip("/ ") if match else None
    if rest is None:
        return False
    return not rest or rest[0] == "(" or is_recipient(rest) or _SIGNATURE.match(rest) is not None


def is_recipient(text: str) -> bool:
    """Whether a line is an entry of the list of recipients."""
    return _RECIPIENT.match(text) is not None


def is_signature(text: str) -> bool:
    """Whether a line belongs to the recipients and signature that end a document."""
    return opens_recipients(text) or (
        len(text) <= _LONGEST_SIGNATURE
        and not text.endswith((".", ";", ":"))
        and _SIGNATURE.match(text) is not None
    )


def is_title_line(text: str, part: Part) -> bool:
    """Whether a line can be a part of a piece's title; those of forms are in capitals."""
    return (
        text[0].isalpha()
        and " | " not in text
        and not text.endswith((".", ";", ":"))
        and (part is not Part.TEMPLATE or is_upper(text))
        and not has_motto(text)
        and _DIVIDING.match(text) is None
    )
