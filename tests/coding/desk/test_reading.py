"""The answers as the desk reads them."""

import pandas as pd

from sixphase.coding.desk.reading import Reading


def test_values_to_choose_from_are_sorted_and_scores_by_their_size():
    scores, jobs = ["10", "2", "", "7.5", "2"], ["Nursing", "Admin", "", "Medical", "Admin"]
    table = pd.DataFrame({"answer_id": list("abcde"), "text": "words", "calm": scores, "job": jobs}, dtype=object)
    reading = Reading(table)
    assert reading.values("calm") == ["2", "7.5", "10"]
    assert reading.values("job") == ["Admin", "Medical", "Nursing"]
