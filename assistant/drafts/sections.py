"""The seven sections that procedures of an agency have, and which of them a draft lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.drafts.model import Finding, FindingKind
from assistant.drafts.subjects import Comparison, Subject
from assistant.mapping.model import Place
from assistant.mapping.quoting import locate
from corpus.model import Part, Provision
from corpus.text import fold

__all__ = ["SECTIONS", "missing_sections"]

SECTIONS = {
    "Mục đích": re.compile(r"muc dich"),
    "Phạm vi": re.compile(r"pham vi|doi tuong ap dung"),
    "Tài liệu viện dẫn": re.compile(
        r"tai lieu (?:vien dan|tham chieu|lien quan)|can cu|co so phap ly|vien dan"
    ),
    "Định nghĩa": re.compile(r"dinh nghia|thuat ngu|viet tat|giai thich"),
    "Nội dung": re.compile(
        r"noi dung|trinh tu|cac buoc|luu do|dien giai|mo ta|cach thuc|tien hanh|^quy trinh"
    ),
    "Biểu mẫu": re.compile(r"bieu mau|mau bieu|phu luc"),
    "Hồ sơ lưu": re.compile(r"ho so luu|luu (?:tru )?ho so|luu tru|^(?:quan ly )?ho so$"),
}
"""The usual sections in order, each with what its folded title holds."""

_MODELS = 2
"""Sections of other procedures that are shown as models."""


def missing_sections(compared: Comparison) -> Iterator[Finding]:
    """Yield the usual sections that the draft lacks or leaves empty."""
    for name, pattern in SECTIONS.items():
        found = _sections(compared.draft, pattern)
        if any(_says_something(compared.draft, section) for section in found):
            continue
        document = compared.draft.document
        here = tuple(locate(document, p, 0, len(p.text)) for p in found)
        state = "có đầu mục nhưng để trống" if found else "không có"
        yield Finding(
            FindingKind.SECTION_MISSING,
            name,
            f"Bản thảo {state} mục «{name}». Hãy viết mục này; nếu không áp dụng thì ghi rõ.",
            here,
            tuple(_models(compared, pattern)),
        )


def _sections(subject: Subject, pattern: re.Pattern[str]) -> list[Provision]:
    return [
        provision
        for provision in subject.procedure.provisions
        if provision.part is Part.BODY
        and provision.level == 1
        and pattern.search(fold(provision.title).strip())
    ]


def _says_something(subject: Subject, section: Provision) -> bool:
    if section.text.partition("\n")[2].strip():
        return True
    return any(
        provision.parent == section.locator and provision.text.strip()
        for provision in subject.procedure.provisions
    )


def _models(compared: Comparison, pattern: re.Pattern[str]) -> list[Place]:
    """Return how the earlier version, else other procedures, write a section."""
    earlier = (compared.earlier,) if compared.earlier else ()
    found = [
        locate(subject.document, section, 0, len(section.text))
        for subject in (*earlier, *compared.others)
        for section in _sections(subject, pattern)[:1]
        if _says_something(subject, section)
    ]
    return found[: 1 if earlier else _MODELS]
