"""A study of which a part is still unread: shares, comparisons and saturation count what was read."""

import pandas as pd
from themes.small_cohort import STUDY, cohort  # noqa: F401
from themes.touching.reviewed import book, study

from sixphase.coding.codebook_today import codebook_today
from sixphase.coding.coded import codings_today, told_how_many_were_read
from sixphase.coding.journal.journal import open_journal
from sixphase.coding.journal.replay import replay
from sixphase.study import paths, settings
from sixphase.themes.analysed import Analysed, two_levels
from sixphase.themes.enough import enough_data
from sixphase.themes.read_so_far import read_so_far, read_values
from sixphase.themes.reviewed import Reviewed, reviewed, reviewed_named
from sixphase.themes.touching.entries import entries_of
from sixphase.themes.touching.shares import touching_shares, untouched_rates
from sixphase.themes.touching.touching import touching_of
from sixphase.transcription.answers import read_answers

# f1 has a theme; f2 was read and has none; f3 was not read; f4 has one read and one unread; f5 wrote nothing
LINES = """
f1 2024-01-01 q1 T1.1
f2 2024-01-01 q1 -
f3 2024-01-01 q1 -
f4 2024-01-01 q1 -
f4 2024-01-01 q2 -
f5 2024-01-01 q1 blank
"""
READ = {"f1.q1", "f2.q1", "f4.q1"}


def test_what_nobody_has_read_is_in_no_denominator():
    codings, answers, forms = study(LINES)
    so_far = read_so_far(answers, forms, READ)
    assert so_far.answers["answer_id"].tolist() == ["f1.q1", "f2.q1", "f4.q1"]
    assert so_far.forms["form_id"].tolist() == ["f1", "f2", "f4", "f5"]
    made = touching_of(codings, so_far.answers, so_far.forms, entries_of(book(T1=("T1.1",))))
    row = touching_shares(made).set_index("id").loc["T1"]
    assert (row["answers"], row["of_answers"], row["forms"], row["of_forms"]) == (1, 3, 1, 4)
    assert untouched_rates(made)["answers"] == 2
    said = {name: value for name, value, _ in read_values(so_far)}
    assert (said["read.answers"], said["read.of_answers"], said["read.forms"]) == (3, 5, 4)
    assert said["read.said"].startswith("Of 5 answers with words 3 were read so far")
    assert "of 5 people the 4 of whom" in said["read.said"]


def test_when_everything_was_read_everything_counts():
    _, answers, forms = study(LINES)
    so_far = read_so_far(answers, forms, set(answers["answer_id"]))
    pd.testing.assert_frame_equal(so_far.forms, forms)
    assert len(so_far.answers) == so_far.of_answers == 5
    assert {name: value for name, value, _ in read_values(so_far)}["read.said"] == told_how_many_were_read(5, 5)


class AsRun:
    """What notebook 05 has of a study at hand, without the notebooks before it."""

    def __init__(self):
        self.study, self.paths = settings.read_study(STUDY), paths.StudyPaths(STUDY)
        self.codings = codings_today(replay(STUDY))

    def read(self, *_: str) -> pd.DataFrame:
        return self.codings


def seen() -> tuple[AsRun, Analysed]:
    step, state = AsRun(), replay(STUDY)
    codebook, below = two_levels(codebook_today(state), set(step.codings["code"]))
    codings = step.codings[step.codings["code"].isin(below.keys())]
    codings = codings.assign(code=codings["code"].map(below)).reset_index(drop=True)
    none = pd.DataFrame()
    return step, Analysed(state, codebook, codings, none, none, none, read_answers(STUDY))


def review() -> Reviewed:
    found = reviewed(*seen())
    assert found
    return found


def test_a_study_half_coded_tells_how_much_was_read_until_all_is_marked(cohort):  # noqa: F811
    every = enough_data(*seen())
    for path in (cohort / "journals").glob("*.jsonl"):
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(lines[: len(lines) // 2]), "utf-8")
    half = review()
    read = set(replay(STUDY).readers()["answer_id"])
    written = set(replay(STUDY).answers)
    assert 0 < len(read) < len(written)
    assert set(half.touching.answers["answer_id"]) == read and (half.shares["of_answers"] == len(read)).all()
    assert (half.shares["of_forms"] == len(half.so_far.forms)).all() and len(half.so_far.forms) < 60
    assert all((table["of"] <= max(len(read), len(half.so_far.forms))).all() for table in half.tables)
    assert len(enough_data(*seen()).table) == len(half.so_far.forms) < len(every.table)
    said = {name: text or str(value) for name, value, text in reviewed_named(half)}
    assert f"{len(written) - len(read)} were not" in said["read.said"]
    journal = open_journal(STUDY, "coder_a")
    for answer in sorted(written - read):
        journal.read(answer)
    done = review()
    assert (done.shares["of_answers"] == len(written)).all() and (done.shares["of_forms"] == 60).all()
    said = {name: text or str(value) for name, value, text in reviewed_named(done)}
    assert said["read.said"] == told_how_many_were_read(len(written), len(written))
