"""Rules that the pages' source keeps: no way for text to become markup."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

UI = Path(__file__).resolve().parents[2] / "ui"
MARKUP_CALLS = {"markdown", "write", "latex", "info", "error", "success", "warning", "iframe"}
MARKUP_WORDS = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "://")


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda path: path.name)
def test_python_never_hands_text_to_markup(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.keyword):
            assert node.arg not in {"unsafe_allow_html", "unsafe_allow_javascript"}
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert not (node.value.id == "st" and node.attr in MARKUP_CALLS)


@pytest.mark.parametrize("path", sorted(UI.rglob("*.js")), ids=lambda path: path.name)
def test_scripts_build_nodes_only(path: Path) -> None:
    script = path.read_text(encoding="utf-8")
    assert [word for word in MARKUP_WORDS if word in script] == []
