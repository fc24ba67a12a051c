"""The machine a benchmark ran on, described without naming it."""

from __future__ import annotations

import platform
from importlib.metadata import version
from pathlib import Path

import psutil

__all__ = ["describe_machine"]

_LIBRARIES = ("torch", "sentence-transformers", "onnxruntime", "chromadb", "bm25s", "streamlit")


def describe_machine() -> str:
    """Return one line: processor, cores, memory, Python, libraries."""
    cores = psutil.cpu_count()
    memory = psutil.virtual_memory().total / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return (
        f"{_processor()}, {cores} cores, {memory:.0f} GiB, {platform.system()},"
        f" Python {platform.python_version()}; {libraries}"
    )


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
