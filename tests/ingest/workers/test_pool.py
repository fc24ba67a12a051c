"""Child processes under limits: what a call may do to them, and what the parent sees of it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from concurrent.futures import wait
from pathlib import Path

import psutil
import pytest

from corpus.errors import DocumentError
from corpus.model import DocumentKind
from ingest.workers import Overrun, WorkerLostError, WorkerPool
from ingest.workers.protocol import Frame, ProtocolError, read_frame, write_frame
from tests.ingest.workers import calls

pytestmark = [pytest.mark.integration, pytest.mark.timeout(120)]

MEMORY = 512 << 20
SECONDS = 60.0


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    with WorkerPool(1, MEMORY) as pool:
        yield pool


def reply(pool: WorkerPool) -> calls.Reply:
    question = calls.Question(Path("a\nb.txt"), DocumentKind.LEGAL, (1, 2, 3))
    return pool.submit(calls.answer, question, SECONDS).result()


def test_typed_data_goes_there_and_back_whatever_is_printed(pool: WorkerPool) -> None:
    result = reply(pool)
    assert (result.path, result.kind, result.total) == (Path("a\nb.txt"), DocumentKind.LEGAL, 6)


def test_a_process_is_kept_between_calls(pool: WorkerPool) -> None:
    assert reply(pool).process == reply(pool).process


def test_a_deliberate_error_keeps_its_message_and_the_process(pool: WorkerPool) -> None:
    process = reply(pool).process
    with pytest.raises(DocumentError, match="hỏng: hãy thử lại"):
        pool.submit(calls.refuse, "hỏng", SECONDS).result()
    assert reply(pool).process == process


@pytest.mark.parametrize(
    ("function", "argument", "reason"),
    [
        (calls.fail, "x", Overrun.CRASH),
        (calls.die, 3, Overrun.CRASH),
        (calls.devour, 4096, Overrun.MEMORY),
    ],
)
def test_a_lost_call_says_why_and_the_next_one_works(
    pool: WorkerPool, function: object, argument: object, reason: Overrun
) -> None:
    with pytest.raises(WorkerLostError) as caught:
        pool.submit(function, argument, SECONDS).result()  # type: ignore[arg-type]
    assert caught.value.reason is reason
    assert reply(pool).total == 6


def test_what_failed_is_told_to_the_log(pool: WorkerPool) -> None:
    with pytest.raises(WorkerLostError, match=r"crash ZeroDivisionError\('trang 7'\)"):
        pool.submit(calls.fail, "trang 7", SECONDS).result()


def test_a_loop_ends_at_its_time_limit(pool: WorkerPool) -> None:
    reply(pool)
    with pytest.raises(WorkerLostError) as caught:
        pool.submit(calls.loop, 0, 0.5).result()
    assert caught.value.reason is Overrun.TIME


def test_an_answer_of_the_wrong_type_is_no_answer(pool: WorkerPool) -> None:
    with pytest.raises(WorkerLostError):
        pool.submit(calls.answer_nonsense, 0, SECONDS).result()


def test_programs_that_a_child_started_die_with_it(pool: WorkerPool, tmp_path: Path) -> None:
    record = tmp_path / "pid"
    with pytest.raises(WorkerLostError):
        pool.submit(calls.start_sleeper, record, 3.0).result()
    number = int(record.read_text(encoding="ascii"))
    with contextlib.suppress(psutil.NoSuchProcess):
        _, alive = psutil.wait_procs([psutil.Process(number)], timeout=2)
        assert [each.status() for each in alive] in ([], [psutil.STATUS_ZOMBIE])


def test_calls_cannot_be_read_by_what_is_called(pool: WorkerPool) -> None:
    assert pool.submit(calls.standard_input, 0, SECONDS).result() == ""


def test_leaving_the_pool_ends_its_processes_and_what_they_do() -> None:
    with WorkerPool(1, MEMORY) as pool:
        process = reply(pool).process
        call = pool.submit(calls.loop, 0, SECONDS)
        waiting = pool.submit(calls.loop, 0, SECONDS)
        wait([call], timeout=0.1)
    assert isinstance(call.exception(), WorkerLostError)
    assert waiting.cancelled()
    assert not psutil.pid_exists(process)


def test_a_frame_too_large_or_unknown_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "frames"
    with place.open("wb") as stream:
        write_frame(stream, Frame.RESULT, b"1")
    with place.open("rb") as stream:
        assert read_frame(stream) == (Frame.RESULT, b"1")
        with pytest.raises(EOFError):
            read_frame(stream)
    for data in (b"\xff\xff\xff\xffR", b"\x00\x00\x00\x00?"):
        place.write_bytes(data)
        with place.open("rb") as stream, pytest.raises(ProtocolError):
            read_frame(stream)
