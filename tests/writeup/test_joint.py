"""Themes beside scores in the paper: the table, and the figures that are there to be shown."""

import pandas as pd

from sixphase.study.settings import Attribute
from sixphase.writeup.parts import by_score
from sixphase.writeup.theme_tables import joint_table

ATTRIBUTES = {
    "job": Attribute(label="Job"),
    "calm_now": Attribute(label="Calm [now]", scale=(0, 10)),
    "hope": Attribute(label="Hope", scale=(0, 10)),
}
NUMBERS = ("mean", "low", "high", "others_mean", "others_low", "others_high")
APART = ("difference", "difference_low", "difference_high")


def display(*rows):
    made = []
    for measure, occasion, theme, apart, holds in rows:
        said = {
            "measure": measure,
            "label": measure.title(),
            "occasion": occasion,
            "id": theme,
            "name": f"Theme {theme}",
        }
        made.append({**said, **dict.fromkeys(NUMBERS, 6.0), **dict.fromkeys(APART, apart), "holds": holds})
    return pd.DataFrame(made)


def test_score_and_occasion_stand_at_their_first_row():
    table = joint_table(
        display(
            ("calm", "Day", "T1", -0.44, False),
            ("calm", "Day", "T1.1", 1.0, True),
            ("calm", "Day", "T1.2", 0.1, False),  # a subtheme of which nothing holds
            ("calm", "Month", "T1", None, False),
            ("hope", "Month", "T1", 0.2, False),
        ),
        {"T1"},
    )
    assert table["Score"].tolist() == ["Calm", "", "", "Hope"]
    assert table["Occasion"].tolist() == ["Day", "", "Month", "Month"]
    assert table["Theme"].tolist() == ["Theme T1", "Theme T1.1", "Theme T1", "Theme T1"]
    assert table["Difference"].tolist() == [
        "−0.4 (−0.4 to −0.4)", "1.0 (1.0 to 1.0)*", "not shown", "0.2 (0.2 to 0.2)",
    ]  # fmt: skip


def test_each_score_that_was_drawn_has_its_figure_and_is_referred_to(tmp_path):
    assert by_score(tmp_path, ATTRIBUTES) == ""
    folder = tmp_path / "05_theme_review" / "figures"
    folder.mkdir(parents=True)
    for name in ("joint_calm_now", "joint_hope", "by_job"):
        (folder / f"{name}.svg").touch()
    part = by_score(tmp_path, ATTRIBUTES)
    assert "drawn in @fig-joint-calm-now and @fig-joint-hope." in part
    assert r"![Calm \[now\]: the mean" in part
    assert "(_study/figures/joint_calm_now.svg){#fig-joint-calm-now}" in part
    assert part.count("![") == 2
