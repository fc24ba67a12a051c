"""The Vietnamese words of the mapping in files and command lines."""

from __future__ import annotations

from assistant.mapping.mandatory import Finding
from assistant.mapping.model import HopKind, Relation, State
from assistant.mapping.transition import Progress, TaskKind
from corpus.model import Validity
from corpus.registers.standards import MandatoryKind

__all__ = [
    "FINDINGS",
    "HOPS",
    "MANDATORY",
    "PROGRESS",
    "RELATIONS",
    "STATES",
    "TASKS",
    "VALIDITY",
    "relation_named",
]

RELATIONS = {
    Relation.FULL: "Đầy đủ",
    Relation.PARTIAL: "Một phần",
    Relation.NONE: "Không",
    Relation.NOT_APPLICABLE: "Không áp dụng",
}
STATES = {
    State.PROPOSED: "đề xuất",
    State.CONFIRMED: "đã xác nhận",
    State.REJECTED: "đã bác",
}
HOPS = {
    HopKind.NAMED: "nêu tên điều",
    HopKind.NUMBERED: "mục trùng số điều",
    HopKind.SENT: "dẫn sang quy trình",
    HopKind.TABLE: "bảng đối chiếu của sổ tay",
    HopKind.CORRESPONDENCE: "đối chiếu hai phiên bản",
    HopKind.SUBCLAUSE: "điều mẹ, điều con",
    HopKind.MEANING: "nội dung phù hợp",
}
FINDINGS = {
    Finding.FOUND: "Có",
    Finding.TO_CHECK: "Cần kiểm tra",
    Finding.MISSING: "Thiếu",
    Finding.EXCLUDED: "Không áp dụng",
}
MANDATORY = {
    MandatoryKind.PROCEDURE: "Thủ tục",
    MandatoryKind.RECORD: "Hồ sơ",
    MandatoryKind.MAINTAIN: "Tài liệu phải duy trì",
    MandatoryKind.RETAIN: "Hồ sơ phải lưu",
    MandatoryKind.MAINTAIN_AND_RETAIN: "Tài liệu và hồ sơ",
}
TASKS = {
    TaskKind.MOVED: "Chuyển điều",
    TaskKind.DROPPED: "Không còn yêu cầu riêng",
    TaskKind.NEW: "Yêu cầu mới",
}
PROGRESS = {
    Progress.TODO: "Chưa làm",
    Progress.DOING: "Đang làm",
    Progress.DONE: "Đã xong",
}
VALIDITY = {
    Validity.IN_FORCE: "Còn hiệu lực",
    Validity.NOT_YET: "Chưa có hiệu lực",
    Validity.PARTLY: "Hết hiệu lực một phần",
    Validity.REPLACED: "Đã bị thay thế",
    Validity.CANCELLED: "Đã hủy bỏ",
    Validity.UNSETTLED: "Chưa thống nhất",
    Validity.UNKNOWN: "Chưa rõ",
}

_MARKS = {
    "x": Relation.FULL,
    "✓": Relation.FULL,
    "●": Relation.FULL,
    "o": Relation.PARTIAL,
    "○": Relation.PARTIAL,
    "n/a": Relation.NOT_APPLICABLE,
    "kad": Relation.NOT_APPLICABLE,
}


def relation_named(text: str) -> Relation | None:
    """Return the relation that a cell of an agency's own table means, None if none.

    "x" and check marks mean the procedure is responsible: full. Words after the relation's
    name, as our own export writes them, do not matter, but what it marks as proposed says
    nothing.
    """
    words = " ".join(text.casefold().split())
    if STATES[State.PROPOSED] in words:
        return None
    if words in _MARKS:
        return _MARKS[words]
    names = {name.casefold(): relation for relation, name in RELATIONS.items()}
    return next(
        (names[name] for name in sorted(names, key=len, reverse=True) if words.startswith(name)),
        None,
    )
