"""What a person says of themes on the board: what they are about, how they are related, what speaks for and against."""

from sixphase.coding.journal.journal import Journal
from sixphase.coding.pairs.assignments import read_assignments
from sixphase.coding.pairs.naming import WHOLE
from sixphase.study.problem import refuse
from sixphase.themes.board.said import Said, name_of, text_in


def describe(journal: Journal, said: Said) -> str:
    """Write down what a theme is about."""
    words = {name: text_in(said, name) for name in ("concept", "belongs", "not_belongs") if name in said}
    journal.describe_theme(text_in(said, "code"), **words, reason=text_in(said, "reason"))
    return f"what {name_of(journal, text_in(said, 'code'))} is about"


def relate(journal: Journal, said: Said) -> str:
    """Say that a theme has to do with another."""
    ends = text_in(said, "code"), text_in(said, "to")
    journal.relate(*ends, text_in(said, "kind"), text_in(said, "words"), reason=text_in(said, "reason"))
    return f"{name_of(journal, ends[0])} and {name_of(journal, ends[1])} are related"


def unrelate(journal: Journal, said: Said) -> str:
    """Take a relation away."""
    journal.unrelate(text_in(said, "relation"), reason=text_in(said, "reason"))
    return "the relation is taken away"


def stand(journal: Journal, said: Said) -> str:
    """Mark a passage as speaking for or against a theme, or take one's own mark away (side '')."""
    coding, theme, side = text_in(said, "coding"), text_in(said, "theme"), text_in(said, "side")
    if side:
        journal.stand(coding, theme, side, reason=text_in(said, "reason"))
        return f"the passage speaks {side} {name_of(journal, theme)}"
    now = journal.state.stands()
    own = now[(now["coding_id"] == coding) & (now["theme"] == theme) & (now["who"] == journal.coder)]
    if own.empty:
        raise refuse("there is no mark of yours on this passage", remedy="look at it again")
    journal.unstand(own["stand_id"].iloc[0], reason=text_in(said, "reason"))
    return "the mark is taken away"


def finish(journal: Journal, _: Said) -> str:
    """Say that one has finished coding, in all one's batches and elsewhere, so that others' passages may be seen."""
    assigned = read_assignments(journal.study)
    own = assigned.loc[assigned["coder"] == journal.coder, "batch"].unique()
    for batch in [*sorted(own), WHOLE]:
        if journal.coder not in journal.state.finished(batch):
            journal.finish(batch)
    return "you have finished coding"
