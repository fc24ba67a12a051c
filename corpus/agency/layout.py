"""From a source to what stands on paper: a head and a run of headings, paragraphs, tables.

Writers (docx, pdf, markdown, rtf) only render these blocks, so every format says the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.agency.source import (
    HeadingStyle,
    Procedure,
    Section,
    SignOff,
    Statement,
    Step,
    StepLayout,
)

__all__ = ["AGENCY", "Block", "Heading", "Item", "Paragraph", "Sheet", "Table", "compose"]

AGENCY = "SỞ MẪU"

_STEP_HEADER = ("TT", "Bước công việc", "Trách nhiệm", "Thời gian", "Biểu mẫu")
_STEP_WIDTHS = (8, 46, 18, 14, 14)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `number` is printed with it ("5.1"), `level` counts from 1."""

    level: int
    number: str
    text: str

    @property
    def label(self) -> str:
        """Number and text as printed: "1. MỤC ĐÍCH", "5.1 Soạn thảo"."""
        point = "." if self.level == 1 else ""
        return f"{self.number}{point} {self.text}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A running paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a dashed list."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; `widths` are percentages of the text width and sum to 100."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


Block = Heading | Paragraph | Item | Table


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document ready to be written in any format."""

    code: str
    heading: str
    issue: str
    date: str
    unit: str
    headings: HeadingStyle
    sign_off: SignOff
    blocks: tuple[Block, ...]


def compose(source: Procedure | Statement) -> Sheet:
    """Lay a source out; the date is printed as day/month/year."""
    if isinstance(source, Procedure):
        heading = f"QUY TRÌNH {source.title.upper()}"
        blocks = tuple(_procedure_blocks(source))
    else:
        heading = source.heading
        blocks = tuple(_statement_blocks(source))
    return Sheet(
        code=source.code,
        heading=heading,
        issue=source.issue,
        date=f"{source.date:%d/%m/%Y}",
        unit=source.unit,
        headings=source.headings,
        sign_off=source.sign_off,
        blocks=blocks,
    )


def _procedure_blocks(source: Procedure) -> Iterator[Block]:
    yield Heading(1, "1", "MỤC ĐÍCH")
    yield from map(Paragraph, source.purpose)
    yield Heading(1, "2", "PHẠM VI")
    yield from map(Paragraph, source.scope)
    yield Heading(1, "3", "TÀI LIỆU VIỆN DẪN")
    yield from map(Item, source.references)
    yield Heading(1, "4", "ĐỊNH NGHĨA/VIẾT TẮT")
    yield from (Item(f"{entry.term}: {entry.meaning}") for entry in source.definitions)
    yield Heading(1, "5", "NỘI DUNG")
    yield from _step_blocks(source)
    yield Heading(1, "6", "BIỂU MẪU")
    yield Table(
        header=("TT", "Mã hiệu", "Tên biểu mẫu"),
        rows=tuple((str(n), form.code, form.name) for n, form in enumerate(source.forms, start=1)),
        widths=(8, 22, 70),
    )
    yield Heading(1, "7", "HỒ SƠ LƯU")
    yield Table(
        header=("TT", "Tên hồ sơ", "Nơi lưu", "Thời gian lưu"),
        rows=tuple(
            (str(n), record.name, record.keeper, record.retention)
            for n, record in enumerate(source.records, start=1)
        ),
        widths=(8, 46, 24, 22),
    )


def _step_blocks(source: Procedure) -> Iterator[Block]:
    if source.steps_as is StepLayout.TEXT:
        for n, step in enumerate(source.steps, start=1):
            yield from _step_subsection(f"5.{n}", step)
        following = len(source.steps) + 1
    elif source.steps_as is StepLayout.TABLE:
        yield _step_table(source.steps, prefix="5.")
        following = len(source.steps) + 1
    else:
        yield Heading(2, "5.1", "Trình tự thực hiện")
        yield _step_table(source.steps, prefix="")
        following = 2
    for n, rule in enumerate(source.rules, start=following):
        yield from _section_blocks(f"5.{n}", rule, level=2)


def _step_subsection(number: str, step: Step) -> Iterator[Block]:
    yield Heading(2, number, step.name)
    yield Paragraph(step.text)
    yield from map(Item, step.items)
    yield Paragraph(f"Trách nhiệm: {step.who}. Thời gian: {step.when}. Biểu mẫu: {step.form}.")


def _step_table(steps: list[Step], *, prefix: str) -> Table:
    rows = tuple(
        (f"{prefix}{n}", f"{step.name}. {step.text}", step.who, step.when, step.form)
        for n, step in enumerate(steps, start=1)
    )
    return Table(header=_STEP_HEADER, rows=rows, widths=_STEP_WIDTHS)


def _statement_blocks(source: Statement) -> Iterator[Block]:
    yield from map(Paragraph, source.preamble)
    for n, section in enumerate(source.sections, start=1):
        yield from _section_blocks(section.number or str(n), section, level=1)


def _section_blocks(number: str, section: Section, *, level: int) -> Iterator[Block]:
    yield Heading(level, number, section.title)
    yield from map(Paragraph, section.text)
    yield from map(Item, section.items)
    if section.table is not None:
        table = section.table
        rows = tuple(tuple(row) for row in table.rows)
        yield Table(header=tuple(table.header), rows=rows, widths=tuple(table.widths))
    for n, child in enumerate(section.sections, start=1):
        yield from _section_blocks(child.number or f"{number}.{n}", child, level=level + 1)
