"""Opening the zip archive inside a spreadsheet or document without being harmed by it."""

import io
import re
import zipfile
import zlib
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from sixphase.study.problem import InputError, refuse
from sixphase.transcription.importing import limits

DAMAGED = "open it where it was made and save it again"
_MACRO = re.compile(r"(?:^|/)(?:vbaProject\.bin|vbaData\.xml|Basic/.+|Scripts/.+|macrosheets/.+)$", re.IGNORECASE)
_DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Archive:
    """The parts of a zip archive, checked for size, passwords and macros before any is unpacked."""

    def __init__(self, path: Path, raw: bytes):
        self.path = path
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError, UnicodeDecodeError):
            raise self._damaged() from None
        self._check()

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """One part, whole; never more than the archive says that it is."""
        try:
            return self._zip.read(name)
        except KeyError:
            raise refuse(f"the part '{name[:80]}' is missing: the file is damaged", self.path, remedy=DAMAGED) from None
        except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
            raise self._damaged() from None

    def xml(self, name: str) -> Any:
        """One part as a parsed tree (lxml): nothing is fetched, no entity filled in."""
        return self.parsed(self.plain(name))

    def plain(self, name: str) -> bytes:
        """One part of XML as bytes, known to be UTF-8 and without declarations that could make it grow."""
        raw = self.read(name)
        if b"\0" in raw[:200]:
            raise refuse(f"the part '{name[:80]}' is not UTF-8", self.path, remedy=DAMAGED)
        if _DECLARED.search(raw):
            what = f"the part '{name[:80]}' declares entities, which no office program writes"
            raise refuse(what, self.path, remedy="ask where the file comes from, and save it again")
        return raw

    def parsed(self, raw: bytes) -> Any:
        try:
            return etree.fromstring(raw, safe_parser())
        except (etree.XMLSyntaxError, ValueError):
            raise self._damaged() from None

    def _check(self) -> None:
        parts = self._zip.infolist()
        if len(parts) > limits.MOST_PARTS:
            raise self._bomb(f"it holds {len(parts):,} parts")
        whole = sum(part.file_size for part in parts)
        if whole > limits.LARGEST_UNPACKED:
            raise self._bomb(f"unpacked it would take {whole:,} bytes")
        for part in parts:
            if part.flag_bits & 1:
                raise refuse("the file is protected by a password", self.path, remedy="save it without a password")
            if part.file_size > max(limits.RATIO_COUNTS_FROM, limits.LARGEST_RATIO * part.compress_size):
                raise self._bomb(
                    f"the part '{part.filename[:80]}' grows {part.file_size // (part.compress_size or 1)}-fold"
                )
        if any(_MACRO.search(part.filename) for part in parts):
            remedy = "save it in a format that carries none: XLSX, DOCX, ODS or ODT"
            raise refuse("the file carries a program (a macro)", self.path, remedy=remedy)

    def _bomb(self, what: str) -> InputError:
        remedy = "if it is truly yours, split it or save it as CSV"
        return refuse(f"the file is not unpacked: {what}", self.path, remedy=remedy)

    def _damaged(self) -> InputError:
        return refuse("the file is damaged or cut short", self.path, remedy=DAMAGED)


def safe_parser() -> Any:
    """An lxml parser that fills in no entities, loads nothing, and keeps lxml's own limits of depth and length."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
