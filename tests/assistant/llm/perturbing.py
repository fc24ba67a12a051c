"""Lies made from true sentences, one small change each; every one must be caught."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

__all__ = ["lies"]

_ROLES = ("Giám đốc", "Trưởng phòng", "Thư ký ISO", "Văn thư", "Chuyên viên", "Lãnh đạo cao nhất")
_TURNED = (
    ("không quá", "ít nhất"),
    ("trước khi", "sau khi"),
    ("sau khi", "trước khi"),
    ("có hiệu lực", "hết hiệu lực"),
    ("hết hiệu lực", "còn hiệu lực"),
    ("phải", "có thể"),
    ("có thể", "phải"),
    ("nội bộ", "bên ngoài"),
    ("bắt buộc", "khuyến khích"),
)
_UNITS = (("ngày làm việc", "giờ"), ("ngày", "tháng"), ("tháng", "năm"), ("năm", "tháng"))
_VERBS = (
    "phê duyệt", "ban hành", "giải quyết", "lập", "kiểm tra", "ghi", "chịu trách nhiệm", "phát",
    "đưa ra", "được mở", "được ghi", "áp dụng", "thu", "giữ", "chỉ định", "lấy",
)  # fmt: skip


def lies(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield (kind, lie) made from a true sentence; each lie differs from it in what it says."""
    for kind, make in _MAKERS.items():
        for lie in make(sentence):
            if lie != sentence:
                yield kind, lie


def _figures(sentence: str) -> Iterator[str]:
    for match in re.finditer(r"(?<![\w./-])\d+(?![\w./-]*\d)", sentence):
        value = str(int(match.group()) + 3)
        yield sentence[: match.start()] + value + sentence[match.end() :]


def _dates(sentence: str) -> Iterator[str]:
    for match in re.finditer(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b", sentence):
        moved = f"{match[1]}/{match[2]}/{int(match[3]) + 1}"
        yield sentence[: match.start()] + moved + sentence[match.end() :]


def _units(sentence: str) -> Iterator[str]:
    for old, new in _UNITS:
        if re.search(rf"\d {old}\b", sentence):
            yield re.sub(rf"(\d) {old}\b", rf"\1 {new}", sentence, count=1)


def _roles(sentence: str) -> Iterator[str]:
    for role in _ROLES:
        if role in sentence:
            other = next(r for r in _ROLES if r not in sentence)
            yield sentence.replace(role, other, 1)


def _denied(sentence: str) -> Iterator[str]:
    if "không " in sentence:
        yield sentence.replace("không ", "", 1)
        return
    for verb in _VERBS:
        if f" {verb} " in sentence:
            yield sentence.replace(f" {verb} ", f" không {verb} ", 1)
            return


def _turned(sentence: str) -> Iterator[str]:
    for old, new in _TURNED:
        if re.search(rf"\b{old}\b", sentence):
            yield re.sub(rf"\b{old}\b", new, sentence, count=1)


def _referred(sentence: str) -> Iterator[str]:
    for place in (
        "Điều 9.9",
        "Điều 45 Nghị định 30/2020/NĐ-CP",
        "QT-27",
        "Quyết định 8/2031/QĐ-TTg",
    ):
        yield f"Theo {place}, {sentence[:1].lower()}{sentence[1:]}"


def _added(sentence: str) -> Iterator[str]:
    body = sentence.rstrip(".")
    yield f"{body} và nộp lệ phí năm mươi nghìn đồng."
    yield f"{body}, trừ hồ sơ của doanh nghiệp nước ngoài."
    yield f"{body}, sau đó gửi bản sao cho thanh tra tỉnh."
    yield f"{body} và chuyển bản mềm lên máy chủ dữ liệu quốc gia."
    yield f"{body} qua bưu điện."
    yield f"{body} theo ý kiến của ông Nguyễn Văn A."


def _swapped(sentence: str) -> Iterator[str]:
    present = [role for role in _ROLES if sentence.count(role) == 1]
    if len(present) > 1:
        first, second = present[:2]
        yield sentence.replace(first, "\0").replace(second, first).replace("\0", second)


_MAKERS: dict[str, Callable[[str], Iterator[str]]] = {
    "figure": _figures,
    "date": _dates,
    "unit": _units,
    "role": _roles,
    "negation": _denied,
    "turned": _turned,
    "reference": _referred,
    "addition": _added,
    "swap": _swapped,
}
