"""The figures of those who took part, in the paper of a study with forms."""

from sixphase.study.settings import Attribute
from sixphase.writeup.who import MOST, who_part

ATTRIBUTES = {"job_now": Attribute(label="Job [now]"), "gender": Attribute(label="Gender")}


def test_nothing_is_said_where_nothing_was_drawn():
    assert who_part(ATTRIBUTES, {"answer_lengths", "word_frequencies"}) == ""


def test_each_attribute_has_its_figure_and_every_figure_is_referred_to():
    part = who_part(ATTRIBUTES, {"participants_job_now", "participants_gender", "sessions"})
    assert "@fig-participants-job-now and @fig-participants-gender" in part
    assert r"![Job \[now\]: " in part
    assert "(_study/figures/participants_job_now.svg){#fig-participants-job-now}" in part
    assert "@fig-sessions" in part
    assert "fig-session-sizes" not in part
    assert "missing" not in part


def test_who_is_missing_is_told_where_it_was_counted_who_came():
    part = who_part(ATTRIBUTES, {"participants_gender", "missing_gender", "sessions", "sizes"})
    assert "is told by @fig-missing-gender." in part
    assert "{#fig-session-sizes}" in part
    assert "job" not in part.lower()


def test_a_paper_draws_no_more_than_the_first_attributes():
    many = {f"a{n}": Attribute(label=f"A{n}") for n in range(MOST + 3)}
    part = who_part(many, {f"participants_{id_}" for id_ in many})
    assert part.count("![") == MOST
