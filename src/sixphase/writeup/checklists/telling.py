"""What is told of a study's checklist: at the end of a run, by the command `checklist`, and in a document."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from sixphase.study.paths import StudyPaths, shown
from sixphase.study.plain import markdown
from sixphase.study.problem import Problem, refuse
from sixphase.study.settings import read_study
from sixphase.writeup.checklists.answers import FILE, OPEN, Held, held_against, read_answers_to_checklist
from sixphase.writeup.checklists.items import Checklist, checklist_of
from sixphase.writeup.checklists.places import Place, places_of
from sixphase.writeup.markdown_table import markdown_table
from sixphase.writeup.statements.asked import STATEMENTS

SUPPLEMENT = "supplement"  # its staged sources, in `data_processed/STUDY`
NAMING = {asked.place for asked in STATEMENTS if asked.names} | {"authors"}  # what a blinded copy leaves out
MARKS = {"answered": "done", "not applicable": "n/a ", "open": "OPEN"}


def study_places(study: str) -> dict[str, Place]:
    """The places of a study's paper and of its supplement, as they were staged last."""
    folder = StudyPaths(study).processed
    return places_of(folder / "paper") | places_of(folder / SUPPLEMENT, "Supplement, ")


def study_checklist(study: str, blind: bool = False) -> tuple[Checklist, list[Held]]:
    """The checklist of a study, and each of its items held against the paper.

    Parameters
    ----------
    blind
        For reviewers: what their copy leaves out is told to stand on the title page.

    Raises
    ------
    InputError
        When the paper was not staged yet, or `checklist.yml` has a mistake.
    """
    checklist = checklist_of(read_study(study), study)
    answers, places = read_answers_to_checklist(study), study_places(study)
    if blind:
        places |= {id_: replace(places[id_], told=f"Title page, {places[id_].told}") for id_ in NAMING & {*places}}
    if not places:
        raise refuse("there is no paper yet to hold a checklist against", remedy=f"run 'sixphase run {study}' first")
    return checklist, held_against(checklist, answers, places)


def open_line(study: str) -> str:
    """One line for the end of a run: how many items are open, and how to see them."""
    checklist, held = study_checklist(study)
    count = sum(one.status == OPEN for one in held)
    if not count:
        return f"{checklist.name}: every item is answered"
    return f"{checklist.name}: {count} of {len(held)} items open; 'sixphase checklist {study}' lists them"


def checklist_lines(study: str, everything: bool = False) -> list[str]:
    """What is open (or everything), item by item, and what to do about it."""
    checklist, held = study_checklist(study)
    lines = [f"{checklist.name}: {checklist.title}", f"  {checklist.source}", ""]
    told = [one for one in held if everything or one.status == OPEN]
    for domain in dict.fromkeys(one.item.domain for one in told):
        lines.append(domain)
        lines += [line for one in told if one.item.domain == domain for line in _told(one)]
    lines += ["", open_line(study)]
    if any(one.status == OPEN for one in held):
        path = StudyPaths(study).raw / FILE
        if not path.exists():
            lines.append(f"'sixphase checklist {study} --start' lays out {shown(path)} with the open items.")
        lines.append(f"Answer in {shown(path)}: 'ITEM: {{place: sec-NAME}}' or 'ITEM: {{not applicable: why}}'.")
        lines.append(f"sec-NAME is one of: {', '.join(_sections(study))}.")
    return lines


def _sections(study: str) -> list[str]:
    return [id_ for id_ in study_places(study) if id_.startswith("sec-")]


def open_items(study: str) -> list[Problem]:
    """The open items as problems, for what must not go out with one."""
    _, held = study_checklist(study)
    path = StudyPaths(study).raw / FILE
    return [
        Problem(
            f"open: {one.item.asks}" + (f" ({one.says})" if one.says else ""),
            path,
            f"key {one.item.id}",
            "name the place that answers it, or why it does not apply",
        )
        for one in held
        if one.status == OPEN
    ]


def start_answers(study: str) -> str:
    """Lay out `checklist.yml` with every open item to be filled in; a file that is there is left as it is.

    Returns
    -------
    str
        Where the file is, as people are shown it.
    """
    path = StudyPaths(study).raw / FILE
    if path.exists():
        raise refuse("the file is there already", path, remedy="add the open items to it")
    checklist, held = study_checklist(study)
    lines = _laid_out(checklist, held, _sections(study))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return shown(path)


def document(study: str, blind: bool = False) -> str:
    """The checklist filled in, as Markdown: a table for each domain, its places as a reader finds them."""
    checklist, held = study_checklist(study, blind)
    parts = [f"{markdown(checklist.source)}", ""]
    for domain, items in _by_domain(held):
        parts += [f"# {markdown(domain)} {{.unnumbered}}", "", markdown_table(_table(items)), ""]
        parts += [f': {markdown(domain)} {{#tbl-{_slug(domain)} tbl-colwidths="[9,47,44]"}}', ""]
    return "\n".join(parts)


def _by_domain(held: Sequence[Held]) -> Iterator[tuple[str, list[Held]]]:
    for domain in dict.fromkeys(one.item.domain for one in held):
        yield domain, [one for one in held if one.item.domain == domain]


def _table(items: Sequence[Held]) -> pd.DataFrame:
    said = [f"Not applicable: {one.says}" if one.status == "not applicable" else one.says for one in items]
    said = ["Open" if one.status == OPEN else words for one, words in zip(items, said, strict=True)]
    numbers = [one.item.id.partition("-")[2] for one in items]
    return pd.DataFrame({"Item": numbers, "What is asked": [one.item.asks for one in items], "Where": said}, dtype=str)


def _slug(words: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in words.lower()).split())


def _told(one: Held) -> Iterator[str]:
    yield f"  {MARKS[one.status]}  {one.item.id:<9} {one.item.asks}"
    if one.says:
        yield f"                  {one.says}"


def _laid_out(checklist: Checklist, held: Sequence[Held], sections: Sequence[str]) -> Iterator[str]:
    yield f"# {checklist.name}: {checklist.title}. {checklist.source}"
    yield "# Take the mark at the head of a line away and fill in one of the two; what is left out keeps its default."
    yield f"# sec-NAME is one of: {', '.join(sections)}"
    for one in held:
        if one.status == OPEN:
            yield ""
            yield f"# {one.item.asks}"
            yield f"# {one.item.id}: {{place: sec-NAME}}    # or {{not applicable: why}}"
