"""The history of a theme from first candidate to final name, the records of all themes, and passages for and against."""

import pytest
from coding.journal.small_study import make

from sixphase.coding.journal.journal import open_journal
from sixphase.coding.journal.replay import replay
from sixphase.study.problem import InputError
from sixphase.themes.records.history import theme_history
from sixphase.themes.records.table import marked_passages, records_table


@pytest.fixture
def journals(tmp_path, monkeypatch):
    make(tmp_path, monkeypatch)
    days = iter(f"2026-03-{day:02d}T09:00:00+00:00" for day in range(1, 29))
    clock = lambda: next(days)  # noqa: E731
    return open_journal("small", "anna", clock=clock), open_journal("small", "ben", clock=clock)


def told(theme: str) -> list[tuple[str, ...]]:
    return list(theme_history("small", theme).itertuples(index=False, name=None))


def test_a_theme_from_first_candidate_to_final_name(journals):
    anna, ben = journals
    calm = anna.make_code("Rest", kind="theme", reason="they all rest").id
    anna.make_code("Elsewhere", kind="theme")  # nothing to do with it
    anna.move_code("K1", calm, reason="rests")
    anna.describe_theme(calm, concept="To stop", reason="first words")
    ben.refresh()
    other = ben.make_code("Pause", kind="theme").id
    ben.move_code("K2", other)
    ben.merge_codes([other], calm, reason="the same idea")
    anna.refresh()
    anna.change_code(calm, name="Calm", definition="Coming to rest", reason="wider")
    anna.retire_code("T2", reason="thin")
    anna.undo()
    anna.relate(calm, "T1", "feeds", "Rest comes first.")
    anna.move_code("K1", "T1", reason="no: kindness")
    assert told(calm) == [
        ("2026-03-01", "anna", "begun as the candidate theme ‘Rest’", "they all rest"),
        ("2026-03-03", "anna", "‘Rest’ moved from ‘To oneself’ to ‘Rest’", "rests"),
        ("2026-03-04", "anna", "central idea: To stop", "first words"),
        ("2026-03-05", "ben", "begun as the candidate theme ‘Pause’", ""),
        ("2026-03-06", "ben", "‘Loose’ moved to ‘Pause’", ""),
        ("2026-03-07", "ben", "‘Pause’ merged into ‘Rest’", "the same idea"),
        ("2026-03-08", "anna", "‘Rest’ renamed ‘Calm’; definition of ‘Calm’ written", "wider"),
        ("2026-03-11", "anna", "relation: ‘Calm’ feeds ‘Kindness’ (Rest comes first.)", ""),
        ("2026-03-12", "anna", "‘Rest’ moved from ‘Calm’ to ‘Kindness’", "no: kindness"),
    ]
    assert [row[2] for row in told("T1")] == [
        "stood in the first codebook as ‘Kindness’",
        "‘To oneself’ stood in ‘Kindness’ in the first codebook",
        "‘Rest’ stood in ‘To oneself’ in the first codebook",
        "‘To others’ stood in ‘Kindness’ in the first codebook",
        "‘Rest’ moved from ‘To oneself’ to ‘Rest’",
        "relation: ‘Calm’ feeds ‘Kindness’ (Rest comes first.)",
        "‘Rest’ moved from ‘Calm’ to ‘Kindness’",
    ]
    events = list(replay("small").record.events.values())
    assert theme_history(events, calm)["act"].tolist()[0] == "begun as the candidate theme ‘Rest’"
    assert theme_history(replay("small"), calm).equals(theme_history("small", calm))


def test_splitting_setting_aside_and_relations_that_go(journals):
    anna, _ = journals
    coding = anna.code("E1", 2, 7, "T2").id
    [part] = anna.split_code("T2", ["Evening"], {coding: "Evening"}, reason="two ideas")
    anna.unrelate(anna.relate("T2", "T1", "needs"), reason="no")
    anna.describe_theme("T1.1", belongs="rest")
    anna.retire_code("T2", reason="empty now")
    anna.restore_code("T2")
    anna.make_code("Dawn", parent="T2")
    assert [row[2:] for row in told("T2")[1:]] == [
        ("‘Day’ split: ‘Evening’ taken out of it", "two ideas"),
        ("relation: ‘Day’ needs ‘Kindness’", ""),
        ("relation between ‘Day’ and ‘Kindness’ taken away", "no"),
        ("‘Day’ set aside", "empty now"),
        ("‘Day’ taken back", ""),
        ("‘Dawn’ made in ‘Day’", ""),
    ]
    assert told(part.id) == [("2026-03-02", "anna", "‘Day’ split: ‘Evening’ taken out of it", "two ideas")]
    assert ("what belongs of ‘To oneself’: rest", "") in [row[2:] for row in told("T1")]


def test_a_theme_that_is_not_there(journals):
    with pytest.raises(InputError, match="no theme 'T9'"):
        theme_history("small", "T9")


def test_a_study_without_acts_has_its_beginning(journals):
    assert [row[2] for row in told("T2")] == ["stood in the first codebook as ‘Day’"]
    table = records_table(replay("small"))
    assert table["name"].tolist() == ["Kindness", "To oneself", "To others", "Day"]
    assert marked_passages(replay("small")).empty


def test_records_count_what_lies_in_each_theme(journals):
    anna, ben = journals
    one, two = anna.code("E1", 2, 7, "K1").id, anna.code("E2", 0, 4, "T1.2").id
    three = ben.code("E3", 0, 7, "T2").id
    ben.refresh()
    anna.describe_theme("T1", concept="Being kind", belongs="b", not_belongs="n")
    anna.relate("T1", "T2", "fills", "The day is kind.")
    anna.stand(one, "T1", "for")
    ben.refresh()
    ben.stand(one, "T1", "for")
    ben.stand(three, "T1", "against")
    table = records_table(replay("small")).set_index("name")
    assert table.loc["Kindness"].tolist() == [
        *("T1", "theme", "Being kind", "b", "n", "Kindness fills Day: The day is kind."),
        *(1, 2, 1, 1),
    ]
    assert table.loc["To others", ["level", "codes", "passages"]].tolist() == ["subtheme", 0, 1]
    assert table.loc["Day", ["relations", "passages", "contradicting"]].tolist() == [
        "Kindness fills Day: The day is kind.", 1, 0,
    ]  # fmt: skip
    marked = marked_passages(replay("small"))
    assert marked[["side", "coding_id", "words", "code", "coder", "who"]].to_numpy().tolist() == [
        ["for", one, "liked", "Rest", "anna", "anna"],
        ["for", one, "liked", "Rest", "anna", "ben"],
        ["against", three, "Nothing", "Day", "ben", "ben"],
    ]
    anna.uncode(two)
    assert records_table(replay("small")).set_index("name").loc["To others", "passages"] == 0
