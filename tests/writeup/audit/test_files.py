"""The two files of an audit: what is refused, where it is said to be, and what is said to be done."""

import pytest

from sixphase.study.problem import InputError
from sixphase.writeup.audit import audit_study_files, read_figures, read_relations
from sixphase.writeup.audit.figures import UNITS
from sixphase.writeup.audit.relations import KINDS

HEAD = "id,value,unit,where,what\n"
GOOD = HEAD + "a,5,people,A,x\nb,6,people,A,x\np,71,percent,A,x\nd,2020-01-01,date,B,y\nt,09:30,time,B,y\n"


@pytest.fixture
def csv(tmp_path):
    def write(content):
        path = tmp_path / "reported_figures.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def yml(tmp_path):
    def write(content):
        path = tmp_path / "reported_relations.yml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def problems(reading, *args, **keys):
    with pytest.raises(InputError) as caught:
        reading(*args, **keys)
    assert all(problem.file is not None and problem.remedy for problem in caught.value.problems)
    return caught.value.problems


VALUES = [
    ("455", "people", True),
    ("0", "forms", True),
    ("1,204", "people", False),
    ("1 204", "people", False),
    ("45.5", "people", False),
    ("-3", "people", False),
    ("007", "people", False),
    ("", "people", False),
    ("٣", "people", False),
    ("1٣", "people", False),
    ("9" * 13, "people", False),
    ("71", "percent", True),
    ("71.40", "percent", True),
    ("71%", "percent", False),
    ("71,4", "percent", False),
    (".5", "percent", False),
    ("1e3", "hours", False),
    ("nan", "years", False),
    ("2024-02-29", "date", True),
    ("2023-02-29", "date", False),
    ("29.02.2024", "date", False),
    ("20240229", "date", False),
    ("2024-W09-4", "date", False),
    ("9999-12-31", "date", False),
    ("09:30", "time", True),
    ("9:30", "time", False),
    ("24:00", "time", False),
    ("09:30:00", "time", False),
    ("09:60", "time", False),
]


@pytest.mark.parametrize(("value", "unit", "fits"), VALUES)
def test_a_value_fits_its_unit(csv, value, unit, fits):
    path = csv(f'{HEAD}x,"{value}",{unit},A,something\n')
    if fits:
        assert read_figures(path)["x"].value == value
    else:
        [problem] = problems(read_figures, path)
        assert problem.place == "row 2, column value"


@pytest.mark.parametrize("unit", sorted(UNITS))
def test_every_unit_is_read(csv, unit):
    value = {"date": "2024-05-01", "time": "10:00"}.get(unit, "3")
    assert read_figures(csv(f"{HEAD}x,{value},{unit},A,something\n"))["x"].unit == unit


FILES = [
    ("", "", "empty"),
    ("\n\n", "", "empty"),
    (HEAD, "", "no rows"),
    (HEAD.replace(",what", ""), "row 1", "'what' is missing"),
    (HEAD.replace("what", "what,more"), "row 1", "'more' is not expected"),
    (HEAD.replace("what", "what,what"), "row 1", "stands twice"),
    (GOOD.replace(",", ";"), "row 1", "parted by semicolons"),
    (HEAD + "a,5,people,A\n", "row 2", "4 fields"),
    (HEAD + "a,5,people,A,x,y\n", "row 2", "6 fields"),
    (HEAD + "a,5,people,A,x\n\na,6,people,A,x\n", "row 4, column id", "stands twice: a"),
    (HEAD + "1a,5,people,A,x\n", "row 2, column id", "no id"),
    (HEAD + "a b,5,people,A,x\n", "row 2, column id", "no id"),
    (HEAD + "a,5,peeple,A,x\n", "row 2, column unit", "not known"),
    (HEAD + "a,5,people,A,\n", "row 2, column what", "empty"),
    (HEAD + "a,5,people,A,\x1b[31mred\n", "row 2, column what", "odd"),
    (HEAD + f"a,5,people,A,{'x' * 501}\n", "row 2, column what", "longer than 500"),
    (HEAD + 'a,5,people,A,"x\n', "row 2", "cannot be read"),
    ((HEAD + "a,5,people,A,caf\xe9\n").encode("cp1252"), "row 2", "looks like Windows-1252"),
    (GOOD.encode("utf-16"), "row 1", "looks like UTF-16"),
    (HEAD.encode() + b"a,\0,people,A,x\n", "row 2", "zero byte"),
    (b"PK\x03\x04" + b"x" * 50, "", "spreadsheet"),
    (b"x" * 1_000_001, "", "larger than 1,000,000"),
]


