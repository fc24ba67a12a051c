"""The clause model fitted on a handful of texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from corpus.registers import Situations
from corpus.text import syllables
from ingest.clause_model import ClauseModel
from ingest.clause_training import fit
from ingest.word_model import WordModel

pytestmark = pytest.mark.unit

TOLD = Situations(
    {
        ("2015", "6.2"): ("đặt chỉ tiêu cho năm sau", "chỉ tiêu tính ra con số"),
        ("2015", "7.2"): ("cử người đi học lớp văn thư", "ai dạy nghề cho người mới"),
        ("2015", "7.5.3"): ("cất hồ sơ vào tủ có khoá", "hồ sơ cũ giữ mấy năm"),
        ("2008", "4.2.4"): ("sổ cũ cất ở đâu",),
    }
)
MORE = Situations({("2015", "9.2"): ("đoàn tự kiểm tra xem từng phòng", "đoàn xem sổ của phòng")})
NONE = Situations({})


Fitted = Callable[[Situations, Situations], WordModel]


@pytest.fixture
def fitted(tmp_path: Path) -> Fitted:
    """Fit, write and load the model of 2015."""

    def model_of(situations: Situations, wordings: Situations) -> WordModel:
        found = fit(situations, wordings, "2015")
        arrays = {f"2015.{name}": array for name, array in found.items()}
        np.savez(tmp_path / "model.npz", allow_pickle=False, fingerprint=np.asarray(""), **arrays)
        return ClauseModel.load(tmp_path / "model.npz").editions["2015"]

    return model_of


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("tủ hồ sơ không có khoá", "7.5.3"),
        ("cho người mới đi học ở đâu", "7.2"),
        ("đoàn xem phòng nào trước", "9.2"),
    ],
)
def test_words_lead_to_the_clause_they_were_told_of(
    fitted: Fitted, question: str, clause: str
) -> None:
    model = fitted(TOLD, MORE)
    assert model.classes == ("6.2", "7.2", "7.5.3", "9.2")
    assert model.classes[int(model.log_probabilities(syllables(question)).argmax())] == clause


def test_wordings_are_learned_from_beside_the_situations(fitted: Fitted) -> None:
    alone, both = fitted(TOLD, NONE), fitted(TOLD, MORE)
    assert (alone.classes, both.classes) == (
        ("6.2", "7.2", "7.5.3"),
        ("6.2", "7.2", "7.5.3", "9.2"),
    )
    assert len(both.terms) > len(alone.terms)


def test_words_of_all_clauses_decide_nothing(fitted: Fitted) -> None:
    told = {
        ("2015", "6.2"): ("sổ tính",),
        ("2015", "7.2"): ("sổ học",),
        ("2015", "9.2"): ("sổ xem",),
    }
    model = fitted(Situations(told), NONE)
    shared, own = (np.exp(model.log_probabilities([word])) for word in ("sổ", "học"))
    assert shared == pytest.approx([1 / 3] * 3, abs=0.01)
    assert own.argmax() == 1
    assert own[1] > 0.5
