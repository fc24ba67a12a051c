"""The model agency: its files come from their sources, and hold exactly the planted facts."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml
from docx import Document

from corpus.agency import Source, compose, load_source, load_sources
from corpus.agency.build import build
from corpus.agency.docx_writer import write_docx
from corpus.agency.layout import AGENCY, Heading, Table
from corpus.agency.pdf_writer import write_pdf
from corpus.agency.recognise import recognise
from corpus.agency.rtf_writer import write_rtf
from corpus.agency.source import FileFormat, HeadingStyle, Procedure
from corpus.errors import DocumentError
from corpus.registers import load_legal, load_standard
from corpus.settings import SHIPPED_DOCUMENTS

SHIPPED = SHIPPED_DOCUMENTS / "procedure"
TODAY = dt.date(2026, 11, 22)

USUAL_SECTIONS = [
    "1. MỤC ĐÍCH",
    "2. PHẠM VI",
    "3. TÀI LIỆU VIỆN DẪN",
    "4. ĐỊNH NGHĨA/VIẾT TẮT",
    "5. NỘI DUNG",
    "6. BIỂU MẪU",
    "7. HỒ SƠ LƯU",
]
LEGAL_NUMBER = re.compile(r"\d+/(?:\d{4}/)?[A-ZĐ]+\d*(?:-[A-ZĐa-z]+)?")
ARTICLE = re.compile(r"Điều (\d+)")


@pytest.fixture(scope="module")
def sources() -> dict[str, Source]:
    return load_sources()


@pytest.fixture(scope="module")
def truth(project: Path) -> dict[str, Any]:
    return yaml.safe_load((project / "tests" / "agency_truth.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("agency")
    build(target)
    return target


def procedures(sources: dict[str, Source]) -> dict[str, Procedure]:
    return {stem: s for stem, s in sources.items() if isinstance(s, Procedure)}


def printed(source: Source) -> str:
    return str(source.model_dump())


# Files


@pytest.mark.integration
def test_the_shipped_files_are_what_the_sources_build(rebuilt: Path) -> None:
    assert sorted(p.name for p in rebuilt.iterdir()) == sorted(p.name for p in SHIPPED.iterdir())
    for path in rebuilt.iterdir():
        assert content(path) == content(SHIPPED / path.name), path.name


def content(path: Path) -> object:
    """Bytes of a file; of an archive its members, whose compression is the library's affair."""
    if path.suffix != ".docx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return [(m.filename, m.date_time, archive.read(m)) for m in archive.infolist()]


@pytest.mark.integration
def test_two_builds_are_byte_identical(rebuilt: Path, tmp_path: Path) -> None:
    build(tmp_path)
    assert all((tmp_path / p.name).read_bytes() == p.read_bytes() for p in rebuilt.iterdir())


@pytest.mark.unit
def test_the_agency_delivers_the_promised_kinds_of_files(sources: dict[str, Source]) -> None:
    kinds = Counter(source.file_format for source in sources.values())
    assert kinds[FileFormat.SCAN] == 2
    assert kinds[FileFormat.PDF] >= 2
    assert kinds[FileFormat.DOCX] > len(sources) / 2
    assert {s.headings for s in sources.values()} == set(HeadingStyle)


@pytest.mark.integration
@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.docx")), ids=lambda path: path.stem)
def test_no_docx_names_a_person(path: Path) -> None:
    properties = Document(str(path)).core_properties
    assert {properties.author, properties.last_modified_by} == {AGENCY}


@pytest.mark.integration
def test_heading_styles_of_word(sources: dict[str, Source]) -> None:
    for source in sources.values():
        if source.file_format is not FileFormat.DOCX:
            continue
        document = Document(io.BytesIO(write_docx(compose(source))))
        styled = [p for p in document.paragraphs if p.style.name.startswith("Heading")]
        assert bool(styled) == (source.headings is not HeadingStyle.BOLD), source.code
        typed = [p for p in styled if p.text[:1].isdigit()]
        assert bool(typed) == (source.headings is HeadingStyle.STYLED), source.code


@pytest.mark.integration
def test_scans_have_pictures_and_a_sidecar_but_no_text(sources: dict[str, Source]) -> None:
    for stem in stems_of_scans(sources):
        sidecar = yaml.safe_load((SHIPPED / f"{stem}.pdf.yaml").read_text(encoding="utf-8"))
        with pypdfium2.PdfDocument(SHIPPED / f"{stem}.pdf") as pages:
            texts = [page.get_textpage().get_text_range() for page in pages]
        assert texts == [""] * len(sidecar["pages"])
        assert sidecar["code"] == sources[stem].code
        assert [page["page"] for page in sidecar["pages"]] == list(range(1, len(texts) + 1))


