"""Run by Quarto after `quarto render`: finish what it made and put it into the study's folder."""

import sys

from stage import sixphase

if __name__ == "__main__":
    sys.exit(sixphase("finish"))
