"""What is known of English words: which are common ones, which are names too, which stand with a capital anyway."""

import re
import unicodedata
from functools import cache
from pathlib import Path


def word_set(words: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(words.split())


_NAMES = Path(__file__).with_name("known_names.txt")
# Words of grammar; the dictionary lacks some of them.
FUNCTION = word_set(
    """
    a about above after again against ago all also although always am an and another any anyone anything are
    aren as at away back be because been before being below best better between both but by can cannot cant
    could couldn couldnt did didn didnt do does doesn doesnt doing don done dont down during each either else
    enough etc even ever every everybody everyone everything few first for from further get gets getting give
    given go goes going gone good got great had hadn has hasn have haven having he hello hence her here hers
    herself hi hid him himself his how however i id ie eg if ill im in infact indeed instead into is isn it its
    itself ive just keep kept last later least less let lets like look looking lot lots made make many maybe me
    mean mine more most much must my myself near need needs neither never new next nice no nobody non none nor
    not nothing now of off often oh ok okay on once one only onto or other others otherwise our ours ourselves
    out over own per perhaps please put quite rather re really s same see seem seen she should shouldn since so
    some somebody someone something sometimes soon sorry still such t take taken tell than thank thanks thankyou
    that the their theirs them themselves then there therefore these they thing things think this those though
    through thus till to today together tomorrow too toward towards tried try two under until up upon us use
    used using usually ve very via was wasn wasnt way we well went were weren what whatever when whenever where
    wherever whether which while who whoever whole whom whose why will with within without won wont would wouldn
    wouldnt yes yet you your yours yourself yourselves
    """
)
# They stand with a capital anyway and tell nothing about who somebody is.
CAPITAL_ANYWAY = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun
    mondays tuesdays wednesdays thursdays fridays saturdays sundays january february march april may june july
    august september october november december jan feb mar apr jun jul aug sep sept oct nov dec christmas xmas
    easter ramadan eid diwali lent bank holiday new year god lord jesus bible allah buddha buddhist buddhism
    christian christianity muslim islam islamic jewish hindu sikh catholic english british welsh scottish irish
    european american african asian indian polish french german spanish italian chinese england britain scotland
    wales ireland uk usa europe covid covid-19 corona coronavirus nhs cmt cbt act dbt emdr mdt cpd gp hr it ot
    tv dvd ppe zoom teams microsoft skype facetime whatsapp google facebook twitter instagram youtube netflix
    powerpoint excel email internet wifi wi-fi ipad iphone mr mrs ms miss dr drs prof nurse doctor sister matron
    consultant asap
    """
)
# A month that is a name too is a month after these words, or beside a figure.
BEFORE_MONTHS = word_set(
    """
    in since until till by from of last next this early late mid during before after end
    """
)
MONTH_NAMES = word_set("april may june august jan")
PLACE_NOUNS = word_set(
    """
    hospital hospitals hospice ward unit house clinic centre center suite surgery practice lodge court building
    site street road lane avenue close drive park school college university church trust infirmary wing cottage
    grange hall manor farm hub
    """
)
# What a person does or has done to them: after a word, it makes the word a likely name; so do these before it.
AFTER_PEOPLE = word_set(
    """
    was is has had who said made gave helped helps listened listens explained explains supported really did does
    took came  always went also seemed seems showed asked told spoke talked kept
    """
)
# After these nothing but a person, or a thing that is none of the words above, can follow.
SURELY_BEFORE_PEOPLE = word_set("thank met meet meeting saw nurse doctor dr mr mrs ms miss especially colleague named")
BEFORE_PEOPLE = word_set(
    """
    thank thanks thankyou with met meet meeting see seeing saw called named asked told dear hi hello especially
    nurse doctor dr mr mrs ms miss sister physio therapist facilitator colleague manager trainer tutor both like
    to by from for and &
    """
)
PRONOUNS = word_set(
    """
    i you we they he she it the this that these my your our
    """
)
AFTER_NO_NAME = word_set(
    """
    i you we they he she it the this that these my your our his her their a an be not all some have do get there
    any definitely continue recommend use keep try take need make come go never more
    """
)
_CONTRACTED = re.compile(r"(?:n't|'(?:s|m|d|ll|re|ve|t))$")
_MARKS = re.compile("[\u0300-\u036f]")
_APOSTROPHES = str.maketrans("’‘ʼ´`‐‑", "'''''--")


def plain(word: str) -> str:
    """One spelling for all ways to write a word: small letters, no accents, straight apostrophes.

    >>> plain("Zoë’s"), plain("O´BRIEN")
    ("zoe's", "o'brien")
    """
    word = word.translate(_APOSTROPHES)
    return word.lower() if word.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", word)).casefold()


def base(word: str) -> str:
    """A word in plain spelling without its possessive ending.

    >>> base("Sarah’s"), base("James'"), base("didn't")
    ('sarah', 'james', "didn't")
    """
    word = plain(word).strip("'-")
    return word[:-2] if word.endswith("'s") else word


@cache
def known_names() -> frozenset[str]:
    """Common given and family names, in plain spelling."""
    lines = _NAMES.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def is_word(word: str) -> bool:
    """Whether a word in small letters is in the English dictionary of simplemma, or a word of grammar.

    >>> [is_word(w) for w in ("mark", "helpful", "her", "organisation", "sarah", "priya")]
    [True, True, True, True, False, False]
    """
    from simplemma.strategies import DEFAULT_DICTIONARY_FACTORY  # read once, when first asked

    return word in FUNCTION or word in DEFAULT_DICTIONARY_FACTORY.get_dictionary("en")


@cache
def is_common(word: str) -> bool:
    """Whether a word in plain spelling may stand in any answer: an English word, a compound or contraction of such.

    >>> [is_common(w) for w in ("self-compassion", "didn't", "hope", "watson-jones", "katsha")]
    [True, True, True, False, False]
    """
    if is_word(word) or word in CAPITAL_ANYWAY:
        return True
    short = _CONTRACTED.sub("", word)
    if short != word and short:
        return is_common(short)
    parts = word.split("-")
    return len(parts) > 1 and all(not part or is_word(part) for part in parts)


def is_grammar(word: str) -> bool:
    """Whether a word in plain spelling is one of grammar, alone or in a contraction ("I've")."""
    return word in FUNCTION or _CONTRACTED.sub("", word) in FUNCTION
