"""The command `audit`, and what a run says of it."""

import json

from rich.text import Text

from sixphase.cli.screen import out
from sixphase.writeup.audit import as_lines, disagreements, summary, to_json, untested
from sixphase.writeup.reported import audit_study, read_reported

COLOURS = {"serious": "bold red", "minor": "yellow", "note": "cyan", "agrees": "green"}


def show_audit(study: str, as_json: bool, strict: bool) -> int:
    """Print the findings of a study; returns the exit status."""
    findings = audit_study(study)
    if as_json:
        print(json.dumps(to_json(findings), indent=2, ensure_ascii=False))
    else:
        for line in as_lines(findings, untested(*read_reported(study)), width=min(out.width, 100)):
            out.print(_coloured(line))
    return 1 if strict and disagreements(findings) else 0


def summary_lines(study: str) -> list[str]:
    """What the audit found, for the end of a run; nothing for a study without reported figures."""
    if not read_reported(study)[0]:
        return []
    shown = "make audit" if study == "cmt_published" else f"make audit STUDY={study}"
    return [f"  audit      {summary(audit_study(study))}", f"             {shown} shows each with its arithmetic"]


def _coloured(line: str) -> Text:
    first = line.split(" ", 1)[0].lower().rstrip(":")
    return Text(line, style=COLOURS.get(first, ""))
