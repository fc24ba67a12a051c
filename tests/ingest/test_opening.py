"""Commands that look into an index refuse one that is not theirs, and make none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.console import DONE, USAGE
from corpus.errors import IndexMissingError, IndexOutdatedError
from corpus.settings import Settings
from ingest.cli import main
from ingest.embedding import is_configured_model
from ingest.embedding.build import MODEL_ID
from ingest.opening import open_manifest, roll_back
from tests.ingest.workplace import LAW, Workplace

pytestmark = pytest.mark.integration


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    """Two generations, written by what passes for the configured model."""
    workplace = Workplace(tmp_path)
    workplace.encoder.model_id = MODEL_ID
    for number in range(2):
        (workplace.files / f"{number}.txt").write_text(LAW, encoding="utf-8")
        workplace.run()
    return workplace


def rename_model(workplace: Workplace, generation: int, model: str) -> None:
    path = workplace.generations.path(generation) / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**manifest, "model": model}), encoding="utf-8")


def test_an_index_of_another_model_is_refused_by_every_command(
    workplace: Workplace, capsys: pytest.CaptureFixture[str]
) -> None:
    index = str(workplace.settings.index_dir)
    document = next(iter(workplace.index().documents))
    commands = (["status"], ["list"], ["provisions", document], ["text", document])
    for command in commands:
        assert main([*command, "--index", index]) == DONE
    rename_model(workplace, 2, "other:1")
    capsys.readouterr()
    for command in commands:
        assert main([*command, "--index", index]) == USAGE
        output = capsys.readouterr()
        assert output.out == ""
        assert "other:1" in output.err and "--rebuild" in output.err


def test_roll_back_serves_the_generation_before(workplace: Workplace) -> None:
    assert roll_back(workplace.settings) == 1
    assert open_manifest(workplace.settings)[1].documents == 1
    with pytest.raises(IndexMissingError, match="Không còn thế hệ trước"):
        roll_back(workplace.settings)


def test_roll_back_to_another_model_is_refused(workplace: Workplace) -> None:
    rename_model(workplace, 1, "other:1")
    with pytest.raises(IndexOutdatedError, match="--rebuild"):
        roll_back(workplace.settings)
    assert workplace.generations.current() == 2


def test_roll_back_of_no_index_leaves_nothing_behind(tmp_path: Path) -> None:
    assert main(["rollback", "--index", str(tmp_path / "moi")]) == USAGE
    assert not (tmp_path / "moi").exists()


@pytest.mark.unit
@pytest.mark.parametrize(
    ("settings", "model", "own"),
    [
        ({}, MODEL_ID, True),
        ({}, "tiny:1", False),
        ({"model": "a/b"}, "sentence-transformers:a/b:0123", True),
        ({"model": "a/b"}, "sentence-transformers:a/c:0123", False),
        ({"model": "a/b"}, MODEL_ID, False),
        ({"model": "m", "embeddings_url": "http://x/v1"}, "endpoint:m:passage:", True),
        ({"model": "m", "embeddings_url": "http://x/v1"}, "endpoint:n:passage:", False),
    ],
)
def test_models_are_told_by_their_names(settings: dict[str, str], model: str, own: bool) -> None:
    assert is_configured_model(Settings(**settings), model) is own  # type: ignore[arg-type] # texts, as set
