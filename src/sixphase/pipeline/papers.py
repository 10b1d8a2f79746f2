"""The paper's steps: its sources put together in one folder, and each format made from that folder."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sixphase.pipeline.notebooks import put_in_place
from sixphase.study.paths import StudyPaths, notebook, root

if TYPE_CHECKING:
    from sixphase.writeup.render.source import Origin

VALUES = "_study/tables/values.md"  # the list to which each value in the text leads
GENERATED = ("_variables.yml", "reports/staged")  # beside the sources, never in git


def stage(study: str, readable: Iterable[Path], on_cell: Any) -> None:  # noqa: ARG001
    """Put together all that a renderer needs; a mistake in the text is told at its line, and nothing is touched."""
    from sixphase.writeup.render import ASIS

    paths = StudyPaths(study)
    folder = paths.processed / ".partial" / "paper"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "reports").mkdir(parents=True)
    for name in ASIS:
        shutil.copyfile(root() / "reports" / name, folder / "reports" / name)
    if (root() / "reports" / "fonts").is_dir():
        shutil.copytree(root() / "reports" / "fonts", folder / "reports" / "fonts")
    shutil.copyfile(root() / "_quarto.yml", folder / "_quarto.yml")
    _check_prose(paths)
    _generate(paths, folder)
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
    """The values, and the paper as one file with its head and all figures of the study."""
    from sixphase.study.facts import COUNTED, facts, notebooks_of
    from sixphase.study.settings import read_study
    from sixphase.writeup.render import PLACE, builtin
    from sixphase.writeup.render.shortcodes import read_variables
    from sixphase.writeup.render.source import read_source
    from sixphase.writeup.staging import SIMULATED_DATA, gather, head, variables, with_values

    names = notebooks_of(paths.name)
    steps = [paths.step(name) for name in names]
    values = _with_rows(steps, gather(steps, "values"))
    figures = folder / PLACE / "_study" / "figures"
    figures.mkdir(parents=True)
    _write(folder / "_variables.yml", variables(values))
    for step in steps:
        for figure in sorted((step / "figures").glob("*")):
            shutil.copyfile(figure, figures / figure.name)
    abstract = paths.raw / "text" / "abstract.md"
    alts = {name: figure["alt"] for name, figure in gather(steps, "figures").items()}
    known = read_variables(folder / "_variables.yml")
    origins = _origins(paths, names, values)
    if COUNTED not in facts(paths.name):
        origins = _with_counts_apart(paths, folder, values, origins, known, alts)
    source = read_source(root() / "reports" / "paper.qmd", known, origins, alts, abstract)
    summary = with_values(abstract.read_text(encoding="utf-8"), values, abstract) if abstract.is_file() else ""
    study = read_study(paths.name)
    notice = SIMULATED_DATA if study.simulated else ""
    _write(folder / PLACE / "_metadata.yml", head(study.paper, summary, notice))
    _write(folder / PLACE / "paper.qmd", source.flat)
    builtin.check(folder, source)


def _with_counts_apart(
    paths: StudyPaths,
    folder: Path,
    values: dict[str, dict[str, Any]],
    origins: "dict[str, Origin]",
    known: Mapping[str, str],
    alts: dict[str, str],
) -> "dict[str, Origin]":
    """What the paper's includes stand for without its counts, which are put beside it for the supplement."""
    from sixphase.writeup.supplement.counted import STAGED, counts_apart, values_named, without_counts

    reports = root() / "reports"
    apart = counts_apart(reports / "parts" / "counted.md", known, origins, alts)
    if apart:
        _write(folder / STAGED, apart)
    kept = without_counts(origins)
    sources = [reports / "paper.qmd", paths.raw / "text" / "abstract.md"]
    texts = [path.read_text(encoding="utf-8") for path in sources if path.is_file()]
    named = values_named(values, [*texts, *(origin.text for origin in kept.values())])
    return kept | {VALUES: _listed(paths, named)}


def _listed(paths: StudyPaths, values: dict[str, dict[str, Any]]) -> "Origin":
    from sixphase.study.facts import notebooks_of
    from sixphase.writeup.render.source import Origin
    from sixphase.writeup.staging import list_of_values

    notebooks = {name: notebook(name) for name in notebooks_of(paths.name)}
    return Origin(next(iter(notebooks.values())).parent, list_of_values(values, notebooks))


