"""The tree of themes and subthemes, with how many answers stand on each branch."""

import pandas as pd

from sixphase.study.codebook import Codebook


def theme_tree(codings: pd.DataFrame, texts: pd.Series, codebook: Codebook) -> pd.DataFrame:
    """One row a theme and one a subtheme, in the codebook's order.

    Parameters
    ----------
    codings
        One row a coding: answer_id, code (a subtheme's id).
    texts
        answer_id → text_id; answers with one text_id repeat each other.
    codebook
        Where names and the order come from; a subtheme without answers has its row too.

    Returns
    -------
    pandas.DataFrame
        id, parent ('' for a theme), name, short, answers, texts. `answers` counts answers as published; `texts`
        counts distinct texts, a repeated one once. A text that stands under two subthemes is one in each of them,
        and one in their theme, so the texts of the branches can sum to more than their tree.
    """
    placed = codings[["answer_id", "code"]].assign(text=texts.loc[codings["answer_id"]].to_numpy())
    placed["theme"] = placed["code"].map(codebook.theme_of())
    below = placed.groupby("code").agg(answers=("answer_id", "nunique"), texts=("text", "nunique"))
    above = placed.groupby("theme").agg(answers=("answer_id", "nunique"), texts=("text", "nunique"))
    counts = pd.concat([above, below])
    entries = [(e, "" if e is t else t.id) for t in codebook.themes for e in (t, *t.subthemes)]
    tree = pd.DataFrame([{"id": e.id, "parent": parent, "name": e.name, "short": e.short} for e, parent in entries])
    return tree.join(counts.reindex(tree["id"]).fillna(0).astype(int).reset_index(drop=True))


def totals(tree: pd.DataFrame, codings: pd.DataFrame, texts: pd.Series) -> dict[str, int]:
    """Counts of the whole tree: themes, subthemes, answers, and distinct texts, each once wherever it stands."""
    themes = tree[tree["parent"] == ""]
    return {
        "themes": len(themes),
        "subthemes": len(tree) - len(themes),
        "answers": int(codings["answer_id"].nunique()),
        "texts": int(texts.loc[codings["answer_id"]].nunique()),
    }


def subtheme_counts(tree: pd.DataFrame) -> pd.DataFrame:
    """The leaves of the tree: subtheme_id, answers, texts."""
    leaves = tree[tree["parent"] != ""].reset_index(drop=True)
    return leaves[["id", "answers", "texts"]].rename(columns={"id": "subtheme_id"})


def names_in(codebook: Codebook) -> dict[str, str]:
    """The id of each theme and subtheme with its full name, in the codebook's order."""
    return {entry.id: entry.name for theme in codebook.themes for entry in (theme, *theme.subthemes)}
