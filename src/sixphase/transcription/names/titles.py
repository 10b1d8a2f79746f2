"""Names after titles: 'Dr Khan', 'Mrs Watson-O'Neil', 'sister Mary'."""

from collections.abc import Sequence

from sixphase.transcription.names.context import joined
from sixphase.transcription.names.english import AFTER_NO_NAME, CAPITAL_ANYWAY, FUNCTION, PLACE_NOUNS, word_set
from sixphase.transcription.names.found import Found
from sixphase.transcription.names.vocabulary import Token, Word

# After a title they are no name: 'Dr Appointments', 'Nurse Team', 'Sister Ward'.
_NO_NAME = (
    FUNCTION
    | CAPITAL_ANYWAY
    | PLACE_NOUNS
    | word_set(
        """
    appointment appointments team teams staff service services practice practitioner practitioners visit visits
    specialist specialists receptionist reception manager call calls phone advice list clinics referral letter
    letters care support training room office time times waiting student students bank lead health mental head
    senior junior associate led based said told came gave very excellent lovely kind helpful friendly amazing
    brilliant fantastic arranged listened listening spoke
    """
    )
)
_PARTICLES = word_set(
    """
    van der den de la du von bin bint al el ap st mac mc o
    """
)
_SURE = word_set("mr mrs ms mx messrs")
_LONGEST = 6  # words in a name, initials and particles among them


def titled_names(text: str, tokens: Sequence[Token], shouting: str) -> list[Found]:
    """Names after titles, to replace without the title, which tells nobody's name.

    After Mr, Mrs, Ms, Miss, Mx, Dr, Prof, Sir, Rev and the like any word with a capital is a name, unless it is a
    word of grammar or of the house ('Dr Appointments'); so is a word in small letters that is no English word, and
    after Mr, Mrs, Ms and Mx nearly any word. After nurse, sister, doctor, matron and other callings a name needs a
    capital, and must be no English word or else a common name ('Nurse Joy').

    Further words belong to the name while they have a capital and are names, initials or no English words.
    """
    found = []
    for i in range(len(tokens) - 1):
        if tokens[i][2].title and _is_title(text, tokens, i, shouting):
            last = _last_of_name(text, tokens, i, shouting)
            if last > i:
                start, end = tokens[i + 1][0], tokens[last][1]
                who = "word: " + " ".join(t[2].base for t in tokens[i + 1 : last + 1])
                found.append(Found(start, end, "NAME", who, "title"))
    return found


def _is_title(text: str, tokens: Sequence[Token], i: int, shouting: str) -> bool:
    word = tokens[i][2]
    if word.base == "ms" and word.capitals and shouting != "all":
        return False  # multiple sclerosis
    # After a full stop only a short title goes on: 'Dr. Khan'; 'spoke to the nurse. Very kind' does not.
    if text[tokens[i][1] : tokens[i][1] + 1] == ".":
        return word.title == "strong" and len(word.base) < 5
    return word.base not in ("sir", "lady", "lord", "dame", "fr", "sr", "ot", "miss") or word.capital


def _last_of_name(text: str, tokens: Sequence[Token], i: int, shouting: str) -> int:
    """The last word of the name after a title; the title itself where none follows."""
    title, last = tokens[i][2], i
    for k in range(i + 1, min(len(tokens), i + 1 + _LONGEST)):
        if not _beside(text, tokens[k - 1], tokens[k], title_before=k == i + 1):
            break
        word = tokens[k][2]
        if len(word.base) == 1:
            named = _is_initial(text, tokens, k)
        else:
            named = _begins(title, word, shouting) if last == i else _goes_on(word)
            named = named or (tokens[k - 1][2].base in _PARTICLES and word.capital and not shouting and last > i)
            named = named or (last == i and _before_surname(text, tokens, k, shouting))
        if named:
            last = k
        elif not (word.base in _PARTICLES and k + 1 < len(tokens)):
            break
        if tokens[k][2].tail:
            break
    return last


def _beside(text: str, a: Token, b: Token, title_before: bool) -> bool:
    gap = text[a[1] : b[0]]
    # A name may be on after an initial's full stop, not after a word's.
    if "." in gap and not title_before and len(a[2].base) > 1:
        return False
    return joined(text, a, b)


def _begins(title: Word, word: Word, shouting: str) -> bool:
    if (
        word.base in _NO_NAME
        or word.grammar
        or word.title
        or not word.base.replace("'", "").isalpha()
        or set(word.base) == {"x"}
    ):
        return word.known and word.capital and not shouting and not (word.grammar and title.title == "weak")
    if word.base in AFTER_NO_NAME:
        return word.known and word.capital and not shouting
    strong = title.title == "strong"
    if word.capital and not shouting:
        return strong or word.known or not word.common
    if shouting and word.capital:
        return word.known or not word.common
    if title.base in _SURE:
        return word.known or not word.common
    if title.base == "dr" and word.known:
        return True
    return strong and title.base != "miss" and not word.common and not word.usual


def _goes_on(word: Word) -> bool:
    if not word.capital or word.base in _NO_NAME or word.grammar or word.title:
        return False
    return word.known or not word.common


def _before_surname(text: str, tokens: Sequence[Token], k: int, shouting: str) -> bool:
    """A first name that is an English word, before a surname that is none: 'Matron Marigold Vandenberg'."""
    if shouting or k + 1 >= len(tokens) or tokens[k][2].base in _NO_NAME or tokens[k][2].grammar:
        return False
    surname = tokens[k + 1][2]
    return tokens[k][2].capital and surname.capital and not surname.common and joined(text, tokens[k], tokens[k + 1])


def _is_initial(text: str, tokens: Sequence[Token], k: int) -> bool:
    """'Dr S' and 'T. Khan'; but not 'Dr I see', nor 'Mr X', in whose place somebody has put the letter already."""
    word = tokens[k][2]
    if not word.capital:
        return False
    before_name = (
        k + 1 < len(tokens) and tokens[k + 1][2].capital and text[tokens[k][1] : tokens[k + 1][0]] in (". ", ".")
    )
    return before_name or word.base not in ("i", "x", "a")
