"""The answers that a table of excerpts shows, and where each leads in HTML: its words and everything coded in it."""

from collections.abc import Mapping

import pandas as pd

from sixphase.writeup.markdown_table import markdown_table
from sixphase.writeup.staging import markdown
from sixphase.writeup.supplement.people import coder_names

HEADING = "# Where the excerpts come from {#sec-cited .unnumbered}"


def with_links(excerpts: pd.DataFrame) -> str:
    """A table of excerpts as Markdown, the answers' ids in its column `Id` leading to the list of answers.

    >>> print(with_links(pd.DataFrame({"Answer": ["A bag"], "Id": ["E_4"]})).splitlines()[-1])
    | A bag | [E\\_4]{.answer key="answer-E-4"} |
    """
    head, marks, *body = markdown_table(excerpts.drop(columns="Id")).splitlines()
    rows = zip(body, excerpts["Id"], strict=True)
    linked = [f'{row} [{markdown(id_)}]{{.answer key="{anchor(id_)}"}} |' for row, id_ in rows]
    return "\n".join([f"{head} Id |", f"{marks}:--|", *linked])


def list_of_answers(excerpts: pd.DataFrame, codings: pd.DataFrame, names: Mapping[str, str]) -> str:
    """The list that the excerpts lead to, with its heading; '' where there are none.

    Parameters
    ----------
    excerpts
        A table with the columns `Answer` (the words) and `Id`.
    codings
        answer_id, code, coder and words of everything coded.
    names
        What a reader is told of each code.
    """
    said = excerpts.drop_duplicates("Id").set_index("Id")["Answer"]
    called = coder_names(codings["coder"])
    lines = []
    for id_, words in said.items():
        own = codings[codings["answer_id"] == id_].drop_duplicates(["code", "coder"])
        codes = zip(own["code"], own["coder"], strict=True)
        coded = "; ".join(f"{markdown(names[code])} ({called[coder].lower()})" for code, coder in codes)
        answer = f"[{markdown(str(id_))}]{{#{anchor(str(id_))}}} ‘{markdown(words)}’"
        lines.append(f"- {answer}. Coded: {coded or 'nothing'}.")
    return "\n".join([HEADING, "", *lines, ""]) if lines else ""


def anchor(answer: str) -> str:
    """The place of an answer in the list of answers.

    >>> anchor("E_04")
    'answer-E-04'
    """
    return "answer-" + "".join(c if c.isascii() and c.isalnum() else "-" for c in answer)
