"""A table as Markdown that Quarto and pandoc read alike."""

from numbers import Integral

import pandas as pd

from sixphase.study.plain import markdown


def markdown_table(table: pd.DataFrame, *, counts: bool = False) -> str:
    """A pipe table: headings from the columns, numbers to the right, all else to the left, every cell plain text.

    A table without rows says 'none'.

    >>> print(markdown_table(pd.DataFrame({"Theme": ["a|b"], "Answers": [3]})))
    | Theme | Answers |
    |:--|--:|
    | a\\|b | 3 |

    Where its whole numbers are counts, and no years, their thousands are told apart as in the text.

    >>> print(markdown_table(pd.DataFrame({"Answers": [1788]}), counts=True).splitlines()[-1])
    | 1,788 |
    """
    marks = ["--:" if pd.api.types.is_numeric_dtype(table[column]) else ":--" for column in table.columns]
    rows = [[_cell(value, counts) for value in row] for row in table.itertuples(index=False)]
    rows = rows or [["none", *[""] * (len(table.columns) - 1)]]  # JATS knows no table without rows
    lines = [[_cell(column) for column in table.columns], *rows]
    head, *body = [f"| {' | '.join(cells)} |" for cells in lines]
    return "\n".join([head, f"|{'|'.join(marks)}|", *body])


def _cell(value: object, counts: bool = False) -> str:
    if isinstance(value, float):
        value = f"{value:g}"
    elif counts and isinstance(value, Integral):
        value = f"{value:,}"
    return markdown(str(value))
