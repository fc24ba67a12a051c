"""What a child process may use, and the part of it that the system itself enforces."""

from __future__ import annotations

import sys
from dataclasses import dataclass

__all__ = ["Limits", "restrict_process"]

_MAPPED_BESIDES = 1 << 30
"""Address space beyond the memory limit: code of libraries and mapped files count there."""

_FILE_BYTES = 4 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of resident memory of a child with all it starts, and seconds for one call."""

    memory: int
    seconds: float


def restrict_process(memory: int) -> None:
    """Limit this process and its children where the system can; no core dumps.

    Running out of address space raises `MemoryError` before the machine starts to swap.
    The watch on resident memory (`WorkerPool`) works on every system.
    """
    if sys.platform == "win32":
        return
    import resource

    space = memory + _MAPPED_BESIDES
    for kind, wanted in (
        (resource.RLIMIT_AS, space),
        (resource.RLIMIT_FSIZE, _FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        value = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (value, value))
