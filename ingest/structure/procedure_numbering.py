"""The first level of a procedure's numbering: which line may be its next section."""

from __future__ import annotations

import re

from ingest.structure.lines import Item, looks_like_title, roman_numeral
from ingest.structure.numbering import Number
from ingest.structure.procedure_sections import TopHeading, dotted_heading, top_heading

__all__ = ["TopNumbering"]

_ONE_NUMBER = re.compile(r"^(\d{1,2})\s*[.)/](?!\d)\s*(?=\S)")

_LONGEST_PLAIN_SECTION = 100
_WIDEST_JUMP = 3
_WIDEST_CERTAIN_JUMP = 9


class TopNumbering:
    """Where the numbering of the first level stands; `top` is 0 before the first section.

    `declared` is the heading level of the section that is open, where the format has one.
    """

    def __init__(self) -> None:
        self.top = 0
        self.declared: int | None = None
        self.roman = False
        self._label = ""
        self._marked_only = False
        self._listed = 0

    def heading(self, item: Item) -> TopHeading | None:
        """Return the section that a line could open; the first one settles the figures used."""
        heading = top_heading(item, roman=self.roman)
        if heading is None and not self.top:
            heading = top_heading(item, roman=True)
            self.roman = heading is not None and self.fits(heading)
        return heading

    def fits(self, heading: TopHeading) -> bool:
        """Whether the heading can come next; one that others could be needs to be in order."""
        jump = heading.number - self.top
        if heading.certain:
            return 1 <= jump <= _WIDEST_CERTAIN_JUMP
        if not 1 <= jump <= (_WIDEST_JUMP if heading.marked else 1):
            return False
        if 0 < self._listed == heading.number - 1 or (self._marked_only and not heading.marked):
            return False
        title = heading.title.rstrip(" .:")
        return looks_like_title(title) and len(title) <= _LONGEST_PLAIN_SECTION

    def pass_over(self, heading: TopHeading) -> None:
        """Note a numbered line that is an item of a list: the next number belongs to it too."""
        self._listed = heading.number

    def end_list(self) -> None:
        """Note that a list cannot go on across the heading that was opened."""
        self._listed = 0

    def accept(self, heading: TopHeading, declared: int | None) -> None:
        """Make the heading the section that is open."""
        if not self.top:
            self._marked_only = heading.marked
        self.top, self._label, self.declared = heading.number, heading.label, declared

    def dotted(self, item: Item) -> tuple[Number, str] | None:
        """Return the number and words of a line such as "5.2.1 Tiếp nhận".

        Under a Roman section numbers count from the section: "1.2" in II is II.1.2.
        """
        found = dotted_heading(item)
        if not self.roman:
            return found
        if found is not None:
            return (self.top, *found[0]), found[1]
        match = _ONE_NUMBER.match(item.bare)
        return ((self.top, int(match[1])), item.bare[match.end() :]) if match else None

    def locator(self, number: Number) -> str:
        """Write a number as it is cited, such as "5.2" or "II.1"."""
        first = self._label if self.roman else str(number[0])
        return ".".join([first, *map(str, number[1:])])

    def name(self, number: int) -> str:
        """Write a number of the first level in the figures that the document uses."""
        return roman_numeral(number) if self.roman else str(number)
