"""A deterministic engine over four invented documents, for the pages' own tests."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from fpdf import FPDF

from assistant.model import Answer, Citation, Claim, Passage, QueryOptions, Result
from corpus.errors import UnknownDocumentError
from corpus.model import Document, DocumentKind, Part, Provision, ProvisionKind, Validity
from corpus.registers import load_registers

HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script> **đậm** [nối](http://x.example)"
HOSTILE_FILE = "<img src=x onerror=alert(3)>.txt"
QUOTE = "Trưởng phòng xem xét nội dung, Giám đốc phê duyệt trước khi ban hành."
FONT = Path(__file__).resolve().parents[2] / "ui" / "static" / "fonts" / "BeVietnamPro-Regular.ttf"

_STEPS = {
    "5.1": "5.1 Người soạn thảo lập dự thảo tài liệu theo biểu mẫu BM-01 và gửi trưởng phòng.",
    "5.2": f"5.2 Phê duyệt tài liệu. {QUOTE} Thời hạn xem xét không quá ba ngày làm việc.",
    "5.3": "5.3 Văn thư đóng dấu, phân phối bản được kiểm soát và thu hồi bản lỗi thời.",
}
_CLAUSE = "7.5.2 Tạo lập và cập nhật. Cơ quan bảo đảm tài liệu được xem xét và phê duyệt."
_ARTICLE = "Điều 13. Ký ban hành. Người đứng đầu cơ quan có thẩm quyền ký tất cả văn bản."


def write_pdf(path: Path) -> None:
    """Write the procedure as a PDF of two pages; the steps stand on the second."""
    pdf = FPDF(format="A4")
    pdf.add_font("BVN", fname=FONT)
    pdf.set_font("BVN", size=13)
    pdf.add_page()
    pdf.multi_cell(
        0, 8, "SỞ MẪU\nQT-01 Kiểm soát tài liệu\n\n1 Mục đích\nThống nhất cách kiểm soát."
    )
    pdf.add_page()
    for text in _STEPS.values():
        pdf.multi_cell(0, 8, text + "\n\n")
    pdf.output(str(path))


class _Encoder:
    """Takes all texts for alike, so that words alone decide what supports what."""

    def encode(self, texts: list[str]) -> np.ndarray:
        return np.ones((len(texts), 1), dtype=np.float32)


class FakeEngine:
    """The methods of the real engine that the pages call."""

    def __init__(self, folder: Path) -> None:
        self.registers = load_registers()
        self.encoder = _Encoder()
        pdf, text, hostile = folder / "qt-01.pdf", folder / "tieu-chuan.txt", folder / HOSTILE_FILE
        write_pdf(pdf)
        text.write_text(_CLAUSE, encoding="utf-8")
        hostile.write_text(HOSTILE, encoding="utf-8")
        self.procedure = Document(
            "qt01", "Kiểm soát tài liệu", "QT-01", DocumentKind.PROCEDURE, None, str(pdf)
        )
        self.standard = Document(
            "iso15",
            "Hệ thống quản lý chất lượng",
            "TCVN ISO 9001:2015",
            DocumentKind.STANDARD,
            "2015",
            str(text),
        )
        self.legal = Document(
            "nd30",
            "Nghị định 30/2020/NĐ-CP về công tác văn thư",
            "30/2020/NĐ-CP",
            DocumentKind.LEGAL,
            None,
            str(folder / "gone.docx"),
        )
        self.hostile = Document("bad", HOSTILE, None, DocumentKind.OTHER, None, str(hostile))
        self.generation = 3
        self._trees = {
            "qt01": [_provision(n, t, ProvisionKind.STEP, 2) for n, t in _STEPS.items()],
            "iso15": [_provision("7.5.2", _CLAUSE, ProvisionKind.CLAUSE, None)],
            "nd30": [_provision("Điều 13", _ARTICLE, ProvisionKind.DIEU, None)],
            "bad": [_provision(HOSTILE, HOSTILE, ProvisionKind.BLOCK, None)],
        }

    def refresh(self) -> bool:
        return False

    def documents(self) -> list[Document]:
        return [self.procedure, self.standard, self.legal, self.hostile]

    def provisions(self, document_id: str) -> tuple[Provision, ...]:
        return tuple(self._trees[document_id])

    def suggestions(self, n: int = 6) -> list[str]:
        return [
            "Ai phê duyệt tài liệu trước khi ban hành?",
            "Hồ sơ giữ bao lâu thì được hủy?",
            f"Câu gợi ý {HOSTILE}",
        ][:n]

    def passage(self, document_id: str, locator: str) -> Passage:
        tree = self._trees[document_id]
        place = next((i for i, item in enumerate(tree) if item.locator == locator), None)
        if place is None:
            raise UnknownDocumentError("Không có mục này. Hãy hỏi lại.")
        document = next(item for item in self.documents() if item.id == document_id)
        before = tree[place - 1] if place else None
        after = tree[place + 1] if place + 1 < len(tree) else None
        return Passage(document, tree[place], before, after)

    def ask(self, question: str, options: QueryOptions) -> Answer:
        if "hỏng" in question:
            raise RuntimeError("secret detail of the machine")
        if "vàng" in question:
            results = () if options.kinds else self._results()
            return Answer(question, question, True, 0.04, (), (), results, seconds=0.05)
        if "<" in question:
            return self._hostile(question)
        return self._usual(question, repeat=40 if "thật dài" in question else 1)

    def _usual(self, question: str, repeat: int) -> Answer:
        citations = (
            self._cite(1, self.procedure, "5.2", QUOTE, "QT-01, mục 5.2"),
            self._cite(2, self.standard, "7.5.2", _CLAUSE[27:], "7.5.2, TCVN ISO 9001:2015"),
            self._cite(3, self.legal, "Điều 13", _ARTICLE[9:], "Điều 13, Nghị định 30/2020/NĐ-CP"),
        )
        claims = (
            Claim(DocumentKind.STANDARD, "7.5.2 Tạo lập và cập nhật (2008: 4.2.3).", (2,)),
            *(Claim(DocumentKind.PROCEDURE, f"QT-01, bước 5.2: {QUOTE}", (1,)),) * repeat,
            Claim(DocumentKind.LEGAL, "Người đứng đầu cơ quan ký ban hành văn bản.", (3,)),
        )
        restored = "phe duyet" in question
        normalized = "Ai phê duyệt tài liệu?" if restored else question
        notices = ("TCVN ISO 9001:2008 đã hủy bỏ; bản 2015: 7.5.2, 7.5.3.",)
        return Answer(
            question,
            normalized,
            False,
            0.93,
            claims,
            citations,
            self._results(),
            notices,
            0.08,
            self.generation,
            restored=restored,
        )

    def _hostile(self, question: str) -> Answer:
        citation = self._cite(1, self.hostile, HOSTILE, HOSTILE, HOSTILE)
        claim = Claim(DocumentKind.OTHER, HOSTILE, (1,))
        results = (Result(1, self.hostile, HOSTILE, HOSTILE, 0.9),)
        return Answer(question, question, False, 0.5, (claim,), (citation,), results, (HOSTILE,))

    def _cite(self, n: int, document: Document, locator: str, quote: str, label: str) -> Citation:
        provision = self.passage(document.id, locator).provision
        start = provision.text.index(quote)
        status = {1: Validity.UNKNOWN, 2: Validity.IN_FORCE, 3: Validity.PARTLY}[n]
        return Citation(
            n,
            document,
            locator,
            label,
            quote,
            provision.page,
            start,
            start + len(quote),
            status,
            None,
            "Một số điều đã được sửa đổi." if status is Validity.PARTLY else None,
        )

    def _results(self) -> tuple[Result, ...]:
        return (
            Result(1, self.procedure, "5.2", "Phê duyệt tài liệu", 0.81),
            Result(2, self.standard, "7.5.2", "Tạo lập và cập nhật", 0.64),
            Result(3, self.legal, "Điều 13", "Ký ban hành", 0.52),
        )


def _provision(locator: str, text: str, kind: ProvisionKind, page: int | None) -> Provision:
    return Provision(locator, kind, "", 1, None, page, Part.BODY, text)
