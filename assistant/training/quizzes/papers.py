"""A quiz on paper: the questions, and apart from them the answers with their citations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from assistant.exports import Block, Bullets, Heading, Paper, Paragraph
from assistant.exports.wording import long_date
from assistant.training.quizzes.model import Item, Quiz, QuizKind
from assistant.training.wording import quotation_of, typeset

__all__ = ["answer_paper", "letters", "quiz_paper", "right_letters"]

_LINE = "Thứ tự đúng: ……………………"


def letters(item: Item) -> tuple[str, ...]:
    """Return the options as printed: "A. …", "B. …"."""
    return tuple(f"{chr(65 + n)}. {option.text}" for n, option in enumerate(item.options))


def right_letters(item: Item) -> str:
    """Return the letters of the right answer, in order for steps: "B", "C – A – D – B"."""
    return " – ".join(chr(65 + place) for place in item.answer)


def quiz_paper(quiz: Quiz, on: dt.date) -> Paper:
    """Return the question sheet; it holds no answer."""
    blocks: list[Block] = [Paragraph("Họ và tên: …………………………………………    Đơn vị: ……………………………")]
    for number, item in enumerate(quiz.items, 1):
        lines = [*letters(item), *([_LINE] if item.kind is QuizKind.ORDER_STEPS else [])]
        blocks.append(Paragraph(f"Câu {number}. {typeset(item.stem)}", "strong", keep=True))
        blocks += [Paragraph(line, keep=line != lines[-1]) for line in lines]
    return _paper(quiz, "Phiếu câu hỏi", blocks, on)


def answer_paper(quiz: Quiz, on: dt.date) -> Paper:
    """Return the answer sheet: each answer with the passages that prove it."""
    blocks: list[Block] = []
    for number, item in enumerate(quiz.items, 1):
        blocks.append(Heading(f"Câu {number}: {right_letters(item)}", 2))
        right = tuple(item.options[place].text for place in item.answer)
        blocks.append(Bullets(right, ordered=len(right) > 1))
        blocks += [quotation_of(cited) for cited in item.key]
    return _paper(quiz, "Đáp án và trích dẫn", blocks, on)


def _paper(quiz: Quiz, subtitle: str, blocks: Sequence[Block], on: dt.date) -> Paper:
    facts = (f"{len(quiz.items)} câu · mã đề {quiz.request.seed}", long_date(on).capitalize())
    return Paper(
        title=typeset(quiz.request.title), subtitle=subtitle, facts=facts, blocks=tuple(blocks)
    )
