"""How fast a large journal is read, and how long a coder waits until an act is on the disk.

    python benchmarks/journal.py

10,000 answers with 50,000 codings by two coders, made up from a seed. The time of an act ends when the file is synced.
"""

import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ANSWERS, CODINGS, CODES, ACTS, STUDY = 10_000, 50_000, 15, 500, "large"
WORDS = (
    "the",
    "day",
    "was",
    "kind",
    "and",
    "we",
    "felt",
    "safe",
    "with",
    "time",
    "to",
    "breathe",
    "our",
    "fear",
    "at",
    "work",
)
SETTINGS = """title: A large study
approach: codebook
seed: 7
paper: {title: A large study}
answers:
  file: answers.csv
  columns: {answer_id: answer_id, text: text}
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SIXPHASE_ROOT"] = folder
        make_study(Path(folder))
        from sixphase.coding.journal.journal import open_journal
        from sixphase.coding.journal.replay import ground_of, replay
        from sixphase.study.paths import root

        root.cache_clear()
        replay(STUDY)  # imports are not the journal's
        show("replay of 50,000 codings over 10,000 answers", times(lambda: afresh(replay), 7), "under 1 s")
        show("  again in the same process, as a desk does", times(lambda: replay(STUDY), 7))
        show("  floor: json.loads of the same lines", times(lambda: parsed(Path(folder)), 7))
        show("  of it: reading answers and codebook", times(lambda: ground_of(STUDY), 7))
        show("  and the table of all codings after it", times(replay(STUDY).table, 5))
        journal = open_journal(STUDY, "anna")
        answers = list(journal.state.answers)
        acts = iter(range(10**6))
        give = lambda: journal.code(answers[next(acts)], 0, 5, "T1")  # noqa: E731
        show("one coding until it is on the disk", times(give, ACTS), "95th percentile under 50 ms")
        show("one undo until it is on the disk", times(journal.undo, ACTS), "95th percentile under 50 ms")
        show("  floor: appending 300 bytes and fsync", times(lambda: bare(Path(folder) / "bare"), ACTS))


def afresh(replay: Callable[[str], object]) -> object:
    """A replay that remembers nothing of what this process has read."""
    from sixphase.coding.journal import file

    file._recent.clear()
    return replay(STUDY)


def make_study(top: Path, answers: int = ANSWERS, codings: int = CODINGS, seed: int = 7) -> None:
    """A study with made-up answers, `CODES` codes and the journals of two coders."""
    from sixphase.coding.journal.anchors import passage_of
    from sixphase.coding.journal.events import Event, as_line

    draw, raw = random.Random(seed), top / "data_raw" / STUDY
    (raw / "journals").mkdir(parents=True)
    (top / "_quarto.yml").touch()
    (raw / "study.yml").write_text(SETTINGS, encoding="utf-8")
    book = "".join(f"  - {{id: T{n}, name: Theme {n}}}\n" for n in range(1, CODES + 1))
    (raw / "codebook.yml").write_text("themes:\n" + book, encoding="utf-8")
    texts = [" ".join(draw.choices(WORDS, k=draw.randint(8, 60))) for _ in range(answers)]
    rows = [f"A{number:05d},{text}\n" for number, text in enumerate(texts)]
    (raw / "answers.csv").write_text("answer_id,text\n" + "".join(rows), encoding="utf-8")
    for coder in ("anna", "ben"):
        lines, last = [], ()
        for number in range(codings // 2):
            answer = draw.randrange(answers)
            start = draw.randrange(0, len(texts[answer]) - 12)
            passage = vars(passage_of(texts[answer], start, start + draw.randint(4, 12)))
            fields = {"answer": f"A{answer:05d}", **passage, "code": f"T{draw.randint(1, CODES)}", "depth": number + 1}
            event = Event(f"{draw.getrandbits(64):016x}", last, "2026-01-31T10:00:00+00:00", coder, "code", fields)
            lines.append(as_line(event))
            last = (event.id,)
        (raw / "journals" / f"{coder}.jsonl").write_text("".join(lines), encoding="utf-8")


def times(act: Callable[[], object], runs: int) -> list[float]:
    """Seconds that each of several runs took, sorted."""
    found = []
    for _ in range(runs):
        start = time.perf_counter()
        result = act()
        found.append(time.perf_counter() - start)
        del result  # throwing it away is not part of making it
    return sorted(found)


def parsed(top: Path) -> list[object]:
    files = sorted((top / "data_raw" / STUDY / "journals").glob("*.jsonl"))
    return [json.loads(line) for path in files for line in path.read_bytes().splitlines()]


def bare(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"x" * 300)
        file.flush()
        os.fsync(file.fileno())


def show(what: str, found: Sequence[float], aim: str = "") -> None:
    late = found[int(len(found) * 0.95)] if len(found) >= 20 else found[-1]
    last = "95th percentile" if len(found) >= 20 else "slowest"
    figures = f"median {statistics.median(found) * 1000:8.2f} ms, {last} {late * 1000:8.2f} ms"
    print(f"{what:48} {figures}  {aim}", flush=True)


if __name__ == "__main__":
    main()
