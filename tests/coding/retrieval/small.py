"""A small study to search, and searches drawn for it."""

import pandas as pd
from hypothesis import strategies as st

from sixphase.coding.retrieval.building import CODING, build

CODES = pd.DataFrame(
    [
        ("T1", "Learning", "", "theme", ""),
        ("T1.1", "Teaching", "T1", "subtheme", ""),
        ("T1.2", "Own pace", "T1", "subtheme", ""),
        ("c-1", "Slow down", "T1.2", "code", ""),
        ("T2", "The day", "", "theme", ""),
        ("T2.1", "Room", "T2", "subtheme", ""),
        ("T2.2", "Own pace", "T2", "subtheme", ""),
        ("old", "Place", "T2", "code", "T2.1"),
    ],
    columns=["code", "name", "parent", "kind", "into"],
)
LABELS = {"occupation": "Job", "age": "Age"}
CATEGORIES = {"occupation": ("Nursing", "Medical", "Corporate")}
ANSWER_COLUMNS = ["answer_id", "text", "form_id", "question", "session_date", "occupation", "age"]


def index_of(codings=(), answers=()):
    """Codings as (id, answer, start, end, code, coder); answers as rows of ANSWER_COLUMNS or (id, text)."""
    filled = [(*row, *("",) * (len(ANSWER_COLUMNS) - len(row))) for row in answers]
    table = pd.DataFrame(list(codings), columns=list(CODING))
    return build(table, CODES, pd.DataFrame(filled, columns=ANSWER_COLUMNS, dtype=str), LABELS, CATEGORIES)


@st.composite
def studies(draw):
    """A few short answers with codings anywhere in them, some beside the words that are there."""
    texts = draw(st.lists(st.text("ab c.😀\n", min_size=1, max_size=14), min_size=1, max_size=4))
    forms = st.sampled_from([("Nursing", "2023-01-05"), ("Medical", "2022-12-31"), ("", "")])
    answers = []
    for n, text in enumerate(texts):
        occupation, day = draw(forms)
        answers.append((f"A{n}", text, f"F{n // 2}", f"q{n % 2}", day, occupation, ""))
    codings = []
    for n in range(draw(st.integers(1, 9))):
        answer = draw(st.integers(0, len(texts) - 1))
        start = draw(st.integers(0, len(texts[answer]) - 1))
        end = draw(st.integers(start + 1, len(texts[answer])))
        code, coder = draw(st.sampled_from(["T1", "T1.1", "c-1", "T2.1"])), draw(st.sampled_from(["anna", "ben"]))
        codings.append((f"k{n}", f"A{answer}", start, end, code, coder))
    codings.append(("k-anna", "A0", 0, 1, "T2.2", "anna"))
    codings.append(("k-ben", "A0", 0, 1, "T2.2", "ben"))
    answers.append(("A-both", "ab", "F9", "q0", "2023-02-02", "Nursing", ""))
    answers.append(("A-other", "ab", "F9", "q1", "2023-02-02", "Medical", ""))
    return codings, answers


def _placed(parts):
    how = st.sampled_from(
        ["near", "near 0 characters", "near 1 character", "near 0 words", "within 1 word of", "within", "overlapping"]
    )
    return st.tuples(parts, how, parts).map(lambda three: f"({three[0]}) {three[1]} ({three[2]})")


_coded = st.sampled_from(
    ["T1", "T1.1", "c-1", "T1.*", 'theme "learning"', "descendants of T2", "T2.1", "old", 'words "a"', 'words "b*"',
     'words "a b"', "coder = anna", "coder != anna"]
)  # fmt: skip
_chosen = st.sampled_from(["occupation = nursing", "occupation != Nursing", "question = q0", "session_date >= 2023"])
_passages = st.recursive(
    _coded,
    lambda parts: st.one_of(
        _placed(parts),
        st.tuples(parts, st.one_of(parts, _chosen), st.sampled_from(["and", "or"])).map(
            lambda t: f"({t[0]} {t[2]} {t[1]})"
        ),
    ),
    max_leaves=5,
)
expressions = st.recursive(
    st.one_of(_passages, _chosen),
    lambda parts: st.one_of(
        parts.map(lambda part: f"not ({part})"),
        st.tuples(parts, parts, st.sampled_from(["and", "or"])).map(lambda t: f"({t[0]}) {t[2]} ({t[1]})"),
        st.tuples(parts, st.sampled_from(["anna", "ben"])).map(lambda t: f"({t[0]}) and coder = {t[1]}"),
        st.tuples(parts, parts, parts).map(lambda t: f"({t[0]}) and ({t[1]}) and coder = anna and not ({t[2]})"),
    ),
    max_leaves=4,
)


@st.composite
def crowded(draw):
    """Two short answers full of codings, so that passages touch, hold and repeat each other."""
    texts = draw(st.lists(st.sampled_from(["a b a b", "aa b", "b", "😀a. b"]), min_size=2, max_size=2))
    places = [(n, s, e) for n, text in enumerate(texts) for s in range(len(text)) for e in range(s + 1, len(text) + 1)]
    codes = st.tuples(st.sampled_from(["T1", "T2.1"]), st.sampled_from(["anna", "ben"]))
    chosen = draw(st.lists(st.tuples(st.sampled_from(places), codes), min_size=2, max_size=7))
    codings = [(f"k{m}", f"A{n}", s, e, *code) for m, ((n, s, e), code) in enumerate(chosen)]
    codings += [("k-anna", "A0", 0, 1, "T2.2", "anna"), ("k-ben", "A1", 0, 1, "T2.2", "ben")]
    return codings, [(f"A{n}", text, f"F{n}", "q0", "", "", "") for n, text in enumerate(texts)]


_side = st.sampled_from(["T1", "T1", "T2.*", "T1 or T2.1", 'T1 or words "a"', 'words "a*"', 'words "a" or words "b*"'])
comparisons = _placed(_side)
