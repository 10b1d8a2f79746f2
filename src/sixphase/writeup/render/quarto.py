"""Quarto as the renderer, wherever one that fits is found."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from sixphase.study.problem import refuse
from sixphase.study.yamlfile import read_yaml
from sixphase.writeup.render import PLACE, builtin
from sixphase.writeup.render.blind import FORMS, PROFILE
from sixphase.writeup.render.head import moment
from sixphase.writeup.render.metadata import read_front

# 1.9 is the first that writes PDF/UA and gives figures their alternative text in PDF.
MINIMUM = (1, 9)
TARGETS: Mapping[str, tuple[str, str]] = {
    "html": ("html", "paper.html"),
    "pdf": ("typst", "paper.pdf"),
    "docx": ("docx", "paper.docx"),
    "jats": ("jats_publishing", "paper.xml"),
}
LAST_LINES = 15


def find_quarto() -> str | None:
    """The version of the `quarto` on the path, if it is new enough; nothing otherwise."""
    program = shutil.which("quarto")
    if program is None:
        return None
    match = re.match(r"(\d+)\.(\d+)(\.\d+)*", _said_version(program))
    return match[0] if match and (int(match[1]), int(match[2])) >= MINIMUM else None


@cache
def _said_version(program: str) -> str:
    """What it answers when asked for its version; asked once, since it takes its time."""
    try:
        result = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return result.stdout.strip() if result.returncode == 0 else ""


def render(staged: Path, form: str, blind: bool = False, template: Path | None = None) -> bytes:
    """One format of the paper, before the steps that both renderers' outputs need.

    Quarto writes beside its sources, so it works in a copy of them, and no two runs meet. The copy has no
    'pre-render' and no 'post-render': notebooks are not run again, and the finishing is done here.

    Raises
    ------
    InputError
        When Quarto fails, with its own last words, or leaves no file.
    """
    target, name = TARGETS[form]
    head = read_front(staged / PLACE / "_metadata.yml")
    with tempfile.TemporaryDirectory(prefix="sixphase-") as folder:
        project = Path(folder) / "paper"
        shutil.copytree(staged, project)
        _write_project(project, read_yaml(project / "_quarto.yml"))
        if template:
            shutil.copyfile(template, project / "reports" / "reference.docx")
        command = [shutil.which("quarto") or "quarto", "render", f"{PLACE}/paper.qmd", "--to", target, "--no-execute"]
        command += _blinded(project) if blind else []
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(moment(head)), "TZ": "UTC", "LC_ALL": "C.UTF-8"}
        result = subprocess.run(
            command, cwd=project, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        made = project / PLACE / name
        if result.returncode or not made.is_file():
            raise _failure(result, staged, form)
        return made.read_bytes()


def after_quarto(root: Path, study: str) -> list[Path]:
    """Finish what ``quarto render`` left beside the paper, and move it to the study's folder.

    Parameters
    ----------
    root
        The project's top folder, staged by the script that Quarto runs before.
    study
        The study that was staged.
    """
    from sixphase.writeup.render.finish import FILES, finish

    blind = PROFILE in os.environ.get("QUARTO_PROFILE", "").split(",")  # Quarto tells its scripts
    made: list[Path] = []
    for form, name in FILES.items():
        raw = root / PLACE / name
        if raw.is_file() and (not blind or form in FORMS):
            if blind:
                builtin.rehearse(root, form, blind=True)  # it looks for names that are left in the text
            made += finish(raw.read_bytes(), root, root / "reports" / study, form, blind)
        raw.unlink(missing_ok=True)
    return made


def _blinded(project: Path) -> list[str]:
    """The copy without its authors, in the profile for reviewers; what to add to Quarto's command."""
    (project / f"_quarto-{PROFILE}.yml").write_text(f"{PROFILE}: true\n", encoding="utf-8")
    path = project / PLACE / "_metadata.yml"
    kept = {key: value for key, value in read_yaml(path).items() if key not in ("author", "affiliations")}
    path.write_text(yaml.safe_dump(kept, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return ["--profile", PROFILE]


def _write_project(project: Path, settings: Any) -> None:
    """The project's file without what Quarto would run before and after."""
    for hook in ("pre-render", "post-render"):
        settings.get("project", {}).pop(hook, None)
    text = yaml.safe_dump(settings, sort_keys=False, allow_unicode=True)
    (project / "_quarto.yml").write_text(text, encoding="utf-8")


def _failure(result: subprocess.CompletedProcess[bytes], staged: Path, form: str) -> Exception:
    said = (result.stderr or result.stdout).decode("utf-8", "replace").strip().splitlines()
    words = "\n  ".join(said[-LAST_LINES:]) or "nothing"
    what = f"Quarto could not make the paper as {form}; it says:\n  {words}\n "
    return refuse(what, staged / PLACE / "paper.qmd", remedy="mend what Quarto names")
