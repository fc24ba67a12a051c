"""A sample procedure as data, with one thing changed for each test, and the DOCX file it makes."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace

from docx import Document as new_docx

__all__ = ["CLEAN", "Sample"]


@dataclass(frozen=True)
class Sample:
    """A procedure of seven sections; `to_docx` writes it."""

    title: str = "QUY TRÌNH THĂM DÒ Ý KIẾN NGƯỜI DÂN"
    code: str = "QT-21"
    sections: dict[str, tuple[str, ...]] = field(default_factory=dict)
    tables: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    def with_lines(self, section: str, *lines: str) -> Sample:
        """Return the procedure with lines added to a section."""
        return replace(self, sections={**self.sections, section: (*self.sections[section], *lines)})

    def with_section(self, section: str, *lines: str) -> Sample:
        """Return the procedure with a section that reads `lines`."""
        return replace(self, sections={**self.sections, section: lines})

    def with_row(self, section: str, *row: str) -> Sample:
        """Return the procedure with a row added to the table of a section."""
        return replace(self, tables={**self.tables, section: (*self.tables[section], row)})

    def without(self, *sections: str) -> Sample:
        """Return the procedure without some sections."""
        return replace(
            self,
            sections={name: s for name, s in self.sections.items() if name not in sections},
            tables={name: t for name, t in self.tables.items() if name not in sections},
        )

    def to_docx(self) -> bytes:
        """Write the procedure as a Word file."""
        paper = new_docx()
        paper.add_paragraph(self.title)
        paper.add_paragraph(f"Mã số: {self.code}")
        for number, (name, lines) in enumerate(self.sections.items(), 1):
            paper.add_paragraph(f"{number}. {name}")
            for line in lines:
                paper.add_paragraph(line)
            rows = self.tables.get(name, ())
            if rows:
                table = paper.add_table(len(rows), len(rows[0]))
                for row, cells in zip(table.rows, rows, strict=True):
                    for cell, text in zip(row.cells, cells, strict=True):
                        cell.text = text
        file = io.BytesIO()
        paper.save(file)
        return file.getvalue()


CLEAN = Sample(
    sections={
        "MỤC ĐÍCH": ("Quy trình này chỉ cách hỏi xem người dân có hài lòng hay không.",),
        "PHẠM VI": ("Áp dụng cho mọi phòng có tiếp xúc với người dân.",),
        "TÀI LIỆU VIỆN DẪN": (
            "- TCVN ISO 9001:2015, điều 9.1.2",
            "- Quyết định số 19/2014/QĐ-TTg ngày 05/3/2014 của Thủ tướng Chính phủ",
            "- Quy trình QT-05 Hành động khắc phục",
        ),
        "ĐỊNH NGHĨA/VIẾT TẮT": (
            "- Thăm dò: hỏi một số người dân do máy chọn ngẫu nhiên",
            "- QMR: Đại diện lãnh đạo về chất lượng",
        ),
        "NỘI DUNG": (
            "5.1 Khảo sát sự hài lòng của người dân",
            "Mỗi quý, cán bộ thăm dò gửi phiếu khảo sát sự hài lòng cho người dân đã nhận kết quả"
            " và theo dõi cảm nhận của họ về mức độ đáp ứng nhu cầu.",
            "Trách nhiệm: Cán bộ thăm dò. Thời gian: 06 ngày làm việc. Biểu mẫu: BM-21.01.",
            "5.2 Xem xét thông tin về sự hài lòng",
            "Tổ thăm dò cộng điểm hài lòng, so với quý trước và báo cáo những điều người dân phàn"
            " nàn nhiều.",
            "Trách nhiệm: Tổ thăm dò. Thời gian: 04 ngày làm việc. Biểu mẫu: BM-21.02.",
        ),
        "BIỂU MẪU": (),
        "HỒ SƠ LƯU": (),
    },
    tables={
        "BIỂU MẪU": (
            ("TT", "Mã hiệu", "Tên biểu mẫu"),
            ("1", "BM-21.01", "Phiếu thăm dò"),
            ("2", "BM-21.02", "Bảng cộng điểm"),
        ),
        "HỒ SƠ LƯU": (
            ("TT", "Tên hồ sơ", "Nơi lưu", "Thời gian lưu"),
            ("1", "Phiếu thăm dò", "Tổ thăm dò", "02 năm"),
        ),
    },
)
"""Nothing is wrong with it: it cites what is in force and contradicts nobody."""
