"""The register as a citable document: python -m corpus.registers.listing [--check].

Writes corpus/documents/legal/danh-muc-van-ban.md from the shipped register. The text says
only dates and relations, never "today", so it changes with the register and not with the
calendar.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from corpus.registers.legal import LegalRegister, load_legal
from corpus.registers.records import LegalDocument, RelationKind
from corpus.registers.wording import vietnamese_date

__all__ = ["LISTING", "main", "render"]

LISTING = Path(__file__).resolve().parent.parent / "documents" / "legal" / "danh-muc-van-ban.md"

_HEAD = """---
kind: other
title: "Danh mục văn bản pháp lý của hệ thống"
---

Danh mục này do chương trình lập từ dữ liệu đăng ký văn bản, bằng lời của người biên soạn.
Nội dung từng điều của các văn bản dưới đây không có trong kho tài liệu. Điều gì ghi “chưa
kiểm chứng” thì chưa thấy ở nguồn công khai và không dùng để kết luận.
"""
_RELATIONS = {
    RelationKind.REPLACES: "Thay thế",
    RelationKind.REPLACED_BY: "Bị thay thế bởi",
    RelationKind.AMENDS: "Sửa đổi, bổ sung",
    RelationKind.AMENDED_BY: "Được sửa đổi, bổ sung bởi",
    RelationKind.DETAILS: "Quy định chi tiết, hướng dẫn",
    RelationKind.DETAILED_BY: "Được quy định chi tiết, hướng dẫn bởi",
    RelationKind.CANCELS: "Hủy bỏ",
    RelationKind.CANCELLED_BY: "Bị hủy bỏ bởi",
    RelationKind.CITES: "Viện dẫn",
    RelationKind.CITED_BY: "Được viện dẫn bởi",
}
_STATES = {
    "in_force": "đã thấy nguồn ghi đang được áp dụng",
    "partly": "đã thấy nguồn ghi hết hiệu lực một phần",
    "replaced": "đã thấy nguồn ghi bị thay thế hoặc hết hiệu lực",
    "cancelled": "đã thấy nguồn ghi bị hủy bỏ",
}


def render(register: LegalRegister) -> str:
    """Return the listing in Markdown, one heading for each document known by its entry alone.

    Documents with articles have a digest of their own; unverified ones must not be quoted.
    """
    listed = [d for d in register.documents if d.verified and not d.articles]
    entries = [_entry(document) for document in listed]
    return _HEAD + "".join(f"\n{entry}\n" for entry in entries)


def _entry(document: LegalDocument) -> str:
    kind = "" if document.type is None or "ISO" in document.number else f"{document.type} "
    lines = [f"## {kind}{document.number}", "", *_facts(document)]
    return "\n".join(lines)


def _facts(document: LegalDocument) -> list[str]:
    mark = "" if document.title_verified else " (tên chưa kiểm chứng)"
    facts = [f"Tên văn bản: {document.title}{mark}."] if document.title else []
    if document.issuer:
        facts.append(f"Cơ quan ban hành: {document.issuer}.")
    facts.append(_dates(document))
    if document.state:
        facts.append(f"Tình trạng: {_STATES[document.state]}.")
    facts += [line for kind in _RELATIONS if (line := _relation(document, kind))]
    facts += [f"Vẫn còn áp dụng sau khi bị thay thế: {text}." for text in _exceptions(document)]
    if document.summary:
        facts.append(f"Nội dung: {document.summary.rstrip('.')}.")
    return [f"- {fact}" for fact in facts]


def _dates(document: LegalDocument) -> str:
    days = (
        ("ban hành", document.issued),
        ("có hiệu lực từ", document.effective),
        ("hết hiệu lực từ", document.expired),
    )
    known = [f"{label} {vietnamese_date(day)}" for label, day in days if day is not None]
    if document.effective is None:
        known.append("ngày có hiệu lực chưa kiểm chứng")
    text = "; ".join(known)
    return f"{text[0].upper()}{text[1:]}."


def _relation(document: LegalDocument, kind: RelationKind) -> str | None:
    numbers = [
        relation.number if relation.verified else f"{relation.number} (chưa kiểm chứng)"
        for relation in document.related(kind, verified=False)
    ]
    return f"{_RELATIONS[kind]}: {', '.join(numbers)}." if numbers else None


def _exceptions(document: LegalDocument) -> tuple[str, ...]:
    replaced = document.related(RelationKind.REPLACED_BY)
    return tuple(text for relation in replaced for text in relation.exceptions)


def main(arguments: list[str] | None = None) -> int:
    """Write the listing, or with --check say whether it is current (1 when it is not)."""
    given = sys.argv[1:] if arguments is None else arguments
    if given not in ([], ["--check"]):
        sys.stderr.write("Cách dùng: python -m corpus.registers.listing [--check]\n")
        return 2
    text = render(load_legal())
    if given:
        current = LISTING.is_file() and LISTING.read_text(encoding="utf-8") == text
        sys.stdout.write("Danh mục đã mới.\n" if current else "Danh mục đã cũ, hãy tạo lại.\n")
        return 0 if current else 1
    temporary = LISTING.with_suffix(".tmp")
    temporary.write_text(text, encoding="utf-8", newline="\n")
    os.replace(temporary, LISTING)
    sys.stdout.write(f"Đã ghi {LISTING.name}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