@pytest.mark.parametrize(("content", "place", "what"), FILES)
def test_a_faulty_file_of_figures_is_refused(csv, content, place, what):
    [problem] = problems(read_figures, csv(content))
    assert problem.place == place
    assert what in problem.what


def test_a_missing_file_is_named(tmp_path):
    [problem] = problems(read_figures, tmp_path / "none.csv")
    assert "no such file" in problem.what


def test_figures_as_people_save_them(csv):
    text = "\ufeffunit,what,id,value,where\r\npeople,who  came,a, 5 ,Abstract\r\n\r\n"
    figure = read_figures(csv(text))["a"]
    assert (figure.value, figure.what, str(figure)) == ("5", "who came", "5 people")


def test_all_faults_are_told_at_once_but_not_without_end(csv):
    rows = "".join(f"a{i},x,people,A,y\n" for i in range(5))
    assert len(problems(read_figures, csv(HEAD + rows))) == 5
    rows = "".join(f"a{i},x,people,A,y\n" for i in range(500))
    assert len(problems(read_figures, csv(HEAD + rows))) == 21


def test_a_unit_slip_is_answered_with_the_likely_unit(csv):
    [problem] = problems(read_figures, csv(HEAD + "a,5,peeple,A,x\n"))
    assert problem.remedy.startswith("write 'people'")


RELATIONS = [
    ("{id: x, kind: equl, figures: [a, b]}", "relation 1 (x), key kind", "'equl' is not known", "write 'equal'"),
    ("{id: x, figures: [a, b]}", "relation 1 (x)", "'kind' is missing", "equal"),
    ("{id: x, kind: part_of, part: [a], whole: b}", "key part", "'part' is not a setting", "write 'parts'"),
    ("{id: x, kind: equal, figures: a}", "key figures", "at least two", "write it like"),
    ("{id: x, kind: equal, figures: []}", "key figures", "a list of 1", "write it like"),
    ("{id: x, kind: equal, figures: [1, b]}", "key figures", "string", "write it like"),
    ("{id: no, kind: equal, figures: [a, b]}", "key id", "should be text", "quotation marks"),
    ("{id: a b, kind: equal, figures: [a, b]}", "key id", "an id", "write it like"),
    ("{kind: equal, figures: [a, b]}", "key id", "'id' is missing", "write it like"),
    ("{id: x, kind: sum, parts: [a, b]}", "relation 1 (x)", "'whole'", "total: 100"),
    ("{id: x, kind: sum, parts: [a, b], total: 9, whole: a}", "relation 1 (x)", "not both", "total: 100"),
    ("{id: x, kind: sum, parts: [a, b], total: ten}", "key total", "decimal", "total: 100"),
    ("{id: x, kind: percentage, shares: [{percent: p}]}", "relation 1 (x)", "'count'", "shares"),
    ("{id: x, kind: percentage, shares: [{cout: a, percent: p}]}", "key shares", "'cout'", "write 'count'"),
    ("{id: x, kind: count_of_list, figures: a}", "relation 1 (x)", "'list'", "items"),
    ("{id: x, kind: count_of_list, figures: a, items: [A, A]}", "relation 1 (x)", "twice", "items"),
    ("{id: x, kind: majority, part: a}", "relation 1 (x)", "'wholes'", "wholes"),
    ("{id: x, kind: verbatim_repeats, which: exat}", "key which", "'exact' or 'near'", "which"),
    ('{id: x, kind: verbatim_repeats, note: "\\e[31m"}', "key note", "control characters", "which"),
    ("just words", "relation 1", "not a relation", "keys with values"),
]


