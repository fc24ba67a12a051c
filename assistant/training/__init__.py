"""The trainers' workspace: batches, question bank, handouts, quizzes, lessons."""

from assistant.training.bank import QuestionBank
from assistant.training.batch_sheet import batch_sheet
from assistant.training.batches import Batches
from assistant.training.handouts import Grouping, HandoutOptions, build_deck, build_handout
from assistant.training.lesson_paper import lesson_paper
from assistant.training.lessons import Lesson, LessonProcedure, NoteLine, build_lesson
from assistant.training.lists import QuestionList, read_pasted, read_question_file
from assistant.training.matching import BankMatcher
from assistant.training.model import (
    Approval,
    BankCitation,
    BankEntry,
    BankFilter,
    Batch,
    BatchHead,
    BatchItem,
    BatchProgress,
    Details,
    Flag,
    FlagKind,
    ItemState,
    Level,
    Match,
)
from assistant.training.sources import Sources

__all__ = [
    "Approval",
    "BankCitation",
    "BankEntry",
    "BankFilter",
    "BankMatcher",
    "Batch",
    "BatchHead",
    "BatchItem",
    "BatchProgress",
    "Batches",
    "Details",
    "Flag",
    "FlagKind",
    "Grouping",
    "HandoutOptions",
    "ItemState",
    "Lesson",
    "LessonProcedure",
    "Level",
    "Match",
    "NoteLine",
    "QuestionBank",
    "QuestionList",
    "Sources",
    "batch_sheet",
    "build_deck",
    "build_handout",
    "build_lesson",
    "lesson_paper",
    "read_pasted",
    "read_question_file",
]
