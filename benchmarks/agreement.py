"""How fast agreement with its intervals is, beside the krippendorff package called once for each resample and code.

    python benchmarks/agreement.py

Two coders, 10,000 answers, 15 codes, 1,000 resamples, on one core. Ours is the whole call: tables in, every
coefficient for each code and overall, with all intervals. Theirs is alpha alone, in both ways that the package has:
from the readings, as its documentation shows first, and from counts of values, which is quicker; arrays and draws are
ready, and are not counted. A part of the resamples is measured and scaled, and their alphas are held against ours.
Beside the quicker way stands what of ours is comparable to it, from counts that are ready to the intervals.
Seconds are of processor time, which on one core is how long it takes if nothing else runs.
"""

import json
import os
import statistics
import subprocess
import sys
import time

ANSWERS, CODES, RESAMPLES, MEASURED, TIMES, SEED = 10_000, 15, 1_000, 25, 5, 1
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
UNITS = ("answer", "sentence", "character")


def main() -> None:
    command = [sys.executable, __file__, "measure"]
    done = subprocess.run(
        command, env={**os.environ, **dict.fromkeys(THREADS, "1")}, check=True, capture_output=True, text=True
    )
    found = json.loads(done.stdout)
    print(f"agreement of 2 coders, {ANSWERS:,} answers, {CODES} codes, {RESAMPLES:,} resamples, one core")
    for unit in UNITS:
        times = found[unit]
        middle = statistics.median(times)
        aim = ", under 1 s" if unit == "answer" else ""
        print(f"  by {unit:<10}{middle:8.2f} s ({min(times):.2f} to {max(times):.2f} s{aim})")
    if found["readings"] is None:
        print("  the krippendorff package is not installed here: no comparison (it comes with the tests)")
        return
    whole, ready = statistics.median(found["answer"]), found["ready"]
    print(f"  of it from counts that are ready: {ready:.2f} s")
    print(f"  the krippendorff package, alpha alone, scaled from {MEASURED} resamples:")
    for way, aim in (("readings", " (at least 100)"), ("counts", "")):
        took = found[way]
        print(
            f"    from {way:<9}{took:6.1f} s: {took / whole:.0f} times as long as our whole call{aim}, "
            f"{took / ready:.0f} times as long as ours from counts"
        )
    print(f"  alphas differ by at most {found['apart']:.0e}")


def measure() -> None:
    """Print the seconds as JSON; run in a process of its own, so that one core is one core from the start."""
    from sixphase.coding.agreement import agreement_of
    from sixphase.coding.agreement.resampling import figures

    gave = readings()
    given = tables(gave)
    agreement_of(given, seed=SEED, resamples=2)  # what is imported or set up once
    found = {}
    for unit in UNITS:
        found[unit] = [seconds(lambda unit=unit: agreement_of(given, seed=SEED, unit=unit)) for _ in range(TIMES)]
    counts = counted(given)
    found["ready"] = statistics.median(seconds(lambda: figures(counts, SEED, RESAMPLES)) for _ in range(TIMES))
    ours = figures(counts, SEED, MEASURED)[1]["alpha"][:, :CODES]
    print(json.dumps({**found, **of_krippendorff(gave, ours)}))


def seconds(act) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def readings():
    """Coders × answers × codes: two coders of known skill; codes from frequent to rare."""
    import numpy as np

    draw = np.random.default_rng(SEED)
    there = draw.random((ANSWERS, CODES)) < np.geomspace(0.3, 0.01, CODES)
    skills = ((0.9, 0.01), (0.82, 0.02))
    return np.array([np.where(there, draw.random(there.shape) < f, draw.random(there.shape) < a) for f, a in skills])


def tables(gave):
    """The same as tables; each code has a passage of its own place in the answer."""
    import numpy as np
    import pandas as pd

    from sixphase.coding.agreement import Tables

    text = "The trainer was kind. I learned to breathe slowly and calmly. More time would be good, I think."
    ids = np.array([f"A{n:05d}" for n in range(ANSWERS)])
    coder, answer, code = np.nonzero(gave)
    start = (answer * 7 + code * 5) % (len(text) - 25)
    codings = pd.DataFrame(
        {
            "answer_id": ids[answer],
            "start": start,
            "end": start + 8 + (answer + coder) % 17,
            "code": [f"code {n:02d}" for n in code],
            "coder": np.array(["ann", "ben"])[coder],
        }
    )
    readers = pd.DataFrame({"answer_id": np.tile(ids, 2), "coder": np.repeat(["ann", "ben"], ANSWERS)})
    return Tables(codings, readers, pd.DataFrame({"answer_id": ids, "form_id": "", "text": text}))


def of_krippendorff(gave, ours) -> dict[str, float | None]:
    """The seconds that the package would take from readings and from counts, and how far its alphas are from ours."""
    import numpy as np

    try:
        from krippendorff import alpha
    except ImportError:
        return {"readings": None, "counts": None, "apart": None}
    draw = np.random.default_rng(SEED)
    chosen = [draw.integers(ANSWERS, size=ANSWERS) for _ in range(MEASURED)]
    data, yes = gave.astype(float), gave.sum(axis=0)
    of_values = np.stack([len(gave) - yes, yes], axis=-1)  # answers × codes × (no, yes)
    ways = {
        "readings": lambda rows, code: alpha(data[:, rows, code], level_of_measurement="nominal"),
        "counts": lambda rows, code: alpha(value_counts=of_values[rows, code], level_of_measurement="nominal"),
    }
    found, apart = {}, []
    for way, one in ways.items():
        began = time.process_time()
        theirs = [[one(rows, code) for code in range(CODES)] for rows in chosen]
        found[way] = (time.process_time() - began) * RESAMPLES / MEASURED
        apart.append(np.abs(np.array(theirs) - ours).max())
    return {**found, "apart": float(max(apart))}


def counted(given):
    """The counts of the answers, from which resamples are drawn."""
    from sixphase.coding.agreement.choosing import chosen_units
    from sixphase.coding.agreement.counts import counts_of
    from sixphase.coding.agreement.readings import readings_of
    from sixphase.coding.agreement.tables import checked

    readings = readings_of(checked(given), ("ann", "ben"))
    chosen = chosen_units(readings, readings.codes, "answer")
    return counts_of(chosen.units, readings.read, chosen.group, chosen.groups, CODES)


if __name__ == "__main__":
    measure() if sys.argv[1:] == ["measure"] else main()
