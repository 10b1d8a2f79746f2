"""Words of an attribute that differ in capitals only: one spelling for all of them, and told."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sixphase.study.settings import Attribute
from sixphase.transcription.importing.table import listed


def one_spelling(filled: Sequence[dict[str, str]], attributes: Mapping[str, Attribute]) -> tuple[str, ...]:
    """Write what differs in capitals only ('nurse', 'Nurse') in one way, so that it is one group of people.

    The commonest spelling stands; of equals one that begins with a capital, then the first. Attributes with
    categories have their spelling from `study.yml`.

    Parameters
    ----------
    filled
        The attributes of each form; they are changed in place.
    attributes
        The study's attributes by id.

    Returns
    -------
    tuple of str
        What was changed, in words.

    >>> forms = [{"job": word} for word in ("Nurse", "nurse", "Nurse", "Porter")]
    >>> one_spelling(forms, {"job": Attribute(label="Job")})
    ("'nurse' is read as 'Nurse' ('Job'): 1 form",)
    >>> forms[1]
    {'job': 'Nurse'}
    """
    told: list[str] = []
    for id_, attribute in attributes.items():
        if not attribute.categories:
            told += _of_attribute(id_, attribute.label, filled)
    return tuple(told)


def _of_attribute(id_: str, label: str, filled: Sequence[dict[str, str]]) -> list[str]:
    counts = Counter(each[id_] for each in filled if each.get(id_))
    alike: dict[str, list[str]] = {}
    for word in counts:
        alike.setdefault(word.casefold(), []).append(word)
    told: list[str] = []
    instead: dict[str, str] = {}
    for words in alike.values():
        if len(words) > 1:
            chosen = min(words, key=lambda word: (-counts[word], not word[0].isupper()))
            others = [word for word in words if word != chosen]
            instead |= dict.fromkeys(others, chosen)
            forms = sum(counts[word] for word in others)
            said = listed([f"'{word[:40]}'" for word in others])
            verb = "is" if len(others) == 1 else "are"
            told.append(f"{said} {verb} read as '{chosen[:40]}' ('{label[:40]}'): {forms} form{'s' * (forms > 1)}")
    for each in filled if instead else ():
        each[id_] = instead.get(each.get(id_, ""), each.get(id_, ""))
    return told
