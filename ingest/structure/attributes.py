"""What a document prints about itself at its head: title, code, edition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import DocumentKind
from ingest.structure.case_law import case_law_code, case_law_title
from ingest.structure.lines import cells_of, is_upper, sentence_case

__all__ = ["Identity", "identity_of", "legal_code", "procedure_code", "standard_code"]

HEAD_LINES = 40
"""Number of lines at the start among which title and code are looked for."""

_LEGAL_CODE = re.compile(
    r"(?:(?:^|[\s|])số\s*:|^(?:(?:bộ\s+luật|luật|nghị\s+quyết|pháp\s+lệnh)\s+)?số)\s*"
    r"(\d{1,5}[a-z]?\s?/\s?(?:\d{4}\s?/\s?)?[A-ZĐ][A-ZĐa-z0-9]*(?:[-–/][A-ZĐ][A-ZĐa-zđ0-9]*)*)",
    re.IGNORECASE,
)
_LEGAL_TYPE = re.compile(
    r"^(HIẾN PHÁP|BỘ LUẬT|LUẬT|PHÁP LỆNH|LỆNH|NGHỊ ĐỊNH|NGHỊ QUYẾT(?: LIÊN TỊCH)?|"
    r"QUYẾT ĐỊNH|THÔNG TƯ(?: LIÊN TỊCH)?|CHỈ THỊ|QUY CHẾ|QUY ĐỊNH|ĐIỀU LỆ)(?:\s+(?=\S)|$)"
)
_NAMED_IN_CAPITALS = frozenset({"HIẾN PHÁP", "BỘ LUẬT", "LUẬT", "PHÁP LỆNH"})
_NO_TITLE = re.compile(
    r"^(?:căn cứ|quốc hội|xét|theo đề nghị|chương|phần|điều|chính phủ|thủ tướng|bộ trưởng|chủ tịch|"
    r"ủy ban|uỷ ban|hội đồng|số\s*:|\(|[_\-–—*=.]{3}|lời nói đầu)",
    re.IGNORECASE,
)
_STANDARD_CODE = re.compile(
    r"\b((?:TCVN\s+)?(?:ISO(?:/[A-Z]{2,4})?\s+)?\d{3,5}(?:-\d{1,2})?\s?:\s?\d{4})\b"
)
_PROCEDURE_LABEL = re.compile(
    r"(?:mã\s+số|mã\s+hiệu|ký\s+hiệu|kí\s+hiệu|mã\s+tài\s+liệu|số\s+hiệu|mã\s+qt)\s*[:.|]*\s*"
    r"([A-ZĐ]{2,6}(?:[-./][A-ZĐ0-9]+){1,5})",
    re.IGNORECASE,
)
_PROCEDURE_CODE = re.compile(
    r"(?<![\w./-])("
    r"(?:QT|TT|HD|HDCV|ST|STCL)(?:[-.][A-ZĐ0-9]+)*[-.]\d{1,3}(?:[-./][A-ZĐ0-9]+)*|"
    r"(?:STCL|CSCL|MTCL)(?:[-.]\d+)*(?![\w-]))"
)
_SERVICE_NAME = re.compile(
    r"^(?:\d{1,2}\s*[.)]\s*)?tên\s+(?:tthc|thủ\s+tục(?:\s+hành\s+chính)?)\s*(?::|$)\s*(.*)$", re.I
)
_SERVICE_CODE = re.compile(
    r"^mã\s+(?:số\s+)?(?:tthc|thủ\s+tục)[^|:]{0,20}[:|\s]+(\d\.\d{6}[\w.]*)", re.I
)
_NUMBERED_ROW = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\s*[.)]?\s\|\s")
_FIRST_SECTION = re.compile(r"^(?:1|I)\s*[.)/]\s*\S")
_ISSUER = re.compile(
    r"^(?:cộng ho|độc lập|sở|ủy ban|uỷ ban|bộ|chính phủ|quốc hội|tỉnh|thành phố|trung tâm|"
    r"cục|chi cục|số)(?![^\W_])",
    re.IGNORECASE,
)
_PROCEDURE_TITLE = re.compile(
    r"^(QUY TRÌNH|Quy trình|THỦ TỤC|Thủ tục|HƯỚNG DẪN(?: CÔNG VIỆC)?|Hướng dẫn(?: công việc)?|"
    r"SỔ TAY|Sổ tay|(?:MỤC TIÊU|CHÍNH SÁCH)(?= CHẤT LƯỢNG))(?![^\W_])\s*:?\s*(.*)$"
)
_LONGEST_TITLE = 300
_TITLE_LINES = 4
_TITLE_WITHIN = 10


@dataclass(frozen=True, slots=True)
class Identity:
    """Title, code as printed and edition of a document; None where nothing is printed."""

    title: str | None
    code: str | None
    edition: str | None


def identity_of(head: Sequence[str], kind: DocumentKind) -> Identity:
    """Read title, code and edition from the first lines, furniture included."""
    lines = head[:HEAD_LINES]
    if kind is DocumentKind.LEGAL:
        title = case_law_title(lines) or _legal_title(lines)
        return Identity(title, case_law_code(lines) or legal_code(lines), None)
    if kind is DocumentKind.STANDARD:
        code = standard_code(lines)
        return Identity(_standard_title(lines), code, _edition(code))
    if kind is DocumentKind.PROCEDURE:
        return Identity(_procedure_title(lines), procedure_code(lines), None)
    return Identity(_plain_title(lines), procedure_code(lines), None)


def legal_code(lines: Sequence[str]) -> str | None:
    """Return the number of a legal document, from its own "Số:" line."""
    for line in lines[:HEAD_LINES]:
        if line.casefold().startswith(("căn cứ", "điều ")):
            return None
        match = _LEGAL_CODE.search(line[:400])
        if match is not None and not line.startswith("("):
            return re.sub(r"\s+", "", match.group(1))
    return None


def standard_code(lines: Sequence[str]) -> str | None:
    """Return the code of a standard, such as "TCVN ISO 9001:2015"."""
    for line in lines[:HEAD_LINES]:
        match = _STANDARD_CODE.search(line[:400])
        if match is not None and ("TCVN" in match.group(1) or "ISO" in match.group(1)):
            return re.sub(r"\s*:\s*", ":", " ".join(match.group(1).split()))
    return None


def procedure_code(lines: Sequence[str]) -> str | None:
    """Return the code of a procedure: after a label such as "Mã số", or shaped like "QT-01"."""
    first_section = next((i for i, line in enumerate(lines) if _FIRST_SECTION.match(line)), None)
    for pattern in (_PROCEDURE_LABEL, _SERVICE_CODE, _PROCEDURE_CODE):
        for line in lines[:HEAD_LINES][:first_section]:
            match = pattern.search(line[:400])
            if match is not None:
                return match.group(1)
    return None


def _edition(code: str | None) -> str | None:
    year = code.rpartition(":")[2] if code and "9001" in code else ""
    return year if year in {"2008", "2015"} else None


def _legal_title(lines: Sequence[str]) -> str | None:
    for index, line in enumerate(lines):
        match = _LEGAL_TYPE.match(line)
        if match is None or not is_upper(match.group(1)) or line.endswith(":"):
            continue
        words = [line[match.end() :], *_until(lines[index + 1 :], _NO_TITLE)]
        name = sentence_case(" ".join(word for word in words if word).strip())
        if not name or len(name) > _LONGEST_TITLE:
            continue
        if match.group(1) not in _NAMED_IN_CAPITALS:
            name = name[:1].lower() + name[1:]
        return f"{match.group(1).capitalize()} {name}"
    return None


def _until(lines: Sequence[str], stop: re.Pattern[str]) -> list[str]:
    taken: list[str] = []
    for line in lines[:_TITLE_LINES]:
        if stop.match(line) or " | " in line or line.endswith((".", ";", ":")):
            break
        taken.append(line)
    return taken


def _standard_title(lines: Sequence[str]) -> str | None:
    """Join the code line and the subject under it, such as "Hệ thống quản lý ... – Các yêu cầu"."""
    for index, line in enumerate(lines):
        match = _STANDARD_CODE.search(line[:400])
        if match is None:
            continue
        rest = line[match.end() :].strip(" .:–-|")
        following = lines[index + 1] if index + 1 < len(lines) else ""
        subject = rest or (following if is_upper(following) else "")
        code = " ".join(match.group(1).split())
        return f"{code} {sentence_case(subject)}".strip()[:_LONGEST_TITLE]
    return None


def _procedure_title(lines: Sequence[str]) -> str | None:
    plain = [line for line in lines if not _NUMBERED_ROW.match(line)]
    cells = [cell for line in plain for cell in cells_of(line) if cell]
    named = _service_name(cells)
    if named is not None:
        return named
    for index, cell in enumerate(cells):
        match = _PROCEDURE_TITLE.match(cell)
        if match is None or len(cell) > _LONGEST_TITLE or cell.endswith((".", ";", ":")):
            continue
        rest = match.group(2)
        if not rest and index + 1 < len(cells) and not _is_label(cells[index + 1]):
            rest = cells[index + 1]
        if rest:
            name = sentence_case(rest) if is_upper(rest) else rest
            same_case = name[:1].lower() + name[1:] if is_upper(rest) else name
            return f"{match.group(1).capitalize()} {same_case}"
    return None


def _service_name(cells: Sequence[str]) -> str | None:
    """Return what stands behind "Tên thủ tục:", in its cell or the next one."""
    for index, cell in enumerate(cells):
        match = _SERVICE_NAME.match(cell)
        if match is not None:
            name = match.group(1) or "".join(cells[index + 1 : index + 2])
            return sentence_case(name)[:_LONGEST_TITLE] or None
    return None


def _plain_title(lines: Sequence[str]) -> str | None:
    """Find the first line in capitals that names something other than the issuer."""
    for line in lines[:_TITLE_WITHIN]:
        name = line.strip("# *")
        if is_upper(name) and " | " not in name and not _ISSUER.match(name):
            return sentence_case(name)[:_LONGEST_TITLE]
    return None


def _is_label(cell: str) -> bool:
    return _PROCEDURE_LABEL.match(cell) is not None or cell[:1].isdigit() or ":" in cell
