from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.model import DocumentKind
from ingest.reading import Line, LineRole, Reading
from ingest.structure import Structured, structure
from ingest.structure.apart import content_items


def lines_of(text: str) -> tuple[Line, ...]:
    """Lines of a text: "# " marks a declared heading, " | " a table row, "~ " furniture."""
    lines = []
    for raw in (stripped for line in text.splitlines() if (stripped := line.strip())):
        if raw.startswith("~ "):
            lines.append(Line(raw[2:], role=LineRole.FURNITURE))
        elif raw.startswith("#"):
            marks, _, words = raw.partition(" ")
            lines.append(Line(words, heading=len(marks)))
        else:
            lines.append(Line(raw, role=LineRole.ROW if " | " in raw else LineRole.CONTENT))
    return tuple(lines)


def check_sound(reading: Reading, structured: Structured) -> None:
    """Nothing dropped or doubled, locators unique, parents before children, levels right."""
    content = [item.text for item in content_items(reading.lines)]
    assert "\n".join(p.text for p in structured.provisions) == "\n".join(content)
    levels: dict[str, int] = {}
    for provision in structured.provisions:
        assert provision.locator not in levels
        assert provision.level == (levels[provision.parent] + 1 if provision.parent else 1)
        levels[provision.locator] = provision.level


@pytest.fixture(scope="session")
def assert_sound() -> Callable[[Reading, Structured], None]:
    """The check of what must hold for every document."""
    return check_sound


@pytest.fixture(scope="session")
def parse() -> Callable[..., Structured]:
    """Structure a text and check what must hold for every document."""

    def run(text: str, kind: DocumentKind | None = None) -> Structured:
        reading = Reading(lines_of(text))
        structured = structure(reading, "ten-tep", kind)
        check_sound(reading, structured)
        return structured

    return run
