"""The audit of reported figures: a paper's own numbers held against each other and against its lists.

>>> from sixphase.writeup.audit.figures import Figure
>>> from sixphase.writeup.audit.relations import PartOf
>>> figures = {
...     "people": Figure("people", "445", "people", "Abstract", "people who took part"),
...     "forms": Figure("forms", "455", "forms", "Method", "forms handed in, one a person"),
... }
>>> relation = PartOf(id="forms_of_people", kind="part_of", parts="forms", whole="people")
>>> [finding] = audit(figures, [relation])
>>> finding.gravity, finding.arithmetic
('serious', '455 > 445')
"""

from sixphase.writeup.audit.figures import Figure
from sixphase.writeup.audit.figures_file import read_figures
from sixphase.writeup.audit.findings import GRAVITIES, Finding, Repeat
from sixphase.writeup.audit.relations_file import read_relations
from sixphase.writeup.audit.rendering import as_lines, as_table, disagreements, summary, to_json
from sixphase.writeup.audit.run import audit, audit_study_files, read_audit_files, untested

__all__ = [
    "GRAVITIES",
    "Figure",
    "Finding",
    "Repeat",
    "as_lines",
    "as_table",
    "audit",
    "audit_study_files",
    "disagreements",
    "read_audit_files",
    "read_figures",
    "read_relations",
    "summary",
    "to_json",
    "untested",
]
