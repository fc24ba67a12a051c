"""Between rows and the model: answers, citations and quizzes kept as JSON without loss."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter, ValidationError

from assistant.model import Answer, QueryOptions, Result
from assistant.training.model import Approval, BankCitation, BankEntry, Details
from assistant.training.tables import EntryRow
from corpus.errors import TrainingError

__all__ = ["ANSWER", "CITATIONS", "DETAILS", "EVIDENCE", "OPTIONS", "Record", "entry_of"]

T = TypeVar("T")


class Record(Generic[T]):
    """Values of one type as JSON; the reader is built when it is first used."""

    def __init__(self, shape: type[T]) -> None:
        self._shape = shape

    @cached_property
    def _adapter(self) -> TypeAdapter[T]:
        return TypeAdapter(self._shape)

    def dump(self, value: T) -> Any:  # noqa: ANN401 - JSON of any shape
        """Return a value as JSON that `load` reads back."""
        return self._adapter.dump_python(value, mode="json")

    def load(self, kept: object) -> T:
        """Return what was dumped; `TrainingError` if another version dumped it."""
        try:
            return self._adapter.validate_python(kept)
        except ValidationError as error:
            raise TrainingError(
                "Nội dung này do một phiên bản khác của chương trình lưu nên không mở lại được. "
                "Hãy hỏi lại hoặc tạo mới."
            ) from error


ANSWER = Record(Answer)
OPTIONS = Record(QueryOptions)
DETAILS = Record(Details)
CITATIONS = Record(tuple[BankCitation, ...])
EVIDENCE = Record(tuple[Result, ...])


def entry_of(row: EntryRow) -> BankEntry:
    """Return an entry of the bank."""
    approval = None
    if row.approved_by is not None and row.approved_at is not None:
        approval = Approval(row.approved_by, row.approved_at)
    return BankEntry(
        id=row.id,
        question=row.question,
        searched=row.searched,
        answer=row.answer,
        edited=row.edited,
        citations=CITATIONS.load(row.citations),
        evidence=EVIDENCE.load(row.evidence),
        details=DETAILS.load(row.details),
        approval=approval,
        created=row.created,
        updated=row.updated,
    )
