"""What the benchmarks share: time and memory of whole processes, a copy of the project, and forms of any number."""

import csv
import os
import shutil
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import NamedTuple
from xml.sax.saxutils import escape

TOP = Path(__file__).resolve().parents[1]
KIB = 1024  # in a MiB; Linux tells the peak in KiB
HEAD = ("Form", "Date", "Occupation", "Q1", "Q2", "Q3", "Q4", "Q5")
JOBS = ("Nursing", "Medical", "Management")
_ROOMS = "http://schemas.openxmlformats.org/"
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_ROOMS}package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_ROOMS}package/2006/relationships"><Relationship Id="b" '
    f'Type="{_ROOMS}officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_ROOMS}package/2006/relationships"><Relationship Id="s" '
    f'Type="{_ROOMS}officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_ROOMS}spreadsheetml/2006/main" '
    f'xmlns:r="{_ROOMS}officeDocument/2006/relationships"><sheets><sheet name="Forms" sheetId="1" r:id="s"/></sheets>'
    "</workbook>",
}


class Run(NamedTuple):
    """One run of a process: seconds on the clock, seconds of processor time, and peak memory in MiB."""

    seconds: float
    processor: float
    memory: float


@contextmanager
def project() -> Iterator[Path]:
    """A copy of the project in a folder of its own."""
    with TemporaryDirectory() as folder:
        top = Path(folder) / "sixphase"
        top.mkdir()
        ignore = shutil.ignore_patterns("__pycache__", "staged", "cmt_published.*", "private", "cmt_cohort")
        for name in ("data_raw", "notebooks", "reports", "src"):
            shutil.copytree(TOP / name, top / name, ignore=ignore)
        for name in ("_quarto.yml", "requirements.lock"):
            shutil.copy(TOP / name, top / name)
        yield top


def sixphase(top: Path, *arguments: str) -> Run:
    """Run a command of a copy of the project: see `Run`."""
    environment = {"SIXPHASE_ROOT": str(top), "PYTHONPATH": str(top / "src")}
    return command([sys.executable, "-m", "sixphase", *arguments], top, environment)


def command(words: list[str], folder: Path, environment: dict[str, str] | None = None) -> Run:
    """Run a command; memory is that of the largest of its processes, processor time that of all of them."""
    began = time.perf_counter()
    with TemporaryFile() as out:
        given = {**os.environ, **(environment or {})}
        given.pop("PYTHONDONTWRITEBYTECODE", None)  # set on some build machines; a user's Python keeps what it compiled
        process = subprocess.Popen(words, cwd=folder, env=given, stdout=out, stderr=out)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            out.seek(0)
            said = out.read().decode("utf-8", "replace")[-3000:]
            sys.exit(f"{' '.join(words[:5])} ended with status {process.returncode}:\n{said}")
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / KIB)


def measure(what: Callable[[], Run], times: int) -> list[Run]:
    """Do something several times."""
    return [what() for _ in range(times)]


def show(what: str, runs: list[Run], meant: str = "", large: bool = False) -> None:
    """One row: the median of the seconds and their range; of large work processor time and peak memory too."""
    seconds = [run.seconds for run in runs]
    middle = f"{statistics.median(seconds):7.2f} s  [{min(seconds):.2f} to {max(seconds):.2f}]"
    processor, memory = statistics.median(run.processor for run in runs), max(run.memory for run in runs)
    more = f"{processor:7.2f} s of a core {memory:6.0f} MiB   " if large else ""
    print(f"{what:<48}{middle:<30}{more}{meant}", flush=True)


def words() -> list[str]:
    """Answers as people give them: those in the file that SIXPHASE_NHS_FEEDBACK names, else the published excerpts."""
    path = Path(os.environ.get("SIXPHASE_NHS_FEEDBACK", ""))
    known = path.is_file()
    source = path if known else TOP / "data_raw" / "cmt_published" / "excerpts.csv"
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if known:
        return [row["feedback"] for row in rows if row["feedback"].strip()]
    longest = max(rows[0], key=lambda name: sum(len(row[name]) for row in rows))
    return [row[longest] for row in rows]


def forms(number: int, slips: int = 0) -> Iterator[tuple[str, ...]]:
    """Forms of five answers, each unlike the others; with `slips` every n-th answer has a letter too many."""
    said = words()
    for n in range(number):
        texts = [f"{said[(5 * n + k) % len(said)]} {n}" for k in range(5)]
        if slips:
            texts = [text.replace("e", "ee", 1) if (5 * n + k) % slips == 0 else text for k, text in enumerate(texts)]
        yield (f"{n:06}", f"2024-03-{n % 28 + 1:02}", JOBS[n % 3], *texts)


def write_csv(path: Path, number: int, slips: int = 0) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *forms(number, slips)])
    return path


def write_xlsx(path: Path, number: int) -> Path:
    """A workbook of one sheet with its texts in place: openpyxl would take minutes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, text in _PARTS.items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'<worksheet xmlns="{_ROOMS}spreadsheetml/2006/main"><sheetData>'.encode())
            for row in (HEAD, *forms(number)):
                cells = "".join(f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>' for text in row)
                sheet.write(f"<row>{cells}</row>".encode())
            sheet.write(b"</sheetData></worksheet>")
    return path


def new_study(top: Path, name: str = "large") -> Path:
    """A study that asks the five questions; its folder."""
    folder = top / "data_raw" / name
    (folder / "private").mkdir(parents=True)
    asked = "".join(f"  - {{id: q{n}, asks: 'Question {n}?'}}\n" for n in range(1, 6))
    columns = "".join(f"    Q{n}: question q{n}\n" for n in range(1, 6))
    (folder / "study.yml").write_text(
        f"title: A large study\napproach: codebook\nseed: 1\nquestions:\n{asked}"
        f"attributes:\n  job: {{label: Occupation, categories: [{', '.join(JOBS)}]}}\n"
        f"transcripts:\n  columns:\n    Form: form_id\n    Date: session_date\n    Occupation: attribute job\n{columns}"
        "paper: {title: A large study}\n",
        encoding="utf-8",
    )
    return folder
