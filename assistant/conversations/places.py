"""Places named without their document: "khoản 3?", "bước tiếp theo?"."""

from __future__ import annotations

import re

from assistant.labels import document_label
from assistant.model import Citation
from corpus.model import DocumentKind

__all__ = ["named_place", "next_place"]

_LEAD = r"(?:(?:the|vay|con|the con|vay con)\s+)?"
_TAIL = r"(?:\s+(?:thi sao|la gi|noi gi|noi ve gi|quy dinh gi|the nao|thi the nao|lam gi))?\s*\??"
_NEXT = re.compile(
    rf"{_LEAD}(?P<level>dieu|khoan|buoc|muc)\s+(?:khoan\s+)?(?:tiep theo|ke tiep|tiep|sau)"
    rf"(?:\s+(?:do|nua))?{_TAIL}"
)
_NAMED = re.compile(
    rf"{_LEAD}(?:(?P<point>diem\s+[a-z])\b\s*)?(?:(?P<clause>khoan\s+\d+)\b\s*)?"
    rf"(?:(?P<level>dieu|buoc|muc)\s+(?P<number>\d+(?:\.\d+)*))?{_TAIL}"
)
_ARTICLE = re.compile(r"(?P<article>(?:\w+, )?Điều \d+\w*)(?: khoản (?P<clause>\d+)\w*)?")
_LAST_NUMBER = re.compile(r"\d+$")


def next_place(form: str, citation: Citation) -> str | None:
    """Return the question for the place after the cited one; `form` is folded.

    None where `form` asks for no such place, or the cited document has none of that level.
    """
    found = _NEXT.fullmatch(form)
    if found is None:
        return None
    level = found["level"]
    if citation.document.kind is DocumentKind.LEGAL and level in ("dieu", "khoan"):
        return _next_of_law(level, citation)
    fits = {DocumentKind.PROCEDURE: ("buoc", "muc"), DocumentKind.STANDARD: ("dieu", "muc")}
    last = _LAST_NUMBER.search(citation.locator)
    if level not in fits.get(citation.document.kind, ()) or last is None:
        return None
    locator = f"{citation.locator[: last.start()]}{int(last[0]) + 1}"
    return _asked(locator, citation)


def named_place(form: str, citation: Citation) -> str | None:
    """Return the question for a place of the cited document; `form` is folded.

    None where `form` names no place, or one that this kind of document does not have.
    """
    found = _NAMED.fullmatch(form)
    if found is None or not any(found.group("point", "clause", "number")):
        return None
    if citation.document.kind is DocumentKind.LEGAL:
        return _place_of_law(found, citation)
    if found["point"] or found["clause"]:
        return None
    wanted = "dieu" if citation.document.kind is DocumentKind.STANDARD else "buoc muc"
    return _asked(found["number"], citation) if found["level"] in wanted else None


def _next_of_law(level: str, citation: Citation) -> str | None:
    held = _ARTICLE.match(citation.locator)
    if held is None:
        return None
    if level == "dieu":
        return _asked(_LAST_NUMBER.sub(lambda n: str(int(n[0]) + 1), held["article"]), citation)
    if held["clause"] is None:
        return None
    return _asked(f"{held['article']} khoản {int(held['clause']) + 1}", citation)


def _place_of_law(found: re.Match[str], citation: Citation) -> str | None:
    """Fill in what is not named from the cited place: the article, and for a point the khoản."""
    held = _ARTICLE.match(citation.locator)
    if found["level"] not in (None, "dieu") or held is None:
        return None
    article = f"Điều {found['number']}" if found["number"] else held["article"]
    clause = found["clause"]
    if clause is None and found["point"] and not found["number"] and held["clause"]:
        clause = f"khoan {held['clause']}"
    parts = [article]
    if clause:
        parts.append(f"khoản {clause.split()[1]}")
    if found["point"]:
        parts.append(f"điểm {found['point'].split()[1]}")
    return _asked(" ".join(parts), citation)


def _asked(locator: str, citation: Citation) -> str:
    word = {DocumentKind.STANDARD: "Điều ", DocumentKind.PROCEDURE: "Mục "}
    place = f"{word.get(citation.document.kind, '')}{locator}"
    return f"{place} của {document_label(citation.document)} quy định gì?"
