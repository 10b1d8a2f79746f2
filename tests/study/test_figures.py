"""A kept figure shows all of its words."""

import matplotlib.pyplot as plt
import numpy as np
from PIL import Image

from sixphase.study.figures import WIDTH, save, use_style


def test_the_longest_label_is_not_cut_off_where_the_picture_ends(tmp_path):
    use_style()
    figure, panels = plt.subplots(1, 3, figsize=(WIDTH, 2), sharey=True)
    panels[0].set_yticks([0, 1], ["Rest without being asked", "Quiet"], fontsize=7.5)
    panels[0].get_yticklabels()[0].set_fontweight("bold")
    save(figure, tmp_path / "labels", "Two labels.")
    drawn = np.asarray(Image.open(tmp_path / "labels.png").convert("L"))
    assert drawn[:, :6].min() == 255  # white paper at the left of the letters
