"""The paper's steps: its sources put together in one folder, and each format made from that folder."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sixphase.pipeline.notebooks import put_in_place
from sixphase.study.paths import StudyPaths, notebook, root

GENERATED = ("_variables.yml", "reports/_metadata.yml", "reports/_study")  # beside the sources, never in git


def stage(study: str, readable: Iterable[Path], on_cell: Any) -> None:  # noqa: ARG001
    """Put together all that a renderer needs, and refuse prose with numbers typed by hand."""
    from sixphase.writeup.render import SOURCES

    paths = StudyPaths(study)
    folder = paths.processed / ".partial" / "paper"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "reports").mkdir(parents=True)
    for name in SOURCES:
        shutil.copyfile(root() / "reports" / name, folder / "reports" / name)
    if (root() / "reports" / "fonts").is_dir():
        shutil.copytree(root() / "reports" / "fonts", folder / "reports" / "fonts")
    shutil.copyfile(root() / "_quarto.yml", folder / "_quarto.yml")
    _generate(paths, folder)
    _check_prose(paths)
    put_in_place(folder, paths.processed / "paper")


def stage_at_top(study: str) -> None:
    """Put the generated parts beside the sources at the top, where 'quarto render' by itself looks for them."""
    staged = StudyPaths(study).processed / "paper"
    for name in GENERATED:
        place = root() / name
        if place.is_dir():
            shutil.rmtree(place)
        if (staged / name).is_dir():
            shutil.copytree(staged / name, place)
        else:
            shutil.copyfile(staged / name, place)


def make(study: str, form: str, readable: Iterable[Path], on_cell: Any) -> None:  # noqa: ARG001
    """Render one format of the paper; it appears whole or not at all."""
    from sixphase.writeup.render import render

    paths = StudyPaths(study)
    folder = paths.processed / ".partial" / f"paper_{form}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    render(paths.processed / "paper", folder, form)
    paths.paper.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            put_in_place(path, paths.paper / path.name)
        else:
            path.replace(paths.paper / path.name)
    shutil.rmtree(folder, ignore_errors=True)


def _generate(paths: StudyPaths, folder: Path) -> None:
    """The values, the head of the paper, and all figures, tables and words of the study."""
    from sixphase.study.facts import facts, notebooks_of
    from sixphase.study.settings import read_study
    from sixphase.study.tables import read_written
    from sixphase.writeup.markdown_table import markdown_table
    from sixphase.writeup.parts import TEXTS, assemble, not_written
    from sixphase.writeup.staging import gather, head, list_of_values, variables, with_values

    names = notebooks_of(paths.name)
    steps = [paths.step(name) for name in names]
    values = gather(steps, "values")
    made = folder / "reports" / "_study"
    for kind in ("figures", "tables", "text", "parts"):
        (made / kind).mkdir(parents=True)
    _write(folder / "_variables.yml", variables(values))
    for step in steps:
        for figure in sorted((step / "figures").glob("*")):
            shutil.copyfile(figure, made / "figures" / figure.name)
    for table in sorted((steps[-1] / "tables").glob("*.csv")):
        _write(made / "tables" / f"{table.stem}.md", markdown_table(read_written(table)) + "\n")
    _write(made / "tables" / "values.md", list_of_values(values, {name: notebook(name) for name in names}))
    for text in sorted({*TEXTS, *(path.stem for path in (paths.raw / "text").glob("*.md"))}):
        own = paths.raw / "text" / f"{text}.md"
        words = own.read_text(encoding="utf-8") if own.is_file() else not_written(paths.name, text)
        _write(made / "text" / f"{text}.md", words)
    for name, part in assemble(root() / "reports" / "parts", facts(paths.name), made).items():
        _write(made / "parts" / f"{name}.md", part)
    abstract = paths.raw / "text" / "abstract.md"
    summary = with_values(abstract.read_text(encoding="utf-8"), values, abstract) if abstract.is_file() else ""
    _write(folder / "reports" / "_metadata.yml", head(read_study(paths.name).paper, summary))


def _check_prose(paths: StudyPaths) -> None:
    from sixphase.study.problem import raise_some
    from sixphase.writeup.prose import typed_digits

    reports = root() / "reports"
    ours = [reports / "paper.qmd", *sorted((reports / "parts").glob("*.md"))]
    words = [*ours, *sorted((paths.raw / "text").glob("*.md"))]
    raise_some([problem for path in words for problem in typed_digits(path)])


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
