"""The command lines as people script against them: streams, exit codes, JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from corpus.settings import Settings

pytestmark = pytest.mark.integration

RESULT_KEYS = {"rank", "document", "locator", "score"}
CITATION_KEYS = {
    "n", "document", "locator", "label", "quote", "page", "start", "end", "status", "in_force",
    "notice",
}  # fmt: skip
ANSWER_KEYS = {
    "id", "question", "normalized", "refused", "confidence", "answer", "seconds", "citations",
    "notices", "results", "error",
}  # fmt: skip
REPORT_KEYS = {
    "id", "path", "title", "kind", "code", "edition", "status", "error", "pages",
    "pages_without_text", "ocr", "encoding", "syllable_validity", "provisions", "chunks", "gaps",
    "warnings", "kind_reason", "facts", "repairs",
}  # fmt: skip


def run(
    project: Path, *arguments: object, index: Path | None = None, code: int = 0
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", *map(str, arguments)]
    if index is not None:
        command += ["--index", str(index)]
    done = subprocess.run(
        command, cwd=project, capture_output=True, text=True, timeout=300, check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="session")
def index(shipped_settings: Settings) -> Path:
    return shipped_settings.index_dir


def ask(project: Path, index: Path, question: str, *options: str) -> dict[str, Any]:
    done = run(project, "assistant", "ask", question, "--json", *options, index=index)
    answer = json.loads(done.stdout)
    assert isinstance(answer, dict)
    return answer


def test_ask_prints_the_object_of_the_contract(project: Path, index: Path) -> None:
    answer = ask(project, index, "Ai phê duyệt tài liệu trước khi ban hành?")
    assert set(answer) == ANSWER_KEYS
    assert answer["id"] is None and answer["error"] is None and answer["refused"] is False
    assert "[1]" in answer["answer"] and 0 < answer["confidence"] <= 1
    assert all(set(c) == CITATION_KEYS for c in answer["citations"])
    assert all(set(r) == RESULT_KEYS for r in answer["results"])
    assert set(answer["citations"][0]["document"]) == {
        "id", "title", "code", "kind", "edition", "path",
    }  # fmt: skip


def test_options_reach_the_answer(project: Path, index: Path) -> None:
    answer = ask(
        project, index, "Ai phê duyệt tài liệu?", "--edition", "2008", "--kind", "standard",
        "--as-of", "2010-06-01", "--top-k", "3",
    )  # fmt: skip
    assert len(answer["results"]) == 3
    assert {r["document"]["edition"] for r in answer["results"]} == {"2008"}
    assert {c["in_force"] for c in answer["citations"]} <= {True, None}


def test_only_the_named_documents_are_searched(project: Path, index: Path) -> None:
    answer = ask(
        project, index, "Ai phê duyệt?", "--document", "QT-03", "QT-05_Hanh_dong_khac_phuc"
    )
    assert {r["document"]["code"] for r in answer["results"]} == {"QT-03", "QT-05"}
    shared = run(project, "assistant", "ask", "Ai ký?", "--document", "QT-13", index=index, code=2)
    assert "chỉ tới 2 tài liệu" in shared.stderr


def test_a_refusal_is_not_a_failure(project: Path, index: Path) -> None:
    answer = ask(project, index, "Giá vàng hôm nay?")
    assert answer["refused"] is True and answer["citations"] == [] and answer["results"]


def test_batch_keeps_order_and_goes_on_after_a_bad_line(
    project: Path, index: Path, tmp_path: Path
) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    lines = [
        json.dumps({"id": "a", "question": "Ai phê duyệt tài liệu?"}),
        "not json",
        json.dumps({"id": "b", "question": ""}),
        json.dumps({"id": "c", "question": "x" * 100_000}),
        json.dumps({"id": 7, "question": "giu ho so bao lau"}),
        r'{"id": "s", "question": "tài liệu \ud800 nào"}',
        "[" * 100_000,
    ]
    text = "\ufeff" + "\n".join(lines) + "\n"
    source.write_bytes(text.encode("utf-8") + b'{"id": "x", "question": "h\xff so"}\n')
    run(project, "assistant", "batch", source, target, index=index, code=1)
    answers = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [a["id"] for a in answers] == ["a", None, "b", "c", "7", "s", None, "x"]
    failed_lines = [a["error"] is not None for a in answers]
    assert failed_lines == [False, True, True, True, False, False, True, False]
    assert all(set(a) == ANSWER_KEYS for a in answers)
    failed = answers[2]
    assert failed["refused"] is False and failed["confidence"] == 0 and failed["results"] == []


def test_an_empty_question_is_an_object_with_its_error(project: Path, index: Path) -> None:
    done = run(project, "assistant", "ask", "", "--json", index=index, code=1)
    answer = json.loads(done.stdout)
    assert set(answer) == ANSWER_KEYS and answer["error"] and answer["refused"] is False


def test_evaluate_prints_its_figures(project: Path, index: Path, tmp_path: Path) -> None:
    questions = tmp_path / "q.jsonl"
    gold = {"document": "tcvn-iso-9001-2015", "locator": "7.5"}
    rows = [
        {"id": "1", "question": "Ai phê duyệt tài liệu?", "answers": [gold], "category": "x"},
        {"id": "2", "question": "Giá vàng hôm nay?", "answers": [], "category": "y"},
    ]
    questions.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = run(project, "assistant", "evaluate", questions, "--json", index=index)
    figures = json.loads(done.stdout)
    assert figures["overall"]["recall@5"] == 1.0
    assert figures["categories"]["y"]["refusal_recall"] == 1.0


def test_ingest_report_and_views(project: Path, tmp_path: Path) -> None:
    folder, index = tmp_path / "files", tmp_path / "index"
    folder.mkdir()
    (folder / "qd.txt").write_text(
        "QUYẾT ĐỊNH\nSố: 07/2020/QĐ-SM\nĐiều 1. Phạm vi\n1. Áp dụng tại Sở Mẫu.\n", encoding="utf-8"
    )
    (folder / "hong.pdf").write_bytes(b"")
    report = tmp_path / "out" / "report.json"
    done = run(project, "ingest", folder, "--report", report, index=index, code=1)
    assert "hong.pdf" in done.stderr and done.stdout == ""
    facts = json.loads(report.read_text(encoding="utf-8"))
    assert set(facts) == {"generation", "model", "seconds", "embedded", "reused", "documents"}
    assert all(set(entry) == REPORT_KEYS for entry in facts["documents"])
    assert {e["status"] for e in facts["documents"]} == {"added", "failed"}

    provisions = json.loads(
        run(project, "ingest", "provisions", "qd", "--json", index=index).stdout
    )
    assert set(provisions[0]) == {
        "locator", "kind", "title", "level", "parent", "page", "part", "text",
    }  # fmt: skip
    assert "Điều 1 khoản 1" in [p["locator"] for p in provisions]
    text = run(project, "ingest", "text", "07/2020/QĐ-SM", index=index).stdout
    assert "Áp dụng tại Sở Mẫu." in text
    assert "07/2020/QĐ-SM" in run(project, "ingest", "list", index=index).stdout
    assert (
        json.loads(run(project, "ingest", "status", "--json", index=index).stdout)["documents"] == 1
    )
    run(project, "ingest", "remove", "qd", index=index)
    assert run(project, "ingest", "list", index=index).stdout == ""
    run(project, "ingest", "rollback", index=index)
    assert "qd" in run(project, "ingest", "list", index=index).stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("assistant", "ask", "câu hỏi", "--as-of", "31/12/2015"),
        ("assistant", "ask", "câu hỏi", "--kind", "law"),
        ("assistant", "ask", "câu hỏi", "--top-k", "0"),
        ("assistant", "fly"),
        ("ingest", "khong-co-thu-muc"),
        ("ingest", "--jobs", "0"),
        ("ingest", "provisions", "khong-co"),
        ("ingest", "status"),
        ("ingest", "rollback"),
        ("assistant", "ask", "câu hỏi"),
        ("assistant", "evaluate", "khong-co.jsonl"),
    ],
)
def test_wrong_usage_is_one_clear_line(
    project: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    done = run(project, *arguments, index=tmp_path / "no-index", code=2)
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1


def test_without_an_index_the_command_to_run_is_named(project: Path, tmp_path: Path) -> None:
    done = run(project, "assistant", "ask", "câu hỏi", index=tmp_path / "none", code=2)
    assert "python -m ingest" in done.stderr
