"""Redacting words: they leave every answer, journal, memo and history, and all codings keep their places."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from sixphase.coding.withdrawing.in_git import held_by_git, look_for
from sixphase.coding.withdrawing.journals import Event, each_line, events_in, journal_files
from sixphase.coding.withdrawing.passages import edges_of, redacted_event
from sixphase.coding.withdrawing.plan import Plan, originals, stored_and_typed, texts_of
from sixphase.coding.withdrawing.private import decisions_redacted, key_without, names_redacted, pair_with, private_file
from sixphase.coding.withdrawing.remains import made_from_it, still_there
from sixphase.coding.withdrawing.transcripts import files_of, redacted_excerpts, redacted_history
from sixphase.coding.withdrawing.whole import Changes
from sixphase.coding.withdrawing.workbooks import own_workbooks, with_words_replaced
from sixphase.study.paths import StudyPaths
from sixphase.study.problem import Problem, raise_some
from sixphase.study.settings import read_study
from sixphase.transcription import store
from sixphase.transcription.answers import read_answers
from sixphase.transcription.entry.compare import compare
from sixphase.transcription.entry.pair import kept_pair, pair_path
from sixphase.transcription.kept_out import holds, read_redacted, redacted_file, redacted_path, redacted_transcript
from sixphase.transcription.names.lists import read_lists
from sixphase.transcription.redaction import MARK, Find, Redacted, plain_words

SHORTEST = 3  # letters and figures; fewer would be taken out of the middle of many a sentence


def plan_redaction(study: str, passages: Sequence[str], put: str = MARK) -> Plan:
    """What redacting some words changes; nothing is written.

    Parameters
    ----------
    passages
        Words or passages, each as it may stand in a text. Capitals do not count, nor what parts the words; a word
        is taken out only as a whole word.
    put
        What takes their place.

    Raises
    ------
    InputError
        When a passage holds too few letters, or stands in its own replacement; the message names it by its number.
    """
    _check(passages, put)
    known = read_redacted(study)
    words = Redacted(known.salt).with_passages(passages, put)
    files = _public(study, passages, words.find) | _private(study, words.find)
    files[redacted_path(study)] = redacted_file(study, known, passages, put)
    gone = tuple(path for path in originals(study) if holds(path.read_bytes(), words.find))
    new = {path: raw for path, raw in files.items() if not path.is_file() or path.read_bytes() != raw}
    changes = Changes(new, gone)
    remaining = still_there(study, new, frozenset(gone), words.find)
    git = held_by_git(study, look_for(words.find))
    return Plan(changes, tuple(made_from_it(study)), tuple(remaining), (), git)


def _check(passages: Sequence[str], put: str) -> None:
    problems = [] if passages else [Problem("no words are given", None, "", "write one word or passage on each line")]
    for number, passage in enumerate(passages, 1):
        words = plain_words(passage)
        if sum(map(len, words)) < SHORTEST:
            what, remedy = "this is too short to be redacted", "add the words beside it"
            problems.append(Problem(what, None, f"passage {number}", remedy))
        elif Redacted("").with_passages([passage]).find(put):
            what, remedy = "this stands in its own replacement", "choose another replacement"
            problems.append(Problem(what, None, f"passage {number}", remedy))
    if not put.strip():
        problems.append(Problem("the replacement is empty", None, "", f"leave it out, for {MARK}"))
    raise_some(problems)


def _public(study: str, passages: Iterable[str], find: Find) -> dict[Path, bytes]:
    folder, journals, cut = StudyPaths(study).raw, journal_files(study), edges_of(passages)
    answers = read_answers(study)
    texts = dict(zip(answers["answer_id"], answers["text"], strict=True))
    answer_of = {str(e.get("id")): str(e.get("answer")) for e in events_in(journals.values()) if e.get("act") == "code"}

    def change(event: Event) -> Event:
        return redacted_event(event, texts, answer_of, find, cut)

    files = {path: each_line(raw, change, find) for path, raw in journals.items()}
    if not read_study(study).has_forms:
        return files | redacted_excerpts(study, find)
    history = folder / store.HISTORY
    if history.is_file():
        store.read_history(study)  # tells every line that cannot be read
        files[history] = redacted_history(history.read_bytes(), find)
    stored, _ = stored_and_typed(study)
    return files | files_of(stored, redacted_transcript(stored, find), folder)[0]


def _private(study: str, find: Find) -> dict[Path, bytes]:
    folder = StudyPaths(study).raw / "private"
    typed = stored_and_typed(study)[1] if read_study(study).has_forms else None
    texts = {id_: text for _, id_, text in texts_of(typed)} if typed is not None else {}
    files = files_of(typed, redacted_transcript(typed, find), folder / "typed")[0] if typed is not None else {}
    marks = _marks(study, find)
    listed = {form.who for form in read_lists(folder / "names.yml").forms}
    work = {
        "decisions.jsonl": lambda raw: names_redacted(raw, texts, find),
        "key.jsonl": lambda raw: key_without(raw, lambda form: bool(find(form)), listed, find),
        "entry.jsonl": lambda raw: decisions_redacted(raw, marks, find),
        "entry.json": lambda raw: pair_with(raw, lambda one: redacted_transcript(one, find)),
    }
    for name, change in work.items():
        files |= {path: change(raw) for path, raw in private_file(folder, name).items()}
    for path, book in own_workbooks(StudyPaths(study).raw).items():
        new = with_words_replaced(book, find, marks)
        files |= {path: new} if new is not None else {}
    return files


def _marks(study: str, find: Find) -> dict[str, str]:
    """The marks of differences between two typings, before and after both are redacted."""
    pair, settings = kept_pair(pair_path(study)), read_study(study)
    if pair is None or not settings.has_forms:
        return {}
    before, after = (
        compare(typed[0], typed[1], settings).differences.set_index(["form_id", "field"])["typed"]
        for typed in (pair, tuple(redacted_transcript(one, find) for one in pair))
    )
    both = before.index.intersection(after.index)
    return dict(zip(before.loc[both], after.loc[both], strict=True))
