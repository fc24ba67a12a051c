"""Plain text: encodings, cleaning, hard-wrapped files."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from corpus.text import syllables
from ingest.readers import read
from ingest.reading import Encoding

pytestmark = pytest.mark.unit

LAW = ["Điều 1. Phạm vi", "1. Quy định này áp dụng cho Sở Mẫu.", "", "Điều 2. Đối tượng"]


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def texts(path: Path) -> list[str]:
    return [line.text for line in read(path).lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "luat.txt", "\r\n".join(LAW).encode(encoding))
    assert texts(path) == [line for line in LAW if line]
    assert read(path).warnings == ()


def test_decomposed_text_is_composed(tmp_path: Path) -> None:
    path = write(tmp_path / "nfd.txt", unicodedata.normalize("NFD", "\n".join(LAW)).encode())
    assert texts(path) == [line for line in LAW if line]


def test_windows_1258_with_a_warning(tmp_path: Path) -> None:
    # CP1258 writes tones as combining marks after the letter.
    data = "Quyê\u0300n va\u0300 nghi\u0303a vu\u0323".encode("cp1258")
    reading = read(write(tmp_path / "cu.txt", data))
    assert [line.text for line in reading.lines] == ["Quyền và nghĩa vụ"]
    assert len(reading.warnings) == 1


def test_slightly_damaged_utf8_keeps_its_letters(tmp_path: Path) -> None:
    data = ("Điều khoản thi hành\n" * 200).encode()[:-3] + b"\xff\n"
    reading = read(write(tmp_path / "hong.txt", data))
    assert reading.lines[0].text == "Điều khoản thi hành"
    assert len(reading.warnings) == 1


def test_invisible_characters_and_spaces(tmp_path: Path) -> None:
    dirty = (
        "\u202eĐi\u200bều\u00a0 1.\t\u2066Tên\u2069\ufeff \ue123gọi\x07\u2028tiếp\n"
        "\uf0b7 Mục\n\u200b\n"
    )
    assert texts(write(tmp_path / "ban.txt", dirty.encode())) == [
        "Điều 1. Tên gọi",
        "tiếp",
        "- Mục",
    ]


def test_a_paragraph_a_line_is_kept(tmp_path: Path) -> None:
    lines = [f"{number}. Cơ quan thực hiện việc số {number} theo kế hoạch" for number in range(30)]
    assert texts(write(tmp_path / "luat.txt", "\n".join(lines).encode())) == lines


def test_hard_wrapped_text_is_joined(tmp_path: Path) -> None:
    paragraph = [
        "Cơ quan tiếp nhận kiểm tra thành phần hồ sơ và trả lời ngay cho người",
        "nộp; trường hợp hồ sơ chưa đủ thì hướng dẫn bằng văn bản một lần cho",
        "người nộp biết để bổ sung theo đúng mẫu mà Thủ trưởng cơ quan đã ban",
        "hành kèm theo quy trình này.",
    ]
    path = write(tmp_path / "goi.txt", "\n\n".join(["\n".join(paragraph)] * 4).encode())
    assert texts(path) == [" ".join(paragraph)] * 4


def test_utf16_without_a_mark(tmp_path: Path) -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        path = write(tmp_path / "luat.txt", "\n".join(LAW * 5).encode(encoding))
        assert texts(path)[:2] == LAW[:2]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("§iÒu 1. C¬ quan chñ tr× h­íng dÉn thñ tôc hµnh chÝnh".encode("cp1252"), Encoding.TCVN3),
        ("Ñieàu 1. Cô quan chuû trì höôùng daãn thuû tuïc".encode("cp1252"), Encoding.VNI),
    ],
)
def test_old_encodings_that_nothing_declares(
    tmp_path: Path, data: bytes, encoding: Encoding
) -> None:
    reading = read(write(tmp_path / "cu.txt", data))
    assert reading.lines[0].text.startswith("Điều 1. Cơ quan chủ trì hướng dẫn thủ tục")
    assert reading.encoding is encoding


def test_every_way_of_writing_a_word_is_found_by_the_same_search(tmp_path: Path) -> None:
    sentence = "Thoả thuận hoà giải của Sở Mẫu, khoản 2 Điều 5"
    variants = [
        sentence.encode(),
        unicodedata.normalize("NFD", sentence).encode(),
        sentence.replace(" ", "\u00a0").encode(),
        sentence.replace("thuận", "thu\u00adận").replace("Mẫu", "M\u200bẫu").encode(),
        sentence.replace("hoà", "hòa").replace("Thoả", "Thỏa").encode(),
        sentence.encode("utf-16"),
    ]
    found = {tuple(syllables(texts(write(tmp_path / "a.txt", data))[0])) for data in variants}
    assert found == {tuple(syllables(sentence))}
