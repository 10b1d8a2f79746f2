"""The simulated study: its size, its bytes, and that every planted truth is found again by other means."""

import csv
import re
from collections import Counter
from datetime import date
from math import sqrt
from pathlib import Path

import pandas as pd
import pytest
import yaml
from rapidfuzz.distance import Levenshtein
from sklearn.metrics import cohen_kappa_score

from sixphase.simulation import plan, simulate
from sixphase.simulation.draw import Draw, scaled
from sixphase.simulation.grammar import grammar
from sixphase.simulation.identifiers import STAFF, UNLISTED
from sixphase.simulation.typists import HEADINGS
from sixphase.study.codebook import Codebook
from sixphase.study.paths import root
from sixphase.study.problem import InputError
from sixphase.study.settings import Study
from sixphase.study.yamlfile import read_yaml, validated
from sixphase.transcription.form.number import check
from sixphase.transcription.importing.states import States
from sixphase.transcription.transcript import ANSWER_COLUMNS, STATES

LONGEST_RUN = 4  # words in a row that stand in a published answer too, such as 'at the end of'
FAR = 4.0  # standard deviations; what is drawn rightly lies beyond once in 16,000 times
SEEDS = (20220519, 7, 8)
BOXES = {"Job": "occupation", "Gender": "gender", "Calm": "calm"}


class Made:
    """A simulated study, read back from its files."""

    def __init__(self, folder: Path):
        self.folder = folder

    def table(self, name: str) -> pd.DataFrame:
        return pd.read_csv(self.folder / f"{name}.csv", dtype=str, keep_default_na=False)

    def answers(self) -> pd.DataFrame:
        table = self.table("answers")
        return table.assign(answer_id=table["form_id"] + "." + table["question"]).set_index("answer_id")

    def bytes(self) -> dict[str, bytes]:
        files = sorted(p for p in self.folder.rglob("*") if p.is_file())
        return {p.relative_to(self.folder).as_posix(): p.read_bytes() for p in files}


@pytest.fixture(scope="module", params=SEEDS)
def made(request, tmp_path_factory) -> Made:
    folder = tmp_path_factory.mktemp("simulated") / "cmt_cohort"
    simulate(folder, request.param)
    return Made(folder)


def z(found: float, expected: float, spread: float) -> float:
    return (found - expected) / spread if spread else 0.0


def test_size_days_and_people(made):
    forms, sessions = made.table("forms"), made.table("sessions")
    came = sessions["attended"].astype(int)
    assert (len(forms), came.sum()) == (455, 685)
    assert came.between(6, 18).all()
    assert sessions["session_date"].min() == forms["session_date"].min() == "2022-05-19"
    assert sessions["session_date"].max() == "2025-03-28"
    assert sessions["session_date"].is_unique
    assert all(date.fromisoformat(day).weekday() < 5 for day in sessions["session_date"])
    counts = sessions.drop(columns="session_date").astype(int).sum()
    assert counts["gender:Female"] == 589
    assert counts["occupation:Allied health professionals"] == 308
    for attribute in ("gender", "occupation"):
        groups = sessions.filter(like=f"{attribute}:").astype(int)
        assert (groups.sum(axis=1) == came).all()
    per_session = forms["session_date"].value_counts()
    assert (per_session <= sessions.set_index("session_date")["attended"].astype(int)[per_session.index]).all()
    for day, group in forms.groupby("session_date"):
        for gender, count in group["gender"].value_counts().items():
            if gender:
                held = sessions.loc[sessions["session_date"] == day, f"gender:{gender}"]
                assert count <= int(held.iloc[0])


def test_forms_and_answers_are_as_an_import_gives_them(made):
    forms, answers = made.table("forms"), made.table("answers")
    assert forms["form_id"].is_unique
    assert forms["form_id"].map(check).all()
    assert list(answers.columns) == list(ANSWER_COLUMNS)
    assert len(answers) == 5 * 455
    assert answers["form_id"].tolist() == [id_ for id_ in forms["form_id"] for _ in range(5)]
    assert answers["question"].tolist() == list(plan.QUESTIONS) * 455
    assert set(answers["state"]) == set(STATES)
    settings = validated(Study, read_yaml(made.folder / "study.yml"), made.folder / "study.yml")
    states = States.of(settings.transcripts)
    assert [states.read(text)[0] for text in answers["text"]] == [
        "blank" if state == "not applicable" else state for state in answers["state"]
    ]
    assert (answers["text"].str.strip() == answers["text"]).all()


