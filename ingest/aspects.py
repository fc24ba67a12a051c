"""What people ask about a procedure, and which of its units tell it.

Papers, fee, time, place and the rest are the parts of an administrative procedure (Decree
63/2010/NĐ-CP, article 8) and of a quality procedure; what is done with a file on its way
through an agency is much the same everywhere too. Agencies name both in their headings.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from enum import IntFlag
from functools import reduce
from operator import or_
from typing import Final

import numpy as np
import numpy.typing as npt

from corpus.text import fold
from ingest.catalog_rows import Unit

__all__ = ["PARTS", "Aspect", "aspects_of", "unit_aspects"]


class Aspect(IntFlag):
    """What a unit tells about its procedure; 0 is what no other procedure tells by that name."""

    PURPOSE = 1 << 0
    SCOPE = 1 << 1
    BASES = 1 << 2
    TERMS = 1 << 3
    CONDITIONS = 1 << 4
    PAPERS = 1 << 5
    COPIES = 1 << 6
    TIME = 1 << 7
    PLACE = 1 << 8
    FEE = 1 << 9
    FORMS = 1 << 10
    RESULT = 1 << 11
    SUBMIT = 1 << 12
    RECEIVE = 1 << 13
    CHECK = 1 << 14
    VERIFY = 1 << 15
    SIGN = 1 << 16
    REGISTER = 1 << 17
    FORWARD = 1 << 18
    DELIVER = 1 << 19
    ARCHIVE = 1 << 20


PARTS: Final = (
    Aspect.CONDITIONS, Aspect.PAPERS, Aspect.COPIES, Aspect.TIME, Aspect.PLACE, Aspect.FEE,
    Aspect.RESULT,
)  # fmt: skip
"""What procedures that serve people tell in sections of its own; others tell it in their steps."""

_SECTIONS = (
    (Aspect.PURPOSE, r"muc dich"),
    (Aspect.SCOPE, r"(?:muc dich.*)?pham vi|(?:muc dich.*)?doi tuong"),
    (Aspect.BASES, r"(?:can cu|co so) phap ly|tai lieu (?:vien dan|tham chieu)|van ban ap dung"),
    (Aspect.TERMS, r"(?:cac )?(?:dinh nghia|thuat ngu|(?:tu|chu) viet tat|giai thich)"),
    (Aspect.CONDITIONS, r"(?:.* )?(?:dieu kien|yeu cau(?= thuc hien|$))"),
    (Aspect.PAPERS, r"thanh phan|(?:.* )?giay to|ho so(?: (?:gom|bao gom|can|phai|de nghi).*)?$"),
    (Aspect.COPIES, r"(?:thanh phan.* )?so (?:luong|bo)"),
    (
        Aspect.TIME,
        r"(?:.* )?(?:tong )?thoi (?:gian|han)"
        r"(?: (?:giai quyet|xu ly|thuc hien|tra|cap|xet|lam)| va |, |$)",
    ),
    (Aspect.PLACE, r"(?:.* )?(?:noi (?:nop|tiep nhan)|dia (?:diem|chi) |cach thuc)"),
    (Aspect.FEE, r"(?:.* )?(?:le phi|muc thu|phi(?= |,|$))"),
    (Aspect.FORMS, r"(?:cac |ten )?(?:bieu mau|mau (?:don|to khai))|phu luc"),
    (Aspect.RESULT, r"ket qua(?: thuc hien| giai quyet|$)"),
    (Aspect.ARCHIVE, r"ho so luu|luu (?:tru|ho so)"),
)
"""What headings of sections begin with, folded."""

_STEPS = (
    (Aspect.SUBMIT, r"nop|chuan bi|de xuat|de nghi|dang ky nhu cau"),
    (Aspect.RECEIVE, r"tiep nhan|nhan (?:ho so|don|to khai)|kiem tra (?:thanh phan )?ho so"),
    (Aspect.CHECK, r"tham dinh|tham tra|xem xet|phan cong|thu ly|xu ly ho so|doi chieu"),
    (
        Aspect.VERIFY,
        r"xac minh|niem yet|lay y kien|kiem tra thuc|thu thap|khao sat|doi thoai|cong khai",
    ),
    (
        Aspect.SIGN,
        r"trinh(?! (?:tu|do))|phe duyet|duyet|ky(?! (?:nang|thuat))|ban hanh|ra quyet dinh",
    ),
    (Aspect.REGISTER, r"(?:vao|ghi) so|dong dau|cap so|lay so|cap nhat"),
    (Aspect.FORWARD, r"chuyen|gui"),
    (Aspect.DELIVER, r"(?:tra|giao|trao|nhan|thong bao) (?:ket qua|giay)"),
    (Aspect.ARCHIVE, r"luu"),
)
"""What steps say they do, folded."""

_NUMBER = re.compile(
    r"^(?:(?:muc|buoc|b)?\s*(?:(?:\d+|[ivx]+\b)[.)]?)+[\s.:|)–-]*)?", re.IGNORECASE
)
_END = re.compile(r"[.:;|(]")
_LONGEST = 70
_SECTION_PATTERNS = tuple((aspect, re.compile(words)) for aspect, words in _SECTIONS)
_STEP_PATTERNS = tuple(
    (aspect, re.compile(rf"(?:^|, ?| va |/ ?|- ?)(?:{words})\b")) for aspect, words in _STEPS
)


def aspects_of(heading: str) -> Aspect:
    """Return what a unit tells by its heading line ("5.7 Lệ phí", "B7 | Ghi sổ, trả kết quả").

    A heading may name several aspects. Only its first words count, to the first stop.
    """
    plain = _NUMBER.sub("", fold(heading).strip(), count=1)
    words = _END.split(plain[:_LONGEST], maxsplit=1)[0].strip()
    found = _all(a for a, pattern in _SECTION_PATTERNS if pattern.match(words))
    return found or _all(a for a, pattern in _STEP_PATTERNS if pattern.search(words))


def unit_aspects(units: Sequence[Unit], procedures: Container[str]) -> npt.NDArray[np.int32]:
    """Return what each unit tells, int32 (units,); 0 in documents that are not `procedures`."""
    found = (
        aspects_of(unit.heading.rpartition(" › ")[2]) if unit.document_id in procedures else 0
        for unit in units
    )
    return np.fromiter(map(int, found), dtype=np.int32, count=len(units))


def _all(aspects: Iterable[Aspect]) -> Aspect:
    return reduce(or_, aspects, Aspect(0))
