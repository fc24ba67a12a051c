"""The public law set (ALQAC 2022) as files an agency would have, and its questions."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

__all__ = ["write_laws", "write_questions"]


def write_laws(data: Path, folder: Path) -> list[Path]:
    """Write each code as one text file with `Điều N. …` headings; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for law in json.loads((data / "alqac2022" / "law.json").read_text(encoding="utf-8")):
        path = folder / f"{_stem(law['id'])}.txt"
        articles = (f"Điều {article['id']}. {article['text']}" for article in law["articles"])
        path.write_text("\n\n".join(articles), encoding="utf-8")
        paths.append(path)
    return paths


def write_questions(
    data: Path, target: Path, change: Callable[[str], str] = lambda text: text
) -> Path:
    """Write the questions in the evaluation format, each text passed through `change`."""
    questions = json.loads((data / "alqac2022" / "question.json").read_text(encoding="utf-8"))
    with target.open("w", encoding="utf-8") as out:
        for question in questions:
            gold = [
                {"document": _stem(a["law_id"]), "locator": f"Điều {a['article_id']}"}
                for a in question["relevant_articles"]
            ]
            line = {
                "id": question["id"],
                "question": change(question["text"]),
                "answers": gold,
                "category": "alqac2022",
            }
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    return target


def _stem(law_id: str) -> str:
    return law_id.replace("/", "_")
