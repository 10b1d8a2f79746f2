"""The codebook in the supplement: every entry with its rules of use and an answer that shows it."""

from collections.abc import Iterator, Mapping

from sixphase.study.codebook import Codebook, Entry, Subtheme
from sixphase.study.plain import markdown


def codebook_part(book: Codebook, examples: Mapping[str, str]) -> str:
    """The codebook as Markdown; '' where it is empty.

    Parameters
    ----------
    book
        The codebook of today.
    examples
        Words of participants that show an entry, by its id, where there are any.
    """
    lines = [line for theme in book.themes for line in _theme(theme.subthemes, theme, theme.codes, examples)]
    if book.codes:
        lines += ["## Codes under no theme {.unnumbered}", "", *(_entry(code, examples) for code in book.codes)]
    return "\n".join(["# Codebook {#sec-sup-codebook}", "", *lines]) if lines else ""


def _theme(
    subthemes: tuple[Subtheme, ...], theme: Entry, codes: tuple[Entry, ...], examples: Mapping[str, str]
) -> Iterator[str]:
    yield f"## {_named(theme)} {{.unnumbered}}"
    yield ""
    told = "".join(_told(theme, examples))
    if told:
        yield f"{told.strip()}\n"
    for subtheme in subthemes:
        yield _entry(subtheme, examples)
        yield from (_entry(code, examples) for code in subtheme.codes)
    yield from (_entry(code, examples) for code in codes)


def _entry(entry: Entry, examples: Mapping[str, str]) -> str:
    return f"**{_named(entry)}.**{''.join(_told(entry, examples))}\n"


def _named(entry: Entry) -> str:
    """The id where a person gave it one, and the name; ids that the program drew say nothing to a reader."""
    return markdown(entry.name if entry.id.startswith("c-") else f"{entry.id} {entry.name}")


def _told(entry: Entry, examples: Mapping[str, str]) -> Iterator[str]:
    if entry.definition:
        yield f" {markdown(entry.definition)}"
    if entry.when:
        yield f" *When to use it:* {markdown(entry.when)}"
    if entry.when_not:
        yield f" *When not:* {markdown(entry.when_not)}"
    if entry.id in examples:
        yield f" *An example:* ‘{markdown(examples[entry.id])}’"
