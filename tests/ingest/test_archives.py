"""ZIP archives read as folders, whatever stands in them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from ingest.archive_names import member_name
from ingest.archives import stored_file
from tests.ingest.workplace import LAW, PROCEDURE, Workplace, entries, statuses

pytestmark = pytest.mark.integration

SECRET = "Nội dung không thuộc thư mục."


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    return Workplace(tmp_path)


def packed(path: Path, members: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def paths(workplace: Workplace) -> list[str]:
    with workplace.catalog() as catalog:
        root = workplace.files.as_posix()
        return [document.path.removeprefix(f"{root}/") for document in catalog.documents()]


def test_documents_of_an_archive_have_paths_inside_it(workplace: Workplace) -> None:
    archive = packed(
        workplace.files / "hồ sơ.zip",
        {"luật/quyết định.txt": LAW, "quy-trinh.md": PROCEDURE, ".an.txt": LAW,
         "anh.bmp": b"BM:\0\0\0\0\0\0\0", "nut.gif": b"GIF8"},
    )  # fmt: skip
    assert statuses(workplace.run()) == {
        "quyết định.txt": "added", "quy-trinh.md": "added", "anh.bmp": "failed",
    }  # fmt: skip
    assert paths(workplace) == ["hồ sơ.zip/luật/quyết định.txt", "hồ sơ.zip/quy-trinh.md"]
    inside = archive / "luật" / "quyết định.txt"
    local = stored_file(inside, workplace.settings.cache_dir)
    assert local is not None and local.read_text(encoding="utf-8") == LAW
    assert stored_file(archive / "khác.txt", workplace.settings.cache_dir) is None
    assert stored_file(archive, workplace.settings.cache_dir) == archive


def test_an_archive_is_unpacked_once_and_read_again_only_where_it_changed(
    workplace: Workplace,
) -> None:
    archive = packed(workplace.files / "a.zip", {"luat.txt": LAW, "qt.md": PROCEDURE})
    workplace.run()
    assert set(statuses(workplace.run()).values()) == {"unchanged"}
    changed = LAW.replace("02 ngày", "03 ngày")
    packed(archive, {"luat.txt": changed, "qt.md": PROCEDURE})
    assert statuses(workplace.run()) == {"luat.txt": "updated", "qt.md": "unchanged"}
    assert len(list((workplace.settings.cache_dir / "archives").iterdir())) == 1
    archive.unlink()
    assert set(statuses(workplace.run()).values()) == {"removed"}


def test_a_document_keeps_its_id_when_it_leaves_the_archive(workplace: Workplace) -> None:
    archive = packed(workplace.files / "a.zip", {"luat.txt": LAW})
    before = workplace.run().documents[0]["id"]
    (workplace.files / "luat.txt").write_text(LAW, encoding="utf-8")
    archive.unlink()
    after = workplace.run()
    assert statuses(after) == {"luat.txt": "updated"}
    assert after.documents[0]["id"] == before


def test_sidecars_belong_to_their_document(workplace: Workplace) -> None:
    members = {"luat.txt": LAW, "luat.txt.yaml": "title: Tên ghi kèm\nkind: other\n"}
    packed(workplace.files / "a.zip", members)  # type: ignore[arg-type] # dict is invariant
    entry = entries(workplace.run())["luat.txt"]
    assert (entry["title"], entry["kind"]) == ("Tên ghi kèm", "other")


def test_no_name_reaches_out_of_the_archive(workplace: Workplace, tmp_path: Path) -> None:
    names = ["../../ngoai.txt", "/tuyet-doi.txt", "C:\\windows\\o-dia.txt", "a/../../../b.txt"]
    archive = packed(workplace.files / "a.zip", dict.fromkeys(names, LAW))
    with zipfile.ZipFile(archive, "a") as opened:
        link = zipfile.ZipInfo("lien-ket.txt")
        link.external_attr = 0o120777 << 16
        opened.writestr(link, str(tmp_path / "bi-mat.txt"))
    (tmp_path / "bi-mat.txt").write_text(SECRET, encoding="utf-8")
    files_before = {p for p in tmp_path.rglob("*") if p.is_file()}
    workplace.run()
    assert paths(workplace) == [
        "a.zip/C_/windows/o-dia.txt", "a.zip/a/b.txt", "a.zip/ngoai.txt", "a.zip/tuyet-doi.txt",
    ]  # fmt: skip
    written = {p for p in tmp_path.rglob("*") if p.is_file()} - files_before
    assert all(path.is_relative_to(workplace.settings.data) for path in written)


def test_names_met_twice_are_two_documents(workplace: Workplace) -> None:
    with zipfile.ZipFile(workplace.files / "a.zip", "w") as archive:
        archive.writestr("luat.txt", LAW)
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("luat.txt", LAW.replace("07/2020", "08/2020"))
    workplace.run()
    assert paths(workplace) == ["a.zip/luat (2).txt", "a.zip/luat.txt"]


def test_archives_in_archives_are_read_to_the_second_level(workplace: Workplace) -> None:
    inner: dict[str, str | bytes] = {"luat.txt": LAW}
    for _ in range(3):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, data in inner.items():
                archive.writestr(name, data)
        inner = {"trong.zip": buffer.getvalue(), "ngoai.txt": LAW}
    packed(workplace.files / "a.zip", inner)
    report = entries(workplace.run())
    assert paths(workplace) == ["a.zip/ngoai.txt", "a.zip/trong.zip/ngoai.txt"]
    assert "lồng quá sâu" in report["trong.zip"]["error"]


def test_a_bomb_is_refused_before_it_fills_the_disk(workplace: Workplace) -> None:
    packed(workplace.files / "bom.zip", {"a.txt": b"0" * (64 << 20)})
    (workplace.files / "luat.txt").write_text(LAW, encoding="utf-8")
    report = entries(workplace.run())
    assert report["luat.txt"]["status"] == "added"
    assert "gây hại" in report["bom.zip"]["error"]
    kept = [p for p in (workplace.settings.cache_dir / "archives").rglob("*") if p.is_file()]
    assert kept == []


@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_a_damaged_archive_keeps_what_was_read_from_it(workplace: Workplace, kept: float) -> None:
    archive = packed(workplace.files / "a.zip", {"luat.txt": LAW, "qt.md": PROCEDURE})
    workplace.run()
    data = archive.read_bytes()
    archive.write_bytes(data[: int(len(data) * kept)])
    report = workplace.run()
    assert statuses(report) == {"luat.txt": "failed", "qt.md": "failed"}
    assert len(paths(workplace)) == 2
    archive.write_bytes(data)
    assert set(statuses(workplace.run()).values()) == {"unchanged"}


def test_a_member_with_a_password_fails_alone(workplace: Workplace) -> None:
    archive = packed(workplace.files / "a.zip", {"kin.txt": LAW, "qt.md": PROCEDURE})
    data = bytearray(archive.read_bytes())
    data[6] |= 1  # the flag "encrypted" of the first member, in both of its headers
    data[data.index(b"PK\x01\x02") + 8] |= 1
    archive.write_bytes(data)
    report = entries(workplace.run())
    assert "mật khẩu" in report["kin.txt"]["error"]
    assert report["qt.md"]["status"] == "added"


def test_an_office_document_named_zip_is_read_as_what_it_is(
    workplace: Workplace, project: Path
) -> None:
    source = project / "corpus" / "documents" / "procedure" / "QT-01_Kiem_soat_tai_lieu.docx"
    (workplace.files / "qt.zip").write_bytes(source.read_bytes())
    assert entries(workplace.run())["qt.zip"]["code"] == "QT-01"


def test_other_archives_are_reported(workplace: Workplace) -> None:
    (workplace.files / "a.rar").write_bytes(b"Rar!\x1a\x07\x01\x00" + bytes(100))
    assert "giải nén" in entries(workplace.run())["a.rar"]["error"]


def info(raw: bytes, flags: int = 0, extra: bytes = b"") -> zipfile.ZipInfo:
    name = raw.decode("utf-8" if flags else "cp437")
    made = zipfile.ZipInfo("x")
    made.orig_filename, made.flag_bits, made.extra = name, flags, extra
    return made


@pytest.mark.unit
@pytest.mark.parametrize(
    ("raw", "flags"),
    [
        ("Quyết định/số 5.txt".encode(), 0x800),
        ("Quyết định/số 5.txt".encode(), 0),
        ("Quyê\u0301t đi\u0323nh/sô\u0301 5.txt".encode("cp1258"), 0),
        ("Quyê\u0301t đi\u0323nh\\sô\u0301 5.txt".encode("cp1258"), 0),
    ],
)
def test_names_are_read_in_the_encoding_they_were_written_in(raw: bytes, flags: int) -> None:
    assert member_name(info(raw, flags)) == "Quyết định/số 5.txt"


@pytest.mark.unit
def test_a_unicode_name_beside_the_plain_one_wins() -> None:
    raw = b"Quy\x82t.txt"
    body = struct.pack("<BI", 1, zlib.crc32(raw)) + "Quyết.txt".encode()
    extra = struct.pack("<HH", 0x7075, len(body)) + body
    assert member_name(info(raw, extra=extra)) == "Quyết.txt"
    assert member_name(info(b"s\x93 b\xa0.txt", extra=extra)) == "sô bá.txt"
