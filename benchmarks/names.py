"""How well and how fast names are taken out: recall and precision by kind on planted identifiers.

    SIXPHASE_NHS_FEEDBACK=.../patient_feedback.csv python benchmarks/names.py

Several hundred identifiers of every kind are planted by a seed among the real answers of that file, and looked for
again; without it nothing is measured. Precision counts what is replaced without asking; what stands beside the
planted identifiers is counted as wrong, although names that people really wrote are among it: so it is a lower bound.
"""

import os
import sys
import time
from pathlib import Path

import pandas as pd

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP / "tests"))

from transcription.names.measuring import ASKED, beside_the_planted, measured, recall  # noqa: E402
from transcription.names.planting import MAKERS, names_file  # noqa: E402

from sixphase.transcription.names.lists import NamesFile, lists_of  # noqa: E402
from sixphase.transcription.names.names_out import names_out  # noqa: E402

LEAST = {"UNLISTED": "0.90", "UNLISTED WORD": "0.90", "UNLISTED SMALL": "-", "LISTED": "0.95", "LISTED SLIPPED": "0.95"}


def main() -> None:
    if not Path(os.environ.get("SIXPHASE_NHS_FEEDBACK", "")).is_file():
        print("not measured: SIXPHASE_NHS_FEEDBACK has to name a CSV file of real answers, in its column 'feedback'")
        return
    answers, each = carriers()
    texts, planted, done = measured(answers, each)
    print(f"{len(planted):,} identifiers planted among {len(answers):,} answers")
    print(f"{'kind':<22}{'found':>7}{'of':>7}{'recall':>9}{'at least':>10}")
    all_found = recall(planted, done)
    for kind in MAKERS:
        found, of, _ = all_found[kind]
        asked = " (as candidates)" if kind in ASKED else ""
        print(f"{kind:<22}{found:>7}{of:>7}{found / of:>9.4f}{LEAST.get(kind, '0.99'):>10}{asked}")
    beside = beside_the_planted(planted, done)
    right = len(done.replaced) - len(beside)
    print(f"replaced without asking: {len(done.replaced):,}, of them planted {right:,}", end=" ")
    print(f"(precision at least {right / len(done.replaced):.4f})")
    print(f"candidates: {len(done.undecided):,}")
    for n in (12_500, 50_000):
        print(f"{n:>7,} answers: {seconds(list(texts.values()), n):6.2f} s of one core")


def carriers() -> tuple[list[tuple[str, str]], int]:
    """The answers with their ids, and how many identifiers of each kind are planted in them."""
    table = pd.read_csv(os.environ["SIXPHASE_NHS_FEEDBACK"], dtype=str)
    return [(f"R{i}", text) for i, text in enumerate(table["feedback"].dropna())], 400


def seconds(texts: list[str], n: int) -> float:
    """Names out of n answers; every answer is a different one, with its number in it."""
    many = {str(i): f"{texts[i % len(texts)]} {i}" for i in range(n)}
    lists = lists_of(NamesFile.model_validate(names_file()))
    began = time.process_time()
    names_out(many, lists, undecided="mark")
    return time.process_time() - began


if __name__ == "__main__":
    main()
