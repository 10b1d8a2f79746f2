"""Where people have coded and no theme is made yet, a run says what it waits for."""

import pytest
from themes.board.sixty import sixty  # noqa: F401

from sixphase.cli import running
from sixphase.coding.journal.journal import open_journal


@pytest.mark.parametrize("command", [running.run_study, running.show_status])
def test_a_run_and_the_status_say_what_waits_for_themes(sixty, command, monkeypatch, capsys):  # noqa: F811
    monkeypatch.setattr(running, "_run", lambda _: [])
    monkeypatch.setattr(running, "steps", lambda _: [])
    command(sixty)
    assert "notebooks 04 and 05 wait" in capsys.readouterr().out
    open_journal(sixty, "anna").make_code("Calm", kind="theme")
    command(sixty)
    assert "wait" not in capsys.readouterr().out
