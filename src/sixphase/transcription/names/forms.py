"""Identifiers that have a form of their own: they are known by how they look, whoever they belong to."""

import re

from sixphase.transcription.names.births import birth_dates
from sixphase.transcription.names.english import is_common
from sixphase.transcription.names.found import Found
from sixphase.transcription.names.phones import phones

_SEP = r"[ \u00a0\u2009\u202f.\-‐‑–]"
_EMAIL = re.compile(
    r"(?<![\w.+\-])[\w.+\-]{1,64}(?:@[\w\-]+(?:\.[\w\-]+)*|\s?(?:@|\(at\)|\[at\])\s?[\w\-]+(?:\.[\w\-]+)+)", re.I
)
# Without a dot in its second half ('sarahj@nhsnet') only the name of a mail service tells an address.
_MAIL = re.compile(r"nhs|mail|outlook|yahoo|live|icloud|bt|sky|aol|proton", re.I)
_TOP = r"(?:co\.uk|org\.uk|ac\.uk|gov\.uk|nhs\.uk|nhs\.net|ltd\.uk|com|org|net|edu|gov|eu|uk)"
_WEB = re.compile(
    rf"(?:\bhttps?://|\bwww\.)[^\s<>\"'\[\]]+|(?<![\w@.\-])(?:[a-z0-9][a-z0-9\-]{{0,62}}\.)+{_TOP}(?![\w\-])(?:/[^\s<>\"']*)?"
    r"|\b(?:bit\.ly|tinyurl\.com|t\.me|youtu\.be|linktr\.ee)/[^\s<>\"']+",
    re.I,
)
_ACCOUNT = re.compile(r"(?<![\w@.])@(?=[\w.]*[^\W\d])[^\W\d][\w.]{0,40}\w")
_ON = re.compile(
    r"\b(?:instagram|insta|twitter|facebook|fb|tiktok|snapchat|linkedin|youtube|reddit|discord)\b"
    r"[\s:,(\-]{0,3}(?:(?:is|name|user ?name|handle|account|page|as)[\s:]{1,2}){0,2}"
    r"((?=[a-z.\-]*[\d_])[a-z0-9_.\-]{3,40})",
    re.I,
)
_NHS = re.compile(rf"(?<![\d+])(?<!\d[ .\-])\d{{3}}{_SEP}?\d{{3}}{_SEP}?\d{{4}}(?!\d)(?!{_SEP}\d)")
_NHS_SAID = re.compile(r"\bNHS\s*(?:no|num|number|#|id)\b\W{0,4}(?:(?:is|was)\s+)?(\d(?:[ \-.]?\d){9})(?!\d)", re.I)
# Letters that HM Revenue & Customs does not give out, and pairs that are not used.
_NI_LETTERS = r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
_NI = re.compile(rf"\b{_NI_LETTERS}{_SEP}?\d{{2}}{_SEP}?\d{{2}}{_SEP}?\d{{2}}{_SEP}?[A-D]\b", re.I)
_NI_SAID = re.compile(
    r"\b(?:NI|NINO|national insurance)(?:\s*(?:no|num|number))?\b\W{0,4}(?:is\s+)?"
    rf"({_NI_LETTERS}(?:{_SEP}?\d{{2}}){{3}})\b",
    re.I,
)
_AREAS = (
    "AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|EN|EX|FK|FY|GL|GU|GY|"
    "HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|ME|MK|ML|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|"
    "PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE|"
    "B|E|G|L|M|N|S|W"
)
_POSTCODE = re.compile(
    rf"\b(?:(?:{_AREAS})(?:\d{{1,2}}|\d[A-HJKMNPR-Y]){_SEP}{{0,2}}[0-9Oo][ABD-HJLNP-UW-Z]{{2}}|GIR ?0AA)\b", re.I
)
_ORDINAL = re.compile(r"(?:1st|2nd|3rd|\dth)$")


def own_forms(text: str, sessions: frozenset[str] = frozenset(), born_by: int = 2004) -> list[Found]:
    """Everything in a text that is known by its form: addresses, numbers, accounts, dates of birth.

    Parameters
    ----------
    text
        An answer.
    sessions
        Dates of sessions (2022-05-19); none of them is a date of birth.
    born_by
        The last year that a date without a word such as 'born' is taken for a date of birth.

    Returns
    -------
    list of Found
        In no order; finds may overlap.

    >>> [(f.kind, f.who) for f in own_forms("Ring 07700 900 123 or mail j.smith@nhs.net, 10/10, 24/7")]
    [('EMAIL', 'j.smith@nhs.net'), ('PHONE', '07700900123')]
    """
    found: list[Found] = []
    if "@" in text or "(at)" in text or "[at]" in text:
        found += _emails(text)
    if "." in text:
        found += _webs(text, found)
    found += _accounts(text, found)
    if len(_DIGIT.findall(text)) > 2:
        found += _numbers(text) + birth_dates(text, sessions, born_by)
    if _LETTER_AND_DIGIT.search(text):
        found += _postcodes(text)
    return list(dict.fromkeys(found))


