"""Where the words of a withdrawn form stand in what others wrote: in memos, comments and names of codes."""

from collections.abc import Callable, Iterable

from sixphase.transcription.redaction import Edit, Find, plain_words, words_in

RUN = 4  # words in a row that count as a quotation; fewer stand by chance in anybody's text
SHORTEST = 2  # an answer with fewer words than a run counts when it stands whole, but a single word never
PUT = "[withdrawn]"


def quotations(withdrawn: Iterable[str], others: Iterable[str], passages: Iterable[str] = ()) -> Find:
    """A search for quotations of withdrawn texts.

    Parameters
    ----------
    withdrawn
        The texts of the withdrawn form.
    others
        The texts of all other participants. What somebody else wrote as well is nobody's quotation.
    passages
        Passages of the form that somebody coded.

    Notes
    -----
    A quotation is four words or more in a row, or the whole of an answer or of a coded passage of two or three words,
    without regard to capitals and to what stands between the words.
    """
    runs = {run for text in (*withdrawn, *passages) for run in _runs(plain_words(text))}
    elsewhere = _in_one(others) if runs else ""
    own = {run for run in runs if f" {' '.join(run)} " not in elsewhere}
    lengths = sorted({len(run) for run in own}, reverse=True)
    firsts = {run[0] for run in own}

    def find(text: str) -> list[Edit]:
        if not own:
            return []
        words = words_in(text)
        plain = tuple(word for _, _, word in words)
        begins = [at for at, word in enumerate(plain) if word in firsts]
        covered = [(at, at + n) for n in lengths for at in begins if plain[at : at + n] in own]
        return [Edit(words[first][0], words[last - 1][1], PUT) for first, last in _joined(covered)]

    return find


def words_of_the_form(withdrawn: Iterable[str], others: Iterable[str]) -> Callable[[str], bool]:
    """Whether a code's name is two words or more that stand in a row in the form, and in nobody else's answer."""
    own, elsewhere = _in_one(withdrawn), _in_one(others)

    def is_of_the_form(name: str) -> bool:
        words = f" {' '.join(plain_words(name))} "
        return words.count(" ") > SHORTEST and words in own and words not in elsewhere

    return is_of_the_form


def _in_one(texts: Iterable[str]) -> str:
    return "\n".join(f" {' '.join(plain_words(text))} " for text in texts)


def _runs(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    if SHORTEST <= len(words) < RUN:
        return [words]
    return [words[at : at + RUN] for at in range(len(words) - RUN + 1)]


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that overlap as one."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if joined and first < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined
