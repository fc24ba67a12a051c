"""Floor 3: from a question to evidence, an answer, and its evaluation.

from assistant import Engine
from corpus import load_settings

engine = Engine.open(load_settings())
answer = engine.ask("Ai phê duyệt tài liệu trước khi ban hành?")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.model import Answer, Citation, Claim, QueryOptions

if TYPE_CHECKING:
    from assistant.engine import Engine

__all__ = ["Answer", "Citation", "Claim", "Engine", "QueryOptions"]


def __getattr__(name: str) -> object:
    # The engine loads numpy and the index code; `python -m assistant --help` needs neither.
    if name == "Engine":
        from assistant.engine import Engine

        return Engine
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
