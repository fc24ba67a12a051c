"""The steps of a procedure, whether they stand in lines or in rows."""

from __future__ import annotations

from corpus.model import ProvisionKind
from ingest.structure.lines import Item
from ingest.structure.numbering import Number, missing_runs
from ingest.structure.procedure_sections import heading_title, shortened
from ingest.structure.tree import Heading, TreeBuilder

__all__ = ["Steps"]

_RANK = 50


class Steps:
    """Opens steps under the section that is open, and notes which numbers are missing."""

    def __init__(self, tree: TreeBuilder) -> None:
        self._tree = tree
        self._last: Number = ()
        self.missing: list[str] = []

    def restart(self) -> None:
        """Note that another section begins, whose steps count from 1."""
        self._last = ()

    def open(self, number: Number, title: str, item: Item) -> bool:
        """Open "bước 2" if that can follow the step before; 1 always can."""
        if not (number > self._last or number == (1,)):
            return False
        if number > self._last:
            before = self._last[0] if self._last else 0
            self.missing += missing_runs(range(before + 1, number[0]), self._prefix())
        self._last = number
        self._open(".".join(map(str, number)), title, item)
        return True

    def open_named(self, name: str, item: Item) -> None:
        """Open a step that has words and no number."""
        self._open(shortened(name.strip(" .:")), name, item)

    def _prefix(self) -> str:
        above = self._tree.above(_RANK)
        return f"{above} bước " if above else "Bước "

    def _open(self, name: str, title: str, item: Item) -> None:
        locator = self._prefix() + name
        heading = Heading(_RANK, ProvisionKind.STEP, locator, heading_title(title))
        self._tree.open(heading, item)