def test_the_settings_and_the_codebook_hold(made):
    settings = validated(Study, read_yaml(made.folder / "study.yml"), made.folder / "study.yml")
    assert settings.simulated
    assert settings.has_forms
    assert [q.id for q in settings.questions] == list(plan.QUESTIONS)
    assert settings.attributes["gender"].categories == tuple(plan.GENDERS)
    assert settings.attributes["calm"].scale == plan.CALM
    assert settings.transcripts.columns == HEADINGS
    book = validated(Codebook, read_yaml(made.folder / "codebook.yml"), made.folder / "codebook.yml")
    published = read_yaml(root() / "data_raw" / "cmt_published" / "codebook.yml")
    assert list(book.subthemes) == [s["id"] for t in published["themes"] for s in t["subthemes"]]
    assert tuple(book.subthemes) == plan.SUBTHEMES
    themes, answers = made.table("truth/themes"), made.answers()
    for code, (_, entry) in book.subthemes.items():
        assert themes.loc[themes["answer_id"] == entry.example, "code"].tolist() == [code]
        assert answers.loc[entry.example, "state"] == "answered"


@pytest.mark.parametrize("name", ["README.md", "study.yml"])
def test_it_says_that_it_is_simulated_and_what_is_invented(made, name):
    text = (made.folder / name).read_text(encoding="utf-8").lower()
    assert "simulated" in text
    assert text.count("invented") >= 4


def test_the_spans_hold_words_of_their_answers(made):
    answers = made.answers()
    for row in made.table("truth/themes").itertuples():
        words = answers.loc[row.answer_id, "text"][int(row.start) : int(row.end)]
        assert words
        assert words.strip() == words
    whole = answers.loc[made.table("truth/themes")["answer_id"], "text"]
    assert (whole != "").all()


def test_answers_are_worth_coding(made):
    answers = made.answers()
    told = answers[answers["state"] == "answered"]
    lengths = told["text"].str.split().str.len()
    assert lengths.min() == 1
    assert lengths.max() > 40
    number = made.table("truth/themes").groupby("answer_id").size().reindex(told.index, fill_value=0)
    assert {0, 1, 2, 3} <= set(number)
    long = told[lengths >= 8]
    assert long["text"].str.casefold().duplicated().mean() < 0.02
    assert answers["text"].str.contains(r"\[illegible\]").sum() >= 20
    misspelt = told["text"].str.contains(
        "compasion|excercise|definately|realy|collegue|facillit|thier|enviroment|becuase"
    )
    assert misspelt.sum() >= 10
    moods = made.table("truth/themes")["mood"].value_counts()
    assert set(moods.index) == {"for", "plan", "against", "wish"}
    assert moods.min() > 100


def test_theme_shares_by_question_occupation_and_time(made):
    """The planted chances are recovered from `themes.csv` and `forms.csv`, worked out here from `plan` alone."""
    forms = made.table("forms").set_index("form_id")
    answers = made.answers()
    told = answers[answers["text"].str.replace("[illegible]", "", regex=False) != ""]
    pairs = set(made.table("truth/themes")[["answer_id", "code"]].itertuples(index=False, name=None))
    first, days = date.fromisoformat(plan.FIRST), (date.fromisoformat(plan.LAST) - date.fromisoformat(plan.FIRST)).days
    rows = []
    for answer in told[told["form_id"].map(forms["occupation"]) != ""].itertuples():
        form = forms.loc[answer.form_id]
        elapsed = (date.fromisoformat(form["session_date"]) - first).days / days
        for place, code in enumerate(plan.SUBTHEMES):
            early, late = plan.OVER_TIME.get(code, (1, 1))
            chance = plan.SPEAKS[answer.question][place] * plan.BY_OCCUPATION.get((form["occupation"], code), 1)
            chance *= early + (late - early) * elapsed
            spoken = (answer.Index, code) in pairs
            rows.append((answer.question, code, form["occupation"], elapsed > 0.5, chance, spoken))
    table = pd.DataFrame(rows, columns=["question", "code", "occupation", "late", "chance", "spoken"])
    table["spread"] = table["chance"] * (1 - table["chance"])
    groups = (["question", "code"], ["code", "occupation"], ["code", "late"], ["code"])
    found = [g for keys in groups for g in table.groupby(keys)[["chance", "spoken", "spread"]].sum().itertuples()]
    scores = [z(g.spoken, g.chance, sqrt(g.spread)) for g in found]
    assert max(map(abs, scores)) < FAR
    assert 0.8 < sqrt(sum(s * s for s in scores) / len(scores)) < 1.25
    nurses = table[(table["code"] == "T3.2") & (table["occupation"] == "Nursing")]
    unplanted = (nurses["chance"] / 1.4).sum()
    assert z(nurses["spoken"].sum(), unplanted, sqrt(unplanted)) > 1  # the effect is there to be found


