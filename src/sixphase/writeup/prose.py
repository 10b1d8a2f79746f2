"""Numbers typed into the prose by hand, which could grow stale without anyone noticing.

Every number of the paper is a named value that a notebook wrote. What may hold digits all the same is listed in
`EXCEPTED`, each with its reason, and in `reports/names.txt` for names such as a licence's version. Numbers written
as words ('four themes') are not looked at: words like 'one' are too often no count.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from sixphase.study.paths import root
from sixphase.study.problem import Problem

NAMES = "reports/names.txt"
MOST_OFFERED = 3  # other values that print the same
DIGIT = r"[\d¼-¾⅐-⅞²³¹⁰-⁹₀-₉]"
TYPED = re.compile(rf"[\w.,:/+±≈~<>=-]*{DIGIT}[\w.,:/+-]*(?:\s?[%‰])?")
MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
YEAR = r"(?:19|20)\d\d"

# what may hold digits, in the order in which it is taken out of the text
EXCEPTED: dict[str, re.Pattern[str]] = {
    # comments reach no reader
    "comment": re.compile(r"<!--.*?-->", re.DOTALL),
    # code is a name as it must be typed: a file, a command, a version; it makes no claim
    "block of code": re.compile(r"^(?P<mark>`{3,}|~{3,})[^\n]*\n.*?^(?P=mark)[`~]*[ \t]*$", re.DOTALL | re.MULTILINE),
    "code": re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)"),
    # a formula defines, it does not report
    "formula": re.compile(r"\$\$.+?\$\$", re.DOTALL),
    # the values themselves, and includes
    "shortcode": re.compile(r"\{\{<.*?>\}\}"),
    # citations with their pages, and cross-references
    "citation": re.compile(r"\[[^\[\]]*@[^\[\]]*\]|(?<![\w.\\])-?@\w[\w:.#$%&+?<>~/-]*"),
    "note": re.compile(r"\[\^[^\]\s]+\]"),
    # addresses and files
    "target": re.compile(r"(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"),
    "address": re.compile(r"<?(?:https?://|doi:|mailto:)[^\s<>]*[^\s<>.,;:)]>?"),
    # ids, classes and widths; the text of a figure is read out to people, so its digits count
    "attributes": re.compile(r"\{(?:[#.][^{}]*|[^{}]*=[^{}]*)\}"),
    # the marks of numbered lists
    "list": re.compile(r"^[ \t>]*\(?(?:\d+|[a-z]|[ivx]+)[.)](?=\s)", re.MULTILINE),
    # dates
    "date": re.compile(
        rf"\b\d{{4}}-\d\d-\d\d\b|\b(?:\d{{1,2}}\s+)?{MONTH}\s+{YEAR}\b|\b\d{{1,2}}\s+{MONTH}\b"
        rf"|\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Dd]uring|year|©)\s+{YEAR}\b(?!\s?%)|\({YEAR}\)"
    ),
}

FIGURE_TEXT = re.compile(r"""(?<=\sfig-alt=)(?:"[^"]*"|'[^']*')""")


def typed_digits(
    path: Path, names: Sequence[str] | None = None, printed: Mapping[str, Sequence[str]] | None = None
) -> list[Problem]:
    """Numbers typed by hand into a `.qmd` or `.md` file.

    Parameters
    ----------
    path
        The file.
    names
        Names that may hold digits; by default those of `reports/names.txt`.
    printed
        What the study's values print, each with their names, so that the right one can be offered.

    Returns
    -------
    list of Problem
        One a number, with its line. A lone year passes after 'in', 'since', 'until', 'during' or 'year' and
        between brackets, so 'in 2006 answers' passes where '2006 answers' does not.
    """
    allowed = read_names() if names is None else names
    return list(_problems(path.read_text(encoding="utf-8"), path, allowed, printed or {}))


def digits_in_head(title: str, subtitle: str, settings: Path, names: Sequence[str] | None = None) -> list[Problem]:
    """The same for the title and the subtitle of a study's paper, told with their keys in `study.yml`."""
    allowed = read_names() if names is None else names
    remedy = f"write it as a word, or list the name in {NAMES}"
    return [
        Problem(problem.what, settings, f"key paper.{key}", remedy)
        for key, words in (("title", title), ("subtitle", subtitle))
        for problem in _problems(words, settings, allowed)
    ]


def read_names(path: Path | None = None) -> tuple[str, ...]:
    """The names that may hold digits, without comments and empty lines."""
    file = path or root() / NAMES
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return tuple(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def without_excepted(text: str, names: Sequence[str]) -> str:
    """`text` with all that may hold digits blanked out, every line and column where it was.

    >>> without_excepted("Of 80 [@braun2006, p. 6] under CC BY 4.0", ["CC BY #.#"]).split()
    ['Of', '80', 'under']
    """
    text = _blank_front_matter(text)
    for kind, pattern in EXCEPTED.items():
        text = pattern.sub(_blank_attributes if kind == "attributes" else _blank, text)
    for pattern in map(_name, names):
        text = pattern.sub(_blank, text)
    return text


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


def _blank_attributes(match: re.Match[str]) -> str:
    """Attributes blanked out, but for the words that stand for a figure."""
    blank = _blank(match)
    for kept in FIGURE_TEXT.finditer(match[0]):
        blank = blank[: kept.start()] + kept[0] + blank[kept.end() :]
    return blank


def _problems(
    text: str, path: Path, names: Sequence[str], printed: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> Iterator[Problem]:
    for number, line in enumerate(without_excepted(text, names).split("\n"), start=1):
        for match in TYPED.finditer(line):
            typed = match[0].strip(".,:/<>=~ ")
            remedy = f"{_offered(printed.get(typed, ()))}, or list the name in {NAMES}"
            yield Problem(f"a number typed by hand: '{typed}'", path, f"line {number}", remedy)


def _offered(names: Sequence[str]) -> str:
    """What to write instead: the value that prints the same, where there is one."""
    if not names:
        return "keep it as a value in a notebook and write {{< var name >}}"
    first, *others = [f"{{{{< var {name} >}}}}" for name in names]
    more = f" (or {', '.join(others[:MOST_OFFERED])}: they print the same)" if others else ""
    return f"if it is this value, write {first}{more}; else keep it as a value in a notebook"


def _name(name: str) -> re.Pattern[str]:
    """A name as a pattern: `#` is a whole number, a space any space."""
    parts = [re.escape(part).replace(r"\ ", r"[\s ]") for part in name.split("#")]
    return re.compile(r"(?<!\w)" + r"\d+".join(parts) + r"(?![\w]|[.,]\d)")


def _blank_front_matter(text: str) -> str:
    """The YAML at the top blanked out, but for the words of an abstract, which a reader sees."""
    match = re.match(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", text, re.DOTALL)
    if match is None:
        return text
    kept, inside = [], False
    for line in match[0].splitlines(keepends=True):
        if not line.startswith((" ", "\t")):
            inside = line.startswith("abstract:")
        kept.append(line if inside else re.sub(r"[^\n]", " ", line))
    return "".join(kept) + text[match.end() :]
