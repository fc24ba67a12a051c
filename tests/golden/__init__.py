"""Questions with gold answers over the shipped corpus, half to tune on, half held back.

One file a category, one question a line: {"id", "question", "answers": [{"document",
"locator"}], "category"}. `document` is the stem of a path under `corpus/documents`, because
two procedures may share a code. A gold locator matches itself and what stands under it, and
no answers means that refusing is right. Questions without an edition are answered from the
2015 edition, the default of the settings. For laws the gold is the whole Điều, the unit that
results rank. A question of `steps` asks for a term or a person, so only the step that states
it is gold, not the clause behind it; elsewhere the governing clause is gold too.

`also` holds what two annotators, who saw neither the gold answers nor any output of the
product, both named as right to cite beside them: it counts for citation precision alone.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

from assistant.questions import Question, read_questions

__all__ = ["GOLDEN", "load", "split"]

GOLDEN = Path(__file__).resolve().parent
"""Folder of the question files, as `python -m assistant evaluate` takes it."""


def split(question_id: str) -> Literal["tune", "held"]:
    """Return the half a question belongs to; it never changes while the id stays."""
    digest = hashlib.blake2b(question_id.encode("utf-8"), digest_size=8).digest()
    return "held" if digest[-1] % 2 else "tune"


def load(half: Literal["tune", "held", "all"] = "all") -> list[Question]:
    """Return the questions of one half, or all of them, in the order of the files."""
    questions = read_questions(GOLDEN)
    return [question for question in questions if half in ("all", split(question.id))]
