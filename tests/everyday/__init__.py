"""Questions as people ask them who have not read the texts, harder than the golden ones.

`questions.jsonl` is over the shipped corpus, a line as in `tests.golden`; `also` are places that
a second annotator, who saw only the corpus and the questions, or the author held right to cite
beside the gold. `near_duplicates.jsonl` is over the procedures of
`tests.assistant.near_duplicates`; its gold is a whole procedure, named by its code. The
procedures of a commune in `tests.everyday.services` have questions of their own.

Written by other hands than the golden questions and than all texts that models are trained on.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from assistant.questions import Question, read_questions
from tests.golden import split

__all__ = ["load", "load_near_duplicates"]

_FOLDER = Path(__file__).resolve().parent


def load(half: Literal["tune", "held"]) -> list[Question]:
    """Return the questions over the shipped corpus of one half."""
    questions = read_questions(_FOLDER / "questions.jsonl")
    return [question for question in questions if split(question.id) == half]


def load_near_duplicates() -> list[tuple[str, str]]:
    """Return (question, code of the procedure it belongs to)."""
    lines = (_FOLDER / "near_duplicates.jsonl").read_text(encoding="utf-8").splitlines()
    return [(entry["question"], entry["document"]) for entry in map(json.loads, lines)]
