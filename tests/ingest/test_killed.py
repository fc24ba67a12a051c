"""Ingest killed at random moments: the old index answers, the next run completes."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.settings import Settings
from ingest.generations import Generations
from ingest.index import Index
from ingest.pipeline import Request, ingest
from ingest.progress import QuietProgress
from ingest.sources import named_sources
from tests.tiny_encoder import TinyEncoder

pytestmark = pytest.mark.integration

KILLS = 20

# The encoder rests a little on each text, so that kills land in every stage of a run.
RUN = """
import sys, time
from pathlib import Path
from corpus.settings import Settings
from ingest.pipeline import Request, ingest
from ingest.progress import QuietProgress
from ingest.sources import named_sources
from tests.tiny_encoder import TinyEncoder

class Slow(TinyEncoder):
    def encode(self, texts, kind="passage", progress=None):
        time.sleep(0.0005 * len(texts))
        return super().encode(texts, kind, progress)

root = Path(sys.argv[1])
sys.stdout.write("started\\n"); sys.stdout.flush()
ingest(Request(sources=named_sources([root / "files"], None)), Settings(data=root / "data"),
       Slow, QuietProgress())
"""


def write_law(folder: Path, version: int) -> None:
    articles = "\n".join(
        f"Điều {n}. Tiêu đề {n}\n1. Nội dung lần {version} của điều {n}." for n in range(1, 150)
    )
    (folder / "luat.txt").write_text(f"LUẬT MẪU\n{articles}\n", encoding="utf-8")


def test_twenty_kills_lose_nothing(tmp_path: Path, project: Path) -> None:
    files = tmp_path / "files"
    files.mkdir()
    settings = Settings(data=tmp_path / "data")
    write_law(files, 0)
    request = Request(sources=named_sources([files], None))
    ingest(request, settings, TinyEncoder, QuietProgress())
    chance = random.Random(20)
    for version in range(1, KILLS + 1):
        write_law(files, version)
        process = subprocess.Popen(
            [sys.executable, "-c", RUN, str(tmp_path)], cwd=project, stdout=subprocess.PIPE
        )
        assert process.stdout is not None and process.stdout.readline() == b"started\n"
        try:
            process.wait(timeout=chance.uniform(0.0, 1.5))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.stdout.close()
        process.wait()
        check_index(settings)
    report = ingest(request, settings, TinyEncoder, QuietProgress())
    assert report.counts["failed"] == 0
    index = Index.open(settings, TinyEncoder.model_id)
    law = next(iter(index.documents.values()))
    assert f"lần {KILLS} của điều 149" in index.catalog.provisions(law.id)[-1].text
    index.close()
    leftovers = {entry.name for entry in settings.index_dir.iterdir()} - {"CURRENT", "lock"}
    assert leftovers == {f"{n:06d}" for n in Generations(settings.index_dir).complete()}


def check_index(settings: Settings) -> None:
    """The served generation is whole: all parts agree, and a query finds its chunk."""
    index = Index.open(settings, TinyEncoder.model_id)
    law = next(iter(index.documents.values()))
    provisions = index.catalog.provisions(law.id)
    versions = {
        p.text.partition("lần ")[2].partition(" ")[0] for p in provisions if "lần" in p.text
    }
    assert len(versions) == 1
    assert len(index.vectors) == index.lexical.size == sum(index.store.counts().values())
    vector = TinyEncoder().encode(["Nội dung của điều 77"])[0]
    assert index.store.query(law.kind, vector, 5)
    index.close()
