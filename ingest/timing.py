"""How long reading a file may take."""

from __future__ import annotations

from pathlib import Path

__all__ = ["PAGE_SECONDS", "seconds_for"]

PAGE_SECONDS = 120.0
"""For the recognition of one page, which takes 2 s on an idle machine."""

_BASE_SECONDS = 120.0
_SECONDS_A_MEGABYTE = 20.0
_MOST_SECONDS = 1800.0


def seconds_for(path: Path) -> float:
    """Return the seconds after which the reading of a file is stopped, by its size.

    The slowest real files take a tenth of that.
    """
    try:
        megabytes = path.stat().st_size / 1_000_000
    except OSError:  # whoever reads the file will tell
        megabytes = 0.0
    return min(_MOST_SECONDS, _BASE_SECONDS + _SECONDS_A_MEGABYTE * megabytes)
