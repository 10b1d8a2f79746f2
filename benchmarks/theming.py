"""How long notebooks 04 and 05 take from their first cell to their last.

    python benchmarks/theming.py

1,000 answers with 5,000 codings and 10,000 answers with 50,000: forms as the simulation makes them, coded at random by
two people with twelve codes in four themes. Every cell of both notebooks is run in one process on one core, tables and
figures written; seconds are of processor time.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
FORMS, CODINGS, SEED, STUDY = {1_000: 248, 10_000: 2_480}, 5, 1, "cmt_cohort"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
BEFORE, MEASURED = ("01_transcription_import", "03_coding"), ("04_theme_development", "05_theme_review")


def main() -> None:
    found = {size: _of(size) for size in FORMS}
    small, large = FORMS
    print("notebooks 04 and 05, one core (together: under 30 s for 10,000 answers)")
    for part in [*MEASURED, "both"]:
        one, many = (sum(f[n] for n in MEASURED) if part == "both" else f[part] for f in found.values())
        print(f"  {part:<24}{one:8.1f} s {many:8.1f} s, {many / one:5.1f} times for {large // small} times the answers")
    for size, told in found.items():
        print(f"  {size:,}: {told['answers']:,} answers with words, {told['codings']:,} codings")


def _of(size: int) -> dict[str, float]:
    """Seconds of each notebook, measured in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        _lay_out(Path(folder), FORMS[size])
        ours = {"SIXPHASE_ROOT": folder, "SIXPHASE_HEADLESS": "1", "MPLBACKEND": "agg"}
        environment = {**os.environ, **dict.fromkeys(THREADS, "1"), **ours}
        done = subprocess.run(
            [sys.executable, __file__, "measure"], env=environment, check=True, capture_output=True, text=True
        )
    return json.loads(done.stdout.splitlines()[-1])


def _lay_out(folder: Path, forms: int) -> None:
    """The simulated study, coded anew so that each answer has as many codings as is said."""
    import numpy as np

    from sixphase.coding.journal.events import Event, as_line
    from sixphase.simulation import plan, simulate
    from sixphase.study.csvfile import read_records

    (folder / "_quarto.yml").write_text("project: {type: default}\n")
    for name in ("notebooks", "data_raw/cmt_published"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(TOP / name)
    study = folder / "data_raw" / STUDY
    simulate(study, SEED, forms=forms)
    rows = read_records(study / "answers.csv", ["form_id", "question", "state", "text"]).rows
    written = [(f"{form}.{question}", text) for form, question, state, text in rows if state == "answered" and text]
    draw = np.random.default_rng(SEED)
    for number, coder in enumerate(plan.CODERS):
        lines, before = [], ()
        for at, (answer, text) in enumerate(written):
            for n in range(CODINGS // 2 + (number + at) % 2):
                start = int(draw.integers(0, max(1, len(text) // 2)))
                end = int(draw.integers(start + 1, len(text) + 1))
                code = plan.SUBTHEMES[int(draw.integers(len(plan.SUBTHEMES)))]
                words = {"words": text[start:end], "before": "", "behind": ""}
                id_ = f"{number}{at:08d}{n:07d}"
                fields = {"answer": answer, "start": start, "end": end, "code": code, **words}
                depth = {"depth": len(lines) + 1}
                lines.append(as_line(Event(id_, before, "2026-01-01T00:00:00+00:00", coder, "code", depth | fields)))
                before = (id_,)
        (study / "journals" / f"{coder}.jsonl").write_text("".join(lines), encoding="utf-8")


def measure() -> None:
    """Run the cells of the notebooks, and print the seconds of each as JSON."""
    from sixphase.study import step

    step._show = id  # nobody looks on; what is shown is drawn and written all the same

    took: dict[str, float] = {}
    for name in (*BEFORE, *MEASURED):
        cells = json.loads((TOP / "notebooks" / f"{name}.ipynb").read_text("utf-8"))["cells"]
        names: dict[str, object] = {}
        began = time.process_time()
        for cell in cells:
            if cell["cell_type"] == "code":
                source = "".join(cell["source"]).replace("cmt_published", STUDY)
                exec(compile(source, f"{name}, {cell['id']}", "exec"), names)
        took[name] = time.process_time() - began
    themes = names["themes"]
    print(json.dumps(took | {"answers": len(themes.answers), "codings": len(themes.codings)}))


if __name__ == "__main__":
    measure() if sys.argv[1:] == ["measure"] else main()
