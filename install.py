"""Set up what Sixphase needs, from the lock file alone: every version pinned, every file's hash checked.

    python install.py            the program, in .venv beside this file
    python install.py --tests    also what the tests need
    python install.py --here     the program, in the Python that runs this (conda, Binder)

Needs Python 3.11, 3.12 or 3.13 and a way to the package registry; nothing else.
"""

import os
import re
import subprocess
import sys
import sysconfig
import tempfile
import venv
from pathlib import Path

TOP = Path(__file__).resolve().parent
VENV = TOP / ".venv"
LOCK = TOP / "requirements.lock"
TESTS = TOP / "tests" / "requirements.lock"


def main(options: list[str]) -> None:
    unknown = set(options) - {"--tests", "--here"}
    if unknown:
        sys.exit(f"install.py: unknown option {min(unknown)}; known are --tests and --here")
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        found = f"{sys.version_info.major}.{sys.version_info.minor}"
        sys.exit(f"install.py: this is Python {found}; Sixphase needs 3.11, 3.12 or 3.13. Run it with one of those.")
    python = Path(sys.executable) if "--here" in options else make_venv()
    print("Setting up: installing the locked packages (a minute or two the first time)", flush=True)
    install_uv(python)
    uv(python, *packages(options), "--require-hashes", "--compile-bytecode")
    uv(python, "install", "--no-deps", "--offline", "--editable", str(TOP))
    if "--here" not in options:
        name_the_sources(Path(sysconfig.get_path("purelib", "venv", {"base": str(VENV)})))


def name_the_sources(packages: Path) -> None:
    """Say where the program is by the way from .venv, not by the folder's full name.

    Python 3.11 and 3.12 read that file in the system's old encoding: a folder such as `Jürgen` would not be found.
    """
    (packages / "sixphase.pth").write_text(os.path.relpath(TOP / "src", packages), encoding="ascii")


def packages(options: list[str]) -> list[str]:
    """uv's verb and the lock: an environment of our own holds exactly the lock, one of others is added to."""
    if "--tests" in options:
        return ["install", "-r", str(TESTS)]
    return ["install", "-r", str(LOCK)] if "--here" in options else ["sync", str(LOCK)]


def make_venv() -> Path:
    """A virtual environment of this Python; one of another version is made anew."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    place = VENV / ".place"  # an environment cannot be moved: its commands name the folder it was made in
    if not fits(python) or not place.is_file() or place.read_text(encoding="utf-8") != str(VENV):
        try:
            venv.EnvBuilder(with_pip=True, clear=True).create(VENV)
        except subprocess.CalledProcessError:
            sys.exit("install.py: this Python cannot make a virtual environment; install python3-venv first")
        place.write_text(str(VENV), encoding="utf-8")
    return python


def fits(python: Path) -> bool:
    try:
        version = subprocess.run([python, "-c", "import sys; print(sys.version)"], capture_output=True, text=True)
    except OSError:
        return False
    return version.stdout.strip() == sys.version


def install_uv(python: Path) -> None:
    """uv itself, at the version and with the hashes of the lock file; pip is there to begin with."""
    block = re.search(r"^uv==.*?(?=^\S)", LOCK.read_text(encoding="utf-8") + "\nend", re.M | re.S)
    if not block:
        sys.exit("install.py: requirements.lock does not name uv")
    with tempfile.TemporaryDirectory() as folder:
        only_uv = Path(folder) / "uv.txt"
        only_uv.write_text(re.sub(r"^\s+#.*\n", "", block.group(), flags=re.M), encoding="utf-8")
        quietly = ("--quiet", "--disable-pip-version-check", "--require-hashes", "--no-deps")
        run(python, "-m", "pip", "install", *quietly, "-r", only_uv)


def uv(python: Path, verb: str, *arguments: str) -> None:
    # The machine's own certificates, as pip uses them: many hospitals put their own between them and the world.
    os.environ.setdefault("UV_SYSTEM_CERTS", "true")
    run(python, "-m", "uv", "pip", verb, "--quiet", "--python", python, *arguments)


def run(*command: object) -> None:
    status = subprocess.run([str(part) for part in command]).returncode
    if status:
        what = " ".join(map(str, command[1:5]))
        sys.exit(f"install.py: this did not work (status {status}): python {what} ...")


if __name__ == "__main__":
    main(sys.argv[1:])