@pytest.mark.integration
def test_sidecars_hold_the_text_of_their_source(sources: dict[str, Source]) -> None:
    for stem in stems_of_scans(sources):
        sidecar = yaml.safe_load((SHIPPED / f"{stem}.pdf.yaml").read_text(encoding="utf-8"))
        read = " ".join(page["text"] for page in sidecar["pages"])
        assert share_of_words(write_pdf(compose(sources[stem])), read) > 0.96, stem


@pytest.mark.ocr
@pytest.mark.integration
def test_recognition_still_reads_a_shipped_scan() -> None:
    name = "CSCL_Chinh_sach_chat_luong.pdf"
    recorded = yaml.safe_load((SHIPPED / f"{name}.yaml").read_text(encoding="utf-8"))["pages"]
    (page,) = recognise((SHIPPED / name).read_bytes())
    assert page["page"] == 1
    assert page["confidence"] == pytest.approx(recorded[0]["confidence"], abs=0.05)


def stems_of_scans(sources: dict[str, Source]) -> list[str]:
    return [stem for stem, s in sources.items() if s.file_format is FileFormat.SCAN]


def share_of_words(pdf: bytes, read: str) -> float:
    with pypdfium2.PdfDocument(pdf) as pages:
        wanted = Counter(" ".join(p.get_textpage().get_text_range() for p in pages).split())
    return (wanted & Counter(read.split())).total() / wanted.total()


# The legacy encoding


@pytest.mark.unit
def test_rtf_in_tcvn3_decodes_with_an_independent_table(
    sources: dict[str, Source], shared_data: Path
) -> None:
    letters = glibc_tcvn3(shared_data / "legacy" / "charmap_glibc_tcvn_viscii_cp1258.tsv")
    sheet = compose(sources["QT-06_Hanh_dong_phong_ngua"])
    text = decoded(write_rtf(sheet).decode("ascii"), letters)
    assert "SỞ MẪU" in text
    for block in sheet.blocks:
        if isinstance(block, Table):
            assert all(cell in text for row in block.rows for cell in row)
        else:
            assert (block.label if isinstance(block, Heading) else block.text) in text


@pytest.mark.unit
def test_a_letter_without_tcvn3_code_is_refused(sources: dict[str, Source]) -> None:
    sheet = compose(sources["QT-06_Hanh_dong_phong_ngua"].model_copy(update={"unit": "部"}))
    with pytest.raises(ValueError, match="部"):
        write_rtf(sheet)


def glibc_tcvn3(table: Path) -> dict[str, str]:
    """Hexadecimal byte to letter, for the upper half."""
    rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[2:])
    return {row[0][2:].lower(): row[1] for row in rows if int(row[0], 16) >= 0xA1}


def decoded(rtf: str, letters: dict[str, str]) -> str:
    text = re.sub(r"\\'([0-9a-f]{2})", lambda match: letters[match[1]], rtf)
    text = text.replace(r"\emdash ", "—")
    return re.sub(r"\{\\f1 ([^}]*)\}", lambda match: match[1].upper(), text)


# Contents


@pytest.mark.unit
def test_every_procedure_has_the_seven_usual_sections(sources: dict[str, Source]) -> None:
    for stem, source in procedures(sources).items():
        headings = [b for b in compose(source).blocks if isinstance(b, Heading)]
        assert [h.label for h in headings if h.level == 1] == USUAL_SECTIONS, stem


@pytest.mark.unit
def test_steps_use_only_forms_the_agency_has(sources: dict[str, Source]) -> None:
    known = {form.code for source in procedures(sources).values() for form in source.forms}
    for stem, source in procedures(sources).items():
        used = re.findall(r"BM-(?:\d\d|TD)\.\d\d", printed(source))
        assert set(used) <= known, stem


@pytest.mark.unit
def test_tables_fill_the_text_width(sources: dict[str, Source]) -> None:
    for stem, source in sources.items():
        for table in (b for b in compose(source).blocks if isinstance(b, Table)):
            assert sum(table.widths) == 100, stem
            assert {len(table.header), *map(len, table.rows)} == {len(table.widths)}, stem