def test_the_table_of_shares_is_that_of_the_themes(made):
    table = made.table("truth/theme_shares")
    themes = made.table("truth/themes")
    counted = Counter(zip(themes["answer_id"].str.split(".").str[1], themes["code"], strict=True))
    assert [counted[q, c] for q, c in zip(table["question"], table["code"], strict=True)] == table["found"].astype(
        int
    ).tolist()
    scores = (table["found"].astype(int) - table["expected"].astype(float)) / table["spread"].astype(float)
    assert scores.abs().max() < FAR


def test_typing_errors_by_another_count(made):
    """Each error is found again by comparing what was typed with what was written."""
    errors = made.table("truth/typing_errors")
    written = made.table("private/written").set_index(["form_id", "question"])["text"]
    forms = made.table("forms").set_index("form_id")
    questions = {heading: role.split()[1] for heading, role in HEADINGS.items() if role.startswith("question")}
    for typist, rates in plan.TYPISTS.items():
        typed = made.table(f"private/typed/{typist}").set_index("Form")
        own = errors[errors["typist"] == typist]
        left_out = own.loc[own["kind"] == "form", "form_id"]
        assert sorted(set(forms.index) - set(typed.index)) == sorted(left_out)
        assert len(left_out) == rates["forms_left_out"]
        edits = characters = boxes = 0
        for form_id, row in typed.iterrows():
            boxes += sum(row[h] != forms.loc[form_id, id_] for h, id_ in BOXES.items())
            for heading, question in questions.items():
                text = written[form_id, question]
                if text:
                    edits += Levenshtein.distance(text, row[heading])
                    characters += len(text.replace("[illegible]", ""))
        letters = own["kind"].isin(["substitution", "omission", "doubling"]).sum()
        assert letters - 2 <= edits <= letters  # two errors side by side may look like one
        assert boxes == (own["kind"] == "field").sum()
        expected = rates["per_1000_characters"] * characters / 1000
        assert abs(z(letters, expected, sqrt(expected))) < FAR
        expected = rates["per_1000_fields"] * len(BOXES) * len(typed) / 1000
        assert abs(z(boxes, expected, sqrt(expected))) < FAR


def test_typing_errors_stand_where_they_are_said_to(made):
    errors = made.table("truth/typing_errors")
    written = made.table("private/written").set_index(["form_id", "question"])["text"]
    letters = errors[errors["kind"].isin(["substitution", "omission", "doubling"])]
    assert len(letters) > 100
    for row in letters.itertuples():
        assert written[row.form_id, row.field.removeprefix("question ")][int(row.start)] == row.written
        assert row.typed != row.written


def test_the_agreement_of_the_coders(made):
    answers = made.answers()
    codable = answers.index[answers["state"] == "answered"]
    truth = set(made.table("truth/themes")[["answer_id", "code"]].itertuples(index=False, name=None))
    given = {
        c: set(made.table(f"truth/{c}")[["answer_id", "code"]].itertuples(index=False, name=None)) for c in plan.CODERS
    }
    expected = made.table("truth/agreement").set_index("code").astype(float)
    for coder, skill in plan.CODERS.items():
        assert {answer for answer, _ in given[coder]} <= set(codable)
        there = {pair for pair in truth if pair[0] in set(codable)}
        absent = len(codable) * len(plan.SUBTHEMES) - len(there)
        for count, of, chance in (
            (len(given[coder] & there), len(there), skill["finds"]),
            (len(given[coder] - there), absent, skill["adds"]),
        ):
            assert abs(z(count, of * chance, sqrt(of * chance * (1 - chance)))) < FAR
    for code in plan.SUBTHEMES:
        both = [[(answer, code) in given[coder] for answer in codable] for coder in plan.CODERS]
        agreed = sum(a == b for a, b in zip(*both, strict=True)) / len(codable)
        percent = expected.loc[code, "percent"]
        assert abs(z(agreed, percent, sqrt(percent * (1 - percent) / len(codable)))) < FAR
        kappa = cohen_kappa_score(*both)
        marginal = 1 - (percent - expected.loc[code, "kappa"]) / (1 - expected.loc[code, "kappa"])
        assert abs(z(kappa, expected.loc[code, "kappa"], sqrt(percent * (1 - percent) / len(codable)) / marginal)) < FAR


