"""Which statements a journal asks for, and which of them a study has not made yet."""

from collections.abc import Iterator
from dataclasses import dataclass

from sixphase.study.paths import StudyPaths
from sixphase.study.problem import Problem, did_you_mean
from sixphase.study.settings import Author, Study, read_study
from sixphase.writeup.checklists.places import has_words
from sixphase.writeup.render.jats_front import ROLES


@dataclass(frozen=True)
class Asked:
    """One statement: its key in `paper.statements`, its heading and place in the paper.

    Attributes
    ----------
    text
        The file of `text/` that may hold it in place of, or besides, the words of `study.yml`; '' for none.
    needed
        Whether it is named as missing.
    names
        Whether it can tell who the authors are, so that a blinded manuscript leaves it out.
    """

    key: str
    heading: str
    place: str
    text: str = ""
    needed: bool = True
    names: bool = False


CONTRIBUTIONS = Asked("contributions", "Contributions", "sec-contributions", "contributions", names=True)
STATEMENTS = (
    Asked("reflexivity", "Reflexivity", "sec-reflexivity", "reflexivity"),
    Asked("ethics", "Ethics", "sec-ethics", "ethics"),
    Asked("data_availability", "Data availability", "sec-data-availability", "availability"),
    Asked("code_availability", "Code availability", "sec-code-availability", "code_availability"),
    Asked("automated_help", "Automated help", "sec-help", "automated_help"),
    Asked("funding", "Funding", "sec-funding", "funding", names=True),
    Asked("competing_interests", "Competing interests", "sec-interests", "competing_interests", names=True),
    CONTRIBUTIONS,
    Asked("acknowledgements", "Acknowledgements", "sec-acknowledgements", "acknowledgements", needed=False, names=True),
)


def words_of(study: Study, asked: Asked) -> str:
    """What `study.yml` says to a statement; '' where it says nothing."""
    return str(getattr(study.paper.statements, asked.key, "")).strip()


def has_text(name: str, asked: Asked) -> bool:
    """Whether the study has a text of this statement, with words in it and not only the remark that it has none."""
    path = StudyPaths(name).raw / "text" / f"{asked.text}.md"
    return bool(asked.text) and path.is_file() and has_words(path.read_text(encoding="utf-8"))


def missing_statements(name: str) -> list[Problem]:
    """What the authors have not declared yet, each with its key: statements, and the part that each author had."""
    study = read_study(name)
    settings = StudyPaths(name).settings
    statements = [
        Problem(
            f"there is no statement on: {asked.heading.lower()}",
            settings,
            f"key paper.statements.{asked.key}",
            "write it in plain words; where there is nothing to declare, say so",
        )
        for asked in STATEMENTS
        if asked.needed and asked is not CONTRIBUTIONS and not words_of(study, asked) and not has_text(name, asked)
    ]
    return [*statements, *_roles(study, name)]


def _roles(study: Study, name: str) -> Iterator[Problem]:
    settings = StudyPaths(name).settings
    if not study.paper.authors:
        yield Problem("the paper has no authors", settings, "key paper.authors", "name them")
    for at, author in enumerate(study.paper.authors):
        place = f"key paper.authors.{at}.roles"
        if not author.roles:
            what = f"the contribution of {author.name} is not told"
            yield Problem(what, settings, place, f"name roles of CRediT: {', '.join(ROLES)}")
        for role in author.roles:
            if plain(role) not in KNOWN_ROLES:
                yield Problem(f"'{role}' is no role of CRediT", settings, place, did_you_mean(role, ROLES))


def plain(role: str) -> str:
    """A role for comparing: without regard to capitals, the kind of dash, 'and' and British spelling.

    >>> plain("Writing - Review and Editing") == plain("Writing – review & editing")
    True
    >>> plain("Visualisation") == plain("Visualization")
    True
    """
    words = role.casefold().replace("&", " and ").replace("isation", "ization")
    return " ".join("".join(c if c.isalnum() else " " for c in words).split())


KNOWN_ROLES = {plain(role): role for role in ROLES}


def roles_of(author: Author) -> list[str]:
    """An author's roles in CRediT's own words; one that CRediT does not know stays as it is."""
    return [KNOWN_ROLES.get(plain(role), role) for role in author.roles]
