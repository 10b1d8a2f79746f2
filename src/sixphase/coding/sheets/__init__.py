"""Coding in a spreadsheet, for those without JupyterLab: written, filled in, read back with checks."""

from sixphase.coding.sheets.commands import read_sheet_command, write_sheet_command
from sixphase.coding.sheets.differences import read_coding_sheet
from sixphase.coding.sheets.taking_in import Act, take_in
from sixphase.coding.sheets.writing import write_coding_sheet

__all__ = [
    "Act",
    "read_coding_sheet",
    "read_sheet_command",
    "take_in",
    "write_coding_sheet",
    "write_sheet_command",
]
