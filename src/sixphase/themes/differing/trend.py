"""Change over time: the odds ratio of a theme from one year to the next."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import expit, stdtr, stdtrit

from sixphase.familiarisation.participants.rows import HIDDEN, SHOWN
from sixphase.themes.differing.comparing import LEVEL
from sixphase.themes.differing.correcting import corrected
from sixphase.themes.touching.touching import Touching

DAYS = 365.25
STEPS = 50
MANY = 1e9  # degrees of freedom as good as the normal's
FAR = 1e9  # condition of a matrix that is as good as singular
FARTHEST = 300.0  # an exponent that a number can still hold
FREE = 4  # hidden years among which a number can move though the trend is told
Fit = tuple[float, float, float, float]  # odds ratio, its ends, p
COLUMNS = ("id", "name", "short", "state", "forms", "sessions", "odds", "low", "high")


def trends(touching: Touching, by_year: pd.DataFrame | None, method: str = "bh") -> pd.DataFrame:
    """How the odds that a form touches a theme change from year to year.

    A logistic regression of each theme on the day of the session. Forms of one session are not taken as apart: the
    interval is a robust one over sessions (Liang & Zeger 1986, Biometrika 73, 13-22) with Student's quantile.

    Parameters
    ----------
    touching
        Who touches what; forms without a date are left out.
    by_year
        `themes_by_group` of the years. A trend is told of a theme whose years are all shown, and, in two digits, of one
        whose years are all hidden where these are four or more; with None of no theme. So it tells nothing of
        a hidden year that could be set against the others; its interval then takes forms as apart, not sessions.
    method
        'bh' or 'holm': all trends are corrected as one lot.

    Returns
    -------
    pandas.DataFrame
        One row an entry: id, name, short, state, forms (with a date), sessions (different dates), odds (ratio a year),
        low, high, adjusted, holds. Missing where a trend is hidden, where fewer than three sessions have a date, or
        where time parts those who touch the theme from the others altogether.
    """
    dates = pd.to_datetime(touching.forms["session_date"].replace("", None), format="%Y-%m-%d").to_numpy()
    dated = np.flatnonzero(~np.isnat(dates))
    days, session = np.unique(dates[dated], return_inverse=True)
    years = (days - days[0]).astype("timedelta64[D]").astype(float)[session] / DAYS if len(days) else np.empty(0)
    told = _shown(touching, by_year)
    rows, p = [], []
    for number, entry in enumerate(touching.entries):
        fit = None
        if entry.id in told and len(days) > 2:
            fit = odds_per_unit(touching.form_touches[dated, number], years, session if told[entry.id] else None)
            fit = fit if fit is None or told[entry.id] else _coarse(fit)
        state = SHOWN if entry.id in told else HIDDEN
        ends = (None, None, None) if fit is None else fit[:3]
        rows.append([entry.id, entry.name, entry.short, state, len(dated), len(days), *ends])
        p.append(np.nan if fit is None else fit[3])
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict.fromkeys(COLUMNS[6:], "Float64"))
    adjusted = corrected(p, method)
    table["adjusted"] = pd.array(adjusted, dtype="Float64")
    table["holds"] = adjusted < LEVEL
    return table


def _shown(touching: Touching, by_year: pd.DataFrame | None) -> dict[str, bool]:
    """The entries of which a trend may be told, and whether their years are shown; none where years are not."""
    if by_year is None or by_year.empty:
        return {}
    groups = by_year[by_year["group"] != ""]
    if groups.drop_duplicates("group")["of"].sum() != by_year.loc[by_year["group"] == "", "of"].iloc[0]:
        return {}
    whole = groups["state"].eq(SHOWN).groupby(groups["id"]).all()
    free = groups["group"].nunique() >= FREE
    sums = by_year[by_year["group"] == ""].set_index("id")
    many = (sums["touched"] >= FREE) & (sums["of"] - sums["touched"] >= FREE)
    known = {entry.id for entry in touching.entries}
    return {id_: bool(all_) for id_, all_ in whole.items() if id_ in known and (all_ or (free and many[id_]))}


def _coarse(fit: Fit) -> Fit:
    """The same in two significant digits; p in one."""
    odds, low, high = (float(f"{value:.2g}") for value in fit[:3])
    return odds, low, high, float(f"{fit[3]:.1g}")


def odds_per_unit(hit: NDArray[np.bool_], x: NDArray[np.float64], cluster: NDArray[np.int64] | None) -> Fit | None:
    """Odds ratio for one unit of x, its ends, and p; None where there is no finite one.

    Newton's method for the logistic likelihood. The variance is robust over clusters and corrected for few of them
    (Mancl & DeRouen 2001, Biometrics 57, 126-134), times (G - 1) / G, and the quantile Student's of G - 1 degrees for
    G clusters. With None the variance is that of the model: it follows from the ratio, the total and x, so that it
    tells no more of anybody than these do.
    """
    if hit.all() or not hit.any() or np.ptp(x) == 0:
        return None
    design = np.column_stack([np.ones(len(x)), x - x.mean()])
    beta = np.array([np.log(hit.mean() / (1 - hit.mean())), 0.0])
    for _ in range(STEPS):
        fitted = expit(design @ beta)
        weight = fitted * (1 - fitted)
        information = design.T @ (design * weight[:, None])
        if np.linalg.cond(information) > FAR:
            return None
        step = np.linalg.solve(information, design.T @ (hit - fitted))
        beta = beta + step
        if np.abs(step).max() < 1e-10:
            break
    else:
        return None
    if cluster is None:
        return _ends(beta[1], float(np.linalg.inv(information)[1, 1]), MANY)
    return _told(beta, design, hit, cluster)


def _told(
    beta: NDArray[np.float64], design: NDArray[np.float64], hit: NDArray[np.bool_], cluster: NDArray[np.int64]
) -> Fit | None:
    """Ends and p; each cluster's score is that of a fit without it, else few clusters make the interval too narrow."""
    number = int(cluster.max()) + 1
    fitted = expit(design @ beta)
    scores, weight = design * (hit - fitted)[:, None], fitted * (1 - fitted)
    summed = np.column_stack([np.bincount(cluster, scores[:, c], number) for c in range(2)])
    parts = [np.bincount(cluster, weight * design[:, r] * design[:, c], number) for r in range(2) for c in range(2)]
    own = np.column_stack(parts).reshape(number, 2, 2)
    bread = np.linalg.inv(own.sum(axis=0))
    left = np.eye(2) - own @ bread
    if (np.linalg.cond(left) > FAR).any():  # the trend hangs on one session
        return None
    without = np.linalg.solve(left, summed[:, :, None])[:, :, 0]
    variance = (bread @ (without.T @ without) @ bread)[1, 1] * (number - 1) / number
    if not variance > 0:
        return None
    return _ends(beta[1], float(variance), number - 1)


def _ends(slope: float, variance: float, free: float) -> Fit | None:
    """The ratio with its ends and p; None where an end is past what can be counted, as with days for years."""
    error = float(np.sqrt(variance))
    half = float(stdtrit(free, 0.975)) * error
    if abs(slope) + half > FARTHEST:
        return None
    ends: Sequence[float] = np.exp([slope, slope - half, slope + half]).tolist()
    return ends[0], ends[1], ends[2], float(2 * stdtr(free, -abs(slope) / error))
