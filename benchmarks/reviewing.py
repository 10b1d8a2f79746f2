"""How fast themes are reviewed against the whole data set, and over attributes, time and occasions.

    python benchmarks/reviewing.py

1,000 answers with 5,000 codings and 10,000 answers with 50,000, five answers a form, 4 themes with 12 subthemes, on
one core. Seconds are of processor time, which on one core is how long it takes if nothing else runs; tables in,
tables and figures out.
"""

import json
import os
import statistics
import subprocess
import sys
import time

SIZES, CODINGS, TIMES, SEED = (1_000, 10_000), 5, 3, 1
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


def main() -> None:
    environment = {**os.environ, **dict.fromkeys(THREADS, "1"), "MPLBACKEND": "agg"}
    done = subprocess.run(
        [sys.executable, __file__, "measure"], env=environment, check=True, capture_output=True, text=True
    )
    found = json.loads(done.stdout)
    small, large = (found[str(size)] for size in SIZES)
    print(f"reviewing {SIZES[0]:,} and {SIZES[1]:,} answers with {CODINGS} codings each, one core (all: under 30 s)")
    for part in [*large, "all"]:
        one, many = (sum(f.values()) if part == "all" else f[part] for f in (small, large))
        print(f"  {part:<32}{one:8.2f} s {many:8.2f} s, {many / max(one, 1e-9):5.1f} times for 10 times the answers")


def measure() -> None:
    """Print the seconds of each part as JSON; in a process of its own, so that one core is one core from the start."""
    run(study(200))  # what is imported or set up once
    found = {}
    for size in SIZES:
        runs = [run(study(size)) for _ in range(TIMES)]
        found[size] = {part: statistics.median(r[part] for r in runs) for part in runs[0]}
    print(json.dumps(found))


def study(size: int):
    """Codings, answers, forms with attributes and a score, and the entries of the codebook."""
    import numpy as np
    import pandas as pd

    from sixphase.study.codebook import Codebook, Subtheme, Theme
    from sixphase.themes.touching.entries import entries_of

    draw = np.random.default_rng(SEED)
    number = size // 5
    ids = np.array([f"{n:05}" for n in range(number)])
    days = np.array([str(day) for day in np.datetime64("2022-01-03") + np.arange(60) * 18])
    jobs = draw.choice(["Nursing", "Medical", "Allied", "Clerical", ""], number, p=[0.4, 0.1, 0.3, 0.17, 0.03])
    forms = pd.DataFrame({"form_id": ids, "session_date": draw.choice(days, number), "job": jobs})
    forms["calm"] = draw.integers(0, 7, number).astype(str)
    answers = pd.DataFrame({"form_id": np.repeat(ids, 5), "question": np.tile([f"q{n}" for n in range(5)], number)})
    answers["answer_id"], answers["text"] = answers["form_id"] + "." + answers["question"], "Some words."
    tops = [Theme(id=f"T{t}", name=f"Theme {t}", subthemes=tuple(
        Subtheme(id=f"T{t}.{s}", name=f"Subtheme {t}.{s}") for s in range(3))) for t in range(4)]  # fmt: skip
    codes = [sub.id for top in tops for sub in top.subthemes]
    chance = np.geomspace(4, 1, len(codes)) / np.geomspace(4, 1, len(codes)).sum()
    codings = pd.DataFrame({"answer_id": draw.choice(answers["answer_id"], size * CODINGS)})
    codings["code"] = draw.choice(codes, len(codings), p=chance)
    codings["coding_id"] = [f"{n:016x}" for n in range(len(codings))]
    codings["start"], codings["end"], codings["words"] = 0, 4, "Some"
    return codings, answers, forms, entries_of(Codebook(themes=tuple(tops)))


def run(given) -> dict[str, float]:
    """Seconds of processor time of each part."""
    from pathlib import Path

    import matplotlib.pyplot as plt

    from sixphase.study.settings import Attribute
    from sixphase.themes.differing.comparing import differences
    from sixphase.themes.differing.figure import differing_figure
    from sixphase.themes.differing.groups import by_attribute, by_question, by_year
    from sixphase.themes.differing.joint import joint_display
    from sixphase.themes.differing.joint_figure import joint_figure
    from sixphase.themes.differing.table import themes_by_group, together
    from sixphase.themes.differing.time_figure import time_figure
    from sixphase.themes.differing.trend import trends
    from sixphase.themes.differing.waves import Measure, read_measures
    from sixphase.themes.touching.figure import touching_figure
    from sixphase.themes.touching.resting import resting_on
    from sixphase.themes.touching.shares import touching_shares, untouched_rates, untouched_sample
    from sixphase.themes.touching.sides import sides_of
    from sixphase.themes.touching.touching import touching_of

    codings, answers, forms, entries = given
    took = {}

    def timed(name, act):
        began = time.process_time()
        made = act()
        took[name] = time.process_time() - began
        return made

    touching = timed("who touches what", lambda: touching_of(codings, answers, forms, entries))

    def whole():
        return (
            touching_shares(touching),
            untouched_rates(touching),
            untouched_sample(touching, SEED),
            resting_on(touching),
        )

    shares = timed("shares and what is untouched", whole)
    stands = codings[["coding_id"]].assign(theme="T0", stand="for")
    timed("supporting and contradicting", lambda: sides_of(codings, stands, touching))
    job, calm = Attribute(label="Job"), {"calm": Measure(label="Calm", low=0, high=6)}
    questions = [f"q{n}" for n in range(5)]

    def grouped():
        return [by_attribute(forms, "job", job, 5), by_year(forms, 5), by_question(touching, questions, 5)]

    splits = timed("groups", grouped)
    tables = timed("by group, small cells hidden", lambda: [themes_by_group(touching, s, 5) for s in splits if s])
    timed("differences", lambda: differences(together(tables)))
    years = next((t for t in tables if t["split"].iloc[0] == "year"), None)
    told = timed("trends", lambda: trends(touching, years))
    scores = read_measures(forms, calm, Path("forms.csv"))
    display = timed("themes beside scores", lambda: joint_display(touching, scores, calm, splits[0], 5))
    drawn = (lambda: touching_figure(shares[0]), lambda: differing_figure(tables[0]), lambda: time_figure(years, told))
    timed("figures", lambda: [draw() for draw in (*drawn, lambda: joint_figure(display, "calm"))])
    plt.close("all")
    return took


if __name__ == "__main__":
    measure() if sys.argv[1:] == ["measure"] else main()
