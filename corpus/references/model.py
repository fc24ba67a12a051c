"""What a reference in running text is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Reference", "ReferenceKind"]


class ReferenceKind(StrEnum):
    """CLAUSE of a standard, ARTICLE of a legal document, DOCUMENT as a whole, PROCEDURE."""

    CLAUSE = "clause"
    ARTICLE = "article"
    DOCUMENT = "document"
    PROCEDURE = "procedure"


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference as a person wrote it.

    `span` is (start, end) in code points of the NFC form of the text, `text` that slice.
    `document` is as much of the number or code as is written: "19/2014/QĐ-TTg",
    "19/2014", "19", "QT-02", "TCVN ISO 9001:2015"; None when no document is named. `year`
    is the year of the document, `type` its type ("Nghị định"), `name` the name of a law
    without the type ("lưu trữ", folded), `issuer` the folded end of the number that a
    named issuer uses ("ttg"). `edition` is "2008" or "2015" and only of TCVN ISO 9001.
    `locator` is canonical ("Điều 4 khoản 4 điểm c", "7.5.1", "5.2"), None for a whole
    document.
    """

    kind: ReferenceKind
    span: tuple[int, int]
    text: str
    document: str | None = None
    year: int | None = None
    type: str | None = None
    edition: str | None = None
    locator: str | None = None
    name: str | None = None
    issuer: str | None = None
