"""What `sixphase withdraw` and `sixphase redact` do: plain arguments in, lines to print out."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from sixphase.coding.withdrawing.in_git import list_path
from sixphase.coding.withdrawing.journals import journal_files
from sixphase.coding.withdrawing.plan import Plan
from sixphase.coding.withdrawing.redact import plan_redaction
from sixphase.coding.withdrawing.whole import Changes, finish_changes, make_changes
from sixphase.coding.withdrawing.withdraw import plan_withdrawal
from sixphase.study.jsonlines import locked
from sixphase.study.problem import refuse
from sixphase.transcription.redaction import MARK

LARGEST = 1_000_000  # bytes; a list of words is far below
ASK = "Words to take out, one passage a line; an empty line ends"


def withdraw_command(study: str, form: str, yes: bool = False, day: str | None = None) -> list[str]:
    """`sixphase withdraw STUDY FORM [--yes]`: show what would change; with `yes`, do it.

    Parameters
    ----------
    day
        The day of the withdrawal; today if left out.
    """
    with _locked_journals(study):
        plan = plan_withdrawal(study, form, day or date.today().isoformat())
        return _told(study, plan, yes, f"sixphase withdraw {study} {form} --yes")


def redact_command(study: str, words: Sequence[str], yes: bool = False, put: str = MARK) -> list[str]:
    """`sixphase redact STUDY [--from FILE] [--yes]`: show what would change; with `yes`, do it.

    Parameters
    ----------
    words
        The passages, from `read_words` or `asked_words`; never from the command line, whose history keeps them.
    """
    with _locked_journals(study):
        plan = plan_redaction(study, [word for word in words if word.strip()], put)
        return _told(study, plan, yes, f"sixphase redact {study} --yes")


def read_words(path: Path) -> list[str]:
    """The passages of a text file, one a line.

    Raises
    ------
    InputError
        When it is no UTF-8 text.
    """
    if not path.is_file():
        raise refuse("there is no such file", path, remedy="check its name")
    if path.stat().st_size > LARGEST:
        raise refuse(f"the file is larger than {LARGEST:,} bytes", path, remedy="give one word or passage a line")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refuse("the file is not UTF-8 text", path, remedy="save it as UTF-8") from None
    return [line.strip() for line in text.splitlines() if line.strip()]


def asked_words(ask: Callable[[str], str]) -> list[str]:
    """The passages that a person types, until an empty line; `ask` shows a prompt and gives what was typed."""
    words: list[str] = []
    while said := ask(f"{ASK}: " if not words else "and: ").strip():
        words.append(said)
    return words


@contextmanager
def _locked_journals(study: str) -> Iterator[None]:
    """Nobody adds to a journal while it is looked at and written anew; what was begun before is finished first."""
    finish_changes(study)
    with ExitStack() as stack:
        for path in journal_files(study):
            stack.enter_context(locked(path))
        yield


def _told(study: str, plan: Plan, yes: bool, again: str) -> list[str]:
    if not yes:
        return [*plan.lines(study, done=False), "", f"Nothing was changed. To do it: {again}"]
    for path in plan.made:  # first, since it can be made again whatever happens next
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    names = "".join(f"{version}\n" for version, _ in plan.git.versions).encode()
    files = {**plan.changes.files, **({list_path(study): names} if names else {})}
    make_changes(study, Changes(files, plan.changes.gone))
    return plan.lines(study, done=True)
