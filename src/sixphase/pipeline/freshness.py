"""Which steps would run again, and why: read from pytask's own record, without importing pytask."""

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path

from sixphase.pipeline.graph import Step, record_folder
from sixphase.pipeline.nodes import Node
from sixphase.study.problem import refuse

MOST_REASONS = 3


@dataclass(frozen=True)
class Freshness:
    """A step, and the reasons to run it again; without a reason it is up to date."""

    step: Step
    reasons: tuple[str, ...]

    @property
    def fresh(self) -> bool:
        return not self.reasons


def freshness(study: str, steps: list[Step]) -> list[Freshness]:
    """Each step with its reasons, in the order of the graph.

    A step also has a reason when a step that it builds on has one: that one may bring other results.
    """
    record = _record(record_folder(study))
    stale: set[str] = set()
    result = []
    for step in steps:
        reasons = _reasons(step, record.get(step.name))
        reasons += [f"builds on {name}" for name in step.after if name in stale]
        if reasons:
            stale.add(step.name)
        result.append(Freshness(step, _shortened(reasons)))
    return result


def _reasons(step: Step, entry: dict | None) -> list[str]:
    if entry is None:
        return ["has not run yet"]
    reasons = []
    needs, makes = _by_id(step, step.needs), _by_id(step, step.makes)
    for id_, node in needs.items():
        known, now = entry["depends_on"].get(id_), node.state()
        if now is None:
            reasons.append(f"{node.name} is not there")
        elif known != now:
            reasons.append(f"{node.name} {'changed' if known else 'is new'}")
    reasons += [f"{_shown(id_)} is gone" for id_ in entry["depends_on"] if id_ not in needs]
    for id_, node in makes.items():
        now = node.state()
        if now is None:
            reasons.append(f"its output {node.name} is not there")
        elif entry["produces"].get(id_) != now:
            reasons.append(f"its output {node.name} was changed")
    return reasons


def _by_id(step: Step, nodes: list[Node]) -> dict[str, Node]:
    return {step.record_id(node): node for node in nodes}


def _shown(id_: str) -> str:
    return id_.lstrip("./")


def _shortened(reasons: list[str]) -> tuple[str, ...]:
    more = len(reasons) - MOST_REASONS
    return (*reasons[:MOST_REASONS], f"and {more} more") if more > 0 else tuple(reasons)


def _record(folder: Path) -> dict[str, dict]:
    """pytask's record of the last runs: its lock file, and the journal of a run that was cut short."""
    entries: dict[str, dict] = {}
    lock = folder / "pytask.lock"
    try:
        if lock.is_file():
            entries = {task["id"]: task for task in tomllib.loads(lock.read_text(encoding="utf-8")).get("task", [])}
        journal = folder / "pytask.lock.journal"
        for line in journal.read_text(encoding="utf-8").splitlines() if journal.is_file() else ():
            try:
                task = json.loads(line)
            except ValueError:
                break  # the line that was being written when the run was cut short
            entries[task["id"]] = task
        return {i: {"depends_on": {}, "produces": {}, **task} for i, task in entries.items()}
    except (ValueError, KeyError, TypeError):
        raise refuse("the record of earlier runs is broken", lock, remedy=f"delete the folder {folder.name}") from None
