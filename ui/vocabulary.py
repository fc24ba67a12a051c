"""The one icon, colour and name that each kind of document and each validity has."""

from __future__ import annotations

from typing import NamedTuple

from corpus.model import DocumentKind, Validity
from ui.messages import Catalogue, Text

__all__ = ["CLAIM_TEXT", "KINDS", "STATUSES", "Sign"]


class Sign(NamedTuple):
    """How a thing is shown: a tone of `style.css`, a Material symbol and a name."""

    tone: str
    symbol: str
    text: Catalogue


KINDS: dict[DocumentKind, Sign] = {
    DocumentKind.STANDARD: Sign("blue", "verified", Text.KIND_STANDARD),
    DocumentKind.PROCEDURE: Sign("teal", "account_tree", Text.KIND_PROCEDURE),
    DocumentKind.LEGAL: Sign("violet", "gavel", Text.KIND_LEGAL),
    DocumentKind.OTHER: Sign("gray", "description", Text.KIND_OTHER),
}
"""In the order in which an answer speaks of them."""

CLAIM_TEXT: dict[DocumentKind, Text] = {
    DocumentKind.STANDARD: Text.CLAIMS_STANDARD,
    DocumentKind.PROCEDURE: Text.CLAIMS_PROCEDURE,
    DocumentKind.LEGAL: Text.CLAIMS_LEGAL,
    DocumentKind.OTHER: Text.CLAIMS_OTHER,
}
"""What the lines of an answer that speak of a kind are headed with."""

STATUSES: dict[Validity, Sign] = {
    Validity.IN_FORCE: Sign("green", "check_circle", Text.IN_FORCE),
    Validity.NOT_YET: Sign("blue", "schedule", Text.NOT_YET),
    Validity.PARTLY: Sign("yellow", "contrast", Text.PARTLY),
    Validity.REPLACED: Sign("orange", "swap_horiz", Text.REPLACED),
    Validity.CANCELLED: Sign("red", "block", Text.CANCELLED),
    Validity.UNSETTLED: Sign("yellow", "balance", Text.UNSETTLED),
    Validity.UNKNOWN: Sign("gray", "help", Text.UNKNOWN),
}
