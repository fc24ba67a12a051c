"""From invented documents to what is added to the encoder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sentence_transformers import SentenceTransformer

from corpus.model import DocumentKind
from corpus.registers import AskedDocument, AskedPassage, Situations
from corpus.settings import Settings
from ingest import question_pool, question_training
from ingest.embedding.onnx_encoder import OnnxEncoder
from ingest.embedding.transformers_folder import adapt
from ingest.question_pool import Asked, Pool, pools
from ingest.question_training import train
from ingest.token_vectors import pack_tokens
from tests.tiny_encoder import TinyEncoder


def _passage(heading: str, text: str, *questions: str) -> AskedPassage:
    return AskedPassage(heading, text, questions)


DOCUMENTS = (
    AskedDocument(
        "một tay",
        "Quy trình mượn xe",
        DocumentKind.PROCEDURE,
        (
            _passage("Đăng ký", "Người đi công tác gửi phiếu cho văn phòng.", "Xin xe nói với ai?"),
            _passage("", "Lái xe ghi số ki-lô-mét vào sổ khi về.", "Về rồi phải ghi cái gì?"),
        ),
    ),
    AskedDocument(
        "một tay",
        "Luật về ao cá",
        DocumentKind.LEGAL,
        (
            _passage("Giữ ao", "Người có ao phải rào ao.", "Ao nhà em để trống được không?"),
            _passage("Bồi thường", "Người làm chết cá thì đền cá.", "Cá chết thì bắt ai đền?"),
        ),
    ),
)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few texts instead of the shipped ones."""
    clauses = {("2015", "7.5.3.2"): ("cất sổ ở đâu",), ("2008", "4.2.4"): ("sổ cũ cất ở đâu",)}
    monkeypatch.setattr(question_pool, "load_asked_documents", lambda: DOCUMENTS)
    monkeypatch.setattr(question_pool, "load_situations", lambda: Situations(clauses))
    monkeypatch.setattr(question_pool, "load_wordings", lambda: Situations({}))


@pytest.mark.integration
@pytest.mark.usefixtures("told")
def test_questions_lead_to_the_passages_as_an_index_has_them(tmp_path: Path) -> None:
    encoder = TinyEncoder()
    settings = Settings(data=tmp_path / "data", index=tmp_path / "index")
    invented, clauses = pools(encoder, settings)
    answers = {
        asked.text: set(map(int, asked.rows)) for asked in (*invented.asked, *invented.headings)
    }
    assert set(answers) == {q for d in DOCUMENTS for p in d.passages for q in p.questions} | {
        "Quy trình mượn xe: Đăng ký",
        "Luật về ao cá: Giữ ao",
        "Luật về ao cá: Bồi thường",
    }
    assert answers["Xin xe nói với ai?"] == answers["Quy trình mượn xe: Đăng ký"]
    assert answers["Xin xe nói với ai?"].isdisjoint(answers["Về rồi phải ghi cái gì?"])
    text = encoder.encode(["Người làm chết cá thì đền cá."])[0]
    assert int(np.argmax(invented.passages @ text)) in answers["Cá chết thì bắt ai đền?"]
    about = {asked.text: asked.title for asked in invented.asked}
    title = encoder.encode(["Luật về ao cá"])[0]
    assert int(np.argmax(invented.titles @ title)) == about["Cá chết thì bắt ai đền?"]
    assert about["Xin xe nói với ai?"] == about["Về rồi phải ghi cái gì?"]
    assert about["Xin xe nói với ai?"] != about["Cá chết thì bắt ai đền?"]
    assert list(invented.shares) == ["một tay"] * 2
    assert [asked.text for asked in clauses.asked] == ["cất sổ ở đâu"]
    assert clauses.asked[0].rows.max() < len(clauses.passages)
    assert np.allclose(np.linalg.norm(clauses.passages, axis=1), 1, atol=1e-3)


@pytest.mark.integration
def test_training_draws_questions_to_their_passages(
    encoder: OnnxEncoder, model_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(question_training, "_BATCH", (4, 1, 2))
    monkeypatch.setattr(question_training, "_WARMING", 1)
    texts = [p.text for d in DOCUMENTS for p in d.passages]
    asked = [
        Asked(passage.questions[0], np.asarray([row]), row // 2)
        for row, passage in enumerate(p for d in DOCUMENTS for p in d.passages)
    ]
    vectors, tokens = encoder.encode_tokens(texts)
    titles = encoder.encode([document.title for document in DOCUMENTS])
    shares = np.asarray([document.share for document in DOCUMENTS])
    codes = [pack_tokens(of_text) for of_text in tokens]
    pool = Pool(vectors, codes, asked, asked[:1], titles, shares)
    found = train(model_folder, encoder, (pool, pool), (8, 4))
    assert {name.partition(".")[0] for name in found.up} == {f"l{n}" for n in range(12)}

    reader = SentenceTransformer(str(model_folder), device="cpu", local_files_only=True)
    questions = [item.text for item in asked]

    def margin() -> float:
        vectors = reader.encode(questions, prompt_name="query", show_progress_bar=False)
        cosines = vectors @ pool.passages.T
        return float(np.mean(np.diag(cosines) - cosines.mean(axis=1)))

    before = margin()
    adapt(reader[0].auto_model, found)
    assert margin() > before
