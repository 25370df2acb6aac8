"""Commands that cannot do what they are asked say so in one line, and exit with status 1."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from steward.__main__ import main


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["serve", "--demo", "--host", "0.0.0.0"], "only binds to a loopback address"),
        (["serve", "--workers", "2"], "SQLite is served by one worker"),
        (["migrate", "--database", "postgresql://nobody@127.0.0.1:1/x"], "the store does not open"),
        (["migrate", "--database", "oracle://x"], "there is no store for 'oracle'"),
        (["migrate", "--database", "nonsense"], "is not of the form"),
        (["explain", "Computr"], "Did you mean Computer"),
        (["explain", "Computer", "99999"], "has no search option 99999"),
        (["user", "token", "nobody"], "There is no user 'nobody'"),
        (["migrate", "--config", "/nowhere/steward.toml"], "There is no settings file"),
    ],
)
def test_one_line(arguments: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments, "--data", str(tmp_path)]) == 1
    error = capsys.readouterr().err
    assert told in error
    assert error.startswith("steward: ")
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [("colour = 1", "no setting 'colour'"), ("[limits]\nspeed = 1", "no limit 'speed'"), ("a = ", "not valid TOML")],
)
def test_settings_that_do_not_exist(text: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "steward.toml").write_text(text)
    assert main(["migrate", "--data", str(tmp_path)]) == 1
    assert told in capsys.readouterr().err


def test_a_port_that_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["serve", "--port", str(taken.getsockname()[1]), "--data", str(tmp_path / "data")]) == 1
    assert "cannot listen" in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


def test_help_for_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("serve", "migrate", "check", "explain", "user", "api", "bench"):
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0
    assert "usage: steward bench" in capsys.readouterr().out
