"""Builders of small files for the tests of readers."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from pathlib import Path

import pytest
from fpdf import FPDF

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
FONT = "files/BeVietnamPro-Regular.ttf"


@pytest.fixture
def make_docx(tmp_path: Path) -> Callable[..., Path]:
    """Write a DOCX from the inside of w:body and of further parts; returns its path."""

    def make(body: str, name: str = "mau.docx", **parts: str) -> Path:
        related = "".join(
            f'<Relationship Type="{RELATIONS}/{part}" Target="{part}.xml"/>' for part in parts
        )
        main = f'<Relationship Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
        document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("_rels/.rels", f"<Relationships>{main}</Relationships>")
            archive.writestr("word/document.xml", document)
            archive.writestr(
                "word/_rels/document.xml.rels", f"<Relationships>{related}</Relationships>"
            )
            for part, inside in parts.items():
                archive.writestr(f"word/{part}.xml", f"<w:{part} {NAMESPACES}>{inside}</w:{part}>")
        return tmp_path / name

    return make


@pytest.fixture
def make_pdf(tmp_path: Path) -> Callable[..., Path]:
    """Write a PDF, one list of lines a page; a page None is blank; returns its path."""

    def make(
        pages: Iterable[Sequence[str] | None], name: str = "mau.pdf", password: str | None = None
    ) -> Path:
        pdf = FPDF()
        pdf.add_font("vn", fname=str(files("fontpkg_be_vietnam_pro") / FONT))
        pdf.set_font("vn", size=11)
        for lines in pages:
            pdf.add_page()
            for line in lines or ():
                pdf.cell(text=line, new_x="LMARGIN", new_y="NEXT", h=7)
        if password is not None:
            pdf.set_encryption(owner_password="chu", user_password=password)
        pdf.output(str(tmp_path / name))
        return tmp_path / name

    return make
