"""Structure of the real files in the external test data, and of four codes as plain text."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.model import DocumentKind, Part, ProvisionKind
from ingest.readers import read
from ingest.reading import Line, Reading
from ingest.structure import Structured, structure

pytestmark = pytest.mark.integration

Sound = Callable[[Reading, Structured], None]
AsDocx = Callable[[str], Path]


@pytest.fixture
def as_docx(shared_data: Path, tmp_path: Path) -> AsDocx:
    """Convert a Word 97 file of the external data with LibreOffice; returns the DOCX."""

    def convert(name: str) -> Path:
        office = shutil.which("soffice") or shutil.which("libreoffice")
        assert office, "LibreOffice is not installed"
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        source, target = shared_data / "documents" / name, tmp_path / f"{Path(name).stem}.docx"
        command = [office, profile, "--headless", "--convert-to", "docx", "--outdir", tmp_path]
        subprocess.run([*command, source], check=True, capture_output=True, timeout=120)
        return target

    return convert


def article_names(structured: Structured, part: Part = Part.BODY) -> list[str]:
    return [
        p.locator for p in structured.provisions if p.kind is ProvisionKind.DIEU and p.part is part
    ]


def structured_file(path: Path, assert_sound: Sound) -> Structured:
    reading = read(path)
    structured = structure(reading, path.stem)
    assert_sound(reading, structured)
    assert structured.kind is DocumentKind.LEGAL
    return structured


def test_civil_code(shared_data: Path, assert_sound: Sound) -> None:
    structured = structured_file(
        shared_data / "documents" / "vlra__bo_luat_91_2015_QH13.docx", assert_sound
    )
    assert article_names(structured) == [f"Điều {n}" for n in range(1, 690)]
    assert structured.gaps == ()
    assert (structured.title, structured.code) == ("Bộ luật Dân sự", "91/2015/QH13")
    kinds = [p.kind for p in structured.provisions]
    assert kinds.count(ProvisionKind.PHAN) == 6
    assert kinds.count(ProvisionKind.CHUONG) == 27


def test_decree_with_forms(shared_data: Path, assert_sound: Sound) -> None:
    structured = structured_file(
        shared_data / "documents" / "vlra__nghi_dinh_99_2022_ND_CP.docx", assert_sound
    )
    assert article_names(structured) == [f"Điều {n}" for n in range(1, 59)]
    assert not article_names(structured, Part.ANNEX) + article_names(structured, Part.TEMPLATE)
    assert structured.gaps == ()
    forms = [p for p in structured.provisions if p.part is Part.TEMPLATE]
    assert len(forms) >= 40
    assert all(p.kind is ProvisionKind.BLOCK for p in forms)


@pytest.mark.office
def test_law_with_numbering_slips(as_docx: AsDocx, assert_sound: Sound) -> None:
    structured = structured_file(as_docx("qlvb__Luat_Thanh_tra_2010.doc"), assert_sound)
    names = article_names(structured)
    assert len(names) == 78
    assert names[50:55] == ["Điều 51", "Điều 52", "Điều 52 (lần 2)", "Điều 54", "Điều 55"]
    assert structured.gaps == ("Điều 53 thiếu", "Điều 71 khoản 3 thiếu", "Điều 52 trùng")


@pytest.mark.office
def test_decision_with_attached_regulation(as_docx: AsDocx, assert_sound: Sound) -> None:
    path = as_docx("qlvb__Quyet_dinh_93-2007_Thuc_hien_co_che_mot_cua.doc")
    structured = structured_file(path, assert_sound)
    assert article_names(structured) == ["Điều 1", "Điều 2", "Điều 3"]
    attached = [f"Quy chế, Điều {n}" for n in range(1, 17)]
    assert article_names(structured, Part.ANNEX) == attached
    assert structured.gaps == ()
    assert structured.code == "93/2007/QĐ-TTg"


FORMS = {
    "title behind": lambda number, text: f"Điều {number}. {text}",
    "own line": lambda number, text: f"Điều {number}\n{text}",
    "markdown": lambda number, text: f"## Điều {number}. {text}",
    "colon": lambda number, text: f"Điều {number}: {text}",
}


@pytest.mark.parametrize("form", FORMS)
def test_codes_as_text(shared_data: Path, assert_sound: Sound, form: str) -> None:
    codes = json.loads((shared_data / "alqac2022" / "law.json").read_text(encoding="utf-8"))
    for code in codes:
        written = "\n".join(FORMS[form](a["id"], a["text"]) for a in code["articles"])
        lines = [Line(" ".join(row.split())) for row in written.splitlines() if row.strip()]
        reading = Reading(tuple(lines))
        structured = structure(reading, "luat")
        assert_sound(reading, structured)
        assert structured.kind is DocumentKind.LEGAL
        # The criminal code's article 317 is hidden in the text of 316, as "Ðiều" with U+00D0.
        last = int(code["articles"][-1]["id"])
        assert article_names(structured) == [f"Điều {n}" for n in range(1, last + 1)]
        assert not [gap for gap in structured.gaps if gap.endswith("thiếu")]
