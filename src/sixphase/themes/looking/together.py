"""Which codes occur together more, or less, often than their frequencies explain."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from sixphase.study.rates import NORMAL_95

FEWEST = 2
LEVEL = 0.05
COLUMNS = ["one", "other", "both", "with_one", "with_other", "of", "expected", "times", "log_odds", "low", "high"]
COLUMNS += ["p", "q", "clear"]


def together(
    codings: pd.DataFrame,
    codes: Sequence[str],
    *,
    read: Iterable[str] | None = None,
    unit: str = "answer_id",
    fewest: int = FEWEST,
) -> pd.DataFrame:
    """Pairs of codes and how much more often than by chance both stand in one answer.

    Parameters
    ----------
    codings
        One row a passage with a code: answer_id, code, and `unit`.
    codes
        The codes that stand, in order; codings of others do not count.
    read
        All units that were read for codes, those without a code among them. Left out, those that have a code: where
        many were read and got none, codes then look as if they kept apart, so give it where it is known.
    unit
        In what two codes meet: 'answer_id', or 'form_id' where the codings have it. Rows with '' there are left out.
    fewest
        Codes in fewer units are left out: of one answer nothing can be said.

    Returns
    -------
    pandas.DataFrame
        One row a pair: one, other, both (units with both), with_one, with_other, of (all units read),
        expected (units with both if the codes had nothing to do with each other), times (both over expected),
        log_odds (natural log of the odds ratio), low, high (its 95 % interval), p, q, clear (q at most 0.05). The
        strongest first, by the end of the interval that is nearer to nought.
        Without rows where no unit has two codes: then each was given one code only, and nothing can be seen.

    Notes
    -----
    The odds ratio does not change with how frequent the codes are. Half a unit is added to each cell (Haldane 1956,
    Annals of Human Genetics 20, 309-311), so pairs that rest on little are drawn towards nought; the interval is
    Woolf's with the same halves (Gart 1966, Biometrika 53, 175-179). p is twice the smaller tail of Fisher's exact
    test. q corrects it for the number of pairs (Benjamini & Hochberg 1995, Journal of the Royal Statistical Society
    B 57, 289-300); the intervals are not corrected. All of it takes units as independent; answers of one person are
    not, so read intervals as least widths, or take forms as units. Pairs are clues where to read, not findings.
    """
    has, kept, units = _has(codings, codes, unit, fewest)
    of = len(units.union(pd.Index([one for one in read if one != ""]))) if read is not None else len(units)
    counts = np.asarray((has.T @ has).todense()).astype(np.int64)
    one, other = np.triu_indices(len(kept), 1)
    both = counts[one, other]
    if not both.any():
        return pd.DataFrame(columns=COLUMNS)
    table = measured(both, counts.diagonal()[one], counts.diagonal()[other], of)
    table.insert(0, "one", np.array(kept, dtype=object)[one])
    table.insert(1, "other", np.array(kept, dtype=object)[other])
    nearer = np.round(np.maximum(np.maximum(table["low"], -table["high"]), 0), 9)
    strength = np.round(table["log_odds"].abs(), 9)
    order = np.lexsort((np.arange(len(table)), -strength, -nearer))
    return table.iloc[order].reset_index(drop=True)[COLUMNS]


def measured(both: NDArray, with_one: NDArray, with_other: NDArray, of: int) -> pd.DataFrame:
    """The measures of `together` from counts, one row an entry.

    >>> round(float(measured(np.array([4]), np.array([5]), np.array([5]), 10)["log_odds"][0]), 4)
    2.1972
    """
    cells = np.array([both, with_one - both, with_other - both, of - with_one - with_other + both]) + 0.5
    odds = np.log(cells[0]) - np.log(cells[1]) - np.log(cells[2]) + np.log(cells[3])
    half = NORMAL_95 * np.sqrt((1 / cells).sum(axis=0))
    p = fisher(both, with_one, with_other, of)
    expected, q = with_one * with_other / of, benjamini_hochberg(p)
    known = {"both": both, "with_one": with_one, "with_other": with_other, "of": of, "expected": expected}
    effect = {"times": both / expected, "log_odds": odds, "low": odds - half, "high": odds + half}
    return pd.DataFrame({**known, **effect, "p": p, "q": q, "clear": q <= LEVEL})


def fisher(both: NDArray, with_one: NDArray, with_other: NDArray, of: int) -> NDArray[np.float64]:
    """Fisher's exact test: twice the smaller tail, at most 1."""
    from scipy.stats import hypergeom

    low = hypergeom.cdf(both, of, with_one, with_other)
    high = hypergeom.sf(both - 1, of, with_one, with_other)
    return np.minimum(1.0, 2 * np.minimum(low, high))


def benjamini_hochberg(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each p value corrected so that, of all pairs called clear at 0.05, at most 5 % are expected to be chance.

    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03])).round(4).tolist()
    [0.03, 0.04, 0.04]
    """
    order = np.argsort(p, kind="stable")
    raised = p[order] * len(p) / np.arange(1, len(p) + 1)
    corrected = np.empty(len(p))
    corrected[order] = np.minimum(1.0, np.minimum.accumulate(raised[::-1])[::-1])
    return corrected


def _has(codings: pd.DataFrame, codes: Sequence[str], unit: str, fewest: int) -> tuple[csr_matrix, list[str], pd.Index]:
    """Units × codes, 1 where the unit has the code, the codes that enough units have, and the units."""
    used = codings[codings["code"].isin(list(codes)) & (codings[unit] != "")]
    pairs = used[[unit, "code"]].drop_duplicates()
    rows, units = pd.factorize(pairs[unit])
    columns = pd.Index(list(codes)).get_indexer(pd.Index(pairs["code"]))
    has = csr_matrix((np.ones(len(pairs)), (rows, columns)), shape=(len(units), len(codes)))
    enough = np.flatnonzero(np.asarray(has.sum(axis=0)).ravel() >= fewest)
    return has[:, enough], [codes[int(number)] for number in enough], pd.Index(units)
