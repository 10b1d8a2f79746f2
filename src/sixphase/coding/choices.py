"""Does the second reading hang on how answers are compared, or on how many neighbours vote?"""

from collections.abc import Sequence

import pandas as pd

from sixphase.coding.second_reading import FIRST, THREE, hits, second_reading
from sixphase.coding.vectors import WAYS

NEIGHBOURS = (3, 5, 7, 9)


def by_choice(codings: pd.DataFrame, texts: pd.Series, book: Sequence[str], k: int) -> pd.DataFrame:
    """The hit rates under every way of comparing and several numbers of neighbours, the study's own among them.

    Choosing the best row afterwards would flatter the method; the table is there so that nobody has to choose.

    Returns
    -------
    pandas.DataFrame
        compared, neighbours, answers, hits_first, share_first, hits_three, share_three.
    """
    rows = []
    for way in WAYS:
        for number in sorted({*NEIGHBOURS, k}):
            places = second_reading(codings, texts, book, number, way).places
            first, three = hits(places, FIRST), hits(places, THREE)
            rows.append(
                {
                    "compared": way,
                    "neighbours": number,
                    "answers": first.of,
                    "hits_first": first.hits,
                    "share_first": first.share,
                    "hits_three": three.hits,
                    "share_three": three.share,
                }
            )
    return pd.DataFrame(rows)
