"""A generation that waits: served once it is committed, never otherwise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.errors import IndexMissingError, IndexOutdatedError
from ingest.cli import main
from ingest.staging import Staged, commit, discard, staged
from tests.ingest.workplace import LAW, Workplace, statuses

pytestmark = pytest.mark.integration


@pytest.fixture
def workplace(tmp_path: Path) -> Workplace:
    workplace = Workplace(tmp_path)
    (workplace.files / "mot.txt").write_text(LAW, encoding="utf-8")
    workplace.run()
    (workplace.files / "hai.txt").write_text(LAW.replace("07/", "08/"), encoding="utf-8")
    return workplace


def test_waiting_generation_is_served_once_committed(workplace: Workplace) -> None:
    report = workplace.ingest(workplace.files, stage=True)
    assert staged(workplace.generations) == Staged(report.generation, 1)
    with workplace.catalog() as catalog:
        assert len(catalog.documents()) == 1
    assert commit(workplace.settings) == report.generation == 2
    assert staged(workplace.generations) is None
    with workplace.catalog() as catalog:
        assert len(catalog.documents()) == 2
    assert workplace.generations.previous() == 1


def test_second_staged_run_goes_on_from_the_first(workplace: Workplace) -> None:
    workplace.ingest(workplace.files, stage=True)
    (workplace.files / "ba.txt").write_text(LAW.replace("07/", "09/"), encoding="utf-8")
    report = workplace.ingest(workplace.files, stage=True)
    assert statuses(report) == {"mot.txt": "unchanged", "hai.txt": "unchanged", "ba.txt": "added"}
    assert staged(workplace.generations) == Staged(3, 1)
    assert workplace.generations.complete() == [1, 3]
    commit(workplace.settings)
    index = workplace.index()
    assert len(index.documents) == 3
    index.close()


def test_discarded_generation_leaves_nothing(workplace: Workplace) -> None:
    workplace.ingest(workplace.files, stage=True)
    discard(workplace.settings)
    assert workplace.generations.complete() == [1]
    assert workplace.generations.current() == 1
    for decide in (commit, discard):
        with pytest.raises(IndexMissingError):
            decide(workplace.settings)


def test_run_in_between_overtakes_the_waiting_one(workplace: Workplace) -> None:
    workplace.ingest(workplace.files, stage=True)
    (workplace.files / "ba.txt").write_text(LAW.replace("07/", "09/"), encoding="utf-8")
    workplace.run()
    assert workplace.generations.complete() == [1, 3]
    with pytest.raises(IndexMissingError):
        commit(workplace.settings)


def test_waiting_generation_is_not_served_over_another_base(workplace: Workplace) -> None:
    workplace.run()
    (workplace.files / "ba.txt").write_text(LAW.replace("07/", "09/"), encoding="utf-8")
    workplace.ingest(workplace.files, stage=True)
    workplace.generations.point(1)
    with pytest.raises(IndexOutdatedError):
        commit(workplace.settings)
    assert workplace.generations.current() == 1


def test_pointer_of_a_commit_cut_short_harms_nothing(workplace: Workplace) -> None:
    workplace.ingest(workplace.files, stage=True)
    workplace.generations.point(2)
    assert staged(workplace.generations) is None
    (workplace.files / "ba.txt").write_text(LAW.replace("07/", "09/"), encoding="utf-8")
    workplace.run()
    assert workplace.generations.complete() == [1, 2, 3]


def test_first_generation_can_wait(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workplace = Workplace(tmp_path)
    (workplace.files / "mot.txt").write_text(LAW, encoding="utf-8")
    workplace.ingest(workplace.files, stage=True)
    assert workplace.generations.current() is None
    index = ["--index", str(workplace.settings.index_dir)]
    assert main(["commit", *index, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"generation": 1}
    assert main(["discard", *index]) == 2
