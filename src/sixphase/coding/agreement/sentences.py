"""Where the sentences of an answer begin, by rules of our own: no model, no data, the same on every machine."""

import re

# A stop, with closing quotes or brackets, and then a space; or a line break. East Asian stops need no space.
BREAK = re.compile(r"""(?P<stop>[.!?…؟।]+)["'”’»)\]]*\s+|[。！？]+[”’」』）]*\s*|\s*\n\s*""")
# None that is a word by itself or often ends a sentence, such as 'no' or 'etc'.
ABBREVIATED = frozenset(
    ("approx", "cf", "dr", "eg", "e.g", "esp", "ie", "i.e", "incl", "mr", "mrs", "ms", "prof", "st", "vs")
)
LAST_WORD = re.compile(r"\S+$")


def sentence_starts(text: str) -> list[int]:
    """The code points at which the sentences of a text begin; the first is 0.

    A sentence ends with . ! ? or … before a space, or with a line break, if no small letter follows. It does not
    end after an abbreviation ('e.g.', 'Dr.'), an initial ('J. Smith') or the number of a list ('2. The group').
    The spaces behind a sentence belong to it, so that every code point is in exactly one sentence.

    >>> text = "Loved it! The trainer, e.g. Dr. Lee, was kind... and calm.\\nMore time please"
    >>> [text[a:b] for a, b in zip(sentence_starts(text), [*sentence_starts(text)[1:], None])]
    ['Loved it! ', 'The trainer, e.g. Dr. Lee, was kind... and calm.\\n', 'More time please']
    """
    starts = [0]
    for found in BREAK.finditer(text):
        at = found.end()
        if at < len(text) and text[starts[-1] : found.start()].strip() and not _goes_on(text, found, starts[-1]):
            starts.append(at)
    return starts


def _goes_on(text: str, found: re.Match[str], start: int) -> bool:
    if text[found.end()].islower():
        return True
    if found["stop"] != "." or "\n" in found[0]:
        return False
    before = LAST_WORD.search(text, start, found.start())
    word = before[0].lstrip("\"'“‘(«[") if before else ""
    initial = len(word) == 1 and word.isupper() and word != "I"
    number = word.isdigit() and text[start : found.start()].strip() == word
    return initial or number or word.lower() in ABBREVIATED
