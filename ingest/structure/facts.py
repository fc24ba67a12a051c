"""What a document tells about its own issue: which one, of what day, by whom, citing what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, takewhile

from corpus.references import code_key, parse_references
from ingest.structure.lines import cells_of, is_upper
from ingest.structure.service import service_part

__all__ = ["Facts", "facts_of"]

_ISSUE = re.compile(
    r"(?:lần\s+(?:ban\s+hành|bh)(?:\s*/\s*(?:lần\s+)?(?:sửa\s+đổi|sđ|soát\s+xét))?|phiên\s+bản|bh/sđ)"
    r"\s*[:.|]*\s*(?:lần\s+)?(\d{1,3}(?:\s?[./]\s?\d{1,3})?)(?!\d|\s?[./]\s?\d)",
    re.IGNORECASE,
)
_IN_WORDS = r"(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})"
_WRITTEN_DAY = rf"ngày\s+{_IN_WORDS}"
_ANY_DAY = rf"(?:(\d{{1,2}})\s?[/.-]\s?(\d{{1,2}})\s?[/.-]\s?(\d{{4}})|(?:ngày\s+)?{_IN_WORDS})"
_ISSUED_ON = re.compile(
    r"ngày(?:\s+(?:ban\s+hành|bh|hiệu\s+lực|có\s+hiệu\s+lực|áp\s+dụng|ký))?\s*[:.|]+\s*"
    rf"{_ANY_DAY}",
    re.IGNORECASE,
)
_EFFECTIVE_ON = re.compile(
    r"(?:^ngày\s+(?:có\s+)?(?:hiệu\s+lực|áp\s+dụng)\s*[:.|]+\s*|"
    r"này\s+(?:có\s+hiệu\s+lực(?:\s+(?:thi\s+hành|thực\s+hiện|kể))*|được\s+áp\s+dụng)\s+từ\s+)"
    rf"(?:ngày\s+)?{_ANY_DAY}",
    re.IGNORECASE,
)
_DATED = re.compile(rf"(?:^|[|,]\s*|\s){_WRITTEN_DAY}(?:\s*$|\s*\|)", re.IGNORECASE)
_STATED_UNIT = re.compile(
    r"^(?:đơn\s+vị(?:\s+(?:chủ\s+trì|ban\s+hành|soạn\s+thảo|thực\s+hiện))?|cơ\s+quan(?:\s+ban\s+hành)?)"
    r"\s*:\s*(\S.{1,100})$",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"^((?:SỞ|UBND|ỦY\s+BAN|UỶ\s+BAN|BỘ|CỤC|CHI\s+CỤC|TỔNG\s+CỤC|VỤ|TRUNG\s+TÂM|VĂN\s+PHÒNG|BAN|VIỆN|"
    r"TRƯỜNG|QUỐC\s+HỘI|CHÍNH\s+PHỦ|THỦ\s+TƯỚNG|HỘI\s+ĐỒNG|TÒA\s+ÁN|TOÀ\s+ÁN|THANH\s+TRA|KHO\s+BẠC|"
    r"BẢO\s+HIỂM|CÔNG\s+AN)(?![^\W_]).{0,100}?)(?:\s+(?:[_\-–—=*]{3,}.*|(?:Số|SỐ|Mã)\b.*))?$"
)
_MOTTO = re.compile(r"\s+CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\b.*$")
_SEAT = re.compile(
    r"^((?:TỈNH|THÀNH\s+PHỐ|QUẬN|HUYỆN|THỊ\s+XÃ|PHƯỜNG|XÃ|THỊ\s+TRẤN)\s.{2,60}?)(?:\s+Độc\s+lập\b.*)?$"
)
_FORM = re.compile(r"^BM", re.IGNORECASE)
_MAY_CITE = re.compile(r"\d\s?/|\bISO\b|\b(?:QT|TT|HD|QĐ|NĐ|STCL)\s?[-.]", re.IGNORECASE)
_FIRST_HEADING = re.compile(r"^(?:(?:1|I)\s*[.)]\s*\S|(?:Điều|ĐIỀU|Chương|CHƯƠNG)\s+(?:1|I)\b)")
_MOST_CITED = 100
_LONGEST_LINE = 2000


@dataclass(frozen=True, slots=True)
class Facts:
    """What is printed about an issue; None where nothing is.

    `issue` is the number of the edition as printed ("02", "03/01"), `date` the day of issue
    and `effective` the first day in force, both in ISO form, `unit` who issues it, or the
    unit in charge where that is stated. `cited` are the codes of other documents in the
    order of their first mention, forms left out.
    """

    issue: str | None = None
    date: str | None = None
    effective: str | None = None
    unit: str | None = None
    cited: tuple[str, ...] = ()


def facts_of(head: Sequence[str], lines: Sequence[str], code: str | None) -> Facts:
    """Read the facts from the first lines, furniture included, and from all lines.

    `code` is the document's own, which it does not cite.
    """
    cover = list(takewhile(lambda line: not _begins_content(line), head))
    told = [*cover, *_columns(cover)]
    return Facts(
        issue=_issue(told),
        date=_date(told),
        effective=_effective([*told, *lines]),
        unit=_unit(told),
        cited=_cited(lines, code),
    )


def _begins_content(line: str) -> bool:
    return _FIRST_HEADING.match(line) is not None or service_part(line) is not None


def _issue(head: Sequence[str]) -> str | None:
    found = next(filter(None, map(_ISSUE.search, head)), None)
    return re.sub(r"\s", "", found[1]) if found else None


def _date(head: Sequence[str]) -> str | None:
    for pattern in (_ISSUED_ON, _DATED):
        for line in head:
            match = None if line.startswith("Căn cứ") else pattern.search(line[:_LONGEST_LINE])
            day = _iso_date([int(part) for part in match.groups() if part]) if match else None
            if day is not None:
                return day
    return None


def _effective(lines: Iterable[str]) -> str | None:
    for line in lines:
        match = _EFFECTIVE_ON.search(line[:_LONGEST_LINE])
        day = _iso_date([int(part) for part in match.groups() if part]) if match else None
        if day is not None:
            return day
    return None


def _iso_date(parts: Sequence[int]) -> str | None:
    day, month, year = parts
    try:
        return date(year, month, day).isoformat()
    except ValueError:  # a slip such as 31/02
        return None


def _unit(head: Sequence[str]) -> str | None:
    cells = [cell.strip() for line in head for cell in line.split(" | ")]
    stated = next(filter(None, map(_STATED_UNIT.match, cells)), None)
    if stated is not None:
        return stated[1].strip(" .;")
    for place, cell in enumerate(cells):
        match = _UNIT.match(_MOTTO.sub("", cell))
        if match is not None and is_upper(match[1]):
            return " ".join([match[1].strip(" .:"), *_seat(cells[place + 1 :])])
    return None


def _seat(following: Sequence[str]) -> list[str]:
    """Return "TỈNH MẪU" where it stands on the line under "ỦY BAN NHÂN DÂN"."""
    return [match[1].strip() for line in following[:1] if (match := _SEAT.match(line))]


def _columns(head: Sequence[str]) -> Iterator[str]:
    """Yield "Lần ban hành: 02" for each column of a table that names its values above them."""
    for names, values in pairwise(head):
        titles, cells = cells_of(names), cells_of(values)
        if len(titles) == len(cells) > 1:
            yield from (f"{title}: {cell}" for title, cell in zip(titles, cells, strict=True))


def _cited(lines: Iterable[str], code: str | None) -> tuple[str, ...]:
    own = code_key(code) if code else ""
    found: dict[str, str] = {}
    for line in lines:
        if not _MAY_CITE.search(line):
            continue
        for reference in parse_references(line[:_LONGEST_LINE]):
            document = reference.document
            if document is None or document.isdecimal() or _FORM.match(document):
                continue
            if code_key(document) != own:
                found.setdefault(code_key(document), document)
    return tuple(found.values())[:_MOST_CITED]