def _with_rows(steps: Sequence[Path], values: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The values, each with the row of a table that holds the same, where there is just one."""
    from sixphase.writeup.where_rows import Row, rows_of

    rows: dict[str, Row] = {}
    for step in steps:
        rows |= rows_of(step, {name: kept for name, kept in values.items() if kept["notebook"] == step.name})
    return {name: {**kept, "row": str(rows[name])} if name in rows else kept for name, kept in values.items()}


def _origins(paths: StudyPaths, names: Sequence[str], values: dict[str, dict[str, Any]]) -> "dict[str, Origin]":
    """What the paper's includes stand for: its parts, the study's own words and tables, and the list of values."""
    from sixphase.study.facts import facts
    from sixphase.study.settings import read_study
    from sixphase.study.tables import read_written
    from sixphase.writeup.markdown_table import markdown_table
    from sixphase.writeup.parts import PARTS, TEXTS, by_group, by_score, has_part, not_written
    from sixphase.writeup.render.source import Origin
    from sixphase.writeup.staging import gather
    from sixphase.writeup.statements.part import statements_part
    from sixphase.writeup.who import who_part

    made = {VALUES: _listed(paths, values)}
    for table in sorted((paths.step(names[-1]) / "tables").glob("*.csv")):
        made[f"_study/tables/{table.stem}.md"] = Origin(table, markdown_table(read_written(table)))
    made |= _cited(paths, paths.step(names[-1]) / "tables" / "excerpts.csv")
    for text in sorted({*TEXTS, *(path.stem for path in (paths.raw / "text").glob("*.md"))}):
        own = paths.raw / "text" / f"{text}.md"
        words = own.read_text(encoding="utf-8") if own.is_file() else not_written(paths.name, text)
        made[f"_study/text/{text}.md"] = Origin(own, words)
    made["_study/parts/statements.md"] = Origin(paths.settings, statements_part(paths.name))
    drawn = gather([paths.step(names[0])], "figures")
    made["_study/parts/who.md"] = Origin(paths.settings, who_part(read_study(paths.name).attributes, drawn))
    has = facts(paths.name)
    for name, needed in PARTS.items():
        part = root() / "reports" / "parts" / f"{name}.md"
        words = part.read_text(encoding="utf-8") if has_part(needed, has, paths.processed) else ""
        made[f"_study/parts/{name}.md"] = Origin(part, words)
    settings = read_study(paths.name)
    labels = {id_: attribute.label for id_, attribute in settings.attributes.items()} | {"question": "question"}
    made["_study/parts/by_group.md"] = Origin(
        root() / "reports" / "parts" / "groups.md", by_group(paths.processed, labels)
    )
    made["_study/parts/by_score.md"] = Origin(
        root() / "reports" / "parts" / "joint.md", by_score(paths.processed, settings.attributes)
    )
    return made


def _cited(paths: StudyPaths, excerpts: Path) -> "dict[str, Origin]":
    """The table of excerpts with links, and the list of answers that they lead to; empty where there is none."""
    from sixphase.study.codebook import read_codebook
    from sixphase.study.tables import read_written
    from sixphase.writeup.cited_answers import list_of_answers, with_links
    from sixphase.writeup.render.source import Origin

    if not excerpts.is_file():
        return {"_study/tables/cited.md": Origin(excerpts, "")}
    table, codings = read_written(excerpts), read_written(paths.step("03_coding") / "tables" / "codings.csv")
    entries = read_codebook(paths.name).subthemes.values()
    names = {entry.id: f"{entry.id} {entry.short}" for _, entry in entries}
    cited = list_of_answers(table, codings, names)
    return {
        "_study/tables/excerpts.md": Origin(excerpts, with_links(table)),
        "_study/tables/cited.md": Origin(excerpts, cited),
    }


def _check_prose(paths: StudyPaths) -> None:
    from sixphase.study.facts import notebooks_of
    from sixphase.study.problem import raise_some
    from sixphase.study.settings import read_study
    from sixphase.writeup.prose import digits_in_head, typed_digits
    from sixphase.writeup.staging import gather

    reports = root() / "reports"
    ours = [reports / "paper.qmd", *sorted((reports / "parts").glob("*.md"))]
    words = [*ours, *sorted((paths.raw / "text").glob("*.md"))]
    paper = read_study(paths.name).paper
    in_head = digits_in_head(paper.title, paper.subtitle, paths.settings)
    printed: dict[str, list[str]] = {}
    for name, value in sorted(gather([paths.step(name) for name in notebooks_of(paths.name)], "values").items()):
        printed.setdefault(str(value["text"]), []).append(name)
    raise_some([*in_head, *(problem for path in words for problem in typed_digits(path, printed=printed))])


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
