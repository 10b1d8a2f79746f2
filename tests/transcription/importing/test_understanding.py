"""What a column is taken for, and that nothing is taken for anything without a word."""

from pathlib import Path

import pytest
from transcription.importing.conftest import ASKING, BLANK

from sixphase.study.problem import InputError
from sixphase.study.settings import Import
from sixphase.transcription.importing.roles import read_map
from sixphase.transcription.importing.table import Table
from sixphase.transcription.importing.understanding import agreed_order, problems_of, understand

SENTENCES = ["I liked the tea and the talk", "The breathing was calm and kind", "All of it was very good"]
FILE = Path("forms.csv")


def table(columns: dict[str, list[str]]) -> Table:
    rows = [list(row) for row in zip(*columns.values(), strict=True)]
    return Table(FILE, tuple(columns), rows, list(range(2, len(rows) + 2)))


def guessed(header, values, study=ASKING):
    other = {"Form no": ["1", "2", "3"]} if header != "Form no" else {}
    understood = understand(table({**other, header: values}), study)
    return next(g for g in understood.guesses if g.column == header)


@pytest.mark.parametrize(
    ("header", "values", "role", "sure"),
    [
        ("Form no", ["1", "2", "3"], "form_id", True),
        ("helped", SENTENCES, "question helped", True),
        ("WHAT HELPED YOU MOST", SENTENCES, "question helped", True),
        ("1. What helped you most today?", SENTENCES, "question helped", False),
        ("What helped yuo most?", SENTENCES, "question helped", False),
        ("Occupation", ["Nursing", "Medical", ""], "attribute job", True),
        ("job", ["Nursing", "Medical", ""], "attribute job", True),
        ("Ocupation", ["Nursing", "Medical", ""], "attribute job", False),
        ("Staff group", ["nursing", "Medical", ""], "attribute job", False),
        ("Session date", ["2022-05-19", "", "2022-05-20"], "session_date", True),
        ("When", ["2022-05-19", "", "2022-05-20"], "session_date", False),
        ("Date", ["Paul", "Kim", "Jo"], "None", False),
        ("Email address", ["a@b.c", "b@b.c", "c@b.c"], "leave out", False),
        ("IP Address", ["1.1.1.1", "1.1.1.2", "1.1.1.3"], "leave out", False),
        ("Start date", ["2022-05-19", "2022-05-19", "2022-05-20"], "leave out", False),
        ("Spare", ["", "n/a", ""], "leave out", True),
        ("Mood", ["7", "8", "9"], "None", False),
        ("Mood", ["7", "8", "8"], "None", False),  # the study's attributes are settled
        ("Why did you come?", SENTENCES, "None", False),
        ("jobs done today were many", SENTENCES, "None", False),
    ],
)
def test_what_a_column_of_a_known_study_is(header, values, role, sure):
    guess = guessed(header, values)
    assert (str(guess.role), guess.sure) == (role, sure), guess.why


@pytest.mark.parametrize(
    ("header", "values", "role"),
    [
        ("Why did you come?", SENTENCES, "question"),
        ("Ward", ["A", "B", "A"], "attribute"),
        ("Score", ["7", "8", "7"], "attribute"),
        ("What was hard?", ["", "n/a", ""], "question"),
        ("Q5", ["", "", ""], "question"),
    ],
)
def test_what_a_column_of_a_new_study_may_be(header, values, role):
    guess = guessed(header, values, BLANK)
    assert str(guess.role) == role and not guess.sure


def test_the_long_shape_is_known_by_its_names():
    long = table({"Form": ["1", "1"], "Question": ["helped", "change"], "Response": ["tea", "talk"], "Job": ["", ""]})
    roles = {column: role.kind for column, role in understand(long, ASKING).roles.items()}
    assert roles == {"Form": "form_id", "Question": "which question", "Response": "answer", "Job": "attribute"}


def test_what_a_person_says_counts_more_than_study_yml_and_that_more_than_names():
    study = ASKING.model_copy(update={"transcripts": Import(columns={"helped": "question change", "X": "leave out"})})
    both = table({"Form": ["1"], "helped": ["a"], "x": ["b"]})
    assert str(understand(both, study).roles["helped"]) == "question change"
    assert str(understand(both, study).roles["x"]) == "leave out"
    assert str(understand(both, study, {"helped": "leave out"}).roles["helped"]) == "leave out"


@pytest.mark.parametrize(
    ("mapping", "what"),
    [
        ({"A": "question hlped"}, "write 'helped'"),
        ({"A": "attribute ward"}, "no attribute 'ward'"),
        ({"A": "answers"}, "nothing that a column can be"),
        ({"A": "form_id", "B": "form_id"}, "several columns"),
        ({"A": "question helped", "B": "question helped"}, "several columns"),
    ],
)
def test_roles_that_cannot_be_are_refused(mapping, what):
    with pytest.raises(InputError, match=what):
        understand(table({"A": ["a"], "B": ["b"]}), ASKING, mapping)


def test_two_new_questions_are_no_contradiction():
    understood = understand(table({"Form": ["1"], "A": ["a"], "B": ["b"]}), BLANK, {"A": "question", "B": "question"})
    assert not understood.unsure


@pytest.mark.parametrize(("accept", "left"), [(False, 2), (True, 1)])
def test_a_guess_is_a_problem_until_somebody_says_so(accept, left):
    columns = {"Form": ["1", "2", "3"], "What helped yuo most?": SENTENCES, "Mood": ["7", "8", "9"]}
    problems = problems_of(understand(table(columns), ASKING), accept)
    assert len(problems) == left
    assert "--map 'Mood=leave out'" in str(problems[-1])


