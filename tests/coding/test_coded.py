"""What the paper says of how much was coded, and by how many."""

from coding.journal.small_study import make

from sixphase.coding.coded import coded_values
from sixphase.coding.journal.journal import open_journal
from sixphase.coding.journal.replay import replay


def test_who_only_opened_a_journal_is_no_coder(tmp_path, monkeypatch):
    make(tmp_path, monkeypatch)
    open_journal("small", "anna").code("E1", 0, 7, "K1")
    open_journal("small", "ben").read("E3")  # who read and found nothing to code has coded too
    open_journal("small", "cleo").finish()
    open_journal("small", "dora").memo("I know the workshop.")
    state = replay("small")
    assert set(state.coders) == {"anna", "ben", "cleo", "dora"}
    values = {name: value for name, value, _ in coded_values(state, state.table())}
    assert values["codings.coders"] == 2
