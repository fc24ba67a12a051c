"""A PDF document whose headings make its table of contents and its outline."""

from __future__ import annotations

from reportlab.platypus import BaseDocTemplate, Flowable, Paragraph

__all__ = ["OutlinedDocument"]

_PREFIX = "heading"


class OutlinedDocument(BaseDocTemplate):  # type: ignore[misc] # reportlab is untyped
    """Notes each heading as it is placed; the names of their styles end with the level."""

    def afterFlowable(self, flowable: Flowable) -> None:  # reportlab's own name
        """Tell the table of contents and the outline of a heading that was just placed."""
        style = getattr(flowable, "style", None)
        name = getattr(style, "name", "")
        if not isinstance(flowable, Paragraph) or not name.startswith(_PREFIX):
            return
        level, text = int(name.removeprefix(_PREFIX)) - 1, flowable.getPlainText()
        key = f"h{self.seq.nextf('heading')}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(text, key, self._outline_level(level))
        self.notify("TOCEntry", (level, text, self.page, key))

    def beforeDocument(self) -> None:  # reportlab's own name
        """Start counting anew: the document is built more than once for its page numbers."""
        self.seq.reset("heading")
        self._level = -1

    def _outline_level(self, level: int) -> int:
        """Return a level that skips none: PDF outlines refuse a child without its parent."""
        self._level = min(level, self._level + 1)
        return self._level
