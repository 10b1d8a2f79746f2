"""How long finding passages takes among 10,000 answers and 50,000 codings, beside a plain merge of pandas.

    python benchmarks/retrieval.py

The index is made once; each search is the median of several, with the slowest in brackets. The peer is what one
would write with pandas alone: both sides merged on the answer, then filtered by place; it gives the same passages.
"""

import random
import statistics
import time

import numpy as np
import pandas as pd

from sixphase.coding.retrieval.building import build
from sixphase.coding.retrieval.counting import by_attribute, cooccurrence
from sixphase.coding.retrieval.index import Index
from sixphase.coding.retrieval.passages import find

ANSWERS, CODINGS, SEED, TIMES = 10_000, 50_000, 20, 7
LIMIT = 0.2  # seconds
SEARCHES = (
    "T1.1",
    "T1.1 and not T2.1",
    "T1.* and not descendants of T2",
    "T1.1 near T3.2",
    "T1.* near 5 words T3.*",
    "T1.1 within T3.*",
    "T1.* overlapping T2.*",
    "T1.* within T1.*",
    'words "kind*" within T1.*',
    'words "the"',
    'words "a*" overlapping T2.*',
    "T1.1 and occupation = Nursing and session_date >= 2023-01-01",
    "(T1.* and coder = anna) overlapping (T1.* and coder = ben)",
    "not T1.* and gender = Female",
    "coder = anna or coder = ben",
    "T1.* or T2.* or T3.* or T4.*",
    "not coder = anna",
)


def main() -> None:
    tables = made()
    began = time.perf_counter()
    index = build(*tables)
    print(f"{ANSWERS:,} answers, {CODINGS:,} codings; index made in {time.perf_counter() - began:.2f} s")
    for search in SEARCHES:
        told(search, lambda search=search: find(index, search))
    told("code by code, in answers", lambda: cooccurrence(index))
    told("code by code, in passages", lambda: cooccurrence(index, "passages"))
    told("code by occupation", lambda: by_attribute(index, "occupation"))
    ours, theirs = find(index, "T1.* overlapping T2.*"), merged(index)
    assert ours["coding_id"].tolist() == theirs["coding_id"].tolist()
    told("  peer: T1.* overlapping T2.*, pandas merge", lambda: merged(index))


def told(what: str, search) -> None:
    seconds = []
    for _ in range(TIMES):
        began = time.perf_counter()
        found = search()
        seconds.append(time.perf_counter() - began)
    late = " TOO SLOW" if statistics.median(seconds) > LIMIT and "peer" not in what else ""
    print(f"{what:<64}{len(found):>7,} rows {statistics.median(seconds):6.3f} s [{max(seconds):.3f}]{late}")


def made() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Codings, codes and answers of 2,500 forms with four questions, by a seed."""
    draw, rng = random.Random(SEED), np.random.default_rng(SEED)
    words = ["the", "a", "kind", "kindness", "compassion", "and", "threat", "self", "group"]
    words += [f"{draw.choice('abcdefgh')}{n}word" for n in range(3_000)]
    weights = [1 / (n + 1) for n in range(len(words))]
    texts = [" ".join(draw.choices(words, weights, k=draw.randint(3, 60))) for _ in range(ANSWERS)]
    form = np.arange(ANSWERS) // 4
    days = np.array([f"202{n % 4}-0{n % 9 + 1}-11" for n in range(36)])
    answers = pd.DataFrame(
        {
            "answer_id": [f"{n // 4:05}.q{n % 4}" for n in range(ANSWERS)],
            "text": texts,
            "form_id": [f"{n:05}" for n in form],
            "question": [f"q{n % 4}" for n in range(ANSWERS)],
            "session_date": days[rng.integers(0, 36, 2_500)][form],
            "occupation": np.array(["Nursing", "Medical", "Management", ""])[rng.integers(0, 4, 2_500)][form],
            "gender": np.array(["Female", "Male", ""])[rng.integers(0, 3, 2_500)][form],
        }
    )
    ids = [f"T{t}" for t in range(1, 5)] + [f"T{t}.{s}" for t in range(1, 5) for s in range(1, 5)]
    parents = [""] * 4 + [f"T{t}" for t in range(1, 5) for _ in range(4)]
    codes = pd.DataFrame({"code": ids, "name": [f"Name of {i}" for i in ids], "parent": parents})
    return codings(texts, answers["answer_id"].tolist(), ids[4:], draw), codes, answers


def codings(texts: list[str], answer_ids: list[str], ids: list[str], draw: random.Random) -> pd.DataFrame:
    rows = []
    for n in range(CODINGS):
        answer = draw.randrange(ANSWERS)
        start = draw.randrange(len(texts[answer]))
        end = min(len(texts[answer]), start + draw.randint(1, 120))
        rows.append((f"{n:016x}", answer_ids[answer], start, end, draw.choice(ids), draw.choice(("anna", "ben", "cy"))))
    return pd.DataFrame(rows, columns=["coding_id", "answer_id", "start", "end", "code", "coder"])


def merged(index: Index) -> pd.DataFrame:
    """`T1.* overlapping T2.*` as one would write it with pandas alone, with the columns of the codings."""
    codings = index.codings
    one, two = codings[codings["code"].str.startswith("T1")], codings[codings["code"].str.startswith("T2")]
    both = one.reset_index().merge(two, on="answer_id", suffixes=("", "_other"))
    both = both[(both["start"] < both["end_other"]) & (both["start_other"] < both["end"])]
    return codings.loc[both["index"].drop_duplicates().sort_values()].reset_index(drop=True)


if __name__ == "__main__":
    main()
