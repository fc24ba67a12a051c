"""The Vietnamese sentences of status statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from corpus.model import Validity
from corpus.registers.records import Ending, LegalDocument, RelationKind, ValidityRule

__all__ = [
    "amended_ended",
    "end_date_unknown",
    "ended",
    "further",
    "in_force",
    "in_use",
    "lives_on",
    "not_listed",
    "not_yet",
    "not_yet_effective",
    "transition",
    "unknown",
    "unsettled",
    "vietnamese_date",
]


def vietnamese_date(day: date) -> str:
    """Return a date as state documents print it: "05/3/2014", "01/02/2025"."""
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)  # noqa: PLR2004
    return f"{day.day:02}/{month}/{day.year}"


def ended(document: LegalDocument, status: Validity, day: date | None) -> str:
    """Say that a document was replaced or cancelled, by what, since when."""
    replaced = [r.number for r in document.related(RelationKind.REPLACED_BY)]
    cancelled = [r.number for r in document.related(RelationKind.CANCELLED_BY)]
    if status is Validity.CANCELLED and (cancelled or document.state == status):
        by = f" bởi {_list(cancelled)}" if cancelled else ""
        successor = f", được thay bằng {_list(replaced)}" if replaced else ""
        return f"Đã bị hủy bỏ{by}{_since(day)}{successor}."
    if replaced:
        return f"Đã bị thay thế bởi {_list(replaced)}{_since(day)}."
    return f"Đã hết hiệu lực{_since(day)}.{_unseen(document)}"


def amended_ended(numbers: Sequence[str], day: date | None) -> str:
    """Say that a purely amending document has nothing left to amend."""
    return (
        f"Văn bản này chỉ sửa đổi, bổ sung {_list(numbers)}; văn bản được sửa đã hết hiệu lực"
        f"{_since(day)} nên phần sửa đổi không còn đối tượng áp dụng."
    )


def end_date_unknown(reason: str) -> str:
    """Say that the end is known but not its day."""
    return f"{reason} Chưa rõ từ ngày nào nên chưa kết luận được cho ngày này."


def lives_on(exceptions: Sequence[str]) -> str:
    """Say which provisions still apply."""
    return f"Một phần vẫn còn áp dụng: {'; '.join(exceptions)}."


def not_yet_effective(day: date) -> str:
    """Say from which day on a document will be in force."""
    return f"Chưa có hiệu lực; có hiệu lực từ ngày {vietnamese_date(day)}."


def not_yet(document: LegalDocument) -> str:
    """Say when a document is issued or takes effect."""
    if document.effective is not None:
        return not_yet_effective(document.effective)
    day = f" (ngày ban hành {vietnamese_date(document.issued)})" if document.issued else ""
    return f"Chưa được ban hành{day}."


def in_force(
    document: LegalDocument, start: date, until: date | None, amending: Sequence[str]
) -> str:
    """Say since when, and until when, a document applies and which documents amended it."""
    text = "Có hiệu lực" if document.effective else "Được công bố áp dụng"
    text += f" từ ngày {vietnamese_date(start)}"
    if until is not None:
        text += f" đến trước ngày {vietnamese_date(until)}"
    return f"{text}; đã được sửa đổi, bổ sung bởi {_list(amending)}." if amending else f"{text}."


def in_use(day: date) -> str:
    """Say that the effective date is unknown, but the document is seen in use by `day`."""
    return (
        f"Chưa rõ ngày bắt đầu có hiệu lực, nhưng đã thấy được áp dụng muộn nhất "
        f"từ ngày {vietnamese_date(day)} và chưa hết hiệu lực vào ngày này."
    )


def unsettled(
    document: LegalDocument, parents: Mapping[str, Ending], rules: Sequence[ValidityRule]
) -> str:
    """Say that the acts a document details have ended, and what the rules said then."""
    days = [end.day for end in parents.values() if end.day is not None]
    last = max(days, default=None)
    rule = next((r for r in rules if last and r.covers(last)), None)
    effect = f" Quy tắc khi đó ({rule.law}): {rule.effect}." if rule else ""
    partly = any(end.exceptions for end in parents.values())
    return (
        f"Văn bản được quy định chi tiết ({_list(list(parents))}) đã hết hiệu lực"
        f"{_since(last)}{', trừ phần chuyển tiếp' if partly else ''}.{effect} Quy tắc "
        "về văn bản hướng dẫn đã đổi nhiều lần và chưa thấy công bố riêng cho văn bản này, "
        f"cần kiểm tra trước khi dùng.{_unseen(document)}"
    )


def further(chain: Sequence[str], unverified: Sequence[str], status: Validity) -> str:
    """Name the later members of the chain of replacements, "" when there are none."""
    later = [f"{n} (chưa kiểm chứng)" if n in unverified else n for n in chain[1:]]
    if not later or status in {Validity.IN_FORCE, Validity.NOT_YET}:
        return ""
    return f" Tiếp theo trong chuỗi thay thế: {_list(later)}."


def unknown(document: LegalDocument) -> str:
    """Say what is missing to decide."""
    if document.stub:
        return "Văn bản chỉ được nhắc tới trong danh mục, chưa có thông tin về hiệu lực."
    if not document.verified:
        return "Số hiệu và ngày của văn bản này chưa kiểm chứng được, chưa kết luận về hiệu lực."
    return f"Chưa rõ ngày có hiệu lực nên chưa kết luận được.{_unseen(document)}"


def not_listed() -> str:
    """Say that the register does not know the document."""
    return "Văn bản không có trong danh mục, chưa có thông tin về hiệu lực."


def transition(document: LegalDocument, chain: Sequence[str]) -> str:
    """Say how long a cancelled standard could still be used, and what follows it."""
    leave = document.transition
    if leave is None:
        return ""
    successor = f"; bản thay thế là {chain[0]}" if chain else ""
    return (
        f"{document.number} đã bị hủy bỏ{successor}. Riêng cơ quan đang áp dụng bản cũ được dùng "
        f"tiếp trong thời gian chuyển đổi đến {vietnamese_date(leave.until)} (theo {leave.by})."
    )


def _unseen(document: LegalDocument) -> str:
    """Name the replacements that were not seen at a source, marked as such."""
    relations = document.related(RelationKind.REPLACED_BY, verified=False)
    numbers = [r.number for r in relations if not r.verified]
    if not numbers:
        return ""
    return f" Có thể đã được thay bằng {_list(numbers)}, nhưng quan hệ này chưa kiểm chứng."


def _since(day: date | None) -> str:
    return f" từ ngày {vietnamese_date(day)}" if day else ""


def _list(numbers: Sequence[str]) -> str:
    if len(numbers) < 2:  # noqa: PLR2004
        return "".join(numbers)
    return f"{', '.join(numbers[:-1])} và {numbers[-1]}"