def test_the_coders_quote_words_of_their_answers(made):
    texts = made.answers()["text"]
    for coder in plan.CODERS:
        table = made.table(f"truth/{coder}")
        assert not table.duplicated(["answer_id", "code"]).any()
        off = 0
        spans = made.table("truth/themes").set_index(["answer_id", "code"])
        for row in table.itertuples():
            words = texts[row.answer_id][int(row.start) : int(row.end)]
            assert words and words.strip() == words
            if (row.answer_id, row.code) in spans.index:
                off += tuple(spans.loc[(row.answer_id, row.code), ["start", "end"]]) != (row.start, row.end)
        assert 0.05 < off / len(table) < 0.35


def test_planted_identifiers(made):
    planted, known = made.table("private/identifiers"), made.table("truth/identifiers")
    assert planted.drop(columns="words").equals(known)
    assert planted["kind"].value_counts().to_dict() == plan.IDENTIFIERS
    assert planted["answer_id"].is_unique
    written, answers = made.table("private/written"), made.answers()
    raw = dict(zip(written["form_id"] + "." + written["question"], written["text"], strict=True))
    for row in planted.itertuples():
        start, end = int(row.start), int(row.end)
        assert raw[row.answer_id][start:end] == row.words
        replaced = raw[row.answer_id][:start] + row.replacement + raw[row.answer_id][end:]
        assert replaced == answers.loc[row.answer_id, "text"]
    for answer, text in raw.items():
        if answer not in set(planted["answer_id"]):
            assert text == answers.loc[answer, "text"]
    phones = planted.loc[planted["kind"] == "phone", "words"].str.replace(" ", "")
    assert phones.str.fullmatch(r"07700900\d{3}|01632960\d{3}").all()
    assert planted.loc[planted["kind"] == "email", "words"].str.endswith("@example.org").all()
    numbers = planted["replacement"].str.extract(r"\[(\w+) (\d+)\]")
    for _, group in numbers.groupby(0):
        assert list(dict.fromkeys(group[1].astype(int))) == list(range(1, group[1].nunique() + 1))
    slips = planted[planted["kind"] == "listed name with a slip"]
    assert not slips["words"].isin(STAFF).any()
    assert all(min(Levenshtein.distance(w, name) for name in STAFF) == 2 for w in slips["words"])


def test_no_identifier_stands_outside_the_private_folder(made):
    words = set(made.table("private/identifiers")["words"])
    surnames = {name.split()[1] for name in (*STAFF, *UNLISTED)}
    for name, content in made.bytes().items():
        if not name.startswith("private/"):
            text = content.decode()
            assert not [w for w in words | surnames if w in text], name
    listed = yaml.safe_load((made.folder / "private" / "names.yml").read_text(encoding="utf-8"))
    assert set(listed) == {"staff", "wards", "places"}
    assert not set(UNLISTED) & set(listed["staff"])


def test_people_return_forms_as_planted(tmp_path):
    """Over many people, since some groups are small: the odds of two groups follow their weights."""
    simulate(tmp_path / "many", 5, forms=6000)
    many = Made(tmp_path / "many")
    came = many.table("sessions").filter(like="occupation:").astype(int).sum()
    forms = many.table("forms")["occupation"].value_counts()
    rates = {o: forms[o] / (1 - plan.NOT_GIVEN["occupation"]) / came[f"occupation:{o}"] for o in plan.OCCUPATIONS}
    others = [rates[o] for o in plan.OCCUPATIONS if o not in plan.RETURNS]
    assert max(others) - min(others) < 0.06
    assert rates["Medical"] < rates["Corporate"] - 0.1 < min(others) - 0.1
    empty = (many.table("forms")["occupation"] == "").sum()
    assert abs(z(empty, 180, sqrt(180))) < FAR


def test_blank_answers_as_planted(made):
    answers = made.table("answers")
    for question, chance in plan.BLANK.items():
        blank = ((answers["question"] == question) & (answers["state"] == "blank")).sum()
        assert abs(z(blank, 455 * chance, sqrt(455 * chance * (1 - chance)))) < FAR


def words_of(text: str) -> list[str]:
    return re.findall(r"[\w'’]+", text.casefold().replace("’", "'"))


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    words = words_of(text)
    return set(zip(*(words[i:] for i in range(length)), strict=False))


