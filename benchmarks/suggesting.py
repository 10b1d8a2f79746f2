"""How often the suggestions hit the code that people gave, beside guessing and scikit-learn's usual classifiers.

    SIXPHASE_NHS_FEEDBACK=…/patient_feedback.csv python benchmarks/suggesting.py

Published excerpts: each answer is left out in turn, with all answers that repeat it. Patient feedback: a fifth of the
distinct texts is held back, so that no text is on both sides; several seeds. The two classifiers have scikit-learn's
own defaults, on words; those 'on our weights' have the same weights of words and pieces of words as the suggestions.
"""

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sixphase.coding.codings import published_codings
from sixphase.coding.distinct import distinct_texts, groups_of
from sixphase.coding.second_reading import place_of, second_reading
from sixphase.study.codebook import read_codebook
from sixphase.study.rates import wilson
from sixphase.study.settings import read_study
from sixphase.themes.suggesting.features import Features
from sixphase.themes.suggesting.learner import Learner
from sixphase.themes.suggesting.sentences import is_installed
from sixphase.themes.suggesting.suggest import suggest_codes
from sixphase.transcription.answers import read_answers
from sixphase.transcription.repeats import comparable, find_repeats, repeats_table

STUDY = "cmt_published"
SEEDS = (11, 12, 13, 14, 15)  # not those with which the ways were chosen
HELD = 0.2
OURS, WITH_MODEL = "suggestions", "suggestions, sentences too"
MAJORITY, RANDOM = "always the commonest", "at random"
Ways = dict[str, Callable[[Sequence[str], NDArray, Sequence[str], int], NDArray]]


def main() -> None:
    left_out()
    held_back()
    how_long()


def left_out() -> None:
    """Leave-one-out on the published excerpts."""
    answers, codebook = read_answers(STUDY), read_codebook(STUDY)
    codings, book = published_codings(answers, codebook), list(codebook.subthemes)
    groups = groups_of(repeats_table(find_repeats(answers)))
    texts = distinct_texts(list(answers["answer_id"]), groups).loc[codings["answer_id"]].to_numpy()
    words, codes = codings["words"].to_numpy(dtype=object), pd.Index(book).get_indexer(codings["code"])
    print(f"{STUDY}: {len(words)} answers ({len(set(texts))} texts), {len(book)} subthemes, each left out in turn")
    print(by_chance(len(book)))
    for name, way in WAYS.items():
        places = np.zeros(len(words), dtype=int)
        for text in dict.fromkeys(texts):
            out = texts == text
            scores = way(list(words[~out]), codes[~out], list(words[out]), len(book))
            places[out] = place_of(scores - scores.min() + 1, codes[out])
        print(told(name, [places]), flush=True)
    numbers = distinct_texts(list(answers["answer_id"]), groups)
    near = second_reading(codings, numbers, book, read_study(STUDY).thresholds.neighbours).places
    print(told("nearest neighbours (the second reading)", [np.where(near > 0, near, 99)]))


def held_back() -> None:
    """A fifth of the distinct texts of the patients' feedback, for several seeds."""
    path = Path(os.environ.get("SIXPHASE_NHS_FEEDBACK", ""))
    if not path.is_file():
        print("patient feedback: left out, since SIXPHASE_NHS_FEEDBACK names no file")
        return
    words, codes, texts, book = feedback(path)
    print(f"patient feedback: {len(words):,} answers ({texts.max() + 1:,} texts), {len(book)} codes, seeds {SEEDS}")
    print(by_chance(len(book)))
    found, seconds = {}, {}
    for name, way in WAYS.items():
        began = time.perf_counter()
        found[name] = [held(way, words, codes, texts, len(book), seed) for seed in SEEDS]
        seconds[name] = (time.perf_counter() - began) / len(SEEDS)
        print(f"{told(name, found[name])}   {seconds[name]:5.1f} s", flush=True)
    print("  the same, each held-back text counted once (a fifth of the answers repeat another, such as 'Nothing')")
    once = [first_of_text(texts[split(texts, seed)]) for seed in SEEDS]
    for name, places in found.items():
        print(told(name, [own[kept] for own, kept in zip(places, once, strict=True)]))
    print(f"  suggestions minus another way, in points, the range of {len(SEEDS)} seeds")
    for name in found:
        if name != OURS:
            first, three = (ahead(found[OURS], found[name], among) for among in (1, 3))
            print(f"  {name:<44} {first} first, {three} among three")


def first_of_text(texts: NDArray) -> NDArray[np.bool_]:
    """The first answer of each text."""
    return ~pd.Series(texts).duplicated().to_numpy()


def ahead(ours: list[NDArray], theirs: list[NDArray], among: int) -> str:
    """By how many points the one is ahead of the other on the same split, from the least to the most."""
    points = [100 * ((a <= among).mean() - (b <= among).mean()) for a, b in zip(ours, theirs, strict=True)]
    return f"{min(points):+.1f} to {max(points):+.1f}"


def feedback(path: Path) -> tuple[NDArray, NDArray, NDArray, list[str]]:
    """Answers, codes (positions), the number of each answer's text, and all codes."""
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    table = table[(table["feedback"].str.strip() != "") & (table["subcategory"].str.strip() != "")]
    codes, book = pd.factorize(table["subcategory"], sort=True)
    texts = pd.factorize(pd.Series([comparable(text) for text in table["feedback"]]))[0]
    return table["feedback"].to_numpy(dtype=object), codes, texts, list(book)


