"""Rich Text: characters, tables, running heads, old encodings, hostile files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import DocumentError
from ingest.readers import read
from ingest.reading import Encoding, LineRole, Reading

ReadRtf = Callable[..., Reading]
FONTS = (
    r"{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset0{\*\panose 0202} .VnTime{\*\falt x};}"
    r"{\f2\fcharset163 Arial (Vietnamese);}{\f3\fcharset2 Symbol;}}"
)


@pytest.fixture
def read_rtf(tmp_path: Path) -> ReadRtf:
    """Write an RTF file around `body` and read it."""

    def run(body: str, *, end: str = "}") -> Reading:
        path = tmp_path / "mau.doc"
        path.write_bytes((r"{\rtf1\ansi\ansicpg1252\deff0" + FONTS + body + end).encode("latin-1"))
        return read(path)

    return run


def texts(reading: Reading) -> list[str]:
    return [line.text for line in reading.lines]


@pytest.mark.unit
@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"Quy \u273?\u7883?nh", "Quy định"),
        (r"\uc2 \u273 d-\u432\'75\'21\uc0\u7907 c", "được"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"a\tab b\~c\_d \{e\} \\ \emdash  f", "a b c-d {e} \\ — f"),
        (r"\f2 Vi\'ea\'f2t", "Việt"),
        (r"{\f3\'b7\tab}m\u7897?t", "- một"),
        (r"hi\v \u7849?n\v0 \u7879?n", "hiện"),
        (r"{\pntext\pard\plain 1.\tab}M\u7909?c {\*\moi b\u7887?}{\pict ffd8}", "1. Mục"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt trang}} sau", "trang sau"),
        (r"a\bin5 {{{}}b", "ab"),
    ],
)
def test_characters(read_rtf: ReadRtf, body: str, text: str) -> None:
    assert texts(read_rtf(body + r"\par")) == [text]


@pytest.mark.unit
def test_paragraphs_headings_and_breaks(read_rtf: ReadRtf) -> None:
    reading = read_rtf(
        r"\pard\outlinelevel1 5.2 Ch\u237?nh\par\pard Hai.\line Ba." + "\\\n" + "Nam."
    )
    assert [(line.text, line.heading) for line in reading.lines] == [
        ("5.2 Chính", 2), ("Hai.", None), ("Ba.", None), ("Nam.", None),
    ]  # fmt: skip


@pytest.mark.unit
def test_tables_are_rows(read_rtf: ReadRtf) -> None:
    end = r"{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}"
    nested = rf"\pard\intbl\itap2 x\nestcell\pard\intbl\itap2 y\nestcell{end}"
    reading = read_rtf(
        r"\trowd\cellx1\cellx2\pard\intbl B1\par b\cell B2\cell\row"
        r"\trowd\pard\intbl Trong c:\par" + nested + r"\pard\intbl c\cell\cell\row\pard Sau.\par"
    )
    assert [(line.text, line.role) for line in reading.lines] == [
        ("B1 b | B2", LineRole.ROW),
        ("Trong c: c", LineRole.ROW),
        ("x | y", LineRole.ROW),
        ("Sau.", LineRole.CONTENT),
    ]


@pytest.mark.unit
def test_a_table_inside_a_table_that_never_ends_is_not_lost(read_rtf: ReadRtf) -> None:
    cell = r"\pard\intbl\itap{} {}\nestcell"
    reading = read_rtf(r"\pard\intbl a\par" + cell.format(2, "b") + cell.format(3, "c"))
    assert sorted(line.text for line in reading.lines) == ["a", "b", "c"]


@pytest.mark.unit
def test_running_heads_notes_and_boxes(read_rtf: ReadRtf) -> None:
    reading = read_rtf(
        r"{\footer Trang}{\header \pard Co quan\par}{\headerf Co quan\par}"
        r"Than{\footnote Chu thich.}{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt Hop\par}}"
        r"{\shprslt Hop}} bai\par"
    )
    assert [(line.text, line.role) for line in reading.lines] == [
        ("Co quan", LineRole.FURNITURE),
        ("Than bai", LineRole.CONTENT),
        ("Chu thich.", LineRole.CONTENT),
        ("Hop", LineRole.CONTENT),
        ("Trang", LineRole.FURNITURE),
    ]


@pytest.mark.unit
def test_encodings(read_rtf: ReadRtf) -> None:
    legacy = r"\f1 Quy tr\'d7nh ki\'d3m so\'b8t t\'b5i li\'d6u\par "
    unicode = r"\f0 Ki\u7875?m so\'e1t h\u7891? s\u417? \u273?\u227?\par "
    assert texts(read_rtf(legacy)) == ["Quy trình kiểm soát tài liệu"]
    assert read_rtf(legacy).encoding is Encoding.TCVN3
    assert read_rtf(unicode).encoding is Encoding.UNICODE
    both = read_rtf(legacy + unicode)
    assert texts(both) == ["Quy trình kiểm soát tài liệu", "Kiểm soát hồ sơ đã"]
    assert both.encoding is Encoding.MIXED
    assert read_rtf(unicode.replace("f0", "f1")).encoding is Encoding.UNICODE


@pytest.mark.unit
def test_a_truncated_file_is_read_with_a_warning(read_rtf: ReadRtf) -> None:
    reading = read_rtf(r"\trowd\intbl M\'f4t\cell {\b hai", end="")
    assert texts(reading) == ["Môt | hai"]
    assert "cắt cụt" in reading.warnings[0]


@pytest.mark.unit
def test_what_follows_the_end_is_not_read(read_rtf: ReadRtf) -> None:
    assert texts(read_rtf(r"Het.}Thua{\rtf1 x")) == ["Het."]


@pytest.mark.unit
@pytest.mark.parametrize(
    "body",
    [
        r"\u \uc-3 \u99999999 ?\f-9 \ansicpg65001 \outlinelevel77 \fcharset900 a",
        r"\'zz \'4 \bin-5 \bin999999999 a",
        r"{\*}{\*\*a}{{}}a\cell\row\nestrow",
        "\x00\x01\x80\xff\\",
    ],
)
def test_malformed_tokens(read_rtf: ReadRtf, body: str) -> None:
    try:
        assert read_rtf(body).lines
    except DocumentError as error:
        assert "hãy" in str(error)


@pytest.mark.unit
def test_deep_nesting_and_size_are_refused(read_rtf: ReadRtf, tmp_path: Path) -> None:
    assert texts(read_rtf("{" * 900 + "a" + "}" * 900)) == ["a"]
    with pytest.raises(DocumentError, match="gây hại"):
        read_rtf("{" * 100_000)
    path = tmp_path / "to.rtf"
    with path.open("wb") as file:
        file.write(b"{\\rtf1 a}")
        file.truncate(60_000_000)
    with pytest.raises(DocumentError, match="quá lớn"):
        read(path)


@pytest.mark.unit
@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", [r"\'e1", r"{\f1 a}", r"a\cell ", r"a\par ", r"{\footnote a}"])
def test_linear_time(read_rtf: ReadRtf, piece: str) -> None:
    assert read_rtf(piece * 50_000).lines
