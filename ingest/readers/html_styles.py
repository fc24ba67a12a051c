"""The two properties of a page's style sheets that matter for its text: font and visibility."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

__all__ = ["HtmlStyles", "Look"]

_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_FONT = re.compile(r"(?:^|[;\s])font(?:-family)?\s*:\s*([^;]+)", re.IGNORECASE)
_HIDDEN = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE
)
_FAMILY = re.compile(r"[\"']?([^,\"']+)")
_SHORTHAND_SIZE = re.compile(r".*\d(?:pt|px|em|%)(?:/\S+)?\s+", re.IGNORECASE)
_SHEET_LIMIT = 200_000
_SIMPLE_SELECTOR = re.compile(r"([a-z][\w]*)?(?:\.([\w-]+))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Look:
    """What an element states of itself; None where it inherits."""

    font: str | None = None
    hidden: bool = False


class HtmlStyles:
    """Style rules for element names, classes and both ("p.MsoNormal"); others are passed over."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._looks: dict[tuple[str, str], Look] = {}
        for sheet in sheets:
            for selectors, body in _RULE.findall(_COMMENT.sub(" ", sheet[:_SHEET_LIMIT])):
                self._add(selectors, body)

    def look(self, element: etree._Element) -> Look:
        """Return the look of an element: its own style before class, class before name."""
        name = str(element.tag)
        classes = (element.get("class") or "").split()
        keys = [(name, ""), *(("", c) for c in classes), *((name, c) for c in classes)]
        looks = [self._looks[key] for key in keys if key in self._looks]
        looks.append(_look(element.get("style") or ""))
        if element.get("face") is not None:
            looks.append(Look(_first_family(element.get("face") or "")))
        fonts = [look.font for look in looks if look.font is not None]
        return Look(fonts[-1] if fonts else None, any(look.hidden for look in looks))

    def _add(self, selectors: str, body: str) -> None:
        look = _look(body)
        if look == Look():
            return
        for selector in selectors.split(","):
            match = _SIMPLE_SELECTOR.fullmatch(selector.strip())
            if match is not None:
                self._looks[(match[1] or "").lower(), match[2] or ""] = look


def _look(body: str) -> Look:
    font = _FONT.search(body)
    family = None if font is None else _first_family(_SHORTHAND_SIZE.sub("", font[1]))
    return Look(family or None, _HIDDEN.search(body) is not None)


def _first_family(families: str) -> str:
    match = _FAMILY.match(families.strip())
    return match[1].strip() if match else ""
