from __future__ import annotations

import gzip
import json

import pytest

from corpus.restoration import Restorer
from corpus.spoken import SHIPPED, load_spoken, spoken_fingerprint, spoken_texts
from corpus.syllable_model import SyllableModel

pytestmark = pytest.mark.unit


def test_the_shipped_counts_are_of_the_shipped_registers() -> None:
    told = json.loads(gzip.decompress(SHIPPED.read_bytes()))
    assert told["fingerprint"] == spoken_fingerprint(spoken_texts()), "run: python -m corpus.spoken"


def test_texts_without_diacritics_teach_nothing() -> None:
    model = load_spoken()
    assert model.counts["giấy"] > 100 * model.counts.get("giay", 0)


def test_two_models_know_what_each_of_them_knows() -> None:
    first = SyllableModel.learn(["hồ sơ hồ sơ"])
    both = first.joined(SyllableModel.learn(["hồ sơ hồ sơ mới"]), weight=3)
    assert both.counts == {"hồ": 8, "sơ": 8, "mới": 1}
    assert both.pairs == {"hồ sơ": 8}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vo toi moi sinh hom qua", "vợ tôi mới sinh hôm qua"),
        ("cha tui mat roi, chia dat the nao", "cha tui mất rồi, chia đất thế nào"),
        ("giay ket hon chay mat", "giấy kết hôn cháy mất"),
    ],
)
def test_everyday_words_come_back_that_no_document_holds(typed: str, meant: str) -> None:
    documents = Restorer.learn(["Quy trình kiểm soát hồ sơ của cơ quan"] * 2)
    assert documents.restore(typed) != meant
    assert documents.beside(load_spoken()).restore(typed) == meant


def test_abbreviations_of_the_documents_stay() -> None:
    documents = Restorer({"hồ": 1}, {}, {"hs": "hồ sơ"})
    assert documents.beside(load_spoken()).abbreviations == {"hs": "hồ sơ"}
