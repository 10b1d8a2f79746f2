"""The statements as a part of the paper."""

import re
from collections.abc import Iterator

from sixphase.study.paths import StudyPaths
from sixphase.study.settings import Author, read_study
from sixphase.writeup.render.head import split_name
from sixphase.writeup.staging import markdown
from sixphase.writeup.statements.asked import CONTRIBUTIONS, STATEMENTS, Asked, has_text, roles_of, words_of

ADDRESS = re.compile(r"https?://[^\s<>()\"']*[^\s<>()\"'.,;:]")


def statements_part(name: str) -> str:
    """All statements as sections of Markdown, for the include `_study/parts/statements.md`.

    The words of `study.yml` are plain text; a text of the study follows them as an include, so that a mistake in it
    is told at its own line. What is needed and missing says so. The copy for reviewers leaves out what can tell who
    the authors are; the renderer knows it by its headings.
    """
    return "\n".join(line for asked in STATEMENTS for line in _section(name, asked))


def naming_statements(name: str) -> str:
    """What the copy for reviewers leaves out, for the title page; the study's own texts stand in it."""
    lines = []
    for asked in STATEMENTS:
        words = [_text(name, asked) if line.startswith("{{< include") else line for line in _words(name, asked)]
        if asked.names and words:
            lines += [f"# {asked.heading} {{.unnumbered}}", "", *words]
    return "\n".join(lines)


def _section(name: str, asked: Asked) -> Iterator[str]:
    words = list(_words(name, asked))
    if not words and not asked.needed:
        return
    yield f"# {asked.heading} {{#{asked.place} .unnumbered}}"
    yield ""
    yield from words or [_not_stated(name, asked), ""]


def _text(name: str, asked: Asked) -> str:
    return (StudyPaths(name).raw / "text" / f"{asked.text}.md").read_text(encoding="utf-8").strip()


def _words(name: str, asked: Asked) -> Iterator[str]:
    study = read_study(name)
    said = roles_told(study.paper.authors) if asked is CONTRIBUTIONS else as_markdown(words_of(study, asked))
    if said:
        yield from (said, "")
    if has_text(name, asked):
        yield from (f"{{{{< include _study/text/{asked.text}.md >}}}}", "")


def _not_stated(name: str, asked: Asked) -> str:
    place = StudyPaths(name).settings.name
    key = "paper.authors.roles" if asked is CONTRIBUTIONS else f"paper.statements.{asked.key}"
    return f"*Not stated yet. Your words go into `{place}`, key `{key}`.*"


def roles_told(authors: tuple[Author, ...]) -> str:
    """Who did what, in CRediT's words, one author after the other; '' where no roles are known.

    >>> roles_told((Author(name="King, Ada", roles=("software", "validation")),))
    '**Ada King**: Software, Validation.'
    """
    told = [
        f"**{markdown(split_name(one.name).literal)}**: {', '.join(map(markdown, roles_of(one)))}."
        for one in authors
        if one.roles
    ]
    return " ".join(told)


def as_markdown(words: str) -> str:
    """Plain words of a settings file as Markdown that shows just these words; an address becomes a link.

    >>> as_markdown("See https://example.org/a_b.")
    'See <https://example.org/a_b>.'
    """
    blocks = re.split(r"\n\s*\n", words.strip())
    return "\n\n".join(" ".join(map(_word, block.split())) for block in blocks)


def _word(word: str) -> str:
    found = ADDRESS.search(word)
    if not found:
        return markdown(word)
    return f"{markdown(word[: found.start()])}<{found[0]}>{_word(word[found.end() :])}"
