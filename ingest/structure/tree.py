"""Builds the tree of provisions while a document is read from top to bottom.

Every line goes to the provision that was opened last, so the texts joined in order give
back the document; nothing can be lost or doubled here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from corpus.model import Part, Provision, ProvisionKind
from ingest.structure.lines import Item

__all__ = ["LEAF", "OPENING", "Heading", "TreeBuilder"]

LEAF = 99
"""Rank of a block that can hold nothing but its own lines."""

OPENING = "Mở đầu"
"""Locator of what stands before the first heading."""

_CITED_BY_NUMBER = frozenset(ProvisionKind) - {ProvisionKind.BLOCK, ProvisionKind.SHEET}


@dataclass(frozen=True, slots=True)
class Heading:
    """A provision to be opened. The smaller the rank, the higher in the tree."""

    rank: int
    kind: ProvisionKind
    locator: str
    title: str = ""
    part: Part = Part.BODY


@dataclass(slots=True)
class _Draft:
    heading: Heading
    locator: str
    parent: str | None
    level: int
    page: int | None
    title: str
    lines: list[str] = field(default_factory=list)


class TreeBuilder:
    """Collects provisions in reading order and keeps locators unique."""

    def __init__(self) -> None:
        self._drafts: list[_Draft] = []
        self._open: list[_Draft] = []
        self._uses: Counter[str] = Counter()
        self.repeated: list[str] = []

    def open(self, heading: Heading, item: Item) -> str:
        """Start a provision with its heading line; returns the locator that it was given."""
        return self._start(heading, item.page, [item.text])

    def graft(self, branch: TreeBuilder) -> None:
        """Put all that another tree holds under the provision that is open."""
        root = self._open[-1]
        for draft in branch._drafts:
            own = draft.heading.part
            heading = replace(
                draft.heading,
                rank=root.heading.rank + draft.level,
                locator=f"{root.locator}, {draft.locator}",
                title=draft.title,
                part=root.heading.part if own is Part.BODY else own,
            )
            self._start(heading, draft.page, list(draft.lines))
        self.repeated += [f"{root.locator}, {locator}" for locator in branch.repeated]

    def _start(self, heading: Heading, page: int | None, lines: list[str]) -> str:
        parent = self._close_to(heading.rank)
        locator = self._unique(heading.locator)
        if locator != heading.locator and heading.kind in _CITED_BY_NUMBER:
            self.repeated.append(locator)
        level = len(self._open) + 1
        draft = _Draft(heading, locator, parent, level, page, heading.title, lines)
        self._drafts.append(draft)
        self._open.append(draft)
        return locator

    def add(self, item: Item, part: Part = Part.BODY) -> None:
        """Append a line to the provision that is open; without one, to a new opening block."""
        if not self._open:
            self.open(Heading(LEAF, ProvisionKind.BLOCK, OPENING, "", part), item)
            return
        current = self._open[-1]
        if current is not self._drafts[-1]:
            # What follows a block inside a provision must not move in front of that block.
            name = f"{current.locator} (tiếp)"
            self.open(Heading(LEAF, ProvisionKind.BLOCK, name, "", current.heading.part), item)
            return
        current.lines.append(item.text)

    @property
    def title(self) -> str:
        """Title of the provision that is open, "" without one."""
        return self._open[-1].title if self._open else ""

    def extend_title(self, words: str) -> None:
        """Continue the title of the provision that is open."""
        draft = self._open[-1]
        draft.title = f"{draft.title} {words}".strip()

    def above(self, rank: int) -> str | None:
        """Locator of the provision that a heading of `rank` would stand under."""
        return next((d.locator for d in reversed(self._open) if d.heading.rank < rank), None)

    def is_open(self, kind: ProvisionKind) -> bool:
        """Whether a provision of that kind is open."""
        return any(draft.heading.kind is kind for draft in self._open)

    def close(self) -> None:
        """End everything that is open."""
        self._open.clear()

    def leave(self) -> None:
        """End the provision that was opened last; lines go to the one above again."""
        self._open.pop()

    def build(self) -> tuple[Provision, ...]:
        """Return the provisions in reading order."""
        return tuple(
            Provision(
                locator=draft.locator,
                kind=draft.heading.kind,
                title=draft.title,
                level=draft.level,
                parent=draft.parent,
                page=draft.page,
                part=draft.heading.part,
                text="\n".join(draft.lines),
            )
            for draft in self._drafts
        )

    def _close_to(self, rank: int) -> str | None:
        while self._open and self._open[-1].heading.rank >= rank:
            self._open.pop()
        return self._open[-1].locator if self._open else None

    def _unique(self, locator: str) -> str:
        self._uses[locator] += 1
        if self._uses[locator] == 1:
            return locator
        candidate = f"{locator} (lần {self._uses[locator]})"
        while self._uses[candidate]:
            self._uses[locator] += 1
            candidate = f"{locator} (lần {self._uses[locator]})"
        self._uses[candidate] = 1
        return candidate
