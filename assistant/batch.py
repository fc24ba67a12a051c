"""Many questions, each answered or its failure noted; what the command line and pages run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

from assistant.model import Answer, QueryOptions
from assistant.serialisation import answer_json, error_json
from corpus.errors import AssistantError, ConfigurationError
from ingest.progress import Progress

__all__ = ["Asked", "answer_each", "run_batch"]


class Asked(Protocol):
    """What answers a question: the engine."""

    def ask(self, question: str, options: QueryOptions | None = None) -> Answer:
        """Answer, or raise an `AssistantError` with a message for the user."""
        ...


def answer_each(
    engine: Asked, questions: Iterable[str], options: QueryOptions
) -> Iterator[Answer | str]:
    """Yield for each question, in order, its answer or in a line why it could not be asked.

    A question is asked when its turn comes, so whoever takes the answers can keep each
    before the next, and can stop at any of them.
    """
    for question in questions:
        try:
            yield engine.ask(question, options)
        except AssistantError as error:
            yield str(error)


def run_batch(
    engine: Asked,
    source: Path,
    target: Path,
    options: QueryOptions,
    progress: Progress,
) -> int:
    """Answer each line of `source` into `target`, same order; return how many failed.

    A line is {"id": ..., "question": ...}. A line that cannot be read or answered gives an
    object with `error`; the rest goes on. `target` is replaced only when all are done.
    Raises `ConfigurationError` if a file cannot be opened.
    """
    failed = 0
    temporary = target.with_name(f".{target.name}.part")
    try:
        lines = [line for line in map(_decoded, source.read_bytes().split(b"\n")) if line.strip()]
        progress.stage("Trả lời", len(lines))
        with temporary.open("w", encoding="utf-8") as out:
            for answered in _answered(engine, lines, options):
                failed += answered["error"] is not None
                out.write(json.dumps(answered, ensure_ascii=False) + "\n")
                progress.advance()
        temporary.replace(target)
    except OSError as error:
        raise ConfigurationError(
            f"Không đọc được «{source}» hoặc không ghi được «{target}». Hãy kiểm tra đường dẫn"
            " và quyền ghi."
        ) from error
    finally:
        temporary.unlink(missing_ok=True)
    return failed


def _answered(
    engine: Asked, lines: Iterable[str], options: QueryOptions
) -> Iterator[dict[str, Any]]:
    """Yield the answer object for each JSON line."""
    asked = [(line, *_read(line)) for line in lines]
    questions = (question for _, _, question in asked if question is not None)
    outcomes = answer_each(engine, questions, options)
    for line, question_id, question in asked:
        if question is None:
            why = 'Dòng không đúng dạng {"id": ..., "question": ...}.'
            yield error_json(line.strip()[:200], why, question_id)
            continue
        outcome = next(outcomes)
        if isinstance(outcome, str):
            yield error_json(question, outcome, question_id)
        else:
            yield answer_json(outcome, question_id)


def _decoded(line: bytes) -> str:
    return line.decode("utf-8-sig", errors="replace")


def _read(line: str) -> tuple[str | None, str | None]:
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError):
        return None, None
    if not isinstance(raw, dict):
        return None, None
    question = raw.get("question")
    identifier = raw.get("id")
    return (
        None if identifier is None else _encodable(str(identifier)),
        _encodable(question) if isinstance(question, str) else None,
    )


def _encodable(text: str) -> str:
    """Return `text` with lone surrogates, which JSON can hold and UTF-8 cannot, replaced."""
    return text.encode("utf-8", errors="replace").decode("utf-8")