# Most answers have hardly a figure; then nothing needs to be looked for.
_DIGIT = re.compile(r"\d")
_LETTER_AND_DIGIT = re.compile(r"[A-Za-z]\d")


def nhs_check(digits: str) -> bool:
    """Whether ten digits have the check digit of an NHS number (modulus 11; NHS Data Model and Dictionary).

    The first nine digits are weighted 10 down to 2 and summed; eleven less the remainder by eleven is the tenth, 11
    counting as 0; a result of 10 is no NHS number. Ten equal digits pass the sum and are no number that is given out.

    >>> nhs_check("9434765919"), nhs_check("9434765918"), nhs_check("0000000000")
    (True, False, False)
    """
    total = sum(int(d) * w for d, w in zip(digits, range(10, 1, -1), strict=False))
    return len(set(digits)) > 1 and (11 - total % 11) % 11 == int(digits[9])


def _emails(text: str) -> list[Found]:
    return [
        Found(
            m.start(), m.end(), "EMAIL", re.sub(r"\s|\.$", "", re.sub(r"\s?[(\[]at[)\]]\s?", "@", m[0].lower())), "form"
        )
        for m in _EMAIL.finditer(text)
        if _is_email(m[0])
    ]


def _is_email(match: str) -> bool:
    before, after = re.split(r"\s?(?:@|\(at\)|\[at\])\s?", match, maxsplit=1, flags=re.I)
    lettered = any(c.isalpha() for c in before) and any(c.isalpha() for c in after)
    return lettered and ("." in after.strip(".") or bool(_MAIL.match(after)) or bool(re.search(r"[._\d]", before)))


def _webs(text: str, found: list[Found]) -> list[Found]:
    ours = []
    for m in _WEB.finditer(text):
        address = m[0].rstrip(".,;:!?)”’'")
        # A sentence that begins without a space ('helpful.Com') has no address in it.
        if any(f.start <= m.start() < f.end for f in found) or re.fullmatch(r"\w+\.[A-Z][a-z]+", address):
            continue
        who = re.sub(r"^(?:https?://)?(?:www\.)?|/$", "", address.lower())
        ours.append(Found(m.start(), m.start() + len(address), "WEB", who, "form"))
    return ours


def _accounts(text: str, found: list[Found]) -> list[Found]:
    ours = []
    for m in _ACCOUNT.finditer(text) if "@" in text else ():
        # 'a calm mind @home' is not the name of an account.
        if not is_common(m[0][1:].lower()) and all(m.start() >= f.end or m.end() <= f.start for f in found):
            ours.append(Found(m.start(), m.end(), "ACCOUNT", m[0][1:].lower(), "form"))
    for m in _ON.finditer(text):
        name = m[1].rstrip(".-")
        if re.search(r"[a-z]", name, re.I):
            ours.append(Found(m.start(1), m.start(1) + len(name), "ACCOUNT", name.lower(), "form"))
    return ours


def _numbers(text: str) -> list[Found]:
    found = phones(text)
    for m in _NHS.finditer(text):
        digits = re.sub(r"\D", "", m[0])
        if digits[0] != "0" and nhs_check(digits):
            found.append(Found(m.start(), m.end(), "NHS NUMBER", digits, "form"))
    for m in _NHS_SAID.finditer(text):
        found.append(Found(m.start(1), m.end(1), "NHS NUMBER", re.sub(r"\D", "", m[1]), "form"))
    spans = [(m.start(), m.end(), m[0]) for m in _NI.finditer(text)]
    spans += [(m.start(1), m.end(1), m[1]) for m in _NI_SAID.finditer(text)]
    found += [Found(a, b, "NI NUMBER", re.sub(r"[\W_]", "", word).upper()[:8], "form") for a, b, word in spans]
    return found


def _postcodes(text: str) -> list[Found]:
    found = []
    for m in _POSTCODE.finditer(text):
        # 'room b4 2nd floor' looks like one; so does 'B4 2nd', but nobody writes half of a postcode small.
        if _ORDINAL.search(m[0]) or _is_mixed(m[0]):
            continue
        found.append(Found(m.start(), m.end(), "POSTCODE", re.sub(r"[\W_]", "", m[0]).upper(), "form"))
    return found


def _is_mixed(word: str) -> bool:
    """Whether the last two letters differ in size from the first, as in 'L8 4pm'."""
    return word[0].isupper() and word[-1].islower()
