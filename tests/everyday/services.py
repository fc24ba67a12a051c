"""Fifty-four procedures of a commune, most of whose words are the same, as Word files have them.

The texts in `services/*.yaml` are invented (rules, fees and days in them are nobody's); what is
built from them has the seven sections of a procedure and its steps in a table. `services.jsonl`
are eight questions on each, by hands that had seen its title and a line on its case alone;
where others, who read the procedure, found the question answered, they named the places.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

__all__ = ["Placed", "load_service_places", "load_service_questions", "write_services"]

_FOLDER = Path(__file__).resolve().parent
_COUNTED = (
    ("Cơ sở pháp lý", "bases"),
    ("Điều kiện thực hiện", "conditions"),
    ("Thành phần hồ sơ", "papers"),
    ("Số lượng hồ sơ", "count"),
    ("Thời gian xử lý", "days"),
    ("Nơi tiếp nhận và trả kết quả", "place"),
    ("Lệ phí", "fee"),
)


def load_service_questions() -> list[tuple[str, str]]:
    """Return (question, code of the procedure it belongs to)."""
    lines = (_FOLDER / "services.jsonl").read_text(encoding="utf-8").splitlines()
    return [(entry["question"], entry["document"]) for entry in map(json.loads, lines)]


class Placed(NamedTuple):
    """A question, the code of its procedure, the locators that answer, and others that may."""

    question: str
    code: str
    locators: tuple[str, ...]
    also: tuple[str, ...]


def load_service_places() -> list[Placed]:
    """Return the questions whose places in the procedure are known."""
    lines = (_FOLDER / "services.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        Placed(
            entry["question"],
            entry["document"],
            tuple(entry["locators"]),
            tuple(entry.get("also", ())),
        )
        for entry in map(json.loads, lines)
        if "locators" in entry
    ]


def write_services(folder: Path) -> None:
    """Write one Markdown file for each procedure, named by its code."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted((_FOLDER / "services").glob("*.yaml")):
        for service in yaml.safe_load(path.read_text(encoding="utf-8")):
            text = "\n".join(_lines(service))
            (folder / f"{service['code']}.md").write_text(f"{text}\n", encoding="utf-8")


def _lines(service: dict[str, Any]) -> Iterator[str]:
    yield f"# QUY TRÌNH {service['title'].upper()}"
    yield from _table(
        ["Cơ quan", "Mã hiệu", "Lần ban hành"],
        [["ỦY BAN NHÂN DÂN XÃ MẪU", service["code"], "01"]],
    )
    yield from _section("## 1. MỤC ĐÍCH", service["purpose"])
    yield from _section("## 2. PHẠM VI", service["scope"])
    referred = ["Tiêu chuẩn quốc gia TCVN ISO 9001:2015", "Các văn bản nêu tại mục 5.1"]
    yield from _section("## 3. TÀI LIỆU VIỆN DẪN", referred)
    terms = ["UBND: Ủy ban nhân dân", "TTHC: Thủ tục hành chính", "TCVN: Tiêu chuẩn Việt Nam"]
    yield from _section("## 4. ĐỊNH NGHĨA/VIẾT TẮT", terms)
    yield "## 5. NỘI DUNG QUY TRÌNH"
    for number, (heading, key) in enumerate(_COUNTED, start=1):
        yield from _section(f"### 5.{number} {heading}", service[key])
    yield f"### 5.{len(_COUNTED) + 1} Quy trình xử lý công việc"
    yield from _table(
        ["TT", "Trình tự", "Trách nhiệm", "Thời gian", "Biểu mẫu/Kết quả"],
        [
            [f"B{n}", f"{s['title']}: {s['text']}", s["who"], s["time"], s["forms"]]
            for n, s in enumerate(service["steps"], start=1)
        ],
    )
    yield from _section("## 6. BIỂU MẪU", service["forms"])
    yield from _section("## 7. HỒ SƠ LƯU", service["records"])


def _section(heading: str, content: str | Sequence[str]) -> Iterator[str]:
    yield f"\n{heading}\n"
    yield from [content] if isinstance(content, str) else (f"- {item}" for item in content)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield ""
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""
