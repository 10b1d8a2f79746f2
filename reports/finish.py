"""Run by Quarto after `quarto render`: finish what it made and put it into the study's folder."""

import os
from pathlib import Path

from sixphase.writeup.render.quarto import after_quarto

if __name__ == "__main__":
    root = Path(os.environ.get("QUARTO_PROJECT_DIR") or Path(__file__).resolve().parents[1])
    for path in after_quarto(root, os.environ.get("SIXPHASE_STUDY", "cmt_published")):
        print(path.relative_to(root).as_posix())
