"""A study with five questions, as most evaluation forms have."""

import pytest

from sixphase.study.settings import Study

QUESTIONS = {
    "interest": "What interested you most today, and why?",
    "learned": "What did you learn about your threat, drive and soothing systems?",
    "practice": "How might you use what you learned?",
    "change": "What would you change about the day?",
    "other": "Is there anything else that you would like to tell us?",
}


@pytest.fixture
def study() -> Study:
    return Study.model_validate(
        {
            "title": "Kindness at work",
            "approach": "codebook",
            "seed": 1,
            "paper": {"title": "P", "date": "2025-04-01"},
            "questions": [{"id": id_, "asks": asks} for id_, asks in QUESTIONS.items()],
            "attributes": {
                "occupation": {"label": "Occupation", "categories": ["Nursing, adult", "Medical", "Admin"]},
                "gender": {"label": "Gender", "categories": ["Female", "Male", "=Other"]},
                "team": {"label": "Your team"},
            },
        }
    )
