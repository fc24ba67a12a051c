"""Follow the control words of an RTF file and collect what a reader of the page would see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus.errors import DocumentError
from ingest.readers.blocks import Block
from ingest.readers.rtf_fonts import Fonts
from ingest.readers.rtf_story import Story
from ingest.readers.rtf_tokens import Token, TokenKind, tokens

__all__ = ["NESTING_LIMIT", "RtfDocument"]

NESTING_LIMIT = 1000
"""Open groups; Word's own files stay under 30."""

_HEADERS = ("header", "headerl", "headerr", "headerf")
_FOOTERS = ("footer", "footerl", "footerr", "footerf")
_BESIDE = ("footnote", "shptxt", "dptxbxtext")
_SKIPPED = frozenset(
    # Tables of the file, its properties, pictures, field codes, drawing properties, and the
    # picture of a drawing that is there a second time as text.
    {"colortbl", "stylesheet", "listtable", "listoverridetable", "rsidtbl", "info", "pict"}
    | {"fldinst", "object", "sp", "shprslt", "nonesttables", "xe", "tc", "filetbl", "revtbl"}
)
_READ_WHEN_STARRED = frozenset({"shpinst", "do", "nesttableprops"})
"""Destinations that older programs skip: they hold text boxes, and end rows inside a cell."""

_CHARACTERS = {
    "tab": " ", "line": "\n", "page": "\n", "column": "\n", "lbr": "\n",
    "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
    "~": " ", "_": "-", "{": "{", "}": "}", "\\": "\\",
}  # fmt: skip
_DEEPEST_TABLE = 50
_OUTLINE_LEVELS: dict[int | None, int] = {level: level + 1 for level in range(9)}


@dataclass(slots=True)
class _State:
    """Properties that a group inherits from the one around it.

    `tables` is the number of tables around a paragraph that is in one.
    `outlet` takes the blocks of `story` when the group that began it ends; `fallback` is the
    number of characters after a Unicode one that say it again for old programs.
    """

    story: Story
    outlet: list[Block]
    font: int = 0
    fallback: int = 1
    in_table: bool = False
    tables: int = 1
    heading: int | None = None
    hidden: bool = False
    skipped: bool = False
    fonts: bool = False


