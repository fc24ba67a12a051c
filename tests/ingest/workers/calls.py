"""What the tests of the worker pool have its processes do."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import DocumentError
from corpus.model import DocumentKind


@dataclass(frozen=True, slots=True)
class Question:
    path: Path
    kind: DocumentKind | None
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    process: int
    path: Path
    kind: DocumentKind | None
    total: int


def answer(question: Question) -> Reply:
    sys.stdout.write("libraries print what they like")
    sys.stdout.flush()
    os.write(1, b"and so do those in C")
    return Reply(os.getpid(), question.path, question.kind, sum(question.numbers))


def refuse(reason: str) -> int:
    raise DocumentError(f"{reason}: hãy thử lại.")


def fail(reason: str) -> int:
    raise ZeroDivisionError(reason)


def die(status: int) -> int:
    os._exit(status)


def loop(count: int) -> int:
    while True:
        count += 1


def devour(megabytes: int) -> int:
    held = []
    for _ in range(megabytes):
        held.append(os.urandom(1 << 20))
    return len(held)


def answer_nonsense(_: int) -> int:
    return "no number"  # type: ignore[return-value] # what is tested


def start_sleeper(record: Path) -> int:
    """Start a program in a group of its own that outlives its parent, and wait for it."""
    process = subprocess.Popen(["sleep", "600"], start_new_session=True)
    record.write_text(str(process.pid), encoding="ascii")
    return process.wait()


def standard_input(_: int) -> str:
    return sys.stdin.read()
