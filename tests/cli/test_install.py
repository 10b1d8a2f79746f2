"""`install.py`: the program is found from wherever its folder lies."""

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
from conftest import TOP


def installer(top: Path):
    shutil.copy(TOP / "install.py", top / "install.py")
    spec = importlib.util.spec_from_file_location("installer", top / "install.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(os.name == "nt", reason="the locale of a system is another thing there")
def test_a_folder_with_letters_that_the_locale_does_not_know_is_found(tmp_path):
    top = tmp_path / "Jürgen Ω"
    (top / "src").mkdir(parents=True)
    (top / "src" / "found_it.py").write_text("", encoding="utf-8")
    venv.EnvBuilder().create(top / ".venv")
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(top / ".venv")}))
    python = top / ".venv" / "bin" / "python"

    def finds_it():
        return (
            subprocess.run([python, "-c", "import found_it"], env={"LC_ALL": "C"}, capture_output=True).returncode == 0
        )

    if sys.version_info < (3, 13):  # the later ones read the file as UTF-8
        (packages / "sixphase.pth").write_text(str(top / "src"), encoding="utf-8")
        assert not finds_it()
    installer(top).name_the_sources(packages)
    assert finds_it()