class RtfDocument:
    """One file, read on construction.

    `headers`, `body` and `footers` are its blocks; `truncated` tells a file that ends inside
    a group. Raises `DocumentError` when groups are nested too deeply.
    """

    def __init__(self, data: bytes) -> None:
        self.headers: list[Block] = []
        self.body: list[Block] = []
        self.footers: list[Block] = []
        self._fonts = Fonts()
        self._default_font = 0
        self._starred = False
        self._to_skip = 0
        self._pending = bytearray()
        self._state = _State(Story(), self.body)
        self._groups: list[_State] = []
        self._handlers = self._make_handlers()
        self._read(data)
        self.truncated = bool(self._groups)
        self._end_stories()

    def _read(self, data: bytes) -> None:
        for token in tokens(data):
            match token.kind:
                case TokenKind.BYTES:
                    self._take_bytes(token.data)
                case TokenKind.OPEN:
                    self._open()
                case TokenKind.CLOSE:
                    self._close()
                    if not self._groups:
                        return
                case _:
                    self._take_control(token)
            self._starred = token.name == "*"

    def _end_stories(self) -> None:
        self._flush()
        while self._groups:
            self._close()
        self.body += self._state.story.finish()

    def _open(self) -> None:
        self._flush()
        if len(self._groups) >= NESTING_LIMIT:
            raise DocumentError(
                "Tệp RTF có dấu hiệu gây hại (lồng quá sâu): hãy mở bằng Word, lưu lại rồi nạp lại."
            )
        self._groups.append(self._state)
        self._state = replace(self._state)
        self._to_skip = 0

    def _close(self) -> None:
        self._flush()
        self._to_skip = 0
        if not self._groups:
            return
        ended, self._state = self._state, self._groups.pop()
        if ended.story is not self._state.story:
            ended.outlet += ended.story.finish()

    def _take_bytes(self, data: bytes) -> None:
        passed_over = min(self._to_skip, len(data))
        self._to_skip -= passed_over
        if not self._state.skipped:
            self._pending += data[passed_over:]

    def _take_control(self, token: Token) -> None:
        self._flush()
        name = token.name
        if self._to_skip:
            self._to_skip -= 1
        elif self._state.skipped:
            return
        elif name in _SKIPPED or (self._starred and name not in _READ_WHEN_STARRED):
            self._state.skipped = True
        elif name in _CHARACTERS:
            self._add(_CHARACTERS[name])
        elif name in self._handlers:
            self._handlers[name](token.number)

    def _flush(self) -> None:
        """Hand over the bytes read since the last control word, in the font of that time."""
        if self._pending:
            if self._state.fonts:
                name = self._pending.decode("latin-1")
                self._fonts.add_to_name(self._state.font, name)
            else:
                self._add(self._fonts.text(self._state.font, bytes(self._pending)))
            self._pending.clear()

    def _add(self, text: str) -> None:
        if not (self._state.hidden or self._state.fonts):
            self._state.story.add(text, self._fonts.name(self._state.font))

    def _make_handlers(self) -> dict[str, Callable[[int | None], None]]:
        """Return what each control word does with its parameter."""
        ends = dict.fromkeys(("par", "sect", "\r", "\n"), self._end_paragraph)
        heads = dict.fromkeys(_HEADERS, lambda _: self._begin(self.headers))
        feet = dict.fromkeys(_FOOTERS, lambda _: self._begin(self.footers))
        beside = dict.fromkeys(_BESIDE, lambda _: self._begin(self._state.story.beside))
        return {
            **ends, **heads, **feet, **beside,
            "cell": lambda _: self._state.story.end_cell(1),
            "row": lambda _: self._state.story.end_row(1),
            "nestcell": lambda _: self._state.story.end_cell(self._nested_depth),
            "nestrow": lambda _: self._state.story.end_row(self._nested_depth),
            "u": self._take_unicode,
            "uc": self._set_fallback,
            "f": self._set_font,
            "deff": self._set_default_font,
            "fonttbl": self._begin_fonts,
            "fcharset": lambda number: self._fonts.set_character_set(self._state.font, number or 0),
            "ansicpg": lambda number: self._fonts.set_default_page(number or 0),
            "plain": self._reset_characters,
            "pard": self._reset_paragraph,
            "intbl": self._set_in_table,
            "itap": self._set_tables,
            "outlinelevel": self._set_heading,
            "v": self._set_hidden,
            "deleted": self._set_hidden,
        }  # fmt: skip

    def _end_paragraph(self, _: int | None) -> None:
        state = self._state
        state.story.end_paragraph(state.tables if state.in_table else 0, state.heading)

    def _begin(self, outlet: list[Block]) -> None:
        state = self._state
        state.story, state.outlet, state.in_table, state.heading = Story(), outlet, False, None
        state.tables = 1

    def _begin_fonts(self, _: int | None) -> None:
        self._state.fonts = True

    def _take_unicode(self, number: int | None) -> None:
        """Add the UTF-16 unit that the parameter gives as a signed 16-bit number."""
        self._add(chr((number or 0) & 0xFFFF))
        self._to_skip = self._state.fallback

    def _set_fallback(self, number: int | None) -> None:
        self._state.fallback = max(0, 1 if number is None else number)

    def _set_font(self, number: int | None) -> None:
        self._state.font = number or 0

    def _set_default_font(self, number: int | None) -> None:
        self._default_font = self._state.font = number or 0

    def _set_in_table(self, _: int | None) -> None:
        self._state.in_table = True

    def _set_tables(self, number: int | None) -> None:
        self._state.tables = min(max(1, number or 1), _DEEPEST_TABLE)

    @property
    def _nested_depth(self) -> int:
        return max(self._state.tables, 2)

    def _set_heading(self, number: int | None) -> None:
        self._state.heading = _OUTLINE_LEVELS.get(number)

    def _set_hidden(self, number: int | None) -> None:
        self._state.hidden = number != 0

    def _reset_characters(self, _: int | None) -> None:
        self._state.font, self._state.hidden = self._default_font, False

    def _reset_paragraph(self, _: int | None) -> None:
        self._state.in_table, self._state.tables, self._state.heading = False, 1, None
