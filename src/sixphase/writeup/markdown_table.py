"""A table as Markdown that Quarto and pandoc read alike."""

import pandas as pd

from sixphase.study.plain import markdown


def markdown_table(table: pd.DataFrame) -> str:
    """A pipe table: headings from the columns, numbers to the right, all else to the left, every cell plain text.

    A table without rows says 'none'.

    >>> print(markdown_table(pd.DataFrame({"Theme": ["a|b"], "Answers": [3]})))
    | Theme | Answers |
    |:--|--:|
    | a\\|b | 3 |
    """
    marks = ["--:" if pd.api.types.is_numeric_dtype(table[column]) else ":--" for column in table.columns]
    rows = [[_cell(value) for value in row] for row in table.itertuples(index=False)]
    rows = rows or [["none", *[""] * (len(table.columns) - 1)]]  # JATS knows no table without rows
    lines = [[_cell(column) for column in table.columns], *rows]
    head, *body = [f"| {' | '.join(cells)} |" for cells in lines]
    return "\n".join([head, f"|{'|'.join(marks)}|", *body])


def _cell(value: object) -> str:
    if isinstance(value, float):
        value = f"{value:g}"
    return markdown(str(value))
