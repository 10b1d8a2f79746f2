"""Names out on the way into a study: the key is on the disk before anything that needs it."""

import pandas as pd
import pytest

from sixphase.study.problem import InputError
from sixphase.transcription.cleaning import Cleaning
from sixphase.transcription.names.private import read_private
from sixphase.transcription.transcript import Transcript


def typed(*texts):
    forms = pd.DataFrame({"form_id": [str(i) for i in range(len(texts))], "session_date": ""})
    rows = {"form_id": forms["form_id"], "question": "q", "state": "answered", "text": list(texts)}
    return Transcript(forms, pd.DataFrame(rows))


def test_the_key_is_written_before_the_cleaned_answers_are_given_back(tmp_path):
    done = Cleaning(tmp_path, read_private(tmp_path))(typed("Dr Khan rang", "all was well"))
    assert list(done.answers["text"]) == ["Dr [NAME 1] rang", "all was well"]
    assert [entry.mark for entry in read_private(tmp_path).key.entries] == ["[NAME 1]"]


def test_one_key_serves_one_transcript_after_another_and_the_next_import(tmp_path):
    cleaning = Cleaning(tmp_path, read_private(tmp_path))
    cleaning(typed("Dr Khan rang"))
    again = cleaning(typed("Dr Okoro and Dr Khan rang"))
    assert again.answers["text"][0] == "Dr [NAME 2] and Dr [NAME 1] rang"
    later = Cleaning(tmp_path, read_private(tmp_path))(typed("Dr Okoro rang"))
    assert later.answers["text"][0] == "Dr [NAME 2] rang"
    assert cleaning.counts == {"NAME": 1}, "what is told is of the whole transcript, which comes first"


def test_without_names_or_with_one_undecided_no_key_appears(tmp_path):
    Cleaning(tmp_path, read_private(tmp_path))(typed("all was well"))
    with pytest.raises(InputError, match="waits for a decision"):
        Cleaning(tmp_path, read_private(tmp_path))(typed("I met Tomasz there, and Dr Khan"))
    assert list(tmp_path.iterdir()) == []
