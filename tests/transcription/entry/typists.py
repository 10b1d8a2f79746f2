"""Two simulated typists with known error rates, typing forms whose words are known."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from sixphase.study.settings import Study
from sixphase.transcription.transcript import ANSWER_COLUMNS, Transcript

STUDY = Study.model_validate(
    {
        "title": "Kindness at work",
        "approach": "codebook",
        "seed": 1,
        "paper": {"title": "P"},
        "questions": [{"id": "interest", "asks": "What interested you?"}, {"id": "change", "asks": "What to change?"}],
        "attributes": {"job": {"label": "Occupation", "categories": ["Nursing", "Medical"]}},
    }
)
SAID = (
    "the day was very helpful and I felt safe to share my own story with colleagues about threat drive soothing "
    "breathing rhythm please more time less slides kinder inner voice"
)
WORDS = SAID.split()
FORM_COLUMNS = ["form_id", "session_date", "job"]


@dataclass(frozen=True)
class Typist:
    """How often a typist slips: by character (changed, left out, swapped with the next), and fields passed over."""

    changed: float = 0.0
    omitted: float = 0.0
    swapped: float = 0.0
    skipped: float = 0.0
    uneven: float = 0.0  # how much forms differ: 0 not at all, 1 from none to double

    def text(self, text: str, rng: random.Random, times: float = 1.0) -> str:
        letters, place = list(text), 0
        typed: list[str] = []
        while place < len(letters):
            draw = rng.random()
            here = letters[place]
            if draw < self.changed * times:
                typed.append(rng.choice("qzxj"))  # letters that the words above hardly have
            elif draw < (self.changed + self.omitted) * times:
                pass
            elif draw < (self.changed + self.omitted + self.swapped) * times and place + 1 < len(letters):
                typed += [letters[place + 1], here]
                place += 1
            else:
                typed.append(here)
            place += 1
        return "".join(typed)

    def types(self, truth: Transcript, rng: random.Random) -> Transcript:
        weights = {id_: 1 + self.uneven * rng.choice([-1, 1]) for id_ in truth.forms["form_id"]}
        rows = []
        for form_id, question, state, text in truth.answers.itertuples(index=False):
            if text and rng.random() < self.skipped:
                rows.append((form_id, question, "blank", ""))
            else:
                rows.append((form_id, question, state, self.text(text, rng, weights[form_id])))
        return Transcript(truth.forms.copy(), pd.DataFrame(rows, columns=list(ANSWER_COLUMNS), dtype=str))


def the_truth(forms: int, rng: random.Random, words: tuple[int, int] = (3, 40)) -> Transcript:
    """What stands on the paper: every tenth answer is blank."""
    ids = [f"{n:05}" for n in range(1, forms + 1)]
    about = [(id_, "2024-05-01", rng.choice(["Nursing", "Medical"])) for id_ in ids]
    answers = []
    for id_ in ids:
        for question in STUDY.questions:
            said = "" if rng.random() < 0.1 else " ".join(rng.choices(WORDS, k=rng.randint(*words)))
            answers.append((id_, question.id, "answered" if said else "blank", said))
    return transcript(about, answers)


def transcript(forms: list[tuple[str, ...]], answers: list[tuple[str, ...]]) -> Transcript:
    return Transcript(
        pd.DataFrame(forms, columns=FORM_COLUMNS, dtype=str),
        pd.DataFrame(answers, columns=list(ANSWER_COLUMNS), dtype=str),
    )


def one_form(interest: str, change: str = "More time", job: str = "Nursing", form_id: str = "00013") -> Transcript:
    """A transcript of a single form."""
    said = [
        (form_id, id_, "answered" if text else "blank", text)
        for id_, text in (("interest", interest), ("change", change))
    ]
    return transcript([(form_id, "2024-05-01", job)], said)


Said = Mapping[tuple[str, str], tuple[str, str]]


def truths(transcript_: Transcript) -> Said:
    """State and words of each answer, by form and field."""
    rows = transcript_.answers.itertuples(index=False)
    return {(form, f"question {question}"): (state, text) for form, question, state, text in rows}
