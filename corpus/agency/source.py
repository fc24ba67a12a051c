"""The readable sources of the model agency: one YAML file a document, checked on loading."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from corpus.errors import DocumentError

__all__ = [
    "SOURCES",
    "FileFormat",
    "Form",
    "HeadingStyle",
    "Procedure",
    "Record",
    "Section",
    "SignOff",
    "Source",
    "Statement",
    "Step",
    "StepLayout",
    "TableSource",
    "Term",
    "load_source",
    "load_sources",
]

SOURCES = Path(__file__).resolve().parent / "sources"
"""Folder of the sources; a source's stem is the stem of the built file."""


class FileFormat(StrEnum):
    """What kind of file the document is delivered as."""

    DOCX = "docx"
    PDF = "pdf"
    SCAN = "scan"
    MARKDOWN = "md"
    RTF_TCVN3 = "rtf"


class HeadingStyle(StrEnum):
    """How a DOCX marks its headings.

    `STYLED` uses Word's heading styles with typed numbers, `BOLD` bold paragraphs without
    any style, `AUTOMATIC` heading styles numbered by Word.
    """

    STYLED = "styled"
    BOLD = "bold"
    AUTOMATIC = "automatic"


class StepLayout(StrEnum):
    """How the steps of a procedure are printed.

    `TEXT` gives each step a subsection (5.1, 5.2 ...), `TABLE` a table whose rows carry
    those numbers, `PLAIN_TABLE` one subsection with a table whose rows count 1, 2, 3.
    """

    TEXT = "text"
    TABLE = "table"
    PLAIN_TABLE = "plain_table"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class SignOff(_Strict):
    """Roles (never names) that drafted, reviewed and approved a document."""

    drafted: str
    reviewed: str
    approved: str


class TableSource(_Strict):
    """A table; `widths` are the columns' shares of the text width."""

    header: list[str]
    widths: list[int]
    rows: list[list[str]]


class Section(_Strict):
    """A section or subsection; `items` become a list after the paragraphs.

    `number` is given only where it is not the next one: a manual skips what it leaves out.
    """

    title: str
    number: str | None = None
    text: list[str] = Field(default_factory=list)
    items: list[str] = Field(default_factory=list)
    table: TableSource | None = None
    sections: list[Section] = Field(default_factory=list)


class Term(_Strict):
    """A defined term or abbreviation."""

    term: str
    meaning: str


class Step(_Strict):
    """One step: what is done (`text`), by whom, within which time, on which form."""

    name: str
    text: str
    who: str
    when: str
    form: str = "—"
    items: list[str] = Field(default_factory=list)


class Form(_Strict):
    """A form that the procedure issues."""

    code: str
    name: str


class Record(_Strict):
    """A record that the procedure leaves, who keeps it and for how long."""

    name: str
    keeper: str
    retention: str


class _Head(_Strict):
    """What every controlled document prints on its head."""

    code: str
    title: str
    file_format: FileFormat
    headings: HeadingStyle = HeadingStyle.STYLED
    issue: str = Field(pattern=r"^\d{2}$")
    date: dt.date
    unit: str
    sign_off: SignOff


class Procedure(_Head):
    """A procedure with the seven usual sections."""

    kind: Literal["procedure"]
    steps_as: StepLayout = StepLayout.TEXT
    purpose: list[str]
    scope: list[str]
    references: list[str]
    definitions: list[Term]
    steps: list[Step]
    rules: list[Section] = Field(default_factory=list)
    forms: list[Form]
    records: list[Record]


class Statement(_Head):
    """A policy, a list of objectives or a manual: sections in any order."""

    kind: Literal["statement"]
    heading: str
    preamble: list[str] = Field(default_factory=list)
    sections: list[Section]


Source = Annotated[Procedure | Statement, Field(discriminator="kind")]
"""A document's source, told apart by its `kind`."""

_ADAPTER: TypeAdapter[Procedure | Statement] = TypeAdapter(Source)


def load_source(path: Path) -> Procedure | Statement:
    """Read and check one source file.

    Raises DocumentError, with the first fault found, if it is not a valid source.
    """
    try:
        return _ADAPTER.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError) as error:
        raise DocumentError(f"{path.name}: không đọc được ({error}); hãy sửa tệp nguồn.") from error
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(str(part) for part in fault["loc"])
        raise DocumentError(
            f"{path.name}: {place}: {fault['msg']}; hãy sửa tệp nguồn theo corpus/agency/source.py."
        ) from error


def load_sources(folder: Path = SOURCES) -> dict[str, Procedure | Statement]:
    """All sources of a folder by file stem, in alphabetical order."""
    return {path.stem: load_source(path) for path in sorted(folder.glob("*.yaml"))}