def test_nothing_of_the_published_answers_is_copied(made):
    with (root() / "data_raw" / "cmt_published" / "excerpts.csv").open(encoding="utf-8", newline="") as file:
        published = [row["text"] for row in csv.DictReader(file)]
    theirs = set().union(*(runs(text, LONGEST_RUN + 1) for text in published))
    ours = set().union(*(runs(text, LONGEST_RUN + 1) for text in made.answers()["text"]))
    assert ours & theirs == set()
    assert runs(published[0], LONGEST_RUN + 1) & theirs  # a copied sentence would be caught


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(tmp_path):
    one, two, three = (Made(tmp_path / name) for name in ("one", "two", "three"))
    simulate(one.folder, 3, forms=60, xlsx=True)
    simulate(two.folder, 3, forms=60, xlsx=True)
    simulate(three.folder, 4, forms=60, xlsx=True)
    assert one.bytes() == two.bytes()
    fixed = {"private/names.yml"}
    assert {name for name, content in three.bytes().items() if one.bytes()[name] == content} == fixed


def test_the_workbook_holds_what_the_csv_does(tmp_path):
    from python_calamine import CalamineWorkbook

    simulate(tmp_path, 3, forms=60, xlsx=True)
    for typist in plan.TYPISTS:
        rows = (
            CalamineWorkbook.from_path(tmp_path / "private" / "typed" / f"{typist}.xlsx")
            .get_sheet_by_index(0)
            .to_python()
        )
        with (tmp_path / "private" / "typed" / f"{typist}.csv").open(encoding="utf-8", newline="") as file:
            assert [[str(cell) for cell in row] for row in rows] == list(csv.reader(file))


@pytest.mark.parametrize("forms", [1, 2, 5, 13, 100])
def test_any_number_of_forms(tmp_path, forms):
    made = simulate(tmp_path, 1, forms=forms)
    assert (made.forms, made.people) == (forms, round(forms * 685 / 455))
    assert len(Made(tmp_path).table("forms")) == forms
    validated(Codebook, read_yaml(tmp_path / "codebook.yml"), tmp_path / "codebook.yml")


def test_what_is_there_is_never_replaced(tmp_path):
    simulate(tmp_path, 1, forms=20)
    before = Made(tmp_path).bytes()
    simulate(tmp_path, 1, forms=20)  # the same again does no harm
    (tmp_path / "answers.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=r"answers\.csv: this file is there already"):
        simulate(tmp_path, 1, forms=20)
    assert Made(tmp_path).bytes() == {**before, "answers.csv": b"mine"}
    with pytest.raises(InputError, match="a study of 0 forms"):
        simulate(tmp_path / "none", 1, forms=0)
    assert not (tmp_path / "none").exists()


def test_it_says_what_it_made(tmp_path):
    said = str(simulate(tmp_path / "cmt_cohort", 1, forms=20))
    assert "a simulated study of 30 people" in said
    assert "20 forms" in said
    assert "seed 1" in said


def test_every_sentence_can_be_written():
    words = grammar()
    draw = Draw("sentences")
    assert tuple(words.subthemes) == plan.SUBTHEMES
    assert set(words.work) == set(plan.OCCUPATIONS)
    assert set(words.other) == set(plan.QUESTIONS)
    for code, moods in words.subthemes.items():
        assert set(moods) == {"for", "plan", "against", "wish"}
        for mood in moods:
            for occupation in plan.OCCUPATIONS:
                said = {words.say(code, mood, occupation, draw) for _ in range(20)}
                assert all(s and not re.search(r"[{}()|]|\s\s|\s[,.!?]", s) for s in said), said
                assert len(said) > 1


@pytest.mark.parametrize(
    ("counts", "total", "expected"),
    [
        ({"a": 1, "b": 1}, 3, {"a": 2, "b": 1}),
        ({"a": 5, "b": 0}, 2, {"a": 2, "b": 0}),
        ({"a": 1, "b": 2}, 3, {"a": 1, "b": 2}),
    ],
)
def test_proportions_in_whole_numbers(counts, total, expected):
    assert scaled(counts, total) == expected


def test_drawing_is_even():
    draw = Draw("even")
    picked = Counter(draw.pick("abcd") for _ in range(4000))
    assert all(abs(z(picked[letter], 1000, sqrt(750))) < FAR for letter in "abcd")
    hits = sum(len(Draw("hits", i).hits(1000, 0.01)) for i in range(100))
    assert abs(z(hits, 1000, sqrt(990))) < FAR
    assert Draw("none").hits(50, 0) == []
    assert sorted(Draw("s").shuffled("abc")) == ["a", "b", "c"]
