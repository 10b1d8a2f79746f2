"""Run by Quarto before `quarto render`: bring the study up to date and put the paper's sources in place."""

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
OURS = (TOP / ".venv" / "bin" / "python", TOP / ".venv" / "Scripts" / "python.exe")


def sixphase(command: str) -> int:
    """Run a command of the program with the Python that `make` set up, else with the one that Quarto found."""
    python = next((path for path in OURS if path.is_file()), sys.executable)
    return subprocess.call([str(python), "-m", "sixphase", command], cwd=TOP)


if __name__ == "__main__":
    sys.exit(sixphase("stage"))
