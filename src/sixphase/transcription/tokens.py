"""What counts as a word."""

import re
import unicodedata
from collections.abc import Iterator

from sixphase.transcription.names.found import STANDS_FOR

APOSTROPHES = "'’‘ʼ´`"
HYPHENS = "-‐‑"
# Letters and figures; a mark that is set upon a letter and a soft hyphen inside a word belong to it.
_RUN = r"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad])*"
_JOINT = f"[{re.escape(APOSTROPHES + HYPHENS)}]"
WORD = re.compile(rf"(?:[^\W\d_]\.){{2,}}|\d+(?:[.,:]\d+)+|{_RUN}(?:{_JOINT}{_RUN})*")
_FORM = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(HYPHENS, "-"), "\u00ad": None})
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}")


def words_of(text: str) -> list[str]:
    """The words of a text in order, in one spelling: small letters, straight apostrophes.

    A word is a run of letters and figures; an apostrophe or a hyphen between letters joins them. These are the
    words of nltk's RegexpTokenizer for the pattern `WORD`; it needs none of nltk's data.

    Ambiguities: a hyphen that was meant as a dash makes one word of two ('helpful-thank'), since only a
    dictionary could tell; a slash parts words ('threat/drive'); 'e.g.' is one word, written 'eg'. What stands for
    something nobody wrote ('[NAME 3]', '[illegible]') holds no words.

    >>> words_of("LEP’s own self-compassion: don’t stop – e.g. at 9:30")
    ["lep's", 'own', 'self-compassion', "don't", 'stop', 'eg', 'at', '9:30']
    >>> words_of("‘other to self’ & threat/drive")
    ['other', 'to', 'self', 'threat', 'drive']
    """
    return [spelling(match.group()) for match in _words(text)]


def spans_of(text: str) -> list[tuple[int, int, str]]:
    """Each word with its place: start and end in code points (end exclusive), and its spelling.

    >>> spans_of("Kit bag!")
    [(0, 3, 'kit'), (4, 7, 'bag')]
    """
    return [(match.start(), match.end(), spelling(match.group())) for match in _words(text)]


def _words(text: str) -> Iterator[re.Match[str]]:
    if "[" not in text:
        return WORD.finditer(text)
    marks = [mark.span() for mark in STANDS_FOR.finditer(text)]
    found = WORD.finditer(text)
    return (word for word in found if not any(start <= word.start() < end for start, end in marks))


def spelling(word: str) -> str:
    """One spelling for all ways to print a word.

    >>> spelling("DON’T"), spelling("e.g.")
    ("don't", 'eg')
    """
    plain = word.translate(_FORM)
    plain = plain if plain.isascii() else unicodedata.normalize("NFC", plain)
    return plain.replace(".", "").lower() if _DOTTED.fullmatch(plain) else plain.lower()
