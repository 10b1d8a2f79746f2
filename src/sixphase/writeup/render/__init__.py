"""From the staged sources of a paper to its finished formats, by Quarto where it fits, else by pandoc and typst.

`render` makes one format; `renderer` says who would. Formats and studies may be made side by side: each works in
folders of its own.
"""

from pathlib import Path

from sixphase.study.problem import refuse

FORMATS = ("html", "pdf", "docx", "jats")
PLACE = "reports/staged"  # where the paper stands as one file, with its head and its pictures

# The files of `reports/` that both renderers need as they are.
ASIS = (
    "references.bib",
    "sixphase.csl",
    "sixphase.lua",
    "template.html",
    "paper.css",
    "typst-template.typ",
    "typst-show.typ",
    "reference.docx",
)
SOURCES = ("paper.qmd", *ASIS)


def render(staged: Path, out: Path, form: str, *, blind: bool = False, template: Path | None = None) -> list[Path]:
    """Make one format of the paper from its staged sources.

    Parameters
    ----------
    staged
        Folder with `_quarto.yml`, `_variables.yml`, `reports/` and the paper in `reports/staged/`; it is only read.
    out
        Where the finished paper goes: `paper.html`, `.pdf`, `.docx` or `.xml` with its `figures/`.
    form
        'html', 'pdf', 'docx' or 'jats'.
    blind
        A copy for reviewers, as `blinded.pdf` or `blinded.docx`: no names, no acknowledgements, lines numbered,
        double spacing.
    template
        A journal's Word file, whose styles and page the DOCX gets.

    Returns
    -------
    list of Path
        The files that were written, the paper first.

    Raises
    ------
    InputError
        Markup that is not known, with file and line; what the renderer complains of; a name of an author in the
        text of a blinded copy; a template that is no Word file.
    """
    from sixphase.writeup.render import builtin, quarto
    from sixphase.writeup.render.blind import FORMS
    from sixphase.writeup.render.finish import finish

    if form not in FORMATS:
        raise refuse(f"'{form}' is no format of the paper", remedy=f"use one of: {', '.join(FORMATS)}")
    if blind and form not in FORMS:
        raise refuse(f"reviewers get no {form}", remedy=f"make their copy as one of: {', '.join(FORMS)}")
    template = _for_word(template, form)
    if quarto.find_quarto():
        builtin.rehearse(staged, form, blind=blind)  # what one would refuse, the other is not given
        written = quarto.render(staged, form, blind, template)
    else:
        written = builtin.render(staged, form, blind, template)
    return finish(written, staged, out, form, blind)


def _for_word(template: Path | None, form: str) -> Path | None:
    from sixphase.writeup.render.template import checked_template

    if template is not None and form != "docx":
        raise refuse(f"a Word template does nothing for {form}", template, remedy="use it with docx")
    return checked_template(template) if template else None


def renderer() -> str:
    """Who renders on this machine, for the summary: 'Quarto 1.9.37', or the built-in renderer and its parts."""
    from sixphase.writeup.render import builtin, quarto

    version = quarto.find_quarto()
    return f"Quarto {version}" if version else builtin.description()