@pytest.mark.parametrize(
    ("dates", "said", "accept", "order"),
    [
        (["19/05/2022", "01/02/2022"], None, False, None),
        (["19/05/2022", "01/02/2022"], None, True, "day first"),
        (["03/05/2022", "01/02/2022"], None, True, None),
        (["03/05/2022", "01/02/2022"], "month first", False, "month first"),
    ],
)
def test_the_order_of_dates_is_offered_and_never_assumed(dates, said, accept, order):
    understood = understand(table({"Form": ["1", "2"], "Date": dates, "helped": ["a", "b"]}), ASKING, order=said)
    assert agreed_order(understood, accept) == order
    assert bool([p for p in problems_of(understood, accept) if "stands first" in p.what]) == (order is None)


def test_the_understanding_can_be_shown():
    lines = "\n".join(understand(table({"Form": ["1"], "Date": ["19/05/2022"], "Mood": ["7"]}), ASKING).lines())
    for words in (
        "forms.csv: 1 row, 3 columns",
        "= form_id (its name)",
        "? not known",
        "fit 'day first' only",
        "row 2: 1 | 19/05/2022 | 7",
    ):
        assert words in lines


@pytest.mark.parametrize(
    ("said", "mapping"),
    [
        (["A=question x"], {"A": "question x"}),
        (["What is 1+1=2?=question x"], {"What is 1+1=2?": "question x"}),
        ([], {}),
    ],
)
def test_maps_are_read(said, mapping):
    assert read_map(said) == mapping


@pytest.mark.parametrize("said", ["A", "=question x", "A="])
def test_maps_that_say_nothing_are_refused(said):
    with pytest.raises(InputError, match="does not say"):
        read_map([said])


TWO_ROWS = {
    "About you / Ref.": ("form_id", ["C-01", "C-02"]),
    "Who / Date": ("session_date", ["2024-05-01", "2024-05-02"]),
    "Who / Name": ("leave out", ["Ada", "Bo"]),
    "Who / What they said": ("question", ["I felt that it was very kind of all", "It was good to be there at all"]),
    "Anything": ("form_id", ["A17", "B18"]),
    "Years": (None, ["17", "18"]),
    "House": ("attribute", ["No 1", "No 2"]),
}


@pytest.mark.parametrize(
    ("values", "role"),
    [
        (["7", "8", "8"], "attribute"),
        (["0", "10", "", "10"], "attribute"),
        (["7", "8", "9"], "None"),  # each another: they may count the rows
        (["7", "7", "7"], "None"),
        (["7", "12", "12"], "None"),
        (["7", "8.5", "8.5"], "None"),
    ],
)
def test_small_whole_numbers_may_be_scores(values, role):
    study = BLANK.model_copy(update={"attributes": {}})
    guess = next(g for g in understand(table({"Mood": values}), study).guesses)
    assert str(guess.role) == role
    assert not guess.sure
    assert role == "None" or "say its scale in study.yml" in guess.why


@pytest.mark.parametrize(("column", "role", "values"), [(c, r, v) for c, (r, v) in TWO_ROWS.items()])
def test_the_last_of_two_names_is_a_guess_and_so_are_numbers_with_letters(column, role, values):
    table = Table(Path("a.csv"), [column], [[value] for value in values], [2, 3], "")
    (guess,) = understand(table, BLANK).guesses
    assert (str(guess.role) if guess.role else None, guess.sure) == (role, False)


@pytest.mark.parametrize(
    ("header", "values", "role"),
    [
        ("What would you change?", ["Nothing", "The lift", "Longer"], "question"),
        ("1. What hindered?", ["Noise", "None", "Time"], "question"),
        ("Q2 / How could we do better?", ["Shorter talks", "More of it", "Tea"], "question"),
        ("Any other comments?", ["Thanks", "Good", "Lovely day"], "question"),
        ("Do you have any suggestions", ["Tea", "Quiet", "Chairs"], "question"),
        # near-misses: few answers to choose from, though the words are nearly the same
        ("What is your job?", ["Nurse", "Porter", "Medic"], "attribute"),
        ("What age are you?", ["Old", "Young", "Neither"], "attribute"),
        ("How satisfied were you?", ["Very", "Quite", "Not"], "attribute"),
        ("What was the weather like?", ["Dry", "Dry", "Dry"], "attribute"),
        ("Whatever", ["Red", "Blue", "Green"], "attribute"),
        ("Which team are you in?", ["Red", "Blue", "Green"], "attribute"),
        ("Status / Response Type", ["IP Address", "IP Address", "IP Address"], "leave out"),
    ],
)
def test_what_a_header_asks_openly_is_a_question(header, values, role):
    guess = guessed(header, values, BLANK)
    assert (str(guess.role), guess.sure) == (role, False), guess.why


@pytest.mark.parametrize("value", ["31/02/2024", "2204-03-14", "45365", "14/03/99"])
def test_a_column_called_date_whose_dates_cannot_be_is_not_taken_for_anything_else(value):
    assert str(guessed("Date", [value, value, ""]).role) == "session_date"


def test_what_stands_in_a_file_cannot_command_the_terminal():
    lines = "\n".join(understand(table({"Form": ["1"], "helped": ["\x1b[31mred\x00"]}), ASKING).lines())
    assert r"\x1b[31mred\x00" in lines


def test_all_guesses_are_one_problem():
    columns = {"Form": ["1", "2", "3"], "Why?": SENTENCES, "Ward": ["A", "B", "A"], "Email": ["a@b.c"] * 3}
    (problem,) = problems_of(understand(table(columns), BLANK), accept=False)
    assert "3 columns marked with ? above are guessed" in problem.what
    assert "--yes" in problem.remedy and "--map 'Why?=question'" in problem.remedy
