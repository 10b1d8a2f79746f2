"""What the commands `new` and `import` do: plain arguments in, lines to print out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from sixphase.study.paths import shown
from sixphase.study.problem import InputError, refuse
from sixphase.study.settings import read_study
from sixphase.transcription.importing.agreed import forget_agreed, keeping_agreed, with_agreed
from sixphase.transcription.importing.bringing import DEFAULT, import_files, open_files
from sixphase.transcription.importing.dates import ORDERS, Order
from sixphase.transcription.importing.gathering import Progress
from sixphase.transcription.importing.guessing import Guess
from sixphase.transcription.importing.imported import Imported, Options
from sixphase.transcription.importing.new import new_study
from sixphase.transcription.importing.roles import HOW, read_map, read_role
from sixphase.transcription.importing.storing import NamesOut
from sixphase.transcription.importing.understanding import Understanding, problems_of

Ask = Callable[[str, str], str]  # a question and the answer that Enter gives; returns what was typed
Say = Callable[[str], None]


def new_command(name: str, title: str | None = None) -> list[str]:
    """`sixphase new NAME`: what to print when the study is laid out."""
    made = new_study(name, title)
    said = [f"made {shown(path)}" for path in made]
    return [
        *said,
        "",
        "Next:",
        f"  sixphase import {name} FILE   brings in the forms that were typed, and adds their questions to study.yml",
        f"  sixphase run {name}           makes the analysis and the paper",
        f"To print a form first, write the questions into study.yml, then: sixphase form {name}",
    ]


def options_of(
    maps: Sequence[str] = (),
    dates: str | None = None,
    sheet: str | None = None,
    header_rows: int | None = None,
    encoding: str | None = None,
    yes: bool = False,
    number_forms: bool = False,
    remove_missing: bool = False,
) -> Options:
    """The options of `sixphase import` from what was typed.

    Raises
    ------
    InputError
        When one of them is not understood.
    """
    if dates is not None and dates not in ORDERS:
        raise refuse(f"'{dates}' is no order of dates", remedy=f"use one of: {', '.join(map(repr, ORDERS))}")
    if header_rows is not None and not 1 <= header_rows <= 5:
        raise refuse(f"{header_rows} rows cannot name the columns", remedy="use 1, 2 or 3")
    order = cast(Order | None, dates)
    return Options(read_map(maps), order, sheet, header_rows, encoding, yes, number_forms, remove_missing)


def import_command(
    name: str,
    files: Sequence[Path],
    options: Options = DEFAULT,
    *,
    ask: Ask | None = None,
    say: Say = print,
    names_out: NamesOut | None = None,
    progress: Progress | None = None,
) -> Imported:
    """`sixphase import NAME FILE…`: show what was understood, ask what is open, bring the forms in.

    Where names stop the import, what was said of the columns is kept in the private folder for the next one.

    Parameters
    ----------
    ask
        Asks a person in a terminal; None where nobody can be asked, and then what is open is an error that says
        which `--map` or `--dates` it wants.
    say
        Prints a line.
    """
    reading = "reading " + ", ".join(path.name for path in files)
    if progress:
        progress(reading, 0, 1)
    opened = open_files(name, files, options)
    if progress:
        progress(reading, 1, 1)
    options = with_agreed(name, opened.study, opened.tables, options)
    understood = opened.understood(options)
    for each in understood:
        for line in each.lines():
            say(line)
    if ask is not None:
        options = asked(name, understood, options, ask, say)
    done = import_files(name, files, options, keeping_agreed(name, options, names_out, say), progress, opened=opened)
    forget_agreed(name)
    for line in done.lines():
        say(line)
    return done


def asked(name: str, understood: Sequence[Understanding], options: Options, ask: Ask, say: Say) -> Options:
    """The options with what a person answered to each open point; Enter takes the guess that is shown."""
    mapping, dates = dict(options.mapping or {}), options.dates
    for each in understood:
        if not problems_of(replace(each, order=dates or each.order), options.accept):
            continue
        if each.unsure:
            say(f"Enter accepts what stands in brackets. A column can be: {HOW}")
        for guess in each.unsure:
            if guess.column not in mapping and not (options.accept and guess.role):
                mapping[guess.column] = _role(name, guess, ask, say)
        if each.dates.open and not (dates or each.order):
            dates = _order(each, ask, say)
    return _numbered(understood, replace(options, mapping=mapping, dates=dates), ask)


def _numbered(understood: Sequence[Understanding], options: Options, ask: Ask) -> Options:
    """Where no column holds the numbers of the forms, a person may have the rows numbered."""
    said = options.mapping or {}
    roles = [[said.get(g.column, str(g.role or "")) for g in each.guesses] for each in understood]
    open_ = any("form_id" not in each and "answer" not in each for each in roles)
    if options.number_forms or not open_:
        return options
    question = "No column holds the numbers of the forms. Number them in the order of their rows? [Enter: yes]"
    return replace(options, number_forms=ask(question, "yes").strip().lower() in ("", "y", "yes"))


def _role(name: str, guess: Guess, ask: Ask, say: Say) -> str:
    offer = str(guess.role or "leave out")
    while True:
        said = ask(f"What is the column '{guess.column}'? [Enter: {offer}]", offer).strip() or offer
        try:
            read_role(said, read_study(name))
        except InputError as error:
            say(str(error))
            say(f"Say one of: {HOW}")
        else:
            return said


def _order(understood: Understanding, ask: Ask, say: Say) -> Order:
    fits = understood.dates.fits
    offer = fits[0] if len(fits) == 1 else ""
    hint = f" All dates of the file fit '{offer}' only. [Enter: {offer}]" if offer else ""
    while True:
        said = ask(f"In dates like {understood.dates.example}, what stands first: day, month or year?{hint}", offer)
        word = (said.strip() or offer).split(" ")[0].lower()
        found = [order for order in ORDERS if word and order.startswith(word)]
        if found:
            return found[0]
        say("Say day, month or year.")
