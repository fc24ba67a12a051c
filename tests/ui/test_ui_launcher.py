"""`python -m ui`: the port is checked before anything starts."""

from __future__ import annotations

import socket

import pytest

from ui.__main__ import main

pytestmark = pytest.mark.unit


def test_taken_port_gives_one_line_and_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        assert main(["--port", str(port)]) == 2
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    assert str(port) in line


@pytest.mark.parametrize("port", ["0", "70000", "abc", "-1", "٣"])
def test_impossible_port_gives_one_line_and_exit_code_2(
    port: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([f"--port={port}"]) == 2
    assert port in capsys.readouterr().err


def test_port_comes_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", "none")
    assert main([]) == 2
    assert "none" in capsys.readouterr().err
