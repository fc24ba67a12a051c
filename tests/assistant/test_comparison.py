from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.comparison import compare, mcnemar, randomisation
from assistant.outcomes import Outcome, read_outcomes, write_outcomes
from corpus.errors import ConfigurationError

pytestmark = pytest.mark.unit


def outcome(number: int, *ranks: int | None, refused: bool = False) -> Outcome:
    raw = {
        "id": f"q{number}", "category": "thử", "refused": refused, "confidence": 0.5,
        "seconds": 0.01, "error": None,
        "gold": [{"document": "a", "locator": "1", "rank": rank} for rank in ranks],
        "measures": {"citations": 2, "right_citations": 1, "cited_gold": 1},
    }  # fmt: skip
    return Outcome(f"q{number}", "thử", refused, 0.5, 0.01, ranks, 2, 1, 1, raw)


def test_mcnemar_is_exact() -> None:
    ours = np.asarray([1.0] * 9 + [0.0] * 3 + [1.0] * 50)
    others = np.asarray([0.0] * 9 + [1.0] * 3 + [1.0] * 50)
    assert mcnemar(ours, others) == pytest.approx(0.146, abs=0.001)
    assert mcnemar(ours, ours) == 1.0


def test_randomisation_tells_a_shift_from_noise() -> None:
    noise = np.random.default_rng(0).normal(size=100)
    assert randomisation(noise + 1) < 0.001
    assert randomisation(noise - noise.mean()) > 0.9
    assert randomisation(np.zeros(5)) == 1.0


def test_a_comparison_is_over_common_answerable_questions() -> None:
    ours = [outcome(n, 1) for n in range(20)] + [outcome(99, refused=True)]
    others = [outcome(n, 3) for n in range(5, 30)]
    report = compare(ours, others)
    assert report["questions"] == 15
    hits = report["measures"]["hit@1"]
    assert (hits["ours"], hits["other"], hits["difference"]) == (1.0, 0.0, 1.0)
    assert hits["p"] < 0.001 and hits["interval"] == [1.0, 1.0]
    ranks = report["measures"]["mrr@10"]
    assert ranks["test"] == "randomisation" and ranks["p"] < 0.01


def test_the_same_outcomes_do_not_differ() -> None:
    same = [outcome(n, 1 + n % 4) for n in range(12)]
    assert {row["p"] for row in compare(same, same)["measures"].values()} == {1.0}


def test_nothing_in_common_is_said() -> None:
    with pytest.raises(ConfigurationError, match="không có chung"):
        compare([outcome(1, 1)], [outcome(2, 1)])


def test_a_dump_comes_back(tmp_path: Path) -> None:
    outcomes = [outcome(1, 2, None), outcome(2, refused=True)]
    write_outcomes(tmp_path / "dump.jsonl", outcomes)
    assert read_outcomes(tmp_path / "dump.jsonl") == outcomes
    assert outcomes[0].recall(5) == 0.5 and outcomes[0].reciprocal_rank == 0.5
    assert not outcomes[1].answerable


def test_another_file_is_no_dump(tmp_path: Path) -> None:
    path = tmp_path / "dump.jsonl"
    path.write_text(json.dumps({"id": "1"}) + "\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="dòng 1"):
        read_outcomes(path)
    with pytest.raises(ConfigurationError, match="Không đọc được"):
        read_outcomes(tmp_path / "missing.jsonl")
