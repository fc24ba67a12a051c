"""Case law (án lệ): the sections that Resolution 04/2019/NQ-HĐTP gives it, and its paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import ProvisionKind
from ingest.structure.lines import Item, sentence_case
from ingest.structure.tree import Heading, TreeBuilder

__all__ = ["build_case_law", "case_law_code", "case_law_title"]

_TITLE = re.compile(r"^ÁN\s+LỆ\s+SỐ\s*:?\s*(\d{1,3}/\d{4}/AL)", re.IGNORECASE)
_SECTION = re.compile(
    r"^(nguồn án lệ|vị trí nội dung án lệ|khái quát nội dung(?: của)? án lệ|"
    r"quy định của pháp luật liên quan đến án lệ|từ kh(?:óa|oá) của án lệ|"
    r"nội dung vụ án|nhận định của t(?:òa|oà) án|quyết định|nội dung án lệ)\s*:?$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"^[-–]?\s*(tình huống án lệ|giải pháp pháp lý)(?:\s+\d{1,2})?\s*:", re.IGNORECASE
)
_PARAGRAPH = re.compile(r"^[“\"]?\s*\[(\d{1,3}(?:\.\d{1,2})?)\]")
_SECTION_RANK, _PARAGRAPH_RANK = 1, 2
_LONGEST_TITLE = 300


def case_law_code(lines: Sequence[str]) -> str | None:
    """Return the number of a case ("43/2021/AL") from its title line; None for another paper.

    A figure behind the number is the mark of a footnote.
    """
    matches = map(_TITLE.match, lines)
    found = next(filter(None, matches), None)
    return found[1].upper() if found else None


def case_law_title(lines: Sequence[str]) -> str | None:
    """Return "Án lệ số 43/2021/AL về ..." from the title and the subject under it."""
    for index, line in enumerate(lines):
        match = _TITLE.match(line)
        if match is None:
            continue
        subject = lines[index + 1] if index + 1 < len(lines) else ""
        named = subject[:3].casefold() == "về "
        words = f" về {subject[3:]}" if named else ""
        return f"Án lệ số {match[1].upper()}{words}"[:_LONGEST_TITLE]
    return None


def build_case_law(items: Sequence[Item]) -> tuple[TreeBuilder, list[str]]:
    """Build the tree of a case: sections, and the numbered paragraphs that courts cite."""
    tree = TreeBuilder()
    section = ""
    for item in items:
        heading, section = _heading(item, section)
        if heading is None:
            tree.add(item)
        else:
            tree.open(heading, item)
    return tree, []


def _heading(item: Item, section: str) -> tuple[Heading | None, str]:
    match = _SECTION.match(item.bare)
    if match is not None:
        name = sentence_case(match[1])
        return Heading(_SECTION_RANK, ProvisionKind.SECTION, name, name), name
    part = _PART.match(item.bare)
    if part is not None and section:
        name = f"{section}, {part[1].casefold()}"
        return Heading(_PARAGRAPH_RANK, ProvisionKind.SECTION, name, part[1]), section
    paragraph = _PARAGRAPH.match(item.bare)
    if paragraph is not None and section:
        name = f"{section} đoạn {paragraph[1]}"
        return Heading(_PARAGRAPH_RANK, ProvisionKind.SECTION, name), section
    return None, section
