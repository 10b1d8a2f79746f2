"""The named values of theme development and review: what a paper would say of them."""

from collections.abc import Iterator, Mapping
from math import isnan
from typing import Any

import pandas as pd

from sixphase.study.codebook import Codebook
from sixphase.study.listed import listed
from sixphase.study.rates import percent
from sixphase.study.step import Step
from sixphase.themes.placing import Placing

Value = tuple[str, Any, str | None]  # name, value, what the paper prints
NONE = "none"


def tree_values(
    tree: pd.DataFrame, total: Mapping[str, int], codings: pd.DataFrame, theme_of: Mapping[str, str]
) -> Iterator[Value]:
    """The size of the tree, its largest and smallest theme, and the share of the answers in either of the two largest.

    Parameters
    ----------
    codings, theme_of
        answer_id and code, and the theme of each code: an answer can stand under both of the two.
    """
    yield from ((f"tree.{name}", count, None) for name, count in total.items())
    themes = tree[tree["parent"] == ""].sort_values("answers", ascending=False, kind="stable")
    for word, place in (("largest", 0), ("smallest", -1)):
        yield f"tree.{word}_theme", str(themes["name"].iloc[place]), None
        yield f"tree.{word}_theme_answers", int(themes["answers"].iloc[place]), None
    in_two = codings["code"].map(dict(theme_of)).isin(themes["id"].head(2))
    two = codings.loc[in_two, "answer_id"].nunique() / max(total["answers"], 1)
    yield "tree.two_largest_share", float(two), percent(two)


def sharing_values(shared: pd.DataFrame, below: pd.DataFrame, names: Mapping[str, str]) -> Iterator[Value]:
    """The word that marks a theme most, the one that marks a subtheme most, and the theme with the least in common.

    Parameters
    ----------
    shared, below
        As `shared_words` gives them, for themes and for subthemes.
    names
        The name of each.
    """
    if shared.empty or below.empty:
        yield "sharing.word", NONE, None
        return
    top, leaf = (table.iloc[int(table["more"].to_numpy().argmax())] for table in (shared, below))
    yield "sharing.word", top["word"], None
    yield "sharing.word_theme", names[top["code"]], None
    yield "sharing.word_share", top["share"], percent(top["share"])
    yield "sharing.word_elsewhere", top["elsewhere"], percent(top["elsewhere"])
    yield "sharing.subtheme_word", leaf["word"], None
    yield "sharing.subtheme_word_subtheme", names[leaf["code"]], None
    yield "sharing.subtheme_word_texts", leaf["texts"], None
    yield "sharing.subtheme_word_of", leaf["of"], None
    most = shared.groupby("code", sort=False)["share"].max()
    yield "sharing.weakest_theme", names[str(most.idxmin())], None
    yield "sharing.weakest_theme_share", most.min(), percent(most.min())


def alikeness_values(held: pd.DataFrame, names: Mapping[str, str], level: str, draws: int) -> Iterator[Value]:
    """How alike texts are within and apart, and which codes hold together beyond chance.

    Parameters
    ----------
    held
        As `alikeness.beside_chance` gives it.
    names
        A short name for each code.
    level
        'subthemes' or 'themes': what the codes are.
    draws
        How often they were dealt out.
    """
    whole, each = held.iloc[0], held.iloc[1:]
    beyond = each["within"] > each["high"]
    loose = each.loc[~beyond & each["within"].notna(), "code"]  # of one passage nothing can be said
    yield f"alikeness.{level}_draws", draws, None
    yield f"alikeness.{level}_within", *_times(whole["within"])
    yield f"alikeness.{level}_apart", *_times(whole["apart"])
    yield f"alikeness.{level}_chance_range", f"{whole['low']:.2f} to {whole['high']:.2f}", None
    yield f"alikeness.{level}_said", _alike_said(whole.to_dict(), level[:-1]), None
    yield f"alikeness.{level}_clear", int(beyond.sum()), None
    yield f"alikeness.{level}_loose", listed([names[code] for code in loose]), None