@pytest.mark.unit
def test_a_faulty_source_is_named(tmp_path: Path) -> None:
    faulty = tmp_path / "QT-99.yaml"
    faulty.write_text("kind: procedure\ncode: QT-99\n", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"QT-99\.yaml: procedure\.title"):
        load_source(faulty)
    faulty.write_text("kind: [", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"QT-99\.yaml: không đọc được"):
        load_source(faulty)


# The truth table


@pytest.mark.unit
def test_truth_names_every_document_with_its_code(
    sources: dict[str, Source], truth: dict[str, Any]
) -> None:
    codes = {stem: entry["code"] for stem, entry in truth["documents"].items()}
    assert codes == {stem: source.code for stem, source in sources.items()}


@pytest.mark.unit
def test_exactly_two_clauses_have_no_procedure(truth: dict[str, Any]) -> None:
    register = load_standard("2015")
    covered = {number for entry in truth["documents"].values() for number in entry["clauses"]}
    assert all(number in register for number in covered)
    leaves = [c.number for c in register.clauses if not register.children(c.number)]
    bare = {leaf for leaf in leaves if not any(is_within(leaf, number) for number in covered)}
    gaps = truth["planted"]["clauses_without_procedure"]
    assert all(any(is_within(leaf, gap) for gap in gaps) for leaf in bare)
    assert not any(is_within(number, gap) for number, gap in itertools.product(covered, gaps))


@pytest.mark.unit
def test_truth_holds_every_clause_that_a_procedure_cites(
    sources: dict[str, Source], truth: dict[str, Any]
) -> None:
    old = truth["planted"]["cites_edition_2008"]
    for stem, source in procedures(sources).items():
        if stem in old:
            continue
        cited = re.findall(r"điều (\d+(?:\.\d+)+)", str(source.references))
        covered = truth["documents"][stem]["clauses"]
        for clause in cited:
            assert any(is_within(n, clause) or is_within(clause, n) for n in covered), (
                stem,
                clause,
            )


@pytest.mark.unit
def test_only_one_document_cites_the_2008_edition(
    sources: dict[str, Source], truth: dict[str, Any]
) -> None:
    citing = {stem for stem, source in sources.items() if "9001:2008" in printed(source)}
    assert citing == set(truth["planted"]["cites_edition_2008"])


@pytest.mark.unit
def test_only_one_code_is_used_twice(sources: dict[str, Source], truth: dict[str, Any]) -> None:
    stems: dict[str, list[str]] = {}
    for stem, source in sources.items():
        stems.setdefault(source.code, []).append(stem)
    twice = {code: found for code, found in stems.items() if len(found) > 1}
    assert twice == truth["planted"]["duplicate_codes"]


@pytest.mark.unit
def test_exactly_three_procedures_rest_on_replaced_documents(
    sources: dict[str, Source], truth: dict[str, Any]
) -> None:
    register = load_legal()
    stale = {
        stem: number
        for stem, source in sources.items()
        for number in LEGAL_NUMBER.findall(printed(source))
        if register.status_on(number, TODAY).in_force is False
    }
    planted = truth["planted"]["stale_bases"]
    assert stale == {stem: entry["number"] for stem, entry in planted.items()}
    for entry in planted.values():
        statement = register.status_on(entry["number"], TODAY)
        assert entry["replaced_by"] in statement.replaced_by


@pytest.mark.unit
def test_legal_bases_were_in_force_when_the_procedure_was_issued(
    sources: dict[str, Source],
) -> None:
    register = load_legal()
    for stem, source in sources.items():
        for number in LEGAL_NUMBER.findall(printed(source)):
            assert register.get(number) is not None, (stem, number)
            assert register.status_on(number, source.date).in_force is not False, (stem, number)


@pytest.mark.unit
def test_articles_are_cited_only_where_the_register_has_verified_them(
    sources: dict[str, Source], project: Path
) -> None:
    data = (project / "corpus" / "data" / "legal_register.yaml").read_text(encoding="utf-8")
    verified = {
        (document["number"], article)
        for document in yaml.safe_load(data)["documents"]
        for entry in document.get("articles") or []
        if entry["verified"]
        for article in ARTICLE.findall(entry["article"])
    }
    for stem, source in procedures(sources).items():
        for reference in source.references:
            for number in LEGAL_NUMBER.findall(reference):
                cited = {(number, article) for article in ARTICLE.findall(reference)}
                assert cited <= verified, stem


def is_within(number: str, ancestor: str) -> bool:
    return number == ancestor or number.startswith(f"{ancestor}.")
