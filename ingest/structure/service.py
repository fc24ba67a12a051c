"""The parts of an administrative service (thủ tục hành chính), as agencies publish it.

The parts are those of Decree 63/2010/NĐ-CP, article 8; agencies print them as labels
("Trình tự thực hiện:"), numbered or not, or as the first cells of a table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.structure.lines import Item

__all__ = ["ServicePart", "service_part", "service_parts"]

_OF_SERVICE = r"(?:\s+(?:của\s+)?(?:thủ\s+tục(?:\s+hành\s+chính)?|tthc))?"
_PARTS = (
    r"trình\s+tự(?:\s*,?\s*(?:các\s+bước|thủ\s+tục))?(?:\s+thực\s+hiện)?|cách\s+thức\s+thực\s+hiện|"
    r"thành\s+phần\s*(?:,|và)?\s*(?:số\s+lượng\s+)?(?:bộ\s+)?hồ\s+sơ|số\s+lượng\s+(?:bộ\s+)?hồ\s+sơ|"
    r"hồ\s+sơ(?:\s+(?:gồm|bao\s+gồm))?|(?:tổng\s+)?thời\s+(?:hạn|gian)\s+(?:giải\s+quyết|xử\s+lý|"
    r"thực\s+hiện)|đối\s+tượng\s+thực\s+hiện|(?:cơ\s+quan|đơn\s+vị)\s+(?:trực\s+tiếp\s+)?(?:thực\s+hiện|"
    r"giải\s+quyết|có\s+thẩm\s+quyền|phối\s+hợp)|nơi\s+tiếp\s+nhận(?:\s+(?:và\s+)?trả\s+kết\s+quả)?|"
    r"địa\s+(?:chỉ|điểm)\s+(?:tiếp\s+nhận|thực\s+hiện|nộp)(?:\s+(?:hồ\s+sơ|hs))?|"
    r"kết\s+quả(?:\s+(?:của\s+việc\s+)?thực\s+hiện)?|(?:phí\s*[,/]?\s*(?:và\s+)?)?lệ\s+phí|phí|"
    r"(?:tên\s+)?(?:các\s+)?(?:mẫu\s+đơn|biểu\s+mẫu|mẫu\s+tờ\s+khai)(?:\s*,\s*(?:mẫu\s+)?tờ\s+khai)?|"
    r"(?:yêu\s+cầu|điều\s+kiện)(?:\s*(?:,|/|và)?\s*điều\s+kiện)?(?:\s+thực\s+hiện)?|"
    r"(?:căn\s+cứ|cơ\s+sở)\s+pháp\s+lý|lĩnh\s+vực|cấp\s+thực\s+hiện"
)
_NUMBER = r"(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])\s*[.)|]\s*"
_WORK = (
    r"(?:quy\s+trình|các\s+bước)\s+(?:xử\s+lý|giải\s+quyết|thực\s+hiện)"
    r"(?:\s+(?:công\s+việc|hồ\s+sơ))?"
)
_LABEL = re.compile(
    rf"^(?:[-–+•*]\s*)?(?:{_NUMBER})?"
    rf"((?:{_PARTS}){_OF_SERVICE}(?:\s*\([^)]{{1,80}}\))?)\s*(?::|\s\|\s|$)",
    re.IGNORECASE,
)
_NUMBERED_WORK = re.compile(rf"^{_NUMBER}({_WORK})\s*(?::|\s\|\s|$)", re.IGNORECASE)
"""Without a number it is the title of a document."""

_WEAK = re.compile(
    r"(?:kết\s+quả|hồ\s+sơ|phí|biểu\s+mẫu|yêu\s+cầu|điều\s+kiện|lĩnh\s+vực)", re.IGNORECASE
)
"""Labels that other procedures repeat in every step."""

_MIN_PARTS = 4
_HEAD_OF_LINE = 200


@dataclass(frozen=True, slots=True)
class ServicePart:
    """A part of a service: its label as printed, and where the words behind it begin."""

    label: str
    end: int

    @property
    def is_work(self) -> bool:
        """Whether the part tells the steps."""
        return self.label.casefold().startswith(("trình tự", "quy trình", "các bước"))


def service_part(text: str) -> ServicePart | None:
    """Return the part of a service that a line begins, by its form alone."""
    match = _LABEL.match(text[:_HEAD_OF_LINE]) or _NUMBERED_WORK.match(text[:_HEAD_OF_LINE])
    return ServicePart(" ".join(match[1].split()), match.end()) if match else None


def service_parts(items: Sequence[Item]) -> dict[int, ServicePart]:
    """Return the parts of a service by line; none unless the document has several of them."""
    found = {i: part for i, item in enumerate(items) if (part := service_part(item.bare))}
    uses = Counter(part.label.casefold() for part in found.values())
    found = {
        index: part
        for index, part in found.items()
        if uses[part.label.casefold()] == 1 or not _WEAK.fullmatch(part.label)
    }
    kinds = {" ".join(part.label.casefold().split()[:2]) for part in found.values()}
    return found if len(kinds) >= _MIN_PARTS else {}
