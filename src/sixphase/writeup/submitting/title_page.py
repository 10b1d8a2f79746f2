"""The title page, which an editor sees and reviewers do not."""

import re
from pathlib import Path

from sixphase.study.settings import Author, read_study
from sixphase.writeup.render import PLACE
from sixphase.writeup.render.head import split_name
from sixphase.writeup.render.shortcodes import read_variables
from sixphase.writeup.staging import markdown
from sixphase.writeup.statements.asked import roles_of
from sixphase.writeup.statements.part import naming_statements

NOT_COUNTED = re.compile(
    r"^(?:---.*?^---\n)|```.*?^```|<!--.*?-->|^(?:#|\||:|!\[).*?$|\{\{<.*?>\}\}", re.DOTALL | re.MULTILINE
)
SPAN = re.compile(r"\[([^\[\]]*)\]\{[^{}]*\}")
UNNUMBERED = re.compile(r"^# [^\n]*\.unnumbered\}.*?(?=^# |\Z)", re.DOTALL | re.MULTILINE)  # statements, references
REMARK = re.compile(r"```.*?^```|^\*Not written yet\..*?$", re.DOTALL | re.MULTILINE)
HTML_ONLY = re.compile(r'^::: \{\.content-visible when-format="html"\}.*?^:::$', re.DOTALL | re.MULTILINE)


def title_page(study: str, paper: Path) -> str:
    """Authors with where they work and their part, keywords, lengths, and the statements that blinding leaves out.

    Parameters
    ----------
    paper
        The staged sources of the study's paper.
    """
    head = read_study(study).paper
    text = (paper / PLACE / "paper.qmd").read_text(encoding="utf-8")
    words = main_words(text, read_variables(paper / "_variables.yml"))
    figures, tables = len(set(re.findall(r"\{#fig-[\w-]+", text))), len(set(re.findall(r"\{#tbl-[\w-]+", text)))
    lines = ["# Authors {.unnumbered}", "", *(line for author in head.authors for line in (_author(author), ""))]
    lines += ["# Keywords {.unnumbered}", "", markdown(", ".join(head.keywords)) or "None.", ""]
    lines += ["# Length {.unnumbered}", ""]
    lines += [
        f"Words of the main text, without tables and references: {words:,}. Figures: {figures}. Tables: {tables}.",
        "",
    ]
    return "\n".join([*lines, naming_statements(study)])


def _author(author: Author) -> str:
    parts = [f"**{markdown(split_name(author.name).literal)}**", markdown(author.affiliation)]
    if author.orcid:
        parts.append(f"<https://orcid.org/{author.orcid.removeprefix('https://orcid.org/')}>")
    if author.email:
        parts.append(markdown(author.email) + (" (corresponding author)" if author.corresponding else ""))
    told = ", ".join(filter(None, parts))
    return f"{told}. {', '.join(map(markdown, roles_of(author)))}".rstrip(". ") + "."


def main_words(text: str, values: dict[str, str] | None = None) -> int:
    """How many words the numbered sections have: no headings, tables, captions, code, nor what is in HTML alone.

    >>> main_words("# Title\\nTwo words.\\n\\n| a | b |\\n")
    2
    """
    text = UNNUMBERED.sub("", REMARK.sub("", HTML_ONLY.sub("", text)))
    for name, words in (values or {}).items():
        text = text.replace(f"{{{{< var {name} >}}}}", words)
    text = NOT_COUNTED.sub("", SPAN.sub(r"\1", text))
    return len(re.findall(r"\w[\w'’-]*", re.sub(r"\[[^\[\]]*@[^\[\]]*\]|\{[^{}]*\}|@[\w-]+", "", text)))
