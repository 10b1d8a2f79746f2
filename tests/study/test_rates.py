import pytest
from statsmodels.stats.proportion import proportion_confint

from sixphase.study.rates import Rate, percent, percents, wilson


@pytest.mark.parametrize(("hits", "of"), [(0, 1), (1, 1), (0, 80), (44, 80), (65, 80), (80, 80), (3, 1000), (1, 2)])
def test_the_interval_is_that_of_statsmodels(hits, of):
    assert wilson(hits, of) == pytest.approx(proportion_confint(hits, of, method="wilson"), abs=1e-12)


@pytest.mark.parametrize(("hits", "of"), [(-1, 5), (6, 5), (0, 0)])
def test_what_is_no_proportion_is_refused(hits, of):
    with pytest.raises(ValueError, match="no proportion"):
        wilson(hits, of)


@pytest.mark.parametrize(
    ("share", "text"), [(0, "0 %"), (0.005, "1 %"), (0.0049, "0 %"), (0.125, "13 %"), (0.994, "99 %"), (0.995, "100 %")]
)
def test_a_tie_goes_up(share, text):
    assert percent(share) == text


def test_a_range_whose_ends_read_alike_is_told_in_tenths():
    assert percents(0.081, 0.0849) == "8.1 to 8.5 %"
    assert percents(0.0801, 0.0802) == "8.0 %"
    assert percents(0.08, 0.08) == "8 %"
    assert percents(0.0, 1.0) == "0 to 100 %"


def test_a_rate_says_its_interval():
    assert str(Rate(0, 10)) == "0 of 10, 0 % (95 % interval 0 to 28 %)"
