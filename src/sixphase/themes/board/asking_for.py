"""What the board shows when it is asked for: suggestions, and answers that no theme touches."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from sixphase.coding.desk.showing import shown
from sixphase.coding.journal.journal import Journal
from sixphase.coding.pairs.naming import PUBLISHED
from sixphase.study.problem import refuse
from sixphase.study.settings import read_study
from sixphase.themes.board.laying import is_subtheme, is_theme
from sixphase.themes.board.said import Said, text_in
from sixphase.themes.suggesting import SUGGESTED_BY

if TYPE_CHECKING:
    from sixphase.coding.journal.state import State
    from sixphase.themes.board.sitting import Sitting

MOST = 10  # answers that are suggested for at once
VERDICTS = ("rightly in no theme", "a theme should hold it", "an idea that no theme has")


def asked_for(sitting: "Sitting", message: Mapping[str, Any]) -> dict[str, Any]:
    """Suggestions for answers without a code (`what` is 'answers'), answers for a code ('code'), passages least like
    the rest of their code ('unlike'), or a sample of answers that no theme touches ('untouched')."""
    what = str(message.get("what", ""))
    if what not in _WHAT:
        raise refuse("this cannot be asked for", remedy="choose one from the list")
    return {"what": what, "verdicts": list(VERDICTS), **_WHAT[what](sitting, message)}


def can_compare_sentences() -> bool:
    """Whether the sentence model is there to be asked."""
    from sixphase.themes.suggesting.sentences import is_installed

    return is_installed()


def accept(journal: Journal, said: Said) -> str:
    """Give a suggested code to a whole answer; the coding remembers what suggested it."""
    coding = journal.code_all(
        text_in(said, "answer"), text_in(said, "code"), suggested=text_in(said, "by") or SUGGESTED_BY
    )
    return f"the answer has the code ‘{journal.state.codes[coding.code].name}’"


def decide(journal: Journal, said: Said) -> str:
    """Keep what was decided on an answer that no theme touches."""
    journal.look(text_in(said, "answer"), text_in(said, "verdict"), text_in(said, "text"))
    return "what you decided on the answer"


def _codings(sitting: "Sitting") -> pd.DataFrame:
    """The codings to learn from: those that this person may see, and none of a publication's."""
    rows = [(c.answer, c.start, c.end, c.code, c.coder, c.words) for c in sitting.codings if c.coder != PUBLISHED]
    return pd.DataFrame(rows, columns=["answer_id", "start", "end", "code", "coder", "words"])


def _tree(state: "State") -> pd.DataFrame:
    """The codes that can be given: those that are neither theme nor subtheme, and those of them with passages."""
    from sixphase.themes.suggesting.suggest import codes_table

    given = {coding.code for coding in state.codings()}
    codes = [c for c in state.standing() if c.id in given or not (is_theme(state, c) or is_subtheme(state, c))]
    return codes_table([(code.id, code.name, code.parent) for code in codes])


def _answers(state: "State") -> pd.DataFrame:
    return pd.DataFrame({"answer_id": list(state.answers), "text": list(state.answers.values())}, dtype=str)


def _for_answers(sitting: "Sitting", message: Mapping[str, Any]) -> dict[str, Any]:
    from sixphase.themes.suggesting.suggest import suggest_codes, uncoded

    codings, first = _codings(sitting), message.get("first", 0)
    first = first if isinstance(first, int) and first > 0 else 0
    open_ = uncoded(_answers(sitting.state), codings)
    found = suggest_codes(open_[first : first + MOST], codings, _tree(sitting.state), **_how(sitting, message))
    return {**_suggested(sitting, found), "first": first, "total": len(open_)}


def _for_code(sitting: "Sitting", message: Mapping[str, Any]) -> dict[str, Any]:
    from sixphase.themes.suggesting.suggest import suggest_answers

    code = str(message.get("code", ""))
    tree, codings = _tree(sitting.state), _codings(sitting)
    found = suggest_answers(code, _answers(sitting.state), codings, tree, most=MOST, **_how(sitting, message))
    return _suggested(sitting, found)


def _how(sitting: "Sitting", message: Mapping[str, Any]) -> dict[str, Any]:
    return {"seed": _seed(sitting), "sentences": message.get("sentences") is True}


def _suggested(sitting: "Sitting", found: Any) -> dict[str, Any]:
    """Answer by answer the codes that are suggested, each with the passages that speak for it."""
    speak: dict[tuple[str, str], list[str]] = {}
    for row in found.passages.to_dict("records"):
        speak.setdefault((row["answer_id"], row["code"]), []).append(shown(row["words"]))
    answers: dict[str, dict[str, Any]] = {}
    for row in found.codes.to_dict("records"):
        id_, code = row["answer_id"], row["code"]
        text = shown(sitting.state.answers[id_])
        one = answers.setdefault(id_, {"answer": id_, "text": text, "codes": []})
        one["codes"].append({"code": code, "name": shown(row["name"]), "speak": speak.get((id_, code), [])})
    by = str(found.codes["suggested_by"].iloc[0]) if len(found.codes) else ""
    return {"answers": list(answers.values()), "by": by, "told": list(found.told)}


def _unlike(sitting: "Sitting", message: Mapping[str, Any]) -> dict[str, Any]:
    from sixphase.themes.suggesting.unlike import least_like

    code, state = str(message.get("code", "")), sitting.state
    table = least_like(code, _codings(sitting), _tree(state), most=MOST)
    rows = [
        {
            "answer": row["answer_id"],
            "text": shown(row["words"]),
            "nearest": shown(state.codes[row["nearest"]].name) if row["to_nearest"] > row["likeness"] else "",
        }
        for row in table.to_dict("records")
    ]
    few = [] if rows else ["The code has fewer than three different passages: there is no rest to be unlike."]
    return {"unlike": rows, "told": few}


def _untouched(sitting: "Sitting", _: Mapping[str, Any]) -> dict[str, Any]:
    """The same sample as notebook 05 draws, where the person may see all codings."""
    from sixphase.themes.touching.entries import entries_of
    from sixphase.themes.touching.shares import untouched, untouched_sample
    from sixphase.themes.touching.touching import touching_of

    state = sitting.state
    answers = _answers(state).assign(form_id="", question="")
    codings = pd.DataFrame([(c.answer, c.code) for c in sitting.codings], columns=["answer_id", "code"])
    touching = touching_of(codings, answers, None, entries_of(state))
    looks = state.looks()
    decided = looks[looks["who"] == sitting.coder].set_index("answer_id")[["verdict", "text"]].to_dict("index")
    rows = []
    for row in untouched_sample(touching, _seed(sitting)).to_dict("records"):
        was = decided.get(row["answer_id"], {"verdict": "", "text": ""})
        said = {"verdict": was["verdict"], "said": shown(was["text"])}
        rows.append({"answer": row["answer_id"], "text": shown(row["text"]), **said})
    return {"untouched": rows, "total": len(untouched(touching)), "told": []}


def _seed(sitting: "Sitting") -> int:
    return read_study(sitting.study).seed


_WHAT = {"answers": _for_answers, "code": _for_code, "unlike": _unlike, "untouched": _untouched}
