"""The bar of a long command: on a terminal, gone at the end, and silent elsewhere."""

import io

import pytest
from rich.console import Console

from sixphase.cli.bar import Bar


def screen(terminal):
    return Console(file=io.StringIO(), force_terminal=terminal, width=100)


def test_on_a_terminal_it_says_what_is_done_and_how_far():
    console = screen(True)
    with Bar(console) as bar:
        bar("forms.csv", 0, 10)
        bar("forms.csv", 10, 10)
        bar("taking names out", 3, 5)
    shown = console.file.getvalue()
    assert ("forms.csv" in shown, "10/10" in shown, "3/5" in shown) == (True, True, True)


def test_elsewhere_it_writes_nothing():
    console = screen(False)
    with Bar(console) as bar:
        bar("forms.csv", 5, 10)
    assert console.file.getvalue() == ""


def test_an_error_leaves_no_bar_behind():
    console = screen(True)
    with pytest.raises(ValueError, match="broken"), Bar(console) as bar:
        bar("[forms].csv", 5, 10)
        raise ValueError("broken")
    assert bar._shown is None
    assert "[forms].csv" in console.file.getvalue()
