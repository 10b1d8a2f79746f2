"""Tables for the tests of agreement, made from what each coder said of each unit."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from sixphase.coding.agreement import Tables

WORDS = "words"


def tables(sets: Sequence[Sequence[set | frozenset | None]], forms: Sequence[str] | None = None) -> Tables:
    """One answer a row, one coder a column: the set of codes given, None where the coder did not read the answer."""
    coders = [f"coder_{n}" for n in range(len(sets[0]))]
    ids = [f"A{n:05d}" for n in range(len(sets))]
    said = [(a, c, codes) for a, row in zip(ids, sets, strict=True) for c, codes in zip(coders, row, strict=True)]
    codings = [(a, 0, len(WORDS), code, c) for a, c, codes in said for code in sorted(codes or ())]
    readers = [(a, c) for a, c, codes in said if codes is not None]
    answers = pd.DataFrame({"answer_id": ids, "form_id": list(forms) if forms else "", "text": WORDS})
    return Tables(coded(codings), pd.DataFrame(readers, columns=["answer_id", "coder"]), answers)


def coded(rows: Sequence[tuple]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["answer_id", "start", "end", "code", "coder"])


def yes_no(values: Sequence[Sequence[float]]) -> list[list[set | None]]:
    """1 given, 0 not given, nan not read."""
    return [[None if np.isnan(v) else {"x"} if v else set() for v in row] for row in values]


def two_by_two(both: int, first: int, second: int, neither: int) -> Tables:
    """Two coders and one code; an answer that nobody coded carries another code, which nobody asks for."""
    rows = [[{"x"}, {"x"}]] * both + [[{"x"}, set()]] * first + [[set(), {"x"}]] * second + [[set(), set()]] * neither
    return tables(rows)


def passages(
    text: str, marked: Mapping[str, Sequence[tuple[int, int, str]]], answer: str = "A1", form: str = ""
) -> Tables:
    """One answer, read by all the coders named."""
    rows = [(answer, start, end, code, coder) for coder, spans in marked.items() for start, end, code in spans]
    readers = pd.DataFrame([(answer, coder) for coder in marked], columns=["answer_id", "coder"])
    return Tables(coded(rows), readers, pd.DataFrame([(answer, form, text)], columns=["answer_id", "form_id", "text"]))


def random_sets(seed: int, answers: int, coders: int, codes: int, missing: float, common: float) -> list[list]:
    """Sets that are partly alike; a share of readings is missing."""
    draw = np.random.default_rng(seed)
    true = draw.random((answers, 1, codes)) < common
    keep = draw.random((answers, coders, codes)) < 0.75
    gave = np.where(keep, true, draw.random((answers, coders, codes)) < common)
    unread = draw.random((answers, coders)) < missing
    names = np.array([f"c{n}" for n in range(codes)])
    return [[None if unread[a, c] else set(names[gave[a, c]].tolist()) for c in range(coders)] for a in range(answers)]
