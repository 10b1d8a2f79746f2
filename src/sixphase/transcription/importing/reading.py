"""From a file of any known kind to a plain table."""

from dataclasses import replace
from pathlib import Path

from sixphase.study.problem import InputError, refuse
from sixphase.study.settings import Study
from sixphase.transcription.importing.blocks import Block, blocks_of_text
from sixphase.transcription.importing.delimited import read_delimited
from sixphase.transcription.importing.documents import FORM, Labels, forms_in
from sixphase.transcription.importing.encodings import Decoded, decode
from sixphase.transcription.importing.headers import to_table
from sixphase.transcription.importing.json_lines import read_json_lines
from sixphase.transcription.importing.kinds import SPOKEN, content_of, kind_of, renamed
from sixphase.transcription.importing.opendocument import read_ods, read_odt
from sixphase.transcription.importing.spreadsheets import read_xls, read_xlsx
from sixphase.transcription.importing.table import Table
from sixphase.transcription.importing.wording import DATES, plain

GRIDS = {"xlsx": read_xlsx, "xls": read_xls, "ods": read_ods}


def read_file(
    path: Path,
    study: Study,
    *,
    sheet: str | None = None,
    header_rows: int | None = None,
    encoding: str | None = None,
    raw: bytes | None = None,
) -> Table:
    """What a file holds, as a table of text whose columns are not yet understood.

    Parameters
    ----------
    path
        CSV, XLSX, ODS, XLS, DOCX, ODT, plain text, Markdown or JSON Lines; which it is, its content says.
    study
        Whose questions and attributes are the labels in running text.
    sheet, header_rows, encoding
        What a person says where the file leaves it open.
    raw
        The bytes of the file, where they have been read already.

    Raises
    ------
    InputError
        When the file cannot be read in whole; with its file, place, problem and remedy, and with no other error.
    """
    raw = content_of(path) if raw is None else raw
    try:
        kind = kind_of(path, raw)
        table = _read(path, raw, kind, study, sheet, header_rows, encoding)
    except InputError:
        raise
    except (RecursionError, MemoryError):
        raise refuse("the file is built in a way that cannot be read", path, remedy="save it again as CSV") from None
    told = (f"read as {SPOKEN[kind]}", *filter(None, [renamed(path, kind)]))
    return replace(table, notes=(*told, *table.notes))


def _read(
    path: Path, raw: bytes, kind: str, study: Study, sheet: str | None, header_rows: int | None, encoding: str | None
) -> Table:
    if kind in GRIDS:
        return to_table(GRIDS[kind](path, raw, sheet), header_rows)
    if sheet is not None:
        raise refuse(f"{SPOKEN[kind]} has no sheets", path, remedy="leave --sheet out")
    if kind in ("docx", "odt"):
        from sixphase.transcription.importing.word import read_docx

        blocks, passed = read_docx(path, raw) if kind == "docx" else read_odt(path, raw)
        return forms_in(blocks, path, known_labels(study), "paragraph", tuple(passed))
    decoded = decode(raw, path, encoding)
    _refuse_binary(decoded, path)
    if kind == "json lines":
        return read_json_lines(decoded, path)
    blocks = blocks_of_text(decoded.text, kind == "markdown")
    if kind == "csv" or (kind == "text" and _is_tabular(decoded.text, blocks)):
        return to_table(read_delimited(decoded, path), header_rows)
    notes = (f"encoding {decoded.encoding}", *decoded.notes)
    return forms_in(blocks, path, known_labels(study), "line", notes)


def known_labels(study: Study) -> Labels:
    """The words by which questions, attributes and the date are known in running text."""
    asked = [text for question in study.questions for text in (question.id, question.asks)]
    others = [text for id_, attribute in study.attributes.items() for text in (id_, attribute.label)]
    for column, role in study.transcripts.columns.items():
        (asked if role.startswith("question") else others).append(column)
    no_labels = {"", "session", "day"}
    return Labels(frozenset(map(plain, asked)) - no_labels, (frozenset(map(plain, others)) | DATES) - no_labels)


def _refuse_binary(decoded: Decoded, path: Path) -> None:
    """A file of which much cannot be written is no text, whatever it is."""
    head = decoded.text[:20_000]
    odd = sum(1 for c in head if (c < " " and c not in "\t\n\r\x0b\x0c") or c == "\ufffd" or "\x7f" <= c < "\xa0")
    if odd > 0.1 * len(head):
        raise refuse("this is no text and no kind of file that is known", path, remedy="export it as XLSX or CSV")


def _is_tabular(text: str, blocks: list[Block]) -> bool:
    """A text file that is a table: no line begins a form, and its first lines have tabs, or as many delimiters."""
    if any(FORM.fullmatch(block.text.strip()) for block in blocks):
        return False
    first = [line for line in text.split("\n", 50)[:50] if line.strip()]
    return any(first and all(line.count(mark) == first[0].count(mark) > 0 for line in first[:3]) for mark in "\t;|,")
