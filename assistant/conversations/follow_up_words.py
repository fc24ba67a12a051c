"""The words by which follow-up questions are known; patterns on folded text unless said."""

from __future__ import annotations

import re

from corpus.model import DocumentKind
from corpus.text import fold

__all__ = [
    "DATE",
    "DATE_MENTION",
    "DEMONSTRATIVES",
    "EDITION",
    "EDITION_MENTION",
    "ELLIPSIS",
    "LEAD",
    "LONGEST",
    "VALIDITY",
    "is_bare",
    "is_left_open",
    "names_nothing",
    "only_frame",
]

LONGEST = 12
"""A follow-up has this many syllables at most; longer questions say what they mean."""

_BARE_LONGEST = 6
_SHORTEST = 3

_LEAD = r"(?:(?:the con|vay con|the|vay|con|roi|nhung)\s+)"
_TAIL = r"(?:\s+(?:thi sao|thi the nao|the nao|ra sao|sao|la gi|noi gi|quy dinh gi|nhi|a))*\s*[?.]*"

LEAD = re.compile(_LEAD)
"""How a follow-up begins that names something else."""

VALIDITY = re.compile(
    rf"{_LEAD}?(?:van ban (?:nay|do) |no )?(?:co )?con (?:hieu luc|ap dung|gia tri)"
    r"(?: (?:khong|ko|k|nua khong|hay khong))?\s*\??"
)
"""A question about the validity of what was cited."""

EDITION = re.compile(
    rf"{_LEAD}?(?:o |theo |voi )?(?:ban|phien ban|nam|iso|tieu chuan|tcvn iso 9001:?)?\s*"
    rf"(?:iso 9001:|nam )?(?P<edition>2008|2015){_TAIL}"
)
"""Nothing but an edition of the standard."""

DATE = re.compile(
    rf"{_LEAD}?(?:vao|tai|tinh den|den|o|truoc|hoi|luc)?\s*(?:thoi diem )?(?:ngay |nam )?"
    rf"(?:(?P<day>\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}})|(?P<year>(?:19|20)\d\d)){_TAIL}"
)
"""Nothing but a date or a year."""

EDITION_MENTION = re.compile(
    r"\s*,?\s*(?:\b(?:theo|của|ở|trong)\s+)?(?:\b(?:bản|phiên bản)\s+(?:năm\s+)?(?:2008|2015)\b"
    r"|\b(?:TCVN\s+)?ISO\s+9001\s*:\s*(?:2008|2015)\b)",
    re.IGNORECASE,
)
"""An edition named in an accented question."""

DATE_MENTION = re.compile(
    r"\s*,?\s*\b(?:(?:vào|tại|tính đến|đến|trước)\s+)(?:thời điểm\s+)?(?:ngày|năm)?\s*"
    r"\d[\d/.-]*\d\b",
    re.IGNORECASE,
)
"""A date named in an accented question."""

ELLIPSIS = re.compile(
    r"(?:thế|vậy|the|vay)(?!\s+n[àa]o\b)(?:\s+(?:còn|con))?\s+(?P<topic>.+?)"
    r"(?:\s+(?:thì sao|thi sao|thì thế nào|thi the nao|ra sao|sao|thế nào|the nao))?\s*[?.]*"
    r"|(?:còn|con)\s+(?P<other>.+?)\s+"
    r"(?:thì sao|thi sao|thì thế nào|thi the nao|ra sao|sao)\s*[?.]*",
    re.IGNORECASE,
)
"""On the question as typed: a topic in the frame of a follow-up."""

DEMONSTRATIVES: tuple[tuple[re.Pattern[str], DocumentKind | None], ...] = tuple(
    (re.compile(rf"\b(?:{nouns})\s+(?:này|đó|ấy|nay|do)\b{alone}", re.IGNORECASE), kind)
    for nouns, alone, kind in (
        ("quy trình|quy trinh", "", DocumentKind.PROCEDURE),
        ("điều khoản|dieu khoan|điều|dieu", "", DocumentKind.STANDARD),
        (
            "văn bản|nghị định|quyết định|thông tư|luật|van ban|nghi dinh|quyet dinh|thong tu|luat",
            "",
            DocumentKind.LEGAL,
        ),
        ("việc|viec|cái|cai|chuyện|chuyen", "|^nó\\b", None),
    )
)
"""On the question as typed: what points back, and the kind of document it points to."""

_BARE = frozenset(
    fold(
        "ai ký duyệt phê làm lập nộp nhận trả kiểm tra soát xét chịu trách nhiệm bao lâu nhiêu "
        "ngày tiền đâu ở mẫu biểu nào gì mấy lần phí lệ thời hạn hồ sơ cần phải có không mất là "
        "thì sao thế vậy khi lúc dùng gồm những giấy tờ tại vì tốn bước đầu cuối cùng người ban "
        "hành lưu giữ"
    ).split()
)
_LEAST_OWN = 2
_POINTS = re.compile(
    r"^(?:thế|vậy|còn|rồi|nhưng|nếu vậy|nếu thế)\s+(?!nào\b)"
    r"|\b(?:nó|đó|này|ấy|kia)\b|\b(?:nói|nêu|kể) trên\b|\b(?:như vậy|như thế)\b(?!\s+nào)",
    re.IGNORECASE,
)
_POINTS_BARE = re.compile(
    r"^(?:the con|vay con|vay|roi|nhung)\s+|^no\s"
    r"|\b(?:nguoi|mau|phieu|ho so|so|buoc|cai|viec|quy trinh|van ban|dieu|khoan|don vi) "
    r"(?:do|nay|ay|kia)\b(?! ai\b)",
    re.IGNORECASE,
)
_ASKS = frozenset(fold("ai bao lâu nhiêu đâu nào gì mấy sao khi").split())
_FRAME = frozenset(fold("thế còn vậy thì sao nào ra theo của là gì nói quy định rồi nhưng").split())


def is_bare(asked: str, before: str = "") -> bool:
    """Whether a short question holds question words and nothing that says about what.

    Very short ones may repeat a word of the question `before` them.
    """
    said = re.findall(r"\w+", fold(asked))
    if not any(word in _ASKS for word in said):
        return False
    known = re.findall(r"\w+", fold(before)) if len(said) <= _SHORTEST else ()
    return names_nothing(" ".join(word for word in said if word not in known or word in _ASKS))


def names_nothing(asked: str) -> bool:
    """Whether a few words ask for something without saying of what ("thời hạn lưu")."""
    said = re.findall(r"\w+", fold(asked))
    return 0 < len(said) <= _BARE_LONGEST and all(word in _BARE for word in said)


def is_left_open(asked: str) -> bool:
    """Whether a question points back, goes on from another one, or names next to nothing.

    Typed without diacritics "đó" is "do" and "còn" is "con", which mostly mean something else:
    there they count only in company.
    """
    said = re.findall(r"\w+", fold(asked))
    own = [word for word in said if word not in _BARE and word not in _FRAME]
    accented = asked.lower() != fold(asked)
    points = (_POINTS if accented else _POINTS_BARE).search(asked)
    return bool(points) or len(own) <= _LEAST_OWN


def only_frame(text: str) -> bool:
    """Whether `text` holds only the words that frame a follow-up."""
    return all(word in _FRAME for word in re.findall(r"\w+", fold(text)))