def _alike_said(whole: Mapping[Any, float], one: str) -> str:
    """How alike passages are within and apart, in a sentence; what cannot be said is left out.

    >>> _alike_said({"within": 1.4, "apart": 0.9, "low": 0.5, "high": 1.8}, "theme").split("; ")[1]
    'where labels were shuffled at random the first came to 0.50 to 1.80.'
    >>> nothing = float("nan")
    >>> _alike_said({"within": nothing, "apart": nothing, "low": nothing, "high": nothing}, "theme")
    'Too few passages share words to say how alike those of one theme are.'
    """
    if isnan(whole["within"]) or isnan(whole["low"]):
        return f"Too few passages share words to say how alike those of one {one} are."
    said = f"Passages of one {one} are {whole['within']:.1f} times as alike in their words as any two passages"
    if not isnan(whole["apart"]):
        said += f", those of different {one}s {whole['apart']:.1f} times"
    return f"{said}; where labels were shuffled at random the first came to {whole['low']:.2f} to {whole['high']:.2f}."


def closest_values(pairs: pd.DataFrame, names: Mapping[str, str]) -> Iterator[Value]:
    """The two subthemes of different themes that are most alike; `pairs` is that of `closest_pairs`."""
    if pairs.empty:
        yield "overlap.closest_one", NONE, None
        return
    nearest = pairs.iloc[0]
    yield "overlap.closest_one", names[nearest["one"]], None
    yield "overlap.closest_other", names[nearest["other"]], None
    yield "overlap.closest_times", *_times(nearest["times"])
    yield "overlap.closest_own", *_times(nearest["own"])


def leaning_values(leans: pd.DataFrame, placed: Placing) -> Iterator[Value]:
    """How many texts lean towards another theme.

    Parameters
    ----------
    leans
        As `leaning` gives it.
    placed
        The placing by themes that it was made from.
    """
    yield "overlap.leaning", len(leans), None
    share = len(leans) / len(placed.text_ids) if placed.text_ids else 0.0
    yield "overlap.leaning_share", share, percent(share)


def moved_values(step: Step, above: Mapping[str, str]) -> Iterator[Value]:
    """How many answers the second reading would move into another theme, where notebook 03 has one.

    Parameters
    ----------
    above
        Each subtheme's theme.
    """
    if (step.paths.step("03_coding") / "tables" / "elsewhere.csv").is_file():
        moved = step.read("03_coding", "elsewhere")
        crosses = moved["suggested"].map(above) != moved["published"].map(above)
        yield "overlap.suggested_other_theme", int(crosses.sum()), None


def central_values(central: pd.DataFrame, codebook: Codebook, texts: pd.Series) -> Iterator[Value]:
    """In how many subthemes the most central answer is the codebook's example, or a passage of it.

    Parameters
    ----------
    central
        As `central_answers` gives it; a passage's id begins with its answer's, parted by a colon.
    texts
        answer_id → text_id.
    """
    first = central.drop_duplicates("code").set_index("code")["answer_id"].str.split(":").str[0]
    chosen = {entry.id: entry.example for _, entry in codebook.subthemes.values() if entry.example}
    same = sum(texts.get(first.get(code, "")) == texts.get(id_) for code, id_ in chosen.items() if id_ in texts)
    yield "sharing.central_is_example", same, None
    yield "sharing.examples", len(chosen), None


def places_values(several: pd.DataFrame) -> Iterator[Value]:
    """How many texts stand in several places; `several` is that of `several_places`."""
    yield "overlap.texts", len(several), None
    yield "overlap.answers", sum(len(ids.split()) for ids in several["answers"]), None
    for level in ("subtheme", "theme"):
        for word, places in (("two", 2), ("three", 3)):
            yield f"overlap.{word}_{level}s", int((several[f"{level}_count"] == places).sum()), None


def _times(value: float) -> tuple[float | None, str]:
    return (None, NONE) if isnan(value) else (float(value), f"{value:.1f}")
