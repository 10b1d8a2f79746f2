"""Quotes with the form and the words that stand at their place."""

import pandas as pd

SUPPORTS, CONTRADICTS = "supports", "contradicts"


def with_forms(quotes: pd.DataFrame, answers: pd.DataFrame) -> pd.DataFrame:
    """The quotes in the order of the paper, with form_id, the transcript's words at their place (`now`), and voice."""
    rows = answers.drop_duplicates("answer_id").set_index("answer_id")
    texts, forms = rows["text"].to_dict(), rows["form_id"].to_dict()
    table = quotes.sort_values(["order", "quote_id"], kind="stable", ignore_index=True)
    voice = table["voice"] if "voice" in table else pd.Series(SUPPORTS, index=table.index)
    spans = zip(table["answer_id"], table["start"], table["end"], strict=True)
    return table.assign(
        form_id=[forms.get(id_, "") for id_ in table["answer_id"]],
        now=[_at(texts.get(id_, ""), start, end) for id_, start, end in spans],
        voice=voice.replace("", SUPPORTS),
    )


def _at(text: str, start: int, end: int) -> str:
    """The words of a span that lies in its answer; '' for one that does not."""
    return text[start:end] if 0 <= start < end <= len(text) else ""
