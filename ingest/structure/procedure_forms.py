"""The forms and annexes bound into a procedure, which are none of its sections."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.model import Part
from ingest.structure.legal_marks import (
    annex_name,
    form_name,
    has_blanks,
    has_motto,
    is_form_title,
    is_title_line,
)
from ingest.structure.lines import Item, is_upper
from ingest.structure.procedure_sections import is_usual_section, top_heading

__all__ = ["Attachment", "attachments_of"]

_FORM_CODE = re.compile(
    r"^(?:(?:biểu\s+mẫu|biểu|mẫu)\s+(?:số\s*)?:?\s*)?"
    r"(BM(?=[\d\W])[-.\s]?[\wĐ]{1,12}(?:[-./]\w{1,8}){0,5}|(?:Biểu\s+mẫu|BIỂU\s+MẪU)\s+(?:số\s*)?\d{1,3}\w?)"
    r"(?:$|\s*[:–-]\s|\s+(?=\S))"
)
_LONGEST_HEADING = 120
_LOOK_AHEAD = 15
_TITLE_WITHIN = 12
_HEAD_LINES = 4


@dataclass(frozen=True, slots=True)
class Attachment:
    """What begins at a line: its part, its name as printed and what it is about."""

    part: Part
    name: str
    title: str


def attachments_of(items: Sequence[Item], first: int) -> dict[int, Attachment]:
    """Return the attachments by the line that heads them; none before line `first`.

    A form shows blanks to fill in, the national motto or the title of a paper within its
    first lines; a code alone, as lists of forms have it, is none.
    """
    names = {
        index: name
        for index in range(first, len(items))
        if (name := _heading_name(items[index])) is not None
    }
    found: dict[int, Attachment] = {}
    begun = -_LOOK_AHEAD
    for index in range(first, len(items)):
        name = names.get(index)
        motto = has_motto(items[index].bare)
        if name is not None:
            lines = _lines_of(items, index, names)
            part = _part_of(name, items[index], lines)
        elif motto and index - begun > _HEAD_LINES:
            lines, part = _lines_of(items, index, names), Part.TEMPLATE
        else:
            continue
        if part is not None:
            found[index] = Attachment(part, name or "Biểu mẫu", _title_of(lines))
            begun = index
    return found


def _heading_name(item: Item) -> str | None:
    text = item.bare
    if item.row or len(text) > _LONGEST_HEADING:
        return None
    match = _FORM_CODE.match(text)
    if match is not None:
        return " ".join(match[1].split())
    return annex_name(text) or form_name(text)


def _lines_of(items: Sequence[Item], start: int, names: Mapping[int, str]) -> list[Item]:
    """Return the lines under a heading, up to the next one or a section of the procedure."""
    end = min(start + 1 + _LOOK_AHEAD, len(items))
    following = range(start + 1, end)
    stop = next((i for i in following if i in names or _is_section(items[i])), end)
    return list(items[start + 1 : stop])


def _is_section(item: Item) -> bool:
    heading = top_heading(item, roman=False) or top_heading(item, roman=True)
    return heading is not None and heading.marked and is_usual_section(heading.title)


def _part_of(name: str, heading: Item, lines: Sequence[Item]) -> Part | None:
    """Tell a form from an annex to read; None for an entry of a list."""
    fills = any(has_blanks(i.bare) or has_motto(i.bare) or is_form_title(i.bare) for i in lines)
    if fills:
        return Part.TEMPLATE
    is_annex = name.startswith("Phụ lục") and bool(lines)
    plain = heading.bare.casefold() == name.casefold()
    return Part.ANNEX if is_annex and (plain or is_upper(heading.bare)) else None


def _title_of(lines: Sequence[Item]) -> str:
    titles = (i.bare for i in lines[:_TITLE_WITHIN] if is_title_line(i.bare, Part.TEMPLATE))
    return next(titles, "")