def split(texts: NDArray, seed: int) -> NDArray[np.bool_]:
    """Which answers are held back: those of a fifth of the texts."""
    total = int(texts.max()) + 1
    chosen = np.random.default_rng(seed).permutation(total)[: int(HELD * total)]
    return np.isin(texts, chosen)


def held(way: Callable, words: NDArray, codes: NDArray, texts: NDArray, total: int, seed: int) -> NDArray:
    """Places of the codes of the answers that are held back."""
    out = split(texts, seed)
    assert not set(texts[out]) & set(texts[~out])
    scores = way(list(words[~out]), codes[~out], list(words[out]), total)
    return place_of(scores - scores.min() + 1, codes[out])


def told(name: str, found: list[NDArray]) -> str:
    """Top-1 and top-3: of one round with its Wilson interval, of several the mean with the range."""
    said = []
    for among in (1, 3):
        shares = [float((places <= among).mean()) for places in found]
        hits, of = int((found[0] <= among).sum()), len(found[0])
        low, high = wilson(hits, of) if len(found) == 1 else (min(shares), max(shares))
        said.append(f"{f'{hits}/{of} ' if len(found) == 1 else ''}{np.mean(shares):6.1%} [{low:.1%} to {high:.1%}]")
    return f"  {name:<44} first {said[0]:<31} among three {said[1]}"


def by_chance(total: int) -> str:
    """What different codes drawn at random hit on average."""
    return f"  {RANDOM:<44} first {1 / total:6.1%} {'':<24} among three {min(3 / total, 1):6.1%}"


def full(scores: NDArray, classes: NDArray, total: int) -> NDArray:
    """Scores for all codes; a code that was not learnt comes last."""
    every = np.full((len(scores), total), scores.min() - 1)
    every[:, classes] = scores
    return every


def ours(known: Sequence[str], codes: NDArray, asked: Sequence[str], total: int, sentences: bool = False) -> NDArray:
    classes, own = np.unique(codes, return_inverse=True)
    learner = Learner(known, np.eye(len(classes), dtype=bool)[own], asked, sentences)
    return full(learner.scores(asked), classes, total)


def with_sentences(known: Sequence[str], codes: NDArray, asked: Sequence[str], total: int) -> NDArray:
    return ours(known, codes, asked, total, sentences=True)


def majority(_: Sequence[str], codes: NDArray, asked: Sequence[str], total: int) -> NDArray:
    return np.tile(np.bincount(codes, minlength=total).astype(float), (len(asked), 1))


def peer(make: Callable, our_weights: bool = False) -> Callable:
    """scikit-learn's classifier on its own TF-IDF, or on the weights of the suggestions."""

    def way(known: Sequence[str], codes: NDArray, asked: Sequence[str], total: int) -> NDArray:
        from sklearn.feature_extraction.text import TfidfVectorizer

        if our_weights:
            features = Features(known, asked)
            rows, other = features.rows, features.of(asked)
        else:
            words = TfidfVectorizer()
            rows, other = words.fit_transform(known), words.transform(asked)
        fitted = make().fit(rows, codes)
        decide = fitted.predict_proba if hasattr(fitted, "predict_proba") else fitted.decision_function
        return full(decide(other), fitted.classes_, total)

    return way


def logistic():
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(max_iter=1000)


def machine():
    from sklearn.svm import LinearSVC

    return LinearSVC(random_state=0)


WAYS: Ways = {
    MAJORITY: majority,
    "TF-IDF + logistic regression": peer(logistic),
    "TF-IDF + LinearSVC": peer(machine),
    "LinearSVC on our weights": peer(machine, our_weights=True),
    OURS: ours,
} | ({WITH_MODEL: with_sentences} if is_installed() else {})


def how_long() -> None:
    """Suggestions for 5,000 answers from 50,000 codings in 5,000 others, 40 codes."""
    draw = np.random.default_rng(20)
    vocabulary = np.array([f"{a}{b}{c}word" for a in "bcdfghklmnprst" for b in "aeiou" for c in range(40)])
    weights = 1 / np.arange(1, len(vocabulary) + 1)
    texts = [" ".join(draw.choice(vocabulary, 25, p=weights / weights.sum())) for _ in range(10_000)]
    answers = pd.DataFrame({"answer_id": [f"{n:05}" for n in range(10_000)], "text": texts})
    rows = np.sort(draw.integers(0, 5_000, 50_000))
    starts = draw.integers(0, 60, 50_000)
    codings = pd.DataFrame({"answer_id": answers["answer_id"].to_numpy()[rows], "start": starts, "end": starts + 80})
    codings["code"] = [f"C{n}" for n in draw.integers(0, 40, 50_000)]
    codings = codings.assign(coder="anna", words=[texts[r][s : s + 80] for r, s in zip(rows, starts, strict=True)])
    tree = pd.DataFrame({"code": [f"C{n}" for n in range(40)], "name": "a name", "parent": ""})
    began = time.perf_counter()
    found = suggest_codes(answers, codings, tree)
    print(
        f"{len(found.codes):,} suggestions from 50,000 codings: {time.perf_counter() - began:.1f} s. {found.told[-1]}"
    )


if __name__ == "__main__":
    sys.exit(main())
