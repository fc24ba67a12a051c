"""Ingest killed at random moments: the old index answers, the next run completes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from select import select

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
MOST_SECONDS = 1.5
"""An undisturbed run takes somewhat longer."""

# A nursery loads the program once and forks a run for each line it is sent, so that a kill
# costs no start. The encoder rests a little on each text, so that kills land in every stage.
RUNS = """
import os, sys, time
from pathlib import Path
import ingest.vectors
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
for _ in sys.stdin:
    child = os.fork()
    if not child:
        os.setsid()
        ingest(Request(sources=named_sources([root / "files"], None)),
               Settings(data=root / "data"), Slow, QuietProgress())
        os._exit(0)
    print(child, flush=True)
    os.waitpid(child, 0)
    print("ended", flush=True)
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
    nursery = subprocess.Popen(
        [sys.executable, "-c", RUNS, str(tmp_path)],
        cwd=project, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
    )  # fmt: skip
    assert nursery.stdin is not None and nursery.stdout is not None
    with nursery:
        for version in range(1, KILLS + 1):
            write_law(files, version)
            nursery.stdin.write("run\n")
            run = int(nursery.stdout.readline())
            if not select([nursery.stdout], [], [], chance.uniform(0.0, MOST_SECONDS))[0]:
                os.kill(run, signal.SIGKILL)
            assert nursery.stdout.readline() == "ended\n"
            check_index(settings)
        nursery.stdin.close()
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
