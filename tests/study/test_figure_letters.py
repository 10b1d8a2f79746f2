"""Figures whose words hold letters that their font has not."""

import subprocess
import sys

import pytest
from lxml import etree

DRAW = """
import sys
import matplotlib.pyplot as plt
from pathlib import Path
from sixphase.study.figures import save
figure, axes = plt.subplots()
axes.set_title(sys.argv[1])
axes.set_yticks([0, 1], ["Tick\\x07", "tock"])
figure.canvas.draw()
save(figure, Path(sys.argv[2]), "A title.\\x07")
"""


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Calm 平静 💚 \x07", "The font of figures has no 平, 静, 💚: a box stands in the figure for each.\n"),
        ("Ångström, Ελένη, Жанна\nand “İnci”", ""),
    ],
)
def test_letters_that_the_font_has_not_are_told_once_and_without_a_folder(tmp_path, title, told):
    command = [sys.executable, "-X", "utf8", "-c", DRAW, title, str(tmp_path / "figure")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert (done.stderr, done.stdout) == ("", told)
    etree.parse(tmp_path / "figure.svg")  # control characters would end it
