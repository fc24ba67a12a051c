"""Automatic numbers of Word, written out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.readers import read

pytestmark = pytest.mark.unit

MakeDocx = Callable[..., Path]


def level(depth: int, style: str, text: str, extra: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'{extra}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(key: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def instance(key: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def item(number: int | str, depth: int, text: str = "x") -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
        f"</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def labels(path: Path) -> list[str]:
    return [line.text.removesuffix("x").strip() for line in read(path).lines]


def test_levels_count_and_restart(make_docx: MakeDocx) -> None:
    numbering = definition(
        0,
        level(0, "decimal", "Điều %1."),
        level(1, "decimal", "%1.%2"),
        level(2, "lowerLetter", "%3)"),
    ) + instance(1, 0)
    body = "".join(item(1, depth) for depth in (0, 1, 1, 2, 2, 0, 1, 2))
    assert labels(make_docx(body, numbering=numbering)) == [
        "Điều 1.", "1.1", "1.2", "a)", "b)", "Điều 2.", "2.1", "a)",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("upperRoman", ["I", "II", "III", "IV"]),
        ("lowerRoman", ["i", "ii", "iii", "iv"]),
        ("upperLetter", ["A", "B", "C", "D"]),
        ("decimalZero", ["01", "02", "03", "04"]),
        ("bullet", ["-", "-", "-", "-"]),
        ("none", ["", "", "", ""]),
        ("chưa biết", ["1", "2", "3", "4"]),
    ],
)
def test_formats(make_docx: MakeDocx, style: str, expected: list[str]) -> None:
    numbering = definition(0, level(0, style, "%1")) + instance(1, 0)
    assert labels(make_docx(item(1, 0) * 4, numbering=numbering)) == expected


def test_letters_after_z_repeat(make_docx: MakeDocx) -> None:
    numbering = definition(0, level(0, "lowerLetter", "%1)")) + instance(1, 0)
    assert labels(make_docx(item(1, 0) * 28, numbering=numbering))[25:] == ["z)", "aa)", "bb)"]


def test_lists_of_one_definition_share_a_counter_until_overridden(make_docx: MakeDocx) -> None:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    numbering = (
        definition(0, level(0, "decimal", "%1."))
        + instance(1, 0)
        + instance(2, 0)
        + instance(3, 0, restart)
    )
    body = item(1, 0) + item(2, 0) + item(3, 0) + item(3, 0)
    assert labels(make_docx(body, numbering=numbering)) == ["1.", "2.", "7.", "8."]


def test_override_of_a_level(make_docx: MakeDocx) -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "Phần %1")}</w:lvlOverride>'
    numbering = definition(0, level(0, "decimal", "%1.")) + instance(1, 0, override)
    assert labels(make_docx(item(1, 0), numbering=numbering)) == ["Phần A"]


def test_level_that_never_restarts(make_docx: MakeDocx) -> None:
    numbering = definition(
        0,
        level(0, "upperRoman", "Chương %1"),
        level(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>'),
    ) + instance(1, 0)
    body = "".join(item(1, depth) for depth in (0, 1, 1, 0, 1))
    assert labels(make_docx(body, numbering=numbering)) == [
        "Chương I", "Điều 1.", "Điều 2.", "Chương II", "Điều 3.",
    ]  # fmt: skip


def test_legal_numbering_is_decimal(make_docx: MakeDocx) -> None:
    numbering = definition(
        0, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>")
    ) + instance(1, 0)
    body = "".join(item(1, depth) for depth in (0, 0, 1))
    assert labels(make_docx(body, numbering=numbering)) == ["I.", "II.", "2.1"]


def test_numbering_from_a_style_and_switched_off(make_docx: MakeDocx) -> None:
    numbering = definition(0, level(0, "decimal", "%1.")) + instance(4, 0)
    styles = (
        '<w:style w:type="paragraph" w:styleId="M"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
    )
    styled = '<w:p><w:pPr><w:pStyle w:val="M"/>{}</w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = styled.format("") + styled.format(off) + styled.format("")
    assert labels(make_docx(body, numbering=numbering, styles=styles)) == ["1.", "", "2."]


def test_definition_that_names_a_list_style(make_docx: MakeDocx) -> None:
    numbering = (
        definition(0, level(0, "decimal", "%1)"))
        + '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="DS"/></w:abstractNum>'
        + instance(1, 0)
        + instance(2, 1)
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="DS"><w:name w:val="DS"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    assert labels(make_docx(item(2, 0), numbering=numbering, styles=styles)) == ["1)"]


def test_running_numbers_in_table_cells(make_docx: MakeDocx) -> None:
    numbering = definition(0, level(0, "decimal", "%1")) + instance(1, 0)
    rows = "".join(
        f"<w:tr><w:tc>{item(1, 0, '')}</w:tc><w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
        "</w:tr>"
        for text in ("Lập phiếu", "Ký duyệt")
    )
    lines = read(make_docx(f"<w:tbl>{rows}</w:tbl>", numbering=numbering)).lines
    assert [line.text for line in lines] == ["1 | Lập phiếu", "2 | Ký duyệt"]


def test_absurd_values_stay_short(make_docx: MakeDocx) -> None:
    numbering = (
        "".join(
            definition(
                key, level(0, style, "%1").replace('"1"/><w:numFmt', '"999999999"/><w:numFmt')
            )
            for key, style in enumerate(["lowerLetter", "upperRoman"])
        )
        + instance(1, 0)
        + instance(2, 1)
    )
    body = item(1, 0) + item(2, 0) + item("không có", 0)
    assert labels(make_docx(body, numbering=numbering)) == ["999999999", "999999999", ""]
