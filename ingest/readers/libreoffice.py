"""Convert documents with LibreOffice: one process for many files, each with a time limit.

The program runs without a window in a profile of its own that forbids macros, links and
network look-ups. It converts its arguments in order, so the first file without a result is
the one it stands at.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

from corpus.errors import DocumentError

__all__ = ["FILE_SECONDS", "START_SECONDS", "convert_to_docx"]

START_SECONDS = 60
"""Time limit for the start of the program, on top of that for its first file."""

FILE_SECONDS = 60
"""Time limit for one file; a thousand pages take about ten seconds."""

_MEMORY_KIB = 6_000_000
_BATCH = 200
_POLL_SECONDS = 0.1
_KILL_SECONDS = 10
_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
)
_MISSING = (
    "Tệp Word 97-2003 cần LibreOffice để đọc: hãy cài bằng lệnh "
    "«sudo apt-get install libreoffice-writer-nogui» (Windows: libreoffice.org) rồi nạp lại."
)
_ARGUMENTS = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard")
_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
)
_ITEM = (
    '<item oor:path="/org.openoffice.Office.{}"><prop oor:name="{}" oor:op="fuse">'
    "<value>{}</value></prop></item>"
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">{}</oor:items>\n'
)


def convert_to_docx(sources: Mapping[str, Path], folder: Path) -> frozenset[str]:
    """Convert files to `folder`/NAME.docx; returns the names of those that succeeded.

    `sources` maps a name of letters and digits to each file, whose own name the program
    never sees. Raises `DocumentError` with the line that installs LibreOffice if it is
    missing. A file that takes too long, or crashes the program, fails alone.
    """
    program = _program()
    inputs = folder / "input"
    inputs.mkdir(parents=True, exist_ok=True)
    profile = _make_profile(folder / "profile")
    for name, source in sources.items():
        shutil.copyfile(source, inputs / f"{name}.doc")
    waiting = list(sources)
    while waiting:
        batch = waiting[:_BATCH]
        ended = _run(program, profile, [inputs / f"{name}.doc" for name in batch], folder)
        waiting = waiting[_passed(batch, folder, ended=ended) :]
    shutil.rmtree(inputs)
    return frozenset(name for name in sources if _is_done(folder / f"{name}.docx"))


def _program() -> str:
    found = next(filter(None, map(shutil.which, (*_NAMES, *_PLACES))), None)
    if found is None:
        raise DocumentError(_MISSING)
    return found


def _make_profile(profile: Path) -> str:
    """Write the settings of a profile; returns the argument that chooses it."""
    (profile / "user").mkdir(parents=True, exist_ok=True)
    items = "".join(_ITEM.format(*setting) for setting in _SETTINGS)
    (profile / "user" / "registrymodifications.xcu").write_text(
        _PROFILE.format(items), encoding="utf-8"
    )
    return f"-env:UserInstallation={profile.resolve().as_uri()}"


def _run(program: str, profile: str, files: list[Path], folder: Path) -> bool:
    """Convert a batch; False if the program had to be stopped or crashed."""
    command = [program, profile, *_ARGUMENTS, "--convert-to", "docx:MS Word 2007 XML", "--outdir"]
    process = subprocess.Popen(
        [*_memory_limit(), *command, str(folder), *map(str, files)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return _watch(process, folder) and process.returncode == 0
    finally:
        _stop(process)


def _memory_limit() -> list[str]:
    """Return the words before a command that limit its memory, where there is a shell for it."""
    if os.name != "posix":
        return []
    return ["/bin/sh", "-c", f'ulimit -v {_MEMORY_KIB}; exec "$@"', "sh"]


def _watch(process: subprocess.Popen[bytes], folder: Path) -> bool:
    """Wait for the end; False once no result has come for as long as one file may take."""
    results = 0
    deadline = time.monotonic() + START_SECONDS + FILE_SECONDS
    while process.poll() is None:
        count = sum(1 for _ in folder.glob("*.docx"))
        if count != results:
            results, deadline = count, time.monotonic() + FILE_SECONDS
        elif time.monotonic() > deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the program with everything that it started."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait(_KILL_SECONDS)


def _passed(batch: list[str], folder: Path, *, ended: bool) -> int:
    """Return how many files of the batch are behind: all, or up to the one it stopped at."""
    if ended:
        return len(batch)
    done = [index for index, name in enumerate(batch) if _is_done(folder / f"{name}.docx")]
    return (done[-1] + 1 if done else 0) + 1


def _is_done(result: Path) -> bool:
    """Tell a whole result from one that was being written: its directory comes last."""
    return result.is_file() and zipfile.is_zipfile(result)
