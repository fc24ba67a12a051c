"""Question files with gold answers.

A question is {"id", "question", "answers": [{"document", "locator"}], "category"}; a gold
locator matches itself and its descendants; no answers means that refusing is right. "also"
may list further places in the form of answers: citing them is right, leaving them out too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import ConfigurationError

__all__ = ["Gold", "Question", "read_questions"]


@dataclass(frozen=True, slots=True)
class Gold:
    """A right answer: `document` is an id, a path, a file name or stem, or a unique code."""

    document: str
    locator: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its gold answers (none: it should be refused).

    `also` are places beside them that may be cited rightly, and need not be found.
    """

    id: str
    text: str
    answers: tuple[Gold, ...]
    category: str
    also: tuple[Gold, ...] = ()


def read_questions(path: Path) -> list[Question]:
    """Read a .jsonl file or all of a folder; `ConfigurationError` names a bad line."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files or not all(file.is_file() for file in files):
        raise ConfigurationError(
            f"Không có tệp câu hỏi .jsonl tại «{path}». Hãy kiểm tra đường dẫn."
        )
    return [question for file in files for question in _read_file(file)]


def _read_file(path: Path) -> list[Question]:
    questions = []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"Không đọc được «{path}»: hãy kiểm tra quyền đọc và lưu tệp dưới dạng UTF-8."
        ) from error
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
            questions.append(
                Question(
                    id=str(raw["id"]),
                    text=str(raw["question"]),
                    answers=_places(raw["answers"]),
                    category=str(raw.get("category") or path.stem),
                    also=_places(raw.get("also", [])),
                )
            )
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise ConfigurationError(
                f"{path.name}, dòng {number}: không đúng dạng câu hỏi"
                ' {"id", "question", "answers", "category"}.'
            ) from error
    return questions


def _places(raw: list[dict[str, object]]) -> tuple[Gold, ...]:
    return tuple(Gold(str(place["document"]), str(place["locator"])) for place in raw)
