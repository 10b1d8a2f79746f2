"""Which files of `src` a notebook or a module reaches, found by reading them, not by running them.

Counted are imports anywhere in the code (also inside functions), the `__init__` of every package on the way,
and files that a module names in quotation marks and that lie beside it (styles, scripts, filters, templates);
a folder that it names counts with all that is in it. Where the reading errs, it counts too much, never too
little: then a step runs once more than it had to.
"""

import re
from functools import cache
from pathlib import Path

import sixphase
from sixphase.study.cells import code_cells

PACKAGE = Path(sixphase.__file__).parent
# Patterns rather than a parse, since every run reads every module before it may say that nothing is to do.
FROM = re.compile(r"^[ \t]*from[ \t]+([\w.]+)[ \t]+import[ \t]*(\([^)]*\)|[^\n]*)", re.M)
IMPORT = re.compile(r"^[ \t]*import[ \t]+([^\n]*)", re.M)
COMMENT = re.compile(r"#[^\n]*")
NAME = re.compile(r"[\w.]+")
SCRIPTS = {".lua", ".typ", ".js", ".css", ".html"}
QUOTED = re.compile(r"""["']([\w-][\w./-]{0,99})["']""")


def reached_from_notebook(notebook: Path) -> set[Path]:
    """All files of the package that the notebook's code cells reach."""
    code = "\n".join(cell.source for cell in code_cells(notebook))
    return _closure(imported(code, "__main__"))


def modules_of(notebook: Path) -> set[str]:
    """The modules of the package that the notebook's code cells themselves import."""
    code = "\n".join(cell.source for cell in code_cells(notebook))
    return {name for name in imported(code, "__main__") if _file_of(name)}


@cache
def reached_from_module(name: str) -> frozenset[Path]:
    """All files of the package that the module `name` reaches, itself included."""
    return frozenset(_closure({name}))


def imported(code: str, name: str) -> set[str]:
    """The modules of the package that code imports, and the packages above them; some may not exist.

    Raises
    ------
    ValueError
        When it imports relatively, so that what it reaches cannot be seen.

    >>> sorted(imported("from sixphase.study import step, paths", "a"))
    ['sixphase', 'sixphase.study', 'sixphase.study.paths', 'sixphase.study.step']
    """
    code = code.replace("\\\n", " ")
    found: set[str] = set()
    for module, names in FROM.findall(code):
        if module.startswith("."):
            raise ValueError(f"{name}: write imports in full; a relative import hides what is reached")
        if module.split(".")[0] == PACKAGE.name:
            found.update([module, *(f"{module}.{n}" for n in NAME.findall(COMMENT.sub("", names)))])
    for names in IMPORT.findall(code):
        found.update(n for n in NAME.findall(COMMENT.sub("", names)) if n.split(".")[0] == PACKAGE.name)
    return found | {above for n in found for above in _parents(n)}


def _closure(names: set[str]) -> set[Path]:
    files: set[Path] = set()
    waiting = sorted(names)
    while waiting:
        path = _file_of(waiting.pop())
        if path is None or path in files:
            continue
        files.add(path)
        imports, beside = _reads(path)
        files.update(beside)
        waiting.extend(imports)
    return files


@cache
def _reads(path: Path) -> tuple[frozenset[str], frozenset[Path]]:
    """The modules that a module imports, and the other files it names beside itself."""
    code = path.read_text(encoding="utf-8")
    name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    return frozenset(imported(code, name) | _parents(name)), frozenset(_named_beside(code, path.parent))


def _parents(name: str) -> set[str]:
    parts = name.split(".")
    return {".".join(parts[:i]) for i in range(1, len(parts))}


@cache
def _file_of(name: str) -> Path | None:
    path = PACKAGE.parent.joinpath(*name.split("."))
    for candidate in (path.with_suffix(".py"), path / "__init__.py"):
        if candidate.is_file():
            return candidate
    return None


def _named_beside(code: str, folder: Path, known: frozenset[Path] | set[Path] = frozenset()) -> set[Path]:
    others = _others_in(folder)
    found: set[Path] = set()
    for text in set(QUOTED.findall(code)) if others else ():
        path = others.get(text.split("/")[0])
        if path is None or (path / "__init__.py").is_file():
            continue
        whole = folder / text
        found.update(p for p in whole.rglob("*") if p.is_file()) if whole.is_dir() else found.add(whole)
    found = {path for path in found if path.is_file()}
    scripts = [path for path in found - known if path.suffix in SCRIPTS]
    for script in scripts:  # a script may name another that lies beside it
        found |= _named_beside(script.read_text(encoding="utf-8"), script.parent, known | found)
    return found


@cache
def _others_in(folder: Path) -> dict[str, Path]:
    """What lies in a folder beside modules, by name."""
    return {path.name: path for path in folder.iterdir() if path.suffix != ".py" and path.name != "__pycache__"}
