"""What keeps every library in the process from calling home."""

from __future__ import annotations

import os

__all__ = ["go_offline"]

_ENVIRONMENT = {
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
}


def go_offline() -> None:
    """Switch telemetry and downloads off for this process and its children.

    Takes effect for libraries imported afterwards; a variable the user has set is kept.
    """
    for name, value in _ENVIRONMENT.items():
        os.environ.setdefault(name, value)
