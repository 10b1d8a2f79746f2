"""What a person said of the columns, kept for the next import where names stop this one."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from sixphase.study.paths import StudyPaths
from sixphase.study.problem import InputError
from sixphase.study.settings import Study
from sixphase.transcription.importing.dates import ORDERS, Order
from sixphase.transcription.importing.imported import Options
from sixphase.transcription.importing.roles import read_role
from sixphase.transcription.importing.storing import PRIVATE, NamesOut
from sixphase.transcription.importing.table import Table
from sixphase.transcription.importing.together import write_together
from sixphase.transcription.importing.wording import plain
from sixphase.transcription.transcript import Transcript

AGREED = "agreed.json"  # not study.yml: a question that no stored answer has would stop every run until the import


def with_agreed(name: str, study: Study, tables: Sequence[Table], options: Options) -> Options:
    """The options with what was said at an import that names stopped; what is said now counts first.

    Of a column that these files do not have, or a role that the study does not know by now, nothing is taken up; that
    forms are numbered by their rows only where the files have every column that was agreed on.
    """
    columns, dates, number = _read(_path(name))
    words = (
        {plain(cell) for table in tables for row in (table.names, *table.rows) for cell in row} if columns else set()
    )
    now = {plain(column) for column in options.mapping or {}}
    before = {c: r for c, r in columns.items() if plain(c) in words and plain(c) not in now and _is_role(r, study)}
    mapping = {**before, **(options.mapping or {})}
    number = options.number_forms or (number and all(plain(column) in words for column in columns))
    return replace(options, mapping=mapping, dates=options.dates or dates, number_forms=number)


def keeping_agreed(
    name: str, options: Options, names_out: NamesOut | None, say: Callable[[str], None]
) -> NamesOut | None:
    """The same names-out, which keeps what was said of the columns before it refuses."""
    if names_out is None or not (options.mapping or options.dates or options.number_forms):
        return names_out
    clean = names_out  # tells mypy that it is one

    def kept(transcript: Transcript) -> Transcript:
        try:
            return clean(transcript)
        except InputError:
            columns = dict(options.mapping or {})
            content = {"columns": columns, "dates": options.dates, "number_forms": options.number_forms}
            text = json.dumps(content, ensure_ascii=False, indent=1)
            write_together({_path(name): f"{text}\n".encode()})
            say(f"What you said of the columns is kept for the next import (private/{AGREED}); --map says it anew.")
            raise

    return kept


def forget_agreed(name: str) -> None:
    """After an import that went through: `study.yml` says it all now."""
    _path(name).unlink(missing_ok=True)


def _path(name: str) -> Path:
    return StudyPaths(name).raw / PRIVATE / AGREED


def _read(path: Path) -> tuple[Mapping[str, str], Order | None, bool]:
    """What is kept; a file that somebody spoilt says nothing, and then the questions are asked again."""
    try:
        content = json.loads(path.read_bytes()) if path.is_file() else {}
    except (ValueError, RecursionError):
        return {}, None, False
    content = content if isinstance(content, dict) else {}
    columns, dates = content.get("columns"), content.get("dates")
    said = columns.items() if isinstance(columns, dict) else ()
    columns = {c: r for c, r in said if isinstance(r, str)}
    return columns, cast(Order, dates) if dates in ORDERS else None, content.get("number_forms") is True


def _is_role(said: str, study: Study) -> bool:
    try:
        read_role(said, study)
    except InputError:
        return False
    return True
