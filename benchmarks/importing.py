"""How long and how much memory an import takes: read, checked, names taken out, stored; beside pandas alone.

With SIXPHASE_NHS_FEEDBACK the answers are those of that file, else the published excerpts again and again.
"""

import shutil
import sys
from functools import partial
from pathlib import Path

from measuring import Run, command, measure, new_study, project, show, sixphase, write_csv, write_xlsx

READ = {
    "csv": "import pandas, sys; pandas.read_csv(sys.argv[1], dtype=str)",
    "xlsx": "import pandas, sys; pandas.read_excel(sys.argv[1], dtype=str, engine='calamine')",
}
MEANT = {10_000: "under 20 s and 1 GiB", 100_000: "ten times the above"}


def main() -> None:
    with project() as top:
        for number in MEANT:
            for kind, write in (("csv", write_csv), ("xlsx", write_xlsx)):
                file = write(top / f"forms_{number}.{kind}", number)
                times = 3 if number < 100_000 else 1
                runs = measure(partial(bring_in, top, file), times)
                show(f"import {number:,} forms, {kind.upper()}", runs, MEANT[number], large=True)
                runs = measure(partial(by_pandas, top, kind, file), times)
                show("  floor: pandas reads the same file", runs, large=True)
                file.unlink()


def bring_in(top: Path, file: Path) -> Run:
    shutil.rmtree(top / "data_raw" / "large", ignore_errors=True)
    new_study(top)
    return sixphase(top, "import", "large", file.name, "--leave-candidates")


def by_pandas(top: Path, kind: str, file: Path) -> Run:
    return command([sys.executable, "-c", READ[kind], str(file)], top)


if __name__ == "__main__":
    main()
