"""Everything that is known about each different word of the answers, found out once and not once an answer."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sixphase.transcription.names import english
from sixphase.transcription.names.lists import Lists
from sixphase.transcription.names.nearby import near_words

_LETTERS = r"[^\W_](?:[^\W_]|[\u0300-\u036f])*"
# Letters and figures; an apostrophe inside belongs to the word, a hyphen parts two words ('Anne-Marie').
WORD = re.compile(rf"{_LETTERS}(?:['’‘ʼ´`]{_LETTERS})*['’]?")
# For counting: not inside an address of e-mail or of a page, where names are written small.
_COUNTED = re.compile(rf"(?<![\w@./\-'’]){_LETTERS}(?:['’‘ʼ´`]{_LETTERS})*(?![\w@/\-'’]|\.\w)")
_TAIL = re.compile(r"['’‘ʼ´`][sS]?$")
STRONG = english.word_set(
    """
    mr mrs ms miss mx dr drs prof professor sir dame lord lady rev revd reverend fr messrs mister
    """
)
WEAK = english.word_set(
    """
    doctor nurse sister matron sr cpn hca hcp ot physio physiotherapist consultant psychologist psychiatrist
    therapist counsellor facilitator trainer tutor manager receptionist chaplain auntie aunt uncle midwife
    """
)


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of a word as it is written.

    Attributes
    ----------
    base
        Its plain spelling without a possessive ending.
    capital, capitals
        Whether it begins with a capital letter; whether it has nothing else, as an abbreviation.
    common, grammar
        Whether it is an English word; whether it is one of grammar.
    known
        Whether it is a common name.
    usual
        Whether the answers have it in small letters, as they have words that are no names.
    title
        'strong' (Dr), 'weak' (nurse) or ''.
    near
        The words of the study's lists that it may be, each with the number of slips.
    tail
        The length of its possessive ending, which stays when the name is replaced.
    """

    base: str
    capital: bool
    capitals: bool
    common: bool
    grammar: bool
    known: bool
    usual: bool
    title: str
    near: tuple[tuple[str, int], ...]
    tail: int


_ABBREVIATIONS = re.compile(r"[A-Z]{2,}[a-z]?['’]?s?")  # 'CPNs', 'LRi'
Token = tuple[int, int, Word]  # start and end in the text (without the possessive ending), and the word


@dataclass(frozen=True)
class Vocabulary:
    """The words of all answers by how they are written; `frequent` are the English ones often written small."""

    words: dict[str, Word]
    frequent: frozenset[str]

    def tokens(self, text: str) -> list[Token]:
        """The words of a text with their places."""
        known = self.words
        return [(m.start(), m.end() - (word := known[m.group()]).tail, word) for m in WORD.finditer(text)]


def vocabulary(texts: Iterable[str], lists: Lists) -> Vocabulary:
    """Read all answers once; the cost grows with the answers, and with the different words times the lists."""
    counts: Counter[str] = Counter()
    written: set[str] = set()
    for text in texts:
        written.update(WORD.findall(text))
        counts.update(_COUNTED.findall(text))
    bases = {word: english.base(word) for word in sorted(written | counts.keys())}
    small, capital = _by_size(counts, bases)
    near = near_words(set(bases.values()), lists.words, lists.words_among_others)
    words = {w: _word(w, b, small[b], capital[b], near.get(b, ())) for w, b in bases.items()}
    return Vocabulary(words, frozenset(b for b, n in small.items() if n > 2 and len(b) > 4 and english.is_common(b)))


def _by_size(counts: Counter[str], bases: dict[str, str]) -> tuple[Counter[str], Counter[str]]:
    """How often each word is written small, and with a capital."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for written, n in counts.items():
        (small if written[0].islower() else capital)[bases[written]] += n
    return small, capital


def _word(written: str, base: str, small: int, capital: int, near: tuple[tuple[str, int], ...]) -> Word:
    common, known = english.is_common(base), _is_known(base)
    # Names are written small now and then: a word that the dictionary lacks is a usual one only if it mostly is.
    usual = small > 0 if common else small > 4 and small > 4 * capital
    capitals = len(base) > 1 and written.upper() == written and written.lower() != written
    capitals = capitals or _ABBREVIATIONS.fullmatch(written) is not None
    title = "strong" if base in STRONG else "weak" if base in WEAK else ""
    tail = _TAIL.search(written)
    size = (written[0].isupper(), capitals)
    return Word(
        base,
        *size,
        common,
        english.is_grammar(base),
        known,
        usual and not known,
        title,
        near,
        len(tail[0]) if tail else 0,
    )


def _is_known(base: str) -> bool:
    return base.replace("'", "") in english.known_names() and base not in english.PLACE_NOUNS
