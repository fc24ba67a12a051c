"""The domain's nouns: documents, provisions, chunks. Plain frozen data, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = ["Chunk", "Document", "DocumentKind", "Part", "Provision", "ProvisionKind", "Validity"]


class DocumentKind(StrEnum):
    """What a document is to the people who use it."""

    STANDARD = "standard"
    PROCEDURE = "procedure"
    LEGAL = "legal"
    OTHER = "other"


class Part(StrEnum):
    """Where in its file a provision stands.

    `BODY` is the first numbered run of the file, `ANNEX` a regulation attached after it,
    `TEMPLATE` a form to be filled in.
    """

    BODY = "body"
    ANNEX = "annex"
    TEMPLATE = "template"


class ProvisionKind(StrEnum):
    """The level of a provision in its document's own terms."""

    PHAN = "phan"
    CHUONG = "chuong"
    MUC = "muc"
    DIEU = "dieu"
    KHOAN = "khoan"
    DIEM = "diem"
    CLAUSE = "clause"
    SECTION = "section"
    STEP = "step"
    SHEET = "sheet"
    BLOCK = "block"


class Validity(StrEnum):
    """Status of a document on a date, as in the command-line contract."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    PARTLY = "partly"
    REPLACED = "replaced"
    CANCELLED = "cancelled"
    UNSETTLED = "unsettled"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the corpus.

    `id` is unique and stable across re-ingestion. `code` is what the document prints as its
    own number ("QT-01", "19/2014/QĐ-TTg", "TCVN ISO 9001:2015") and is not unique in
    practice. `edition` is "2008", "2015" or None and only standards have one. `path` is an
    absolute POSIX path. `notes`: it explains a document in other words than that one's own.
    `effective` is the first day in force, where a person stated it beside the file.
    """

    id: str
    title: str
    code: str | None
    kind: DocumentKind
    edition: str | None
    path: str
    notes: bool = False
    effective: date | None = None

    def as_json(self) -> dict[str, str | None]:
        """Return the `document` object of the command-line contract."""
        return {
            "id": self.id,
            "title": self.title,
            "code": self.code,
            "kind": self.kind.value,
            "edition": self.edition,
            "path": self.path,
        }


@dataclass(frozen=True, slots=True)
class Provision:
    """The citable unit: a node of a document's tree.

    `locator` is what a person would write and is unique in the document ("Điều 4 khoản 2",
    "7.5.3", "5.2", "Quy chế, Điều 4"). `title` is the heading without its number. `level`
    counts from 1 at the top. `parent` is the locator of the parent or None. `page` counts
    from 1, None where the format has no pages. `text` is NFC, the provision's own words as
    printed, heading line included, without its children's; the texts of all provisions
    joined in order give the document's content.
    """

    locator: str
    kind: ProvisionKind
    title: str
    level: int
    parent: str | None
    page: int | None
    part: Part
    text: str

    def as_json(self) -> dict[str, str | int | None]:
        """Return the object that `python -m ingest provisions --json` prints."""
        return {
            "locator": self.locator,
            "kind": self.kind.value,
            "title": self.title,
            "level": self.level,
            "parent": self.parent,
            "page": self.page,
            "part": self.part.value,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is indexed: one provision with what stands under it, or a part of one.

    `locator` names the smallest provision that holds the whole chunk; `unit` the one that
    ranking counts (the Điều of a law, the clause of a standard, the deepest numbered section
    or step of a procedure, else the block itself). `heading` is the title field: document
    and unit. `breadcrumb` is the trail down to the chunk, with the words that introduce an
    enumeration; it is searched with `text`, never quoted.
    """

    document_id: str
    locator: str
    unit: str
    heading: str
    breadcrumb: tuple[str, ...]
    text: str

    @property
    def searched(self) -> str:
        """The text that is embedded and indexed."""
        return "\n".join((" › ".join(self.breadcrumb), self.text)) if self.breadcrumb else self.text
