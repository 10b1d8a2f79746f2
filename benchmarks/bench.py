"""How long the main things take, each beside a floor that was measured in the same run.

    make bench

Every module beside this one that has a `main` is run, in the order of their names; each can be run by itself. A figure
is the median of several runs of a whole process, with the range in brackets. A word after the command chooses:
`python benchmarks/bench.py importing`.
"""

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(chosen: list[str]) -> None:
    sys.path.insert(0, str(HERE))
    for path in sorted(HERE.glob("*.py")):
        if path.stem == "bench" or (chosen and path.stem not in chosen):
            continue
        module = importlib.import_module(path.stem)
        if hasattr(module, "main"):
            print(f"{(module.__doc__ or path.stem).splitlines()[0]}", flush=True)
            module.main()
            print(flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
