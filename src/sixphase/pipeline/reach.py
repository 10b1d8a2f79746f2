"""Which files of `src` a notebook or a module reaches, found by reading them, not by running them.

Counted are imports anywhere in the code (also inside functions), the `__init__` of every package on the way,
and files that a module names and that lie beside it (styles, scripts, filters, templates); a folder that it
names counts with all that is in it.
"""

import ast
from functools import cache
from pathlib import Path

import sixphase
from sixphase.study.cells import code_cells

PACKAGE = Path(sixphase.__file__).parent


def reached_from_notebook(notebook: Path) -> set[Path]:
    """All files of the package that the notebook's code cells reach."""
    code = "\n".join(_python_only(cell.source) for cell in code_cells(notebook))
    return _closure(_imports(ast.parse(code), "__main__"))


def reached_from_module(name: str) -> set[Path]:
    """All files of the package that the module `name` reaches, itself included."""
    return _closure({name})


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
    tree = ast.parse(path.read_bytes())
    name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    return frozenset(_imports(tree, name) | _parents(name)), frozenset(_named_beside(tree, path.parent))


def _imports(tree: ast.AST, name: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            raise ValueError(f"{name}: write imports in full; a relative import hides what is reached")
    ours = {n for n in found if n.split(".")[0] == PACKAGE.name}
    return ours | {above for n in ours for above in _parents(n)}


def _parents(name: str) -> set[str]:
    parts = name.split(".")
    return {".".join(parts[:i]) for i in range(1, len(parts))}


def _file_of(name: str) -> Path | None:
    path = PACKAGE.parent.joinpath(*name.split("."))
    for candidate in (path.with_suffix(".py"), path / "__init__.py"):
        if candidate.is_file():
            return candidate
    return None


def _named_beside(tree: ast.AST, folder: Path) -> set[Path]:
    named = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    found: set[Path] = set()
    for text in named:
        if not text or len(text) > 100 or not text.replace("/", "").replace("-", "_").replace(".", "_").isidentifier():
            continue
        path = folder / text
        if path.suffix != ".py" and path.is_file():
            found.add(path)
        elif path.is_dir() and not (path / "__init__.py").is_file() and path != folder:
            found.update(p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return found


def _python_only(source: str) -> str:
    """A cell without the lines that only IPython understands."""
    return "\n".join(line for line in source.splitlines() if not line.lstrip().startswith(("%", "!")))