@pytest.mark.parametrize(("line", "place", "what", "remedy"), RELATIONS)
def test_a_faulty_relation_is_refused(yml, line, place, what, remedy):
    told = problems(read_relations, yml(f"relations:\n  - {line}\n"))
    assert any(place in p.place and what in p.what and remedy in p.remedy for p in told), told


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("", "declares no relations"),
        ("relations: []", "declares no relations"),
        ("- {id: x}", "declares no relations"),
        ("relations:\n  - {id: x, kind: verbatim_repeats}\nmore: 1", "'more' is not known"),
        ("relations: [", "not valid YAML"),
        ("relations: &all []\nagain: *all", "alias"),
        ("relations: !!python/object/apply:os.getcwd []", "constructor"),
        ("relations: []\nrelations: []", "stands twice"),
        ("[" * 50_000, "nested too deeply"),
        (b"relations: \xe9", "not UTF-8"),
        ("#" * 1_000_001, "larger than"),
        ("relations:\n" + "- {}\n" * 1_001, "more than 1,000"),
    ],
)
def test_a_faulty_file_of_relations_is_refused(yml, content, what):
    assert what in problems(read_relations, yml(content))[0].what


def test_an_id_of_a_relation_stands_once(yml):
    line = "  - {id: x, kind: verbatim_repeats}\n"
    [problem] = problems(read_relations, yml("relations:\n" + line * 2))
    assert "stands twice: x" in problem.what


NAMES = [
    ("{id: x, kind: equal, figures: [a, bb]}", "key figures", "no figure called 'bb'", "write 'b'"),
    ("{id: x, kind: equal, figures: [a, p]}", "key kind", "count and percent", "one sort"),
    ("{id: x, kind: part_of, parts: d, whole: a}", "key parts", "'date'", "people"),
    ("{id: x, kind: percentage, shares: {count: a, percent: b}}", "key shares, percent", "'people'", "percent"),
    ("{id: x, kind: duration, from: d, to: q, stated: p}", "key to", "no figure called 'q'", "use one of"),
    ("{id: x, kind: duration, from: d, to: d, stated: h}", "key stated", "do not go together", "two dates"),
    ("{id: x, kind: duration, from: d, to: t, stated: h}", "key stated", "do not go together", "two dates"),
    ("{id: x, kind: count_of_list, figures: a, list: theme}", "key list", "no list called 'theme'", "'themes'"),
    ("{id: x, kind: majority, part: a, implied_by: rate}", "key implied_by", "no percentage relation", "declare"),
    ("{id: x, kind: verbatim_repeats}", "key kind", "without answers", "add answers"),
]


@pytest.mark.parametrize(("line", "place", "what", "remedy"), NAMES)
def test_a_name_that_is_not_there_is_refused(csv, yml, line, place, what, remedy):
    files = csv(GOOD + "h,7,hours,B,y\n"), yml(f"relations:\n  - {line}\n")
    problem = problems(audit_study_files, *files, lists={"themes": ("A",)})[0]
    assert problem.file == files[1]
    assert place in problem.place
    assert what in problem.what
    assert remedy in problem.remedy


def test_faults_of_both_files_are_told_together(csv, yml):
    files = csv(HEAD + "a,x,people,A,y\n"), yml("relations:\n  - {id: x, kind: equl}\n")
    assert [problem.file for problem in problems(audit_study_files, *files)] == list(files)


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_of_each_kind_can_be_read(yml, kind):
    [relation] = read_relations(yml(f"relations:\n  - {KINDS[kind].example}\n"))
    assert relation.kind == kind
    assert type(relation) is KINDS[kind]
