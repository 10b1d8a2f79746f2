"""Names out on the way into a study: the key is on the disk before anything that needs it."""

import pandas as pd
import pytest

from sixphase.study.problem import InputError
from sixphase.transcription.cleaning import Cleaning
from sixphase.transcription.names.candidates_kept import CANDIDATES, read_candidates
from sixphase.transcription.names.decisions import decide, write_decisions
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
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(InputError, match="waits for a decision"):
        Cleaning(tmp_path, read_private(tmp_path))(typed("I met Tomasz there, and Dr Khan"))
    assert [path.name for path in tmp_path.iterdir()] == [CANDIDATES]


def test_words_that_wait_are_kept_for_the_desk_until_they_are_decided(tmp_path):
    told = typed("I met Tomasz there", "and Grzegorz")
    with pytest.raises(
        InputError, match=r"2 words that look like names wait for a decision, in 2 answers \(0.q, 1.q\)"
    ):
        Cleaning(tmp_path, read_private(tmp_path))(told)
    waiting = read_candidates(tmp_path / CANDIDATES)
    assert {(c.answer, c.word) for c in waiting} == {("0.q", "Tomasz"), ("1.q", "Grzegorz")}
    write_decisions(tmp_path / "decisions.jsonl", [decide(c, "replace", n, "AB", "") for n, c in enumerate(waiting, 1)])
    done = Cleaning(tmp_path, read_private(tmp_path))(told)
    assert list(done.answers["text"]) == ["I met [NAME 1] there", "and [NAME 2]"]
    assert not (tmp_path / CANDIDATES).exists()


def test_where_they_may_stay_they_still_can_be_decided_on(tmp_path):
    Cleaning(tmp_path, read_private(tmp_path), "mark")(typed("I met Tomasz there"))
    assert [c.word for c in read_candidates(tmp_path / CANDIDATES)] == ["Tomasz"]


def test_names_go_out_of_what_people_wrote_about_themselves(tmp_path):
    """An attribute without categories is as free as an answer; one with categories is left alone."""
    told = typed("Dr Khan rang", "all was well")
    forms = told.forms.assign(job=["Dr Khan's secretary", "Nurse"], ward=["Dr Khan", "Oak"])
    cleaning = Cleaning(tmp_path, read_private(tmp_path), closed=frozenset({"ward"}))
    done = cleaning(Transcript(forms, told.answers))
    assert list(done.forms["job"]) == ["Dr [NAME 1]'s secretary", "Nurse"]
    assert list(done.forms["ward"]) == ["Dr Khan", "Oak"]
    assert (list(done.forms), list(done.answers["text"])) == (list(forms), ["Dr [NAME 1] rang", "all was well"])
    assert (cleaning.counts, len(read_private(tmp_path).key.entries)) == ({"NAME": 2}, 1)


def test_a_candidate_in_an_attribute_waits_too(tmp_path):
    told = typed("all was well")
    with pytest.raises(InputError, match=r"0\.job"):
        Cleaning(tmp_path, read_private(tmp_path))(Transcript(told.forms.assign(job="helper of Tomasz"), told.answers))
