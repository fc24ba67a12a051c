"""Quizzes: made without a language model, checked, exported, taken."""

from assistant.training.quizzes.gate import Gate
from assistant.training.quizzes.making import QuizMaker
from assistant.training.quizzes.mapped import Mapped, MappingReader, read_mapping
from assistant.training.quizzes.model import (
    Attempt,
    ClauseScore,
    Item,
    Option,
    Quiz,
    QuizHead,
    QuizKind,
    QuizRequest,
    Response,
    Score,
)
from assistant.training.quizzes.moodle import gift, moodle_xml
from assistant.training.quizzes.papers import answer_paper, quiz_paper
from assistant.training.quizzes.taking import Quizzes, score

__all__ = [
    "Attempt",
    "ClauseScore",
    "Gate",
    "Item",
    "Mapped",
    "MappingReader",
    "Option",
    "Quiz",
    "QuizHead",
    "QuizKind",
    "QuizMaker",
    "QuizRequest",
    "Quizzes",
    "Response",
    "Score",
    "answer_paper",
    "gift",
    "moodle_xml",
    "quiz_paper",
    "read_mapping",
    "score",
]
