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
    "only_frame",
    "topic",
    "without_hanging",
]

LONGEST = 12
"""A follow-up has this many syllables at most; longer questions say what they mean."""

_BARE_LONGEST = 6

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

_ASKING = re.compile(
    r"\b(?:(?:theo|ở|trong|thuộc)\s+)?"
    r"(?:quy trình|điều khoản|điều|mục|văn bản|biểu mẫu|mẫu|bước)\s+(?:nào|mấy|gì)\b"
    r"|\b(?:bao lâu|bao nhiêu(?:\s+(?:lần|ngày|tiền))?|khi nào|lúc nào|ở đâu|thế nào|như thế nào"
    r"|ra sao|làm sao|tại sao|vì sao|phải làm gì|làm gì|là gì|những gì|gì|ai|mấy|nào)\b"
    r"|\b(?:có phải|có được|được không|hay không|hay chưa|không|chưa|thì|phải|cần)\b(?=\W*$)"
    r"|^(?:có|thế|vậy|khi|nếu)\s+",
    re.IGNORECASE,
)
_EDGES = " ,;:.?!–-"
_HANGING = re.compile(r"(?:\s+(?:theo|của|trong|ở|tại|và|là|thì|do|với|cho|quy định))+$", re.I)

_BARE = frozenset(
    fold(
        "ai ký duyệt phê làm lập nộp nhận trả kiểm tra soát xét chịu trách nhiệm bao lâu nhiêu "
        "ngày tiền đâu ở mẫu biểu nào gì mấy lần phí lệ thời hạn hồ sơ cần phải có không mất là "
        "thì sao thế vậy khi lúc dùng gồm những giấy tờ tại vì tốn bước đầu cuối cùng người ban "
        "hành lưu giữ"
    ).split()
)
_ASKS = frozenset(fold("ai bao lâu nhiêu đâu nào gì mấy sao khi").split())
_FRAME = frozenset(fold("thế còn vậy thì sao nào ra theo của là gì nói quy định rồi nhưng").split())


def is_bare(asked: str) -> bool:
    """Whether a short question holds question words and nothing that says about what."""
    said = re.findall(r"\w+", fold(asked))
    return (
        0 < len(said) <= _BARE_LONGEST
        and all(word in _BARE for word in said)
        and any(word in _ASKS for word in said)
    )


def only_frame(text: str) -> bool:
    """Whether `text` holds only the words that frame a follow-up."""
    return all(word in _FRAME for word in re.findall(r"\w+", fold(text)))


def topic(question: str) -> str:
    """Return what an accented question is about: itself without its words of asking.

    Of several parts the first counts; "" where nothing is left.
    """
    for part in re.split(r"[?;]|,\s+(?=(?:ai|và|bao|thì)\b)", question):
        left = " ".join(_ASKING.sub(" ", part).split()).strip(_EDGES)
        left = without_hanging(left)
        if left:
            return left[:1].lower() + left[1:] if left[1:2].islower() else left
    return ""


def without_hanging(text: str) -> str:
    """Return `text` without the little words that lost what they led to."""
    return _HANGING.sub("", " ".join(text.split()).strip(_EDGES)).strip(_EDGES)
