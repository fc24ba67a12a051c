"""Two agencies: the shipped one with the real model, and a small one that tests change."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.mapping.service import MappingService
from assistant.store import Store
from corpus.model import DocumentKind
from corpus.settings import SHIPPED_DOCUMENTS, Settings
from ingest.embedding import Encoder
from ingest.index import Index
from ingest.pipeline import Request, ingest
from ingest.progress import QuietProgress
from ingest.sources import named_sources
from tests.tiny_encoder import TinyEncoder

OFFICER = "Thư ký ISO"

FEEDBACK = """# QUY TRÌNH TIẾP NHẬN GÓP Ý
Mã số: QT-31

## 1. MỤC ĐÍCH
Quy định cách tiếp nhận góp ý của người dân.

## 3. TÀI LIỆU VIỆN DẪN
- TCVN ISO 9001:2015, điều 9.1.2 và điều 8.2
- Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ
- Nghị định số 999/2031/NĐ-CP của Chính phủ

## 5. NỘI DUNG
### 5.1 Khảo sát sự hài lòng
Văn phòng khảo sát sự hài lòng của người dân mỗi quý và tính chỉ số hài lòng.
### 5.2 Trả lời góp ý
Chánh Văn phòng trả lời góp ý của người dân trong 05 ngày làm việc.
"""

SUPPLIES = """# QUY TRÌNH MUA VĂN PHÒNG PHẨM
Mã số: QT-32

## 3. TÀI LIỆU VIỆN DẪN
- TCVN ISO 9001:2008, điều 7.4.1 và điều 5.5.2

## 5. NỘI DUNG
### 5.1 Chọn nhà cung cấp
Kế toán chấm điểm nhà cung cấp theo giá và chất lượng rồi trình Giám đốc.
"""


ARCHIVES = """# QUY TRÌNH LƯU TRỮ
Mã số: QT-34

## 3. TÀI LIỆU VIỆN DẪN
- Luật Lưu trữ
- TCVN ISO 9001:2015, điều 8.5.5
"""

CARS = """# QUY TRÌNH ĐIỀU XE
Mã số: QT-35

## 1. MỤC ĐÍCH
Điều xe cho cán bộ đi công tác.
"""


class SmallAgency:
    """Both editions and a few procedures in a folder, with an index of them."""

    def __init__(self, root: Path, encoder: Encoder | None = None) -> None:
        self.files = root / "files"
        self.standards = root / "standards"
        self.files.mkdir(parents=True)
        shutil.copytree(SHIPPED_DOCUMENTS / "standard", self.standards)
        self.settings = Settings(data=root / "data", officer=OFFICER)
        self.encoder: Encoder = encoder or TinyEncoder()

    def write(self, name: str, text: str) -> None:
        (self.files / f"{name}.md").write_text(text, encoding="utf-8")

    def ingest(self) -> None:
        """Read what stands in the folders."""
        sources = [
            *named_sources([self.files], DocumentKind.PROCEDURE),
            *named_sources([self.standards], DocumentKind.STANDARD),
        ]
        ingest(Request(sources=sources), self.settings, lambda: self.encoder, QuietProgress())

    def service(self, store: Store, edition: str = "2015") -> MappingService:
        """Read the mapping, of an agency that works under `edition`."""
        index = Index.open(self.settings, self.encoder.model_id)
        settings = self.settings.model_copy(update={"edition": edition})
        service = MappingService(index, store, settings)
        index.close()
        return service


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> SmallAgency:
    """A small agency whose documents no test changes."""
    agency = SmallAgency(tmp_path_factory.mktemp("settled"))
    agency.write("gop-y", FEEDBACK)
    agency.write("mua-sam", SUPPLIES)
    agency.write("luu-tru", ARCHIVES)
    agency.write("xe", CARS)
    agency.ingest()
    return agency


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    store = Store.open(Settings(data=tmp_path / "store"))
    yield store
    store.close()


@pytest.fixture
def desk(settled: SmallAgency, store: Store) -> MappingService:
    """The mapping of the settled agency, with nothing decided yet."""
    return settled.service(store)


@pytest.fixture(scope="session")
def shipped_store_settings(
    shipped_settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Settings:
    """The shipped index with a store of its own."""
    data = tmp_path_factory.mktemp("mapping")
    return Settings(data=data, index=shipped_settings.index_dir, officer=OFFICER)


@pytest.fixture(scope="session")
def service(shipped_store_settings: Settings) -> Iterator[MappingService]:
    """The mapping of the model agency; tests with it decide nothing."""
    store = Store.open(shipped_store_settings)
    yield MappingService.open(shipped_store_settings, store)
    store.close()
